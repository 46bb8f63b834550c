"""Patterns of words -> where they stand in a text. Made once, and then quick: a look-up for each
word of the text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from knowledge.i18n.text_fold import fold

# Endings that make no other word of it; the short ones also on short words.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "fr": ("s", "x", "e", "es"),
    "nl": ("s", "e", "n", "en"),
    "en": ("s", "es"),
    "de": ("s", "e", "n", "en"),
}
_LONG_ENOUGH = 4
_STEM = 3
# A text says the same words again and again; so many of them are looked up once.
_REMEMBERED = 10_000
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"\*?[^\W_]+\*?")

Part = Callable[[str], bool]
_Rest = tuple[str, tuple[Part, ...]]


class Phrases:
    """A set of patterns in one language, each one or several words, with "*" for any letters at a
    word's ends.
    """

    def __init__(self, patterns: Iterable[str], lang: str) -> None:
        self._exact: dict[str, list[_Rest]] = defaultdict(list)
        self._begins: dict[str, list[tuple[str, _Rest]]] = defaultdict(list)
        self._others: list[tuple[Part, _Rest]] = []
        for pattern in sorted(set(patterns)):
            first, *others = (fold(part) for part in _PART.findall(pattern))
            self._take(first, (pattern, tuple(_part(part, lang) for part in others)), lang)
        self._beginning_with = lru_cache(_REMEMBERED)(self._look_up)

    def find(self, text: str) -> dict[str, str]:
        """Give the patterns that stand in a text, each with its words as they first stand there."""
        marks = list(_WORD.finditer(text))
        words = _folded([mark[0] for mark in marks])
        found: dict[str, str] = {}
        for place, word in enumerate(words):
            for pattern, rest in self._beginning_with(word):
                if pattern not in found and (not rest or _follows(rest, words, place + 1)):
                    found[pattern] = text[marks[place].start() : marks[place + len(rest)].end()]
        return found

    def _take(self, first: str, rest: _Rest, lang: str) -> None:
        stem = first.strip("*")
        if "*" not in first:
            for form in _forms(first, lang):
                self._exact[form].append(rest)
        elif first.startswith("*") or len(stem) < _STEM:
            self._others.append((_part(first, lang), rest))
        else:
            self._begins[stem[:_STEM]].append((stem, rest))

    def _look_up(self, word: str) -> list[_Rest]:
        found = list(self._exact.get(word, ()))
        found += [
            rest for stem, rest in self._begins.get(word[:_STEM], ()) if word.startswith(stem)
        ]
        found += [rest for fits, rest in self._others if fits(word)]
        return found


def _follows(rest: tuple[Part, ...], words: list[str], place: int) -> bool:
    if place + len(rest) > len(words):
        return False
    for fits in rest:
        if not fits(words[place]):
            return False
        place += 1
    return True


def _part(part: str, lang: str) -> Part:
    stem = part.strip("*")
    if part.startswith("*") and part.endswith("*"):
        return lambda word: stem in word
    if part.startswith("*"):
        ends = tuple(_forms(stem, lang))
        return lambda word: word.endswith(ends)
    if part.endswith("*"):
        return lambda word: word.startswith(stem)
    return frozenset(_forms(stem, lang)).__contains__


def _forms(word: str, lang: str) -> Iterator[str]:
    yield word
    for ending in _ENDINGS.get(lang, ()):
        if len(word) >= _LONG_ENOUGH or (ending in "sx" and len(word) > 1):
            yield word + ending


def _folded(words: list[str]) -> list[str]:
    together = fold(" ".join(words)).split(" ")
    # A letter may fold to several words (U+FDFA); then each is folded by itself.
    return together if len(together) == len(words) else [fold(word) for word in words]

"""Patterns of words -> where they are in a text.

Built once, and then quick: one look-up for each word of the text.
"""

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from knowledge.i18n.text_fold import fold

# Endings that make no other word of it; the short ones also on short words.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "fr": ("s", "x", "e", "es"),
    "nl": ("s", "e", "n", "en"),
    "en": ("s", "es"),
    "de": ("s", "e", "n", "en"),
}
_SHORT_ENDINGS = frozenset({"s", "x"})
_LONG_ENOUGH = 4
_STEM = 3
# A text says the same words again and again; so many of them are looked up once.
_REMEMBERED = 10_000
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"\*?[^\W_]+\*?")

WordTest = Callable[[str], bool]


class _Rest(NamedTuple):
    """A pattern, and the tests of the words that follow its first."""

    pattern: str
    tests: tuple[WordTest, ...]

    def follows(self, words: list[str], place: int) -> bool:
        """Return whether the words from this place on are the rest of the pattern."""
        if not self.tests:
            return True
        end = place + len(self.tests)
        if len(words) < end:
            return False
        return all(map(operator.call, self.tests, words[place:end]))


class TextWords:
    """A text's words, looked for by as many matchers as there are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks = list(_WORD.finditer(text))
        self.folded = _folded([mark[0] for mark in self._marks])

    def between(self, first: int, last: int) -> str:
        """Return the text from one word to another, both with it."""
        return self.text[self._marks[first].start() : self._marks[last].end()]


class Matcher:
    """A set of patterns in one language.

    Each is one or several words, with "*" for any letters at a word's ends.
    """

    def __init__(self, patterns: Iterable[str], lang: str) -> None:
        self._exact: dict[str, list[_Rest]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[str, _Rest]]] = defaultdict(list)
        self._others: list[tuple[WordTest, _Rest]] = []
        for pattern in sorted(set(patterns)):
            first, *others = map(fold, _PART.findall(pattern))
            tests = map(partial(_word_test, lang=lang), others)
            self._add(first, _Rest(pattern, tuple(tests)), lang)
        self._starting_with = lru_cache(_REMEMBERED)(self._look_up)

    def find(self, words: TextWords) -> dict[str, str]:
        """Return the patterns found in a text, each with the first words that matched it."""
        found: dict[str, str] = {}
        for place, rests in enumerate(map(self._starting_with, words.folded)):
            for rest in rests:
                if rest.pattern not in found and rest.follows(words.folded, place + 1):
                    found[rest.pattern] = words.between(place, place + len(rest.tests))
        return found

    def _add(self, first: str, rest: _Rest, lang: str) -> None:
        stem = first.strip("*")
        if "*" not in first:
            for form in _forms(first, lang):
                self._exact[form].append(rest)
        elif first.startswith("*") or len(stem) < _STEM:
            self._others.append((_word_test(first, lang), rest))
        else:
            self._by_stem[stem[:_STEM]].append((stem, rest))

    def _look_up(self, word: str) -> list[_Rest]:
        return [*self._exact.get(word, ()), *self._of_stem(word), *self._of_test(word)]

    def _of_stem(self, word: str) -> Iterator[_Rest]:
        for stem, rest in self._by_stem.get(word[:_STEM], ()):
            if word.startswith(stem):
                yield rest

    def _of_test(self, word: str) -> Iterator[_Rest]:
        for test, rest in self._others:
            if test(word):
                yield rest


def _word_test(part: str, lang: str) -> WordTest:
    stem = part.strip("*")
    starts_free, ends_free = part.startswith("*"), part.endswith("*")
    if starts_free and ends_free:
        return lambda word: stem in word
    if ends_free:
        return lambda word: word.startswith(stem)
    forms = _forms(stem, lang)
    if starts_free:
        ends = tuple(forms)
        return lambda word: word.endswith(ends)
    return frozenset(forms).__contains__


def _forms(word: str, lang: str) -> Iterator[str]:
    yield word
    for ending in _endings(word, lang):
        yield word + ending


def _endings(word: str, lang: str) -> Iterable[str]:
    endings = _ENDINGS.get(lang, ())
    if len(word) >= _LONG_ENOUGH:
        return endings
    if len(word) < 2:
        return ()
    return _SHORT_ENDINGS.intersection(endings)


def _folded(words: list[str]) -> list[str]:
    together = fold(" ".join(words)).split(" ")
    if len(together) == len(words):
        return together
    # A letter may fold to several words (U+FDFA); then each is folded by itself.
    return list(map(fold, words))

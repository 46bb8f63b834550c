"""The catalogues and taxonomy.yml -> the words by which people say what they want of a line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice

from knowledge import word_list
from knowledge.i18n import catalogue, input_words, locales
from knowledge.i18n.text_fold import words
from knowledge.storage import review
from knowledge.taxonomy import Taxonomy
from knowledge.word_list import WordList

DOMAIN = "curation"
# What may be said of a line: the keys of `review:`, and these.
REJECT, KEEP, PLAIN, UNDO = "reject", "keep", "plain", "undo"
ACTIONS = (
    *(REJECT, KEEP, "highlight", PLAIN, UNDO, "note", "in_force", "event_date"),
    *review.TERMS,
)
# The most words that a phrase of the catalogues has.
LONGEST = 5
_CUTOFF = 0.7
# What may part two commands, or two terms: a sign, or a word of the catalogues ("et").
_BETWEEN = re.compile(r"[,;.&+/] ?|(?<= )(\w{1,5}) ")
# So many of these are looked at in a text, and so many parts a label has at most.
_MOST_BETWEEN, _MOST_PARTS = 16, 5
# The lists of words that stand around numbers.
_AROUND_NUMBERS = ("joiners", "line_words", "range_words")
# Letters of a word that are compared, and those that tell a label from others.
_LETTERS, _TELLING = 100, 5


@dataclass(frozen=True)
class CommandWords:
    """The phrases for each action, and the closed lists.

    `phrases` maps a folded phrase to its action and the locale it is of, `lists` a key to its list,
    `kinds` a plain word for a kind of entry ("loi") to the kind. `joiners` stand
    between two of a list ("et"), `line_words` before a number ("ligne"), `range_words` between the
    first and the last ("tot").
    """

    phrases: Mapping[str, tuple[str, str]]
    lists: Mapping[str, WordList]
    kinds: Mapping[str, str]
    joiners: frozenset[str]
    line_words: frozenset[str]
    range_words: frozenset[str]

    def action(self, phrase: str) -> str:
        """Return the action that a phrase names, "" for none."""
        return self.phrases.get(words(phrase), ("", ""))[0]

    def locale(self, phrase: str) -> str:
        """Return the locale of a phrase."""
        return self.phrases.get(words(phrase), ("", ""))[1]

    def split(self, text: str) -> tuple[str, str]:
        """Return the phrase with which a text opens, the longest that is known, and what follows;
        "" for none.
        """
        for sign in (":", "="):
            head, found, tail = text.partition(sign)
            if found and self.action(head):
                return head, tail.strip()
        parts = text.split(" ")
        for count in range(min(LONGEST, len(parts)), 0, -1):
            phrase = " ".join(parts[:count])
            if self.action(phrase):
                return phrase, " ".join(parts[count:]).lstrip(":= ")
        return "", text

    def betweens(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where that which may part two commands, or two terms, begins and ends."""
        for found in islice(_BETWEEN.finditer(text), _MOST_BETWEEN):
            if found[1] is None or found[1].casefold() in self.joiners:
                yield found.span()

    def near(self, phrase: str) -> str:
        """Return the phrase that was most likely meant, "" for none."""
        alike = get_close_matches(words(phrase)[:60], self.phrases, n=1, cutoff=_CUTOFF)
        return next(iter(alike), "")

    def term(self, key: str, word: str) -> str:
        """Return the id of a term as people call it, "" where that is none or several."""
        known = self.lists[key]
        if key == "type" and not known.meant(word):
            kind = self.kinds.get(words(word), "")
            if kind in known.names:
                return kind
        return known.called(word)

    def terms(self, key: str, text: str) -> tuple[list[str], str]:
        """Return the ids of the terms in a list ("a, b et c"), each once, and the first part that
        is none, or "".
        """
        ids: list[str] = []
        parts, place = list(self._parts(text)), 0
        while place < len(parts):
            found, count = self._next_term(key, text, parts[place : place + _MOST_PARTS])
            if not found:
                return ids, text[slice(*parts[place])]
            ids.append(found)
            place += count
        return list(dict.fromkeys(ids)), ""

    def _parts(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where each part of a list begins and ends."""
        edges = [0, *chain.from_iterable(self.betweens(text)), len(text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if text[start:end].strip():
                yield start, end

    def _next_term(self, key: str, text: str, parts: Sequence[tuple[int, int]]) -> tuple[str, int]:
        """Return the term that the first of some parts begin, and how many of them it takes; ""
        where none does. What parts two terms may stand in a label itself.
        """
        for count in range(len(parts), 0, -1):
            if found := self.term(key, text[parts[0][0] : parts[count - 1][1]]):
                return found, count
        return "", 0

    def label(self, key: str, name: str, locale: str) -> str:
        """Return what a term is called in a locale, or in another."""
        told = self.lists[key].names.get(name, {})
        texts = told.get(locale) or next(iter(told.values()), ())
        return texts[0] if texts else name

    def near_term(self, key: str, word: str) -> str:
        """Return the id of the term that was most likely meant: one whose name is like the word, or
        holds a word like it; "" for none.
        """
        known, asked = self.lists[key], words(word)[:_LETTERS]
        if near := known.near(asked) or self._near_kind(key, asked):
            return near
        parts: dict[str, str] = {}
        for name, labels in known.names.items():
            for text in chain.from_iterable(labels.values()):
                parts |= {part: parts.get(part, name) for part in words(text).split()}
        alike = get_close_matches(asked, filter(_tells, parts), n=1, cutoff=_CUTOFF)
        return parts[alike[0]] if alike else ""

    def _near_kind(self, key: str, asked: str) -> str:
        """Return the kind whose plain word was most likely meant."""
        plain = self.kinds if key == "type" else ()
        alike = get_close_matches(asked, plain, n=1, cutoff=_CUTOFF)
        found = "".join(map(self.kinds.__getitem__, alike))
        return found if found in self.lists[key].names else ""

    def is_none(self, word: str) -> bool:
        """Return whether a word says that there is none."""
        return word.strip().casefold() in input_words.every("none")


def of(taxonomy: Taxonomy, site_locales: Sequence[str] = ()) -> CommandWords:
    """Return the words of all locales; a phrase of several is taken for the site's first."""
    phrases: dict[str, tuple[str, str]] = {}
    kinds: dict[str, str] = {}
    around: dict[str, set[str]] = {key: set() for key in _AROUND_NUMBERS}
    for locale in dict.fromkeys((*site_locales, *locales.known())):
        messages = catalogue.load(locale, DOMAIN)
        for action, told in messages.choices("curation.words").items():
            for phrase in _listed(told):
                phrases.setdefault(phrase, (action, locale))
        for kind, told in messages.choices("curation.kinds").items():
            kinds |= dict.fromkeys(_listed(told), kind)
        for key, found in around.items():
            found.update(_listed(messages.translate(f"curation.{key}")))
    lists = {key: word_list.of_terms(taxonomy.terms(name)) for key, name in review.TERMS.items()}
    return CommandWords(phrases, lists, kinds, *map(frozenset, around.values()))


def _tells(part: str) -> bool:
    """Return whether a word of a label is long enough to tell it from others."""
    return len(part) >= _TELLING


def _listed(told: str) -> Iterable[str]:
    return filter(None, map(words, told.split(",")))

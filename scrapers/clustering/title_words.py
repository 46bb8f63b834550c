"""A title -> its telling words, each with what it means in every language.

Two titles in two languages -> how far they say the same: which of their words have one meaning
(`concepts.yml` of each locale), are written almost alike, or are the same number.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.i18n import catalogue, locales
from knowledge.i18n.text_fold import words
from scrapers.classify.matcher import Matcher, TextWords

# Words of so many letters with the same first one are kin where they are so alike, of 100:
# "preventie" and "prévention", "webinar" and "webinaire".
KIN, KIN_LETTERS = 72.0, 5
BEGINNING = 4
# What a word of every title still weighs, beside 1 for a word of one title.
LEAST = 0.25

_THOUSANDS = re.compile(r"(?<=\d)[ .\u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+")


class TitleWord(NamedTuple):
    """A folded word, and the concepts that it names in its language."""

    text: str
    concepts: frozenset[str]

    @property
    def keys(self) -> Iterable[str]:
        """Return what a word of another language must share to mean the same, mostly."""
        return self.concepts or (f"~{self.text[:BEGINNING]}",)


@dataclass(frozen=True)
class Title:
    """The telling words of a title, and its numbers."""

    words: tuple[TitleWord, ...]
    numbers: frozenset[str]

    @property
    def keys(self) -> Iterator[str]:
        """Yield the keys of its words, once for each word."""
        for word in self.words:
            yield from word.keys

    def says(self, word: TitleWord) -> bool:
        """Return whether one of its words means the same as one of another language."""
        if not self._concepts.isdisjoint(word.concepts):
            return True
        like_it = self._texts_by_letter.get(word.text[0], ())
        return any(_are_kin(word.text, text) for text in like_it)

    @cached_property
    def _concepts(self) -> frozenset[str]:
        return frozenset().union(*(word.concepts for word in self.words))

    @cached_property
    def _texts_by_letter(self) -> Mapping[str, list[str]]:
        texts: dict[str, list[str]] = {}
        for word in self.words:
            texts.setdefault(word.text[0], []).append(word.text)
        return texts


class Weights:
    """What each word of the titles of one language weighs: less, the more titles have it."""

    def __init__(self, titles: Iterable[Title]) -> None:
        self._titles_by_key: Counter[str] = Counter()
        for title in titles:
            self._titles_by_key.update(set(title.keys))
        self._known: dict[TitleWord, float] = {}

    def of(self, word: TitleWord) -> float:
        """Return the weight of a word, by the rarest of its meanings."""
        weight = self._known.get(word)
        if weight is None:
            rarest = min(self._titles_by_key[key] for key in word.keys)
            weight = max(LEAST, 1 / (1 + math.log(max(rarest, 1)) / 2))
            self._known[word] = weight
        return weight


@lru_cache(maxsize=20_000)
def read(title: str, lang: str) -> Title:
    """Read a title in a language; without a locale of ours, its words have no meanings."""
    title = _THOUSANDS.sub("", title)
    concepts = _concepts_by_word(title, lang)
    telling = []
    for text in words(title).split():
        word = TitleWord(text, frozenset(concepts.get(text, ())))
        if _is_telling(word, lang):
            telling.append(word)
    numbers = frozenset(number.lstrip("0") for number in _NUMBER.findall(title))
    return Title(tuple(telling), numbers)


def likeness(title: Title, weights: Weights, other: Title, other_weights: Weights) -> float:
    """Return how far two titles in two languages say the same, from 0 to 1."""
    return math.sqrt(_covered(title, other, weights) * _covered(other, title, other_weights))


def _covered(title: Title, other: Title, weights: Weights) -> float:
    """Return which part of a title's weight the other says too."""
    whole = said = 0.0
    for word in title.words:
        weight = weights.of(word)
        whole += weight
        if other.says(word):
            said += weight
    return said / whole if whole else 0.0


def _is_telling(word: TitleWord, lang: str) -> bool:
    if word.text in _little(lang):
        return False
    return bool(word.concepts) or len(word.text) > 2 or word.text.isdecimal()


@lru_cache(maxsize=50_000)
def _are_kin(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) < KIN_LETTERS or word[0] != other[0]:
        return False
    return fuzz.ratio(word, other) >= KIN


def _concepts_by_word(title: str, lang: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    concepts, matcher = _patterns(lang)
    for pattern, said in matcher.find(TextWords(title)).items():
        for word in words(said).split():
            found.setdefault(word, set()).update(concepts[pattern])
    return found


@cache
def _patterns(lang: str) -> tuple[dict[str, set[str]], Matcher]:
    """Return the concepts of each pattern of a language, and what finds the patterns."""
    concepts: dict[str, set[str]] = {}
    if lang in locales.known():
        for concept, patterns in _catalogue(lang).choices("concepts.words").items():
            for pattern in patterns.split(", "):
                concepts.setdefault(pattern, set()).add(concept)
    return concepts, Matcher(concepts, lang)


@cache
def _little(lang: str) -> frozenset[str]:
    if lang not in locales.known():
        return frozenset()
    return frozenset(words(_catalogue(lang).translate("concepts.little")).split())


def _catalogue(lang: str) -> catalogue.Catalogue:
    return catalogue.load(lang, "concepts")

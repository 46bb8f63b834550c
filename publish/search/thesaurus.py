"""taxonomy.yml -> concepts: one token for all the words of a term in every language.

"werkdruk", "charge de travail" and "burn-out" are words of one term: an entry that bears the term
or uses one of them gets its token, and a reader's words are looked up by it. So languages meet
where the taxonomy says that they do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import chain, filterfalse
from operator import itemgetter
from typing import TypeVar

from knowledge.taxonomy import LISTS, Taxonomy, Term
from publish.search import words

K = TypeVar("K")

# A readers' search word is rarely longer; a longer synonym is held word by word all the same.
LONGEST_PHRASE = 6
SHORTEST_BEGINNING = 3
# An id has small letters, digits and hyphens: as letters alone, no two are alike.
_SPELT = str.maketrans(
    {"-": "zz", **{str(digit): f"z{letter}" for digit, letter in enumerate("abcdefghij")}}
)
# Themes first: where two terms share a word, a reader means the subject rather than the shelf. What
# is measured says of no text what it is about.
_APART = frozenset(("themes", "indicators"))
ORDER = ("themes", *filterfalse(_APART.__contains__, LISTS))


@dataclass(frozen=True)
class Concept:
    """A term as searching sees it: its list and id, its token, and its words in each language, the
    label first.
    """

    list: str
    id: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """Return the token that the index has for it; no word of a text looks so."""
        return token(self.list, self.id)

    @property
    def synonyms(self) -> Iterator[str]:
        """Return its words in all languages."""
        return chain.from_iterable(self.words.values())

    @property
    def phrases(self) -> Iterator[tuple[str, ...]]:
        """Yield its words, reduced, each as a row of words."""
        for synonym in self.synonyms:
            phrase = words.phrase(synonym)
            if 0 < len(phrase) <= LONGEST_PHRASE:
                yield phrase

    @property
    def beginnings(self) -> Iterator[str]:
        """Yield the beginnings of words that it has ("telewerk*"), reduced."""
        for synonym in self.synonyms:
            reduced = words.phrase(synonym)
            if synonym.endswith("*") and len(reduced) == 1:
                yield reduced[0]


@dataclass(frozen=True)
class Thesaurus:
    """All concepts of an instance."""

    concepts: tuple[Concept, ...] = ()

    @cached_property
    def phrases(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Map reduced words in a row to the tokens of the concepts they name; the first is what a
        reader means.
        """
        return self._tokens_by(lambda concept: concept.phrases)

    @cached_property
    def beginnings(self) -> Mapping[str, tuple[str, ...]]:
        """Map beginnings of words ("telewerk*") to the tokens of their concepts."""
        return self._tokens_by(lambda concept: concept.beginnings)

    def _tokens_by(self, said: Callable[[Concept], Iterable[K]]) -> dict[K, tuple[str, ...]]:
        found: dict[K, dict[str, None]] = {}
        for concept in self.concepts:
            for written in said(concept):
                found.setdefault(written, {})[concept.token] = None
        return {written: tuple(tokens) for written, tokens in found.items()}

    def named(self, text: str) -> Iterable[str]:
        """Return the tokens of the concepts that a text names, once each."""
        row, found = words.phrase(text), dict[str, None]()
        for at, word in enumerate(row):
            if word in self._firsts:
                for length in range(1, min(LONGEST_PHRASE, len(row) - at) + 1):
                    found |= dict.fromkeys(self.phrases.get(row[at : at + length], ()))
            found |= dict.fromkeys(self._begun(word))
        return found

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(map(itemgetter(0), self.phrases))

    @cached_property
    def _begun(self) -> Callable[[str], tuple[str, ...]]:
        return lru_cache(maxsize=100_000)(partial(_begun, known=self.beginnings))


def token(name: str, key: str) -> str:
    """Return the token of a term: letters only, so that the indexer keeps it whole."""
    return f"zz{name[:2]}{key.translate(_SPELT)}"


def of(taxonomy: Taxonomy) -> Thesaurus:
    """Read the concepts of a taxonomy: labels, parts of labels and synonyms; the rules' words are
    not a reader's.
    """
    concepts: list[Concept] = []
    for name in ORDER:
        concepts += map(partial(_concept, name), getattr(taxonomy, name))
    return Thesaurus(tuple(concepts))


def display(synonym: str) -> str:
    """Return a synonym as a reader writes it, without the star of its pattern."""
    return synonym.strip("*")


def _concept(name: str, term: Term) -> Concept:
    said: dict[str, tuple[str, ...]] = {lang: (label,) for lang, label in term.labels.items()}
    for lang, synonyms in term.synonyms.items():
        said[lang] = (*said.get(lang, ()), *synonyms)
    return Concept(name, term.id, said)


def _begun(word: str, *, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for length in range(SHORTEST_BEGINNING, len(word) + 1):
        found += known.get(word[:length], ())
    return tuple(found)

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
# is at stake, and for whom, nobody looks for; what is measured says of no text what it is about.
_APART = frozenset(("themes", "stakes", "indicators"))
ORDER = ("themes", *filterfalse(_APART.__contains__, LISTS))
SAME_WORDS, KINDS = "words", "types"


@dataclass(frozen=True)
class Concept:
    """A term as searching sees it: its list and id, its token, and its words in each language, the
    label first; `everyday` are those that only a reader's question names it by.
    """

    list: str
    id: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    everyday: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """Return the token that the index has for it; no word of a text looks so."""
        return token(self.list, self.id)

    @property
    def synonyms(self) -> Iterator[str]:
        """Return its words in all languages."""
        return chain.from_iterable(self.words.values())

    @property
    def asked(self) -> Iterator[str]:
        """Return its words in all languages, those of everyday too."""
        return chain(self.synonyms, *self.everyday.values())


def _phrases(said: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield words reduced, each as a row of words."""
    for synonym in said:
        phrase = words.phrase(synonym)
        if 0 < len(phrase) <= LONGEST_PHRASE:
            yield phrase


def _beginnings(said: Iterable[str]) -> Iterator[str]:
    """Yield the beginnings among words ("telewerk*"), reduced."""
    for synonym in said:
        reduced = words.phrase(synonym)
        if synonym.endswith("*") and len(reduced) == 1:
            yield reduced[0]


@dataclass(frozen=True)
class Thesaurus:
    """All concepts of an instance."""

    concepts: tuple[Concept, ...] = ()

    @cached_property
    def phrases(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Map reduced words in a row to the tokens of the concepts that a text with them names."""
        return self._tokens_by(lambda concept: _phrases(concept.synonyms))

    @cached_property
    def beginnings(self) -> Mapping[str, tuple[str, ...]]:
        """Map beginnings of words ("telewerk*") to the tokens of the concepts that a text names."""
        return self._tokens_by(lambda concept: _beginnings(concept.synonyms))

    @cached_property
    def asked_phrases(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Map reduced words in a row to the tokens of the concepts that a question with them means,
        the likeliest first; a single word means those of its beginning too.
        """
        found = self._tokens_by(lambda concept: _phrases(concept.asked))
        place = {concept.token: number for number, concept in enumerate(self.concepts)}
        for row, tokens in found.items():
            if len(row) == 1:
                begun = _begun(row[0], known=self.asked_beginnings)
                found[row] = tuple(sorted({*tokens, *begun}, key=place.__getitem__))
        return found

    @cached_property
    def asked_beginnings(self) -> Mapping[str, tuple[str, ...]]:
        """Map beginnings of words to the tokens of the concepts that a question means."""
        return self._tokens_by(lambda concept: _beginnings(concept.asked))

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

    def said_by(self, title: str) -> tuple[str, ...]:
        """Return the tokens of the concepts that a title is the name of, what stands in brackets
        left aside.
        """
        return self.asked_phrases.get(words.phrase(title.partition("(")[0]), ())

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
    """Read the concepts of a taxonomy: words that say the same first, which come nearest to what is
    asked; then labels and synonyms of terms. The rules' words are not a reader's.
    """
    concepts: list[Concept] = []
    for number, said in enumerate(taxonomy.same_words):
        concepts.append(Concept(SAME_WORDS, str(number), {str(lang): said[lang] for lang in said}))
    for name in ORDER:
        concepts += map(partial(_concept, name), taxonomy.terms(name))
    return Thesaurus(tuple(concepts))


def display(synonym: str) -> str:
    """Return a synonym as a reader writes it, without the star of its pattern."""
    return synonym.strip("*")


def _concept(name: str, term: Term) -> Concept:
    said: dict[str, tuple[str, ...]] = {lang: (label,) for lang, label in term.labels.items()}
    # A kind's synonyms tell it from others: nobody who looks for a checklist means all tools.
    for lang, synonyms in term.synonyms.items() if name != KINDS else ():
        said[lang] = (*said.get(lang, ()), *synonyms)
    everyday = {str(lang): told for lang, told in term.everyday.items()}
    return Concept(name, term.id, said, everyday)


def _begun(word: str, *, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for length in range(SHORTEST_BEGINNING, len(word) + 1):
        found += known.get(word[:length], ())
    return tuple(found)

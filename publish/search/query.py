"""A reader's words -> the records they find, by number, as the browser does it
(overrides/assets/scripts/search/query.js).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, filterfalse, product, starmap

from rapidfuzz.distance import OSA

from knowledge.i18n import text_fold
from publish.search import words
from publish.search.records import HOME as HOME_PAGE
from publish.search.thesaurus import LONGEST_PHRASE, SHORTEST_BEGINNING, Thesaurus

# What was written counts more than what the taxonomy takes for the same; a concept's name looks for
# its own page.
LITERAL, HOME, MENDED = 2.0, 3.0, 0.8
SHORTEST_MENDED, LONG_WORD, MOST_MENDED = 4, 8, 12

Scores = Mapping[int, float]
# The records with a token, or (whole=False) with any that begins so, and their scores.
Match = Callable[[str, bool], Scores]


@dataclass(frozen=True)
class Unit:
    """A part of a query: (written, reduced) words, and the token of the concept that they name, if
    any.
    """

    words: tuple[tuple[str, str], ...]
    concept: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return its words, reduced."""
        return tuple(token for _, token in self.words)


@dataclass(frozen=True)
class Finder:
    """What a query is answered with: the thesaurus, an index's answers, and the site's words, most
    frequent first. `mends`: a word that stands nowhere is taken for the nearest that does.
    """

    thesaurus: Thesaurus
    match: Match
    vocabulary: Sequence[str] = ()
    mends: bool = True

    def find(self, text: str) -> list[int]:
        """Return the numbers of the records, best first; where none has all the words, those that
        have most.
        """
        found = self._units(text)
        if not found:
            return []
        total = _in_all(found) or _most(found)
        return sorted(total, key=lambda number: (-total[number], -number))

    def having_all(self, text: str) -> frozenset[int]:
        """Return the numbers of the records that have all the words, none for no words."""
        found = self._units(text)
        if not found:
            return frozenset()
        return frozenset(_in_all(found))

    def _units(self, text: str) -> list[Scores]:
        return list(map(self._unit, units(text, self.thesaurus)))

    def _unit(self, unit: Unit, weight: float = 1.0) -> Scores:
        if not unit.concept:
            return _sum((self._word(*unit.words[0]), LITERAL * weight))
        literal = _in_all(map(self._whole, unit.tokens))
        total = _sum(
            (self.match(unit.concept, True), weight),
            (self.match(f"{unit.concept}{HOME_PAGE}", True), HOME * weight),
            (literal, LITERAL * weight),
        )
        return total or _in_all(starmap(self._word, unit.words))

    def _whole(self, token: str) -> Scores:
        return self.match(token, True)

    def _word(self, written: str, token: str) -> Scores:
        """Find a word whole; else as a beginning; else as a compound; else as the nearest word that
        stands here.
        """
        found = self.match(token, True)
        if not found and len(token) >= SHORTEST_BEGINNING:
            found = self.match(token, False)
        if found or len(written) < SHORTEST_MENDED:
            return found
        plain = written.replace("-", "")
        return self._compound(plain) or self._mended(plain)

    def _compound(self, written: str) -> Scores:
        pair = words.parts(written, frozenset(map(text_fold.fold, self.vocabulary)))
        if pair is None:
            return {}
        return _in_all(map(self._whole, map(words.reduce, pair)))

    def _mended(self, written: str) -> Scores:
        if not self.mends:
            return {}
        for near in nearest(written, self.vocabulary):
            for unit in units(near, self.thesaurus)[:1]:
                if unit.concept or self.match(unit.words[0][1], True):
                    return self._unit(unit, MENDED)
        return {}


def units(text: str, thesaurus: Thesaurus) -> list[Unit]:
    """Part a query into concepts with their words, the longest first, and single words."""
    written = filterfalse(words.rules().stop.__contains__, words.split(text))
    row = [(word, words.reduce(word.replace("-", ""))) for word in written]
    found, at = [], 0
    while at < len(row):
        unit = next(_concepts(row[at : at + LONGEST_PHRASE], thesaurus), Unit((row[at],)))
        found.append(unit)
        at += len(unit.words)
    return found


def nearest(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Return the words that are the fewest letters away: one, or two in a long word whose first
    letter is right.
    """
    found: dict[int, list[str]] = {1: [], 2: []}
    for candidate in vocabulary:
        away = _distance(word, text_fold.fold(candidate))
        if away in found:
            found[away].append(candidate)
    return [*found[1], *found[2]][:MOST_MENDED]


def _distance(word: str, folded: str) -> int:
    """Return how many letters away a word is, as far as it may be taken for another; else 0."""
    most = 1
    if len(word) >= LONG_WORD:
        most = 2
    away = OSA.distance(word, folded, score_cutoff=most)
    if away == 1 or (away == most and folded[:1] == word[:1]):
        return away
    return 0


def _concepts(row: Sequence[tuple[str, str]], thesaurus: Thesaurus) -> Iterator[Unit]:
    reduced = Unit(tuple(row)).tokens
    for length in range(len(row), 0, -1):
        if named := thesaurus.phrases.get(reduced[:length]):
            yield Unit(tuple(row[:length]), named[0])
    first = reduced[0]
    for length in range(len(first), SHORTEST_BEGINNING - 1, -1):
        if named := thesaurus.beginnings.get(first[:length]):
            yield Unit((row[0],), named[0])


def _in_all(found: Iterable[Scores]) -> Scores:
    """Sum the scores of the records that all have."""
    return reduce(_both, found)


def _both(scores: Scores, other: Scores) -> Scores:
    return {number: scores[number] + other[number] for number in scores if number in other}


def _sum(*parts: tuple[Scores, float]) -> Scores:
    total: dict[int, float] = {}
    for scores, weight in parts:
        for number, score in scores.items():
            total[number] = total.get(number, 0) + score * weight
    return total


def _most(found: Sequence[Scores]) -> Scores:
    """Sum the scores of the records that most have."""
    times = Counter(chain.from_iterable(found))
    top = max(times.values(), default=0)
    total = _sum(*product(found, [1.0]))
    return {number: score for number, score in total.items() if times[number] == top}

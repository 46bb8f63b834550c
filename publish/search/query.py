"""A reader's words -> the records they find, by number, as the browser does it with the same
weights (overrides/assets/scripts/search/query.js); a test holds the two together.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, filterfalse

from publish.search import words
from publish.search.records import HOME as HOME_PAGE
from publish.search.thesaurus import LONGEST_PHRASE, SHORTEST_BEGINNING, Thesaurus
from publish.search.vocabulary import SHORTEST_MENDED, KnownWords

# What a query weighs, for the program and, in what it is told of a language, for the browser.
# `literal`: what was written counts more than a `concept` that it names. `home`: a concept's own
# page. `second`: what a word means beside its first meaning. `asking`: words that only ask.
# `begun`, `compound`, `either`, `mended`: what is found by a beginning, by the parts of a compound,
# by one of them, by the nearest word. `own`: the reader's language. `page`: a page before a line.
# `again`: the next part of a page that stands there already. `power`: how much a record's weight
# counts. `enough`: where all words find so many, nothing else is shown; else what has `half` of
# what they tell. `telling`: a concept tells more than a word that names none. `part`: how much less
# counts what has less.
WEIGHTS: Mapping[str, float] = {
    "literal": 2.0,
    "concept": 1.2,
    "home": 1.5,
    "second": 1.0,
    "asking": 0.2,
    "begun": 0.8,
    "compound": 0.3,
    "either": 0.1,
    "mended": 0.8,
    "own": 1.4,
    "page": 1.15,
    "again": 0.6,
    "power": 0.95,
    "enough": 20,
    "half": 0.4,
    "telling": 2.2,
    "part": 1.3,
}
SHORTEST_JOINED = 6
PAST = "ge"

Scores = Mapping[int, float]
# The records with a token, with the weight that it has in each.
Match = Callable[[str], Mapping[int, float]]


@dataclass(frozen=True)
class Word:
    """A word of a query: folded, and reduced."""

    written: str
    token: str

    @property
    def plain(self) -> str:
        """Return it without its hyphens."""
        return self.written.replace("-", "")

    @property
    def is_weak(self) -> bool:
        """Return whether it only asks, and tells nothing of what is looked for; "est-ce" too."""
        return words.rules().says_little(self.written)


@dataclass(frozen=True)
class Unit:
    """A part of a query: its words, and the tokens of the concepts that they name, the likeliest
    first.
    """

    words: tuple[Word, ...]
    concepts: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return its words, reduced."""
        return tuple(word.token for word in self.words)

    @property
    def is_weak(self) -> bool:
        """Return whether it is a word that only asks."""
        return not self.concepts and all(word.is_weak for word in self.words)


def _one(_: int) -> float:
    return 1.0


@dataclass(frozen=True)
class Finder:
    """What a query is answered with: the thesaurus, an index's answers, how many records it has,
    and the site's words.

    `mends`: a word that stands nowhere is completed, or taken for the nearest that does. `favour`
    multiplies a record's score; `page` tells on which page it stands, 0 for none.
    """

    thesaurus: Thesaurus
    match: Match
    count: int
    vocabulary: KnownWords = field(default_factory=KnownWords)
    mends: bool = True
    favour: Callable[[int], float] = _one
    page: Callable[[int], int] = int

    def find(self, text: str) -> list[int]:
        """Return the numbers of the records, best first: those that have all the words, and where
        these are few, those that have most.
        """
        told, asking = self._told(text)
        found = [(scores, self._worth(unit, scores)) for unit, scores in told if scores]
        least = self._least(found)
        total = {}
        for number, (score, part) in _gathered(found).items():
            if part >= least:
                more = sum(scores.get(number, 0.0) for scores in asking)
                whole = score + more * WEIGHTS["asking"]
                total[number] = whole * part ** WEIGHTS["part"] * self.favour(number)
        return self._spread(total)

    def having_all(self, text: str) -> frozenset[int]:
        """Return the numbers of the records that have all the words, none for no words."""
        told, _ = self._told(text)
        return frozenset(_in_all(scores for _, scores in told))

    def _told(self, text: str) -> tuple[list[tuple[Unit, Scores]], list[Scores]]:
        """Return what tells what is looked for, with what it finds; and what the words find that
        only ask. Where there is nothing else, these tell it.
        """
        units = self.units(text)
        telling = list(filterfalse(_is_weak, units)) or units
        asking = [self._scores(unit.words[0].token) for unit in units if unit not in telling]
        return [(unit, self._unit(unit)) for unit in telling], asking

    def units(self, text: str) -> list[Unit]:
        """Part a query into concepts with their words, the longest first, and single words."""
        row = self._row(text)
        found, at = list[Unit](), 0
        while at < len(row):
            rest = row[at : at + LONGEST_PHRASE]
            unit, taken = self._unit_at(rest, is_alone=len(row) == 1)
            found.append(unit)
            at += taken
        return found

    def _row(self, text: str) -> list[Word]:
        if all(map(self.match, words.days(text))):
            text = words.dated(words.fold(text))
        split = words.split(text)
        telling = filterfalse(words.rules().stop.__contains__, split)
        return list(map(_word, telling)) or list(map(_word, split))

    def _unit_at(self, row: Sequence[Word], *, is_alone: bool) -> tuple[Unit, int]:
        """Return what a row begins with, and how many words of it that takes. A word that only asks
        means nothing else, unless it `is_alone`: "AI" is no "j’ai".
        """
        for length in range(len(row), 1, -1):
            named = self._named(row[:length])
            if named:
                return Unit(tuple(row[:length]), named), length
        joined = self._joined(row[:2])
        if joined:
            return Unit((joined,), self._meant(joined)), 2
        word = row[0]
        is_telling = is_alone or not word.is_weak
        return Unit((word,), self._meant(word) if is_telling else ()), 1

    def _named(self, row: Sequence[Word]) -> tuple[str, ...]:
        phrase = tuple(word.token for word in row)
        return self.thesaurus.asked_phrases.get(phrase, ())

    def _meant(self, word: Word) -> tuple[str, ...]:
        """Return the concepts of a single word, or of its beginning."""
        named = self._named((word,))
        for length in range(len(word.token), SHORTEST_BEGINNING - 1, -1):
            named = named or self.thesaurus.asked_beginnings.get(word.token[:length], ())
        return named

    def _joined(self, pair: Sequence[Word]) -> Word | None:
        """Return two words as one, where the site writes them so."""
        together = "".join(word.plain for word in pair)
        if len(pair) < 2 or len(together) < SHORTEST_JOINED:
            return None
        return _word(together) if together in self.vocabulary.known else None

    def _unit(self, unit: Unit) -> Scores:
        told = chain.from_iterable(map(self._concept, unit.concepts, _meanings()))
        if len(unit.words) == 1:
            literal = self._word(unit.words[0], named=bool(unit.concepts))
        else:
            literal = _in_all(map(self._scores, unit.tokens))
        return _sum((literal, WEIGHTS["literal"]), *told)

    def _concept(self, concept: str, meaning: float) -> Iterator[tuple[Scores, float]]:
        yield self._scores(concept), WEIGHTS["concept"] * meaning
        yield self._scores(f"{concept}{HOME_PAGE}"), WEIGHTS["home"] * meaning

    def _scores(self, token: str) -> Scores:
        """Score the records with a token: the rarer, the more; and by what it weighs in each."""
        found = self.match(token)
        rarity = self._rarity(len(found))
        return {number: rarity * weight ** WEIGHTS["power"] for number, weight in found.items()}

    def _rarity(self, holding: int) -> float:
        return math.log(1 + (self.count - holding + 0.5) / (holding + 0.5))

    def _word(self, word: Word, *, named: bool = False) -> Scores:
        """Find a word whole, and by its parts; else as a beginning; else as the nearest word that
        stands here. A `named` one means a concept, and needs nothing else.
        """
        found = self._scores(word.token)
        by_parts = self._compound(self.vocabulary.parts(word.plain))
        total = _sum((found, 1.0), (by_parts, WEIGHTS["compound"] / WEIGHTS["literal"]))
        if total or named or not self.mends:
            return total
        return self._begun(word) or self._past(word) or self._mended(word)

    def _compound(self, pair: Iterable[str] | None) -> Scores:
        """Find what has both parts of a compound, in their own words or in other words for them."""
        if pair is None:
            return {}
        found = list(map(self._plain, map(_word, pair)))
        both = _in_all(found)
        either = ((scores, WEIGHTS["either"]) for scores in found)
        return _sum((both, 1.0), *either) if both else {}

    def _plain(self, word: Word) -> Scores:
        """Find a word that the site knows, and what it means."""
        told = chain.from_iterable(map(self._concept, self._meant(word), _meanings()))
        return _sum((self._scores(word.token), WEIGHTS["literal"]), *told)

    def _begun(self, word: Word) -> Scores:
        begun = map(words.reduce, self.vocabulary.begun(word.plain))
        found = map(self._scores, dict.fromkeys(begun))
        return _sum((reduce(_most, found, {}), WEIGHTS["begun"]))

    def _past(self, word: Word) -> Scores:
        """Find what a Dutch participle comes from: "getelewerkt" is telework."""
        if not word.plain.startswith(PAST):
            return {}
        found = self._plain(_word(word.plain.removeprefix(PAST)))
        return _sum((found, 1 / WEIGHTS["literal"]))

    def _mended(self, word: Word) -> Scores:
        if len(word.plain) < SHORTEST_MENDED:
            return {}
        near = map(_word, self.vocabulary.nearest(word.plain))
        parted = map(self._compound, self.vocabulary.mended_parts(word.plain))
        found = next(filter(None, chain(map(self._plain, near), parted)), {})
        return _sum((found, WEIGHTS["mended"] / WEIGHTS["literal"]))

    def _worth(self, unit: Unit, scores: Scores) -> float:
        """Return how much a unit tells: the rarer what it finds, the more; and more where it names
        a concept, or has several words.
        """
        telling = WEIGHTS["telling"] if unit.concepts else 1.0
        return self._rarity(len(scores)) * telling * math.sqrt(len(unit.words))

    @staticmethod
    def _least(found: Sequence[tuple[Scores, float]]) -> float:
        """Return which part of what its words tell a record must have."""
        if len(_in_all(scores for scores, _ in found)) >= WEIGHTS["enough"]:
            return 1.0 - 1e-9
        return WEIGHTS["half"]

    def _spread(self, total: Mapping[int, float]) -> list[int]:
        """Order records by their score; each further part of one page counts less."""
        less: dict[int, float] = {}
        spread = {}
        for number in _ordered(total):
            page = self.page(number)
            spread[number] = total[number] * less.get(page, 1.0)
            if page:
                less[page] = less.get(page, 1.0) * WEIGHTS["again"]
        return _ordered(spread)


def _gathered(found: Sequence[tuple[Scores, float]]) -> dict[int, tuple[float, float]]:
    """Return for each record the sum of its scores, and which part of what is told it has."""
    whole = sum(worth for _, worth in found)
    total: dict[int, tuple[float, float]] = {}
    for scores, worth in found:
        for number, more in scores.items():
            score, part = total.get(number, (0.0, 0.0))
            total[number] = score + more, part + worth / whole
    return total


def favour(*, is_page: bool, is_own: bool) -> float:
    """Return what a record's score is multiplied by."""
    return WEIGHTS["page"] ** is_page * WEIGHTS["own"] ** is_own


def _meanings() -> Iterator[float]:
    """Yield what the meanings of a word weigh, the first the most."""
    yield 1.0
    while True:
        yield WEIGHTS["second"]


def _is_weak(unit: Unit) -> bool:
    return unit.is_weak


def _word(written: str) -> Word:
    return Word(written, words.reduce(written.replace("-", "")[: words.LONGEST]))


def _ordered(scores: Mapping[int, float]) -> list[int]:
    """Order by score, the highest first, and then by number: the later day first. What differs by
    less than two machines' sums do is the same.
    """
    return sorted(scores, key=lambda number: (-round(scores[number], 6), -number))


def _in_all(found: Iterable[Scores]) -> Scores:
    """Sum the scores of the records that all have; none for nothing."""
    each = list(found)
    return reduce(_both, each) if each else {}


def _both(scores: Scores, other: Scores) -> Scores:
    return {number: scores[number] + other[number] for number in scores if number in other}


def _most(scores: Scores, other: Scores) -> Scores:
    """Return the higher score of each record."""
    more = {number: max(score, scores.get(number, 0.0)) for number, score in other.items()}
    return {**scores, **more}


def _sum(*parts: tuple[Scores, float]) -> Scores:
    total: dict[int, float] = {}
    for scores, weight in parts:
        for number, score in scores.items():
            total[number] = total.get(number, 0.0) + score * weight
    return total

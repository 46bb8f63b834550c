"""Entries without a stated version -> those that are each other's version by all that they say.

What speaks for two entries of one site in two languages: titles that say the same, the day, the
same themes and kind, a file of both. Each has one version a language: what is likelier goes first,
and a pair that another comes close to is no sure one. The doubtful are for a person to judge.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from knowledge.model import Entry
from scrapers.clustering import title_words
from scrapers.clustering.entry_index import EntryIndex, day, group
from scrapers.clustering.title_words import Title, Weights

# Points, beside those of the titles, which are 1 at most. Of real pairs with a day the least had
# 0.9, and others on one day at most 0.6.
SAME_DAY, NEAR_DAY = 0.2, 0.1
SAME_THEMES, SAME_TYPE, SAME_FILE = 0.1, 0.05, 0.2
SURE, HELD, DOUBTFUL = 0.7, 0.6, 0.55
# However much else speaks for two entries, so much of the titles must.
LIKE = 0.4
# So much more likely than the next must a sure pair be.
MARGIN = 0.1
# In days: near; too far for a sure pair; too far for any.
NEAR, FAR, APART = 3, 10, 31
# A key of more titles than that finds no candidates, and so many candidates are compared.
COMMON, MAX_CANDIDATES = 60, 15

_LANGUAGE_IN_NAME = re.compile(r"(?<![a-z])(?:fr|nl|en|de)(?![a-z])")


class Pair(NamedTuple):
    """Two entries and how likely they are versions of each other; whether that can be sure."""

    points: float
    entry: Entry
    other: Entry
    may_be_sure: bool

    @property
    def ids(self) -> tuple[str, str]:
        """Return the ids of both."""
        return self.entry.id, self.other.id


class Likely(NamedTuple):
    """The pairs that are versions of each other, and those that a person must judge."""

    sure: list[tuple[Entry, Entry]]
    doubtful: list[tuple[Entry, Entry]]


HasVersion = Callable[[Entry, str], bool]


def find(entries: Iterable[Entry], index: EntryIndex, has_version: HasVersion) -> Likely:
    """Return the likely versions, the likeliest first.

    `has_version` tells whether an entry needs none in a language.
    """
    sure: list[tuple[Entry, Entry]] = []
    doubtful: list[Pair] = []
    for site in group(entries, index.home):
        by_lang: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(site, key=lambda entry: entry.id):
            by_lang[entry.lang].append(entry)
        for lang, other_lang in combinations(sorted(by_lang), 2):
            both = _Both(by_lang[lang], by_lang[other_lang])
            chosen, left = _assigned(both.pairs(has_version))
            sure += [(pair.entry, pair.other) for pair in chosen]
            doubtful += left
    doubtful.sort(key=lambda pair: (-pair.points, pair.ids))
    return Likely(sure, [(pair.entry, pair.other) for pair in doubtful])


def _assigned(pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the sure pairs, each entry in one, and the likeliest doubtful ones of the others.

    Taking a pair frees the others of its rivals; so it is done again until nothing is taken.
    """
    chosen: list[Pair] = []
    left = sorted(pairs, key=lambda pair: (-pair.points, pair.ids))
    while taken := list(filter(_is_sure, _without_rivals(left))):
        chosen += taken
        left = _untouched(left, taken)
    return chosen, list(_best(left))


def _untouched(pairs: list[Pair], taken: list[Pair]) -> list[Pair]:
    ids = {entry_id for pair in taken for entry_id in pair.ids}
    return [pair for pair in pairs if ids.isdisjoint(pair.ids)]


def _without_rivals(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs of which neither entry is as likely to belong to another."""
    points_by_id: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        for entry_id in pair.ids:
            points_by_id[entry_id].append(pair.points)
    for pair in pairs:
        best = [points_by_id[entry_id][:2] for entry_id in pair.ids]
        if all(pair.points - MARGIN >= points[-1] or len(points) == 1 for points in best):
            yield pair


def _best(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs, the likeliest first, of which neither entry was in one before."""
    seen: set[str] = set()
    for pair in pairs:
        if seen.isdisjoint(pair.ids):
            yield pair
        seen.update(pair.ids)


def _is_sure(pair: Pair) -> bool:
    if not pair.may_be_sure:
        return False
    is_held = pair.entry.twins.get(pair.other.lang) == pair.other.url
    return pair.points >= (HELD if is_held else SURE)


@dataclass(frozen=True)
class _Both:
    """The entries of one site in two languages."""

    first: list[Entry]
    second: list[Entry]

    def pairs(self, has_version: HasVersion) -> list[Pair]:
        """Return the pairs with something to be said for them."""
        wanting = [entry for entry in self.first if not has_version(entry, self.second[0].lang)]
        others = [entry for entry in self.second if not has_version(entry, self.first[0].lang)]
        candidates = _Candidates(others)
        found = []
        for entry in wanting:
            for other in candidates.of(entry):
                pair = self._pair(entry, other)
                if pair and pair.points >= DOUBTFUL:
                    found.append(pair)
        return found

    def _pair(self, entry: Entry, other: Entry) -> Pair | None:
        apart = abs(day(entry) - day(other)).days
        if entry.date and other.date and apart > APART:
            return None
        title, other_title = _title(entry), _title(other)
        like = title_words.likeness(title, self._weights, other_title, self._other_weights)
        is_one_day = bool(entry.date and other.date) and apart == 0
        points = like + self._other_points(entry, other)
        agree = title.numbers == other_title.numbers
        if title.numbers and other_title.numbers and title.numbers.isdisjoint(other_title.numbers):
            return None
        may_be_sure = like >= LIKE and (agree or is_one_day) and not _is_far(entry, other, apart)
        return Pair(points, entry, other, may_be_sure)

    def _other_points(self, entry: Entry, other: Entry) -> float:
        points = _points_of_day(entry, other) + SAME_THEMES * _shared(entry.themes, other.themes)
        if entry.type == other.type:
            points += SAME_TYPE
        if self._files_of(entry) & self._files_of(other):
            points += SAME_FILE
        return points

    def _files_of(self, entry: Entry) -> set[str]:
        """Return the files of an entry that no other of its language has."""
        return {file for file in _files(entry) if self._owners[entry.lang, file] == 1}

    @cached_property
    def _owners(self) -> Mapping[tuple[str, str], int]:
        owners: Counter[tuple[str, str]] = Counter()
        for entry in (*self.first, *self.second):
            owners.update((entry.lang, file) for file in _files(entry))
        return owners

    @cached_property
    def _weights(self) -> Weights:
        return Weights(map(_title, self.first))

    @cached_property
    def _other_weights(self) -> Weights:
        return Weights(map(_title, self.second))


class _Candidates:
    """The entries of a language by the keys of their titles, and by their day."""

    def __init__(self, entries: list[Entry]) -> None:
        self._by_key: dict[object, list[Entry]] = defaultdict(list)
        for entry in entries:
            for key in _keys(entry):
                self._by_key[key].append(entry)

    def of(self, entry: Entry) -> list[Entry]:
        """Return the entries that share most with one of the other language."""
        shared: Counter[str] = Counter()
        known: dict[str, Entry] = {}
        for key in _keys(entry):
            found = self._by_key.get(key, ())
            for other in found if len(found) <= COMMON else ():
                known[other.id] = other
                shared[other.id] += 1
        likely = sorted(shared, key=lambda entry_id: (-shared[entry_id], entry_id))
        return [known[entry_id] for entry_id in likely[:MAX_CANDIDATES]]


def _keys(entry: Entry) -> set[object]:
    keys: set[object] = {*_title(entry).keys, *_files(entry)}
    return keys | {entry.date} if entry.date else keys


def _title(entry: Entry) -> Title:
    return title_words.read(entry.title, entry.lang)


def _points_of_day(entry: Entry, other: Entry) -> float:
    if not entry.date or not other.date:
        return 0.0
    apart = abs(entry.date - other.date).days
    if apart == 0:
        return SAME_DAY
    return NEAR_DAY if apart <= NEAR else 0.0


def _is_far(entry: Entry, other: Entry, apart: int) -> bool:
    """Return whether two days, or for lack of one the day of the first sight, are too far apart."""
    if entry.date and other.date:
        return apart > FAR
    return apart > APART


def _shared(themes: Iterable[str], others: Iterable[str]) -> float:
    both, either = set(themes) & set(others), set(themes) | set(others)
    return len(both) / len(either) if either else 0.0


def _files(entry: Entry) -> set[str]:
    """Return the addresses of an entry's files, without the language that they name."""
    return {_LANGUAGE_IN_NAME.sub("", file.url.lower()) for file in entry.documents}

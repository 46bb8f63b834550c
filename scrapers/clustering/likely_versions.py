"""Entries without a stated version -> those that are each other's version by all that they say.

What speaks for two entries of one site in two languages: titles that say the same, the day, the
same themes and kind, a file of both. Each has one version a language: what is likelier goes first,
and a pair that another comes close to is no sure one. The doubtful are for a person to judge.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations, filterfalse
from typing import NamedTuple

from knowledge.model import Entry
from scrapers.clustering import title_words
from scrapers.clustering.entry_index import EntryIndex, day, group
from scrapers.clustering.title_words import Title, Weights

# Points, beside those of the words, which are 1 at most. Real pairs had 0.9 and more in trials, and
# other entries of one site 0.4 at most where they had an excerpt, 0.6 where they had none.
SAME_DAY, NEAR_DAY = 0.2, 0.1
SAME_THEMES, SAME_TYPE, SAME_FILE = 0.1, 0.05, 0.3
SURE, HELD, DOUBTFUL = 0.75, 0.65, 0.55
# However much else speaks for two entries, so much of their words must, or of two titles alone.
# Titles on one subject say half the same ("Telework: a guide", "Telework: the figures"); what is
# below them tells the two apart.
LIKE, LIKE_ALONE = 0.55, 0.7
# So much more likely than the next must a sure pair be.
MARGIN = 0.1
# Titles that say less of the same are of two things, whatever is below them.
LEAST = 0.25
# In days: near; too far for a sure pair; too far for any.
NEAR, FAR, APART = 3, 10, 31
# A key of more titles than that finds no candidates, and so many candidates are compared.
COMMON, MAX_CANDIDATES = 60, 15

# An act of another number is another act; all changes of a watched page have its address.
ACT_NUMBERS = ("numac:", "eli:")
PAGE_CHANGE = "change:"

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
        for both in _in_two_languages(site):
            chosen, left = _assigned(both.pairs(has_version))
            sure += [(pair.entry, pair.other) for pair in chosen]
            doubtful += left
    doubtful.sort(key=_rank)
    return Likely(sure, [(pair.entry, pair.other) for pair in doubtful])


def _rank(pair: Pair) -> tuple[float, tuple[str, str]]:
    """Return what puts the likeliest first."""
    return -pair.points, pair.ids


def _by_language(site: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Return a site's entries by language, in the order of their ids, without page changes."""
    by_lang: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(filterfalse(_is_page_change, site), key=lambda entry: entry.id):
        by_lang[entry.lang].append(entry)
    return by_lang


def _in_two_languages(site: Iterable[Entry]) -> Iterator["_Both"]:
    by_lang = _by_language(site)
    for lang, other_lang in combinations(sorted(by_lang), 2):
        yield _Both(by_lang[lang], by_lang[other_lang])


def _is_page_change(entry: Entry) -> bool:
    return entry.external_id.startswith(PAGE_CHANGE)


def _assigned(pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the sure pairs, each entry in one, and the likeliest doubtful ones of the others.

    Taking a pair frees the others of its rivals; so it is done again until nothing is taken.
    """
    chosen: list[Pair] = []
    left = sorted(pairs, key=_rank)
    while taken := list(filter(_is_sure, _without_rivals(left))):
        chosen += taken
        left = _untouched(left, taken)
    return chosen, list(_best(left))


def _untouched(pairs: list[Pair], taken: list[Pair]) -> list[Pair]:
    ids = set().union(*(pair.ids for pair in taken))
    return [pair for pair in pairs if ids.isdisjoint(pair.ids)]


def _without_rivals(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs of which neither entry is as likely to belong to another."""
    points_by_id = _points_by_id(pairs)
    for pair in pairs:
        if all(_is_best_by_far(pair, points_by_id[entry_id]) for entry_id in pair.ids):
            yield pair


def _points_by_id(pairs: list[Pair]) -> Mapping[str, list[float]]:
    """Return the points of the pairs that each entry is in, in their order."""
    points_by_id: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        for entry_id in pair.ids:
            points_by_id[entry_id].append(pair.points)
    return points_by_id


def _is_best_by_far(pair: Pair, points: list[float]) -> bool:
    """Return whether the next pair of an entry is not nearly as likely; `points` are of all."""
    return len(points) == 1 or pair.points - MARGIN >= points[1]


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
        candidates = _Candidates(_wanting(self.second, self.first[0].lang, has_version))
        found: list[Pair] = []
        for entry in _wanting(self.first, self.second[0].lang, has_version):
            pairs = filter(None, map(partial(self._pair, entry), candidates.of(entry)))
            found += [pair for pair in pairs if pair.points >= DOUBTFUL]
        return found

    def _pair(self, entry: Entry, other: Entry) -> Pair | None:
        if _are_apart(entry, other):
            return None
        like, least = self._likeness(entry, other)
        if self._files_of(entry) & self._files_of(other):
            like += SAME_FILE
        points = like + _other_points(entry, other)
        return Pair(points, entry, other, like >= least and _may_be_sure(entry, other))

    def _likeness(self, entry: Entry, other: Entry) -> tuple[float, float]:
        """Return how far two entries say the same, and how far they should."""
        like = self._words.likeness(_title(entry), _title(other))
        if not entry.summary or not other.summary or like < LEAST:
            return like, LIKE_ALONE
        below = self._words.likeness(_text(entry), _text(other))
        return (like + below) / 2, LIKE

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
    def _words(self) -> "_Words":
        return _Words(Weights(map(_title, self.first)), Weights(map(_title, self.second)))


class _Words(NamedTuple):
    """What the words of titles weigh, in either language."""

    first: Weights
    second: Weights

    def likeness(self, title: Title, other: Title) -> float:
        """Return how far two titles, or texts with theirs, say the same."""
        return title_words.likeness(title, self.first, other, self.second)


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
        for other in self._sharing(entry):
            known[other.id] = other
            shared[other.id] += 1
        likely = sorted(shared, key=lambda entry_id: (-shared[entry_id], entry_id))
        return [known[entry_id] for entry_id in likely[:MAX_CANDIDATES]]

    def _sharing(self, entry: Entry) -> Iterator[Entry]:
        """Yield the entries of about the same time, once for each key that they share."""
        for key in _keys(entry):
            found = self._by_key.get(key, ())
            if len(found) <= COMMON:
                yield from filter(partial(_may_be_of_one_time, entry), found)


def _wanting(entries: list[Entry], lang: str, has_version: HasVersion) -> list[Entry]:
    return [entry for entry in entries if not has_version(entry, lang)]


def _keys(entry: Entry) -> set[object]:
    keys: set[object] = {*_title(entry).keys, *_files(entry)}
    return keys | {entry.date} if entry.date else keys


def _title(entry: Entry) -> Title:
    return title_words.read(entry.title, entry.lang)


def _text(entry: Entry) -> Title:
    return title_words.read(f"{entry.title}. {entry.summary}", entry.lang)


def _other_points(entry: Entry, other: Entry) -> float:
    points = _points_of_day(entry, other) + SAME_THEMES * _shared(entry.themes, other.themes)
    if entry.type == other.type:
        points += SAME_TYPE
    return points


def _points_of_day(entry: Entry, other: Entry) -> float:
    if not entry.date or not other.date:
        return 0.0
    apart = abs(entry.date - other.date).days
    if apart == 0:
        return SAME_DAY
    return NEAR_DAY if apart <= NEAR else 0.0


def _may_be_sure(entry: Entry, other: Entry) -> bool:
    """Return whether neither the days nor the numbers of two entries leave a doubt."""
    apart = abs(day(entry) - day(other)).days
    far = APART
    if entry.date and other.date:
        if apart == 0:
            return True
        far = FAR
    return apart <= far and _numbers(entry) == _numbers(other)


def _may_be_of_one_time(entry: Entry, other: Entry) -> bool:
    if not entry.date or not other.date:
        return True
    return abs(entry.date - other.date).days <= APART


def _are_apart(entry: Entry, other: Entry) -> bool:
    """Return whether two entries are of two acts, or their titles have other numbers."""
    if entry.external_id.startswith(ACT_NUMBERS) and other.external_id.startswith(ACT_NUMBERS):
        return entry.external_id != other.external_id
    numbers, others = _numbers(entry), _numbers(other)
    return bool(numbers and others) and numbers.isdisjoint(others)


def _numbers(entry: Entry) -> frozenset[str]:
    return _title(entry).numbers


def _shared(themes: Iterable[str], others: Iterable[str]) -> float:
    both, either = set(themes) & set(others), set(themes) | set(others)
    return len(both) / len(either) if either else 0.0


def _files(entry: Entry) -> set[str]:
    """Return the addresses of an entry's files, without the language that they name."""
    return {_LANGUAGE_IN_NAME.sub("", file.url.lower()) for file in entry.documents}

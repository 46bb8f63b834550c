"""Entries -> the entries of other sources that tell the same story (`same_as`).

They have the same title within a week, or one page names the other as its source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from knowledge.i18n.text_fold import words
from knowledge.model import Entry
from scrapers.clustering.lookup import Lookup, group, neighbours

WEEK = timedelta(days=7)
# Without a date, a title must be long enough to be no one else's.
TELLING_WORDS = 5


class _Clusters:
    """Sets of ids that grow together (union-find)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._leader = {entry_id: entry_id for entry_id in ids}

    def join(self, first: str, second: str) -> None:
        """Make one cluster of the two that hold these ids."""
        self._leader[self._lead(first)] = self._lead(second)

    def groups(self) -> Iterator[list[str]]:
        """Yield the clusters of more than one id."""
        groups: dict[str, list[str]] = defaultdict(list)
        for entry_id in self._leader:
            groups[self._lead(entry_id)].append(entry_id)
        for cluster in groups.values():
            if len(cluster) > 1:
                yield cluster

    def _lead(self, entry_id: str) -> str:
        while self._leader[entry_id] != entry_id:
            self._leader[entry_id] = self._leader[self._leader[entry_id]]
            entry_id = self._leader[entry_id]
        return entry_id


def find(entries: Iterable[Entry], lookup: Lookup) -> Mapping[str, tuple[str, ...]]:
    """Return, for each entry that is told elsewhere too, the ids of the others."""
    entries = list(entries)
    clusters = _Clusters(entry.id for entry in entries)
    for first, second in (*_of_one_title(entries), *_named(entries, lookup)):
        clusters.join(first, second)
    same: dict[str, tuple[str, ...]] = {}
    for cluster in clusters.groups():
        for entry_id in cluster:
            same[entry_id] = _of_other_sources(entry_id, cluster, lookup)
    return same


def _of_other_sources(entry_id: str, cluster: list[str], lookup: Lookup) -> tuple[str, ...]:
    source = lookup.by_id[entry_id].source
    return tuple(other for other in cluster if lookup.by_id[other].source != source)


def _of_one_title(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    for same_title in group(entries, lambda entry: (entry.lang, words(entry.title))):
        # By day: a story and its relay are neighbours.
        same_title.sort(key=lambda entry: (_day(entry), entry.id))
        for entry, other in neighbours(same_title):
            if entry.source != other.source and _is_same_week(entry, other):
                yield entry.id, other.id


def _is_same_week(entry: Entry, other: Entry) -> bool:
    """Return whether both entries of one title are of one week.

    For an unknown day, if the title is long, the day when it was first seen is taken.
    """
    dated = entry.date and other.date
    if not dated and len(words(entry.title).split()) < TELLING_WORDS:
        return False
    return abs(_day(entry) - _day(other)) <= WEEK


def _day(entry: Entry) -> date:
    return entry.date or entry.first_seen.date()


def _named(entries: Iterable[Entry], lookup: Lookup) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for url in entry.same_as:
            other = lookup.at(url)
            if other and other.source != entry.source:
                yield entry.id, other.id

"""Entries -> the same entries, related: language versions (`twins`), the same story (`same_as`).

Relating is no merging: each entry keeps its file. The result depends neither on the order of the
entries nor on how often it was done. Two entries tell the same story when they have the same title
within a week, when one page names the other as its source, or when a person says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import chain, filterfalse
from typing import NamedTuple

from knowledge.i18n.text_fold import words
from knowledge.model import Entry
from knowledge.source import Watch
from scrapers.clustering import language_versions
from scrapers.clustering.entry_index import EntryIndex, day, group, neighbours
from scrapers.clustering.language_versions import Answers, LanguageVersion

MAX_SAME = 10
WEEK = timedelta(days=7)
# Without a date, a title must be long enough to be no one else's.
TELLING_WORDS = 5


class Related(NamedTuple):
    """The entries, related, and the pairs that may be language versions: a person must judge."""

    entries: list[Entry]
    doubtful: list[tuple[Entry, Entry]]


def relate(entries: Iterable[Entry], watch: Watch) -> Related:
    """Return the entries, related to each other, in the same order.

    Language versions are mutual, one a language. Entries of the same story are in other sources,
    official ones first. An address that a page names and that is no entry of ours is kept. What a
    person said in `review:` wins.
    """
    entries = list(entries)
    index = EntryIndex.of(entries, watch)
    found = language_versions.find(entries, index)
    answered = language_versions.answers_on_stories(entries)
    stories = _stories(entries, index, answered)
    related = []
    for entry in entries:
        same_as: tuple[str, ...] = ()
        if entry.id not in answered.lone:
            same_as = _same_as(entry, stories[entry.id], index, answered)
        related.append(_with_relations(entry, same_as, found.versions[entry.id]))
    return Related(related, found.doubtful)


def _same_as(
    entry: Entry, story: Iterable[str], index: EntryIndex, answered: Answers
) -> tuple[str, ...]:
    """Return the addresses of a story's entries in other sources, then those of strangers."""
    addresses = [other.url for other in sorted(_elsewhere(entry, story, index), key=index.rank)]
    addresses += answered.strangers(entry, index)
    addresses += filterfalse(index.at, entry.same_as)
    return tuple(dict.fromkeys(addresses))[:MAX_SAME]


def _elsewhere(entry: Entry, story: Iterable[str], index: EntryIndex) -> Iterator[Entry]:
    for other in map(index.by_id.__getitem__, story):
        if other.source != entry.source:
            yield other


def _with_relations(
    entry: Entry, same_as: tuple[str, ...], versions: Mapping[str, LanguageVersion]
) -> Entry:
    twins = {lang: version.url for lang, version in sorted(versions.items())}
    own = tuple(filterfalse(language_versions.is_reason, entry.why))
    why = (*own, *language_versions.reasons(versions))
    if (same_as, twins, why) == (entry.same_as, dict(entry.twins), entry.why):
        return entry
    return replace(entry, same_as=same_as, twins=twins, why=why)


class _Clusters:
    """Sets of ids that grow together (union-find)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._leader = {entry_id: entry_id for entry_id in ids}

    def join(self, first: str, second: str) -> None:
        """Make one cluster of the two that hold these ids."""
        self._leader[self._lead(first)] = self._lead(second)

    def by_id(self) -> dict[str, list[str]]:
        """Return the whole cluster of each id."""
        clusters: dict[str, list[str]] = defaultdict(list)
        for entry_id in self._leader:
            clusters[self._lead(entry_id)].append(entry_id)
        return {entry_id: clusters[self._lead(entry_id)] for entry_id in self._leader}

    def _lead(self, entry_id: str) -> str:
        while self._leader[entry_id] != entry_id:
            self._leader[entry_id] = self._leader[self._leader[entry_id]]
            entry_id = self._leader[entry_id]
        return entry_id


def _stories(entries: list[Entry], index: EntryIndex, answered: Answers) -> Mapping[str, list[str]]:
    """Return, for each entry, the ids of the entries that tell its story, its own too."""
    clusters = _Clusters(index.by_id)
    pairs = chain(_of_one_title(entries), _named(entries, index), answered.pairs(index))
    for first, second in pairs:
        if answered.allow(first, second):
            clusters.join(first.id, second.id)
    return clusters.by_id()


def _of_one_title(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    for same_title in group(entries, _title):
        # By day: a story and its relay are neighbours.
        same_title.sort(key=lambda entry: (day(entry), entry.id))
        yield from filter(_is_relay, neighbours(same_title))


def _title(entry: Entry) -> tuple[str, str]:
    return entry.lang, words(entry.title)


def _is_relay(pair: tuple[Entry, Entry]) -> bool:
    """Return whether two entries of one title are of two sources and one week.

    For an unknown day, if the title is long, the day when it was first seen is taken.
    """
    first, second = pair
    if first.source == second.source or abs(day(first) - day(second)) > WEEK:
        return False
    are_dated = bool(first.date and second.date)
    return are_dated or _has_telling_title(first)


def _has_telling_title(entry: Entry) -> bool:
    return len(words(entry.title).split()) >= TELLING_WORDS


def _named(entries: Iterable[Entry], index: EntryIndex) -> Iterator[tuple[Entry, Entry]]:
    for entry in entries:
        for other in filter(None, map(index.at, entry.same_as)):
            if other.source != entry.source:
                yield entry, other

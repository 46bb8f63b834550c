"""Entries and sources by id and by address, and groups of entries that may be related."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.model import Entry
from knowledge.source import Source, Watch
from scrapers.clean import canonical_url

# In a group that is larger than that, each entry is only held against the next ones.
MAX_NEIGHBOURS = 19


@dataclass(frozen=True)
class EntryIndex:
    """The entries by id; entry ids by the key of each address; sources by id, and their order.

    `mirrors` maps each source of a mirrored pair to the one that is mirrored.
    """

    by_id: Mapping[str, Entry]
    id_by_key: Mapping[str, str]
    sources: Mapping[str, Source]
    source_order: Mapping[str, int]
    mirrors: Mapping[str, str]

    @classmethod
    def of(cls, entries: Iterable[Entry], watch: Watch) -> "EntryIndex":
        """Build the index, whatever the order of the entries."""
        in_order = sorted(entries, key=_id)
        return cls(
            {entry.id: entry for entry in in_order},
            _id_by_key(in_order),
            {source.id: source for source in watch.sources},
            {source.id: place for place, source in enumerate(watch.sources)},
            _mirrors(watch),
        )

    def at(self, url: str) -> Entry | None:
        """Return the entry that has this address or had it before."""
        return self.by_id.get(self.id_by_key.get(canonical_url.key(url), ""))

    def rank(self, entry: Entry) -> tuple[bool, int, str]:
        """Return what puts entries of official sources first, then those of the first sources."""
        source = self.sources.get(entry.source)
        official = source is not None and source.official
        place = self.source_order.get(entry.source, len(self.source_order))
        return not official, place, entry.url

    def pair_of(self, source_id: str) -> str:
        """Return the source that is mirrored in a source's pair, or the source itself."""
        return self.mirrors.get(source_id, source_id)

    def home(self, entry: Entry) -> str:
        """Return the site of an entry's source, or of the one that its source mirrors."""
        source = self.sources.get(self.pair_of(entry.source))
        return canonical_url.site(source.url if source else entry.url)


def day(entry: Entry) -> date:
    """Return the entry's date, or else the day when it was first seen."""
    return entry.date or entry.first_seen.date()


def _id(entry: Entry) -> str:
    return entry.id


def group(
    entries: Iterable[Entry], key: Callable[[Entry], Hashable | None]
) -> Iterable[list[Entry]]:
    """Return the entries that share a key, group by group; those without one are left out."""
    groups: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        shared = key(entry)
        if shared is not None:
            groups[shared].append(entry)
    return groups.values()


def neighbours(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield each entry with each of those that follow it closely."""
    for place, entry in enumerate(entries, start=1):
        for other in entries[place : place + MAX_NEIGHBOURS]:
            yield entry, other


def _id_by_key(entries: list[Entry]) -> dict[str, str]:
    """Index by address; an entry's own wins over another's former one.

    An address that several entries of one source share names none of them; among those of several
    sources, the smallest id wins.
    """
    id_by_key = _id_by_former_key(entries)
    shared = _shared(entries)
    for entry in reversed(entries):
        key = canonical_url.key(entry.url)
        id_by_key[key] = "" if key in shared else entry.id
    return id_by_key


def _id_by_former_key(entries: list[Entry]) -> dict[str, str]:
    id_by_key: dict[str, str] = {}
    for entry in entries:
        for alias in entry.aliases:
            id_by_key.setdefault(canonical_url.key(alias), entry.id)
    return id_by_key


def _shared(entries: list[Entry]) -> set[str]:
    """Return the keys of addresses at which a source has several entries."""
    own: set[tuple[str, str]] = set()
    shared: set[str] = set()
    for entry in entries:
        place = canonical_url.key(entry.url), entry.source
        if place in own:
            shared.add(place[0])
        own.add(place)
    return shared


def _mirrors(watch: Watch) -> dict[str, str]:
    mirrors: dict[str, str] = {}
    for source in watch.sources:
        if source.twin_of:
            mirrors[source.id] = source.twin_of
    for mirrored in tuple(mirrors.values()):
        mirrors.setdefault(mirrored, mirrored)
    return mirrors

"""Entries and sources, looked up by id and by address while related entries are found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.model import Entry
from knowledge.source import Source, Watch
from scrapers.clean import canonical_url


@dataclass(frozen=True)
class Lookup:
    """The entries by id; entry ids by the key of each address; sources by id, and their order.

    `mirrors` maps each source of a mirrored pair to the one that is mirrored.
    """

    by_id: Mapping[str, Entry]
    id_by_key: Mapping[str, str]
    sources: Mapping[str, Source]
    source_order: Mapping[str, int]
    mirrors: Mapping[str, str]

    @classmethod
    def of(cls, entries: Iterable[Entry], watch: Watch) -> "Lookup":
        """Build the lookup, whatever the order of the entries."""
        by_id = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id)}
        return cls(
            by_id,
            _id_by_key(list(by_id.values())),
            {source.id: source for source in watch.sources},
            {source.id: place for place, source in enumerate(watch.sources)},
            _mirrors(watch),
        )

    def at(self, url: str) -> Entry | None:
        """Return the entry that has this address or had it before."""
        return self.by_id.get(self.id_by_key.get(canonical_url.key(url), ""))


def _id_by_key(entries: list[Entry]) -> dict[str, str]:
    """Index by address; an entry's own wins over another's former one, then the smallest id."""
    id_by_key: dict[str, str] = {}
    for entry in entries:
        for alias in entry.aliases:
            id_by_key.setdefault(canonical_url.key(alias), entry.id)
    for entry in reversed(entries):
        id_by_key[canonical_url.key(entry.url)] = entry.id
    return id_by_key


def _mirrors(watch: Watch) -> dict[str, str]:
    mirrors: dict[str, str] = {}
    pairs = {source.id: source.twin_of for source in watch.sources if source.twin_of}
    for mirrored in pairs.values():
        mirrors[mirrored] = mirrored
    return mirrors | pairs

"""What people said in `review:` of versions and of stories -> who is related to whom, for good."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.model import Entry
from knowledge.storage import review
from scrapers.clustering.entry_index import EntryIndex

Addresses = tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """The addresses that a person gave, by the id of the entry, and who is said to have none."""

    given: Mapping[str, Addresses]
    lone: frozenset[str]

    @classmethod
    def of(cls, said: Mapping[str, Addresses]) -> "Answers":
        """Part the entries with addresses from those with none."""
        given = {entry_id: addresses for entry_id, addresses in said.items() if addresses}
        return cls(given, frozenset(said.keys() - given.keys()))

    def pairs(self, index: EntryIndex) -> Iterator[tuple[Entry, Entry]]:
        """Yield each entry with each that a person named, neither of which has none."""
        for entry_id, addresses in self.given.items():
            for other in filter(None, map(index.at, addresses)):
                if other.id not in self.lone:
                    yield index.by_id[entry_id], other

    def strangers(self, entry: Entry, index: EntryIndex) -> Iterator[str]:
        """Yield the addresses given for an entry that are no entries of ours."""
        for address in self.given.get(entry.id, ()):
            if index.at(address) is None:
                yield address

    def allow(self, entry: Entry, other: Entry) -> bool:
        """Return whether nobody said that either has none."""
        return entry.id not in self.lone and other.id not in self.lone


def versions(entries: Iterable[Entry]) -> Answers:
    """Read the answers about versions in other languages (`twin`)."""
    said = {}
    for entry, known in _reviewed(entries):
        if known.twin is not None:
            said[entry.id] = known.twin
    return Answers.of(said)


def stories(entries: Iterable[Entry]) -> Answers:
    """Read the answers about the same story in other sources (`same_as`)."""
    said = {}
    for entry, known in _reviewed(entries):
        if known.same_as is not None:
            said[entry.id] = known.same_as
    return Answers.of(said)


def _reviewed(entries: Iterable[Entry]) -> Iterator[tuple[Entry, review.Review]]:
    for entry in entries:
        if entry.review:
            yield entry, review.read(entry.review)

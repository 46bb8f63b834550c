"""The addresses that people give under `review:` -> those that are no other entry's."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from rapidfuzz import fuzz, process

from knowledge.model import Entry, Problem
from knowledge.storage import review
from scrapers.clean import canonical_url

# Of 100: two addresses of one site that differ in a few letters score 90 and more.
_ALIKE = 75.0
_NONE = "—"


class EntryAddresses:
    """The addresses of all entries, the former ones included."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)

    def problems(self, entry: Entry, path: str, first_line: int) -> Iterator[Problem]:
        """Yield a problem for each version or story named that is no other entry, with the nearest.

        `path` names the entry's file, in which its block begins on `first_line`.
        """
        for key, address, line in review.related(entry.review):
            other = self._by_key.get(canonical_url.key(address))
            if other is None or other.id == entry.id:
                facts = {"key": key, "found": address, "near": self._nearest(key, address, entry)}
                yield Problem(
                    "review_address", {"path": path, "line": str(first_line + line), **facts}
                )

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        by_key: dict[str, Entry] = {}
        for entry in self._entries:
            for address in (entry.url, *entry.aliases):
                by_key.setdefault(canonical_url.key(address), entry)
        return by_key

    def _nearest(self, key: str, address: str, entry: Entry) -> str:
        """Return the likest address of an entry that may be meant."""
        differs = "lang" if key == "twin" else "source"
        meant = []
        for other in self._entries:
            if getattr(other, differs) != getattr(entry, differs):
                meant.append(other.url)
        found = process.extractOne(address, meant, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return str(found[0]) if found else _NONE

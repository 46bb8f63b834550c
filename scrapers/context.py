"""What the gathering of one source is given, and what it gives: GatherContext -> SourceResult."""

import hashlib
import time as clocks
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from knowledge.errors import ReadError
from knowledge.health import Health
from knowledge.model import Entry, Problem, RawEntry
from knowledge.source import Source
from knowledge.taxonomy import Taxonomy
from scrapers import readers
from scrapers.clean import canonical_url, normalise
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.known_entries import KnownEntries
from scrapers.readers.sandbox import Sandbox

# A site that answers each question just in time would hold a run for hours; what is left waits for
# the next one.
SECONDS_PER_SOURCE = 900.0


@dataclass(frozen=True)
class GatherContext:
    """What the gathering of all sources shares.

    `known` holds the entries on disk, held ones included; `published` those that are not held.
    `program` names what all entries depend on: the program's version and the taxonomy. `seconds`
    bound the time given to one source; `clock` counts them.
    """

    fetcher: Fetcher
    sandbox: Sandbox
    state: FetchState
    known: KnownEntries
    published: Iterable[Entry]
    taxonomy: Taxonomy
    health: Health
    detail_limit: int
    program: str
    seconds: float = SECONDS_PER_SOURCE
    clock: Callable[[], float] = clocks.monotonic

    def published_of(self, source: Source) -> Sequence[Entry]:
        """Return the published entries of one source."""
        return self._published_by_source[source.id]

    def trusts_state(self, source: Source) -> bool:
        """Return whether the state file is about this very tree.

        It may be older, or of a branch that was never merged.
        """
        last_run = self.state.run(source.id)
        return bool(last_run) and last_run == self.health.last_success(source.id)

    @cached_property
    def _published_by_source(self) -> Mapping[str, Sequence[Entry]]:
        by_source: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.published:
            by_source[entry.source].append(entry)
        return by_source


@dataclass(frozen=True)
class ListReading:
    """What a source's list said.

    `rows` counts its rows before any filter, `skipped` those left out, by reason. `fell_back`: it
    is another list than usual, and its count says nothing of the source.
    """

    raws: tuple[RawEntry, ...]
    rows: int
    first_page: int
    complete: bool
    time: datetime
    unchanged: bool = False
    fell_back: bool = False
    skipped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()


class RowHash(NamedTuple):
    """The key of a row's address, and a digest of all that its entry depends on.

    The entry's own page is no part of it: the digest tells whether that need be read again. Where
    rows share an address, its key bears what tells this one from the others.
    """

    address: str
    digest: str

    @property
    def address_key(self) -> str:
        """Return the key of the address alone."""
        return self.address.partition(" ")[0]

    @classmethod
    def of(cls, raw: RawEntry, source: Source, basis: str) -> "RowHash":
        """Sum up a row; `basis` is what all entries of the source depend on."""
        summed_up = f"{raw!r} {basis}".encode("utf-8", "surrogatepass")
        return cls(_row_key(raw, source), hashlib.sha256(summed_up).hexdigest()[:16])

    @property
    def of_other(self) -> "RowHash":
        """Return the hash as it is kept for a row whose page is no entry."""
        return RowHash(self.address, f"-{self.digest}")


class FoundEntry(NamedTuple):
    """An entry as found now, and the hash of the row that it came from, if it has one.

    `shares_address`: other rows of its list lie at the same address.
    """

    entry: Entry
    row_hash: RowHash | None
    shares_address: bool = False


@dataclass(frozen=True)
class SourceResult:
    """What one source gave: the entries found, and those removed from it.

    `other_rows` are the hashes of rows whose page is no entry. `unasked`: an entry that left the
    list must be asked for again.
    """

    source: Source
    reading: ListReading | None = None
    found: tuple[FoundEntry, ...] = ()
    other_rows: tuple[RowHash, ...] = ()
    gone: tuple[Entry, ...] = ()
    moved: tuple[tuple[Entry, str], ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
    bad: tuple[str, ...] = ()
    pending: int = 0
    unasked: bool = False
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries found."""
        return tuple(row.entry for row in self.found)

    @property
    def raws(self) -> tuple[RawEntry, ...]:
        """Return the raw entries of the list, which must have been read."""
        return self._of_reading.raws

    @property
    def time(self) -> datetime:
        """Return when the list was read; it must have been."""
        return self._of_reading.time

    @property
    def _of_reading(self) -> ListReading:
        if self.reading is None:
            raise ValueError(f"{self.source.id} was not read")
        return self.reading

    @property
    def is_newly_read(self) -> bool:
        """Return whether the list was read without fault, and is not as it was before."""
        if self.reading is None or self.problem:
            return False
        return not self.reading.unchanged

    @property
    def is_unrecorded(self) -> bool:
        """Return whether a replay does not hold this source."""
        if self.reading is not None or self.problem is None:
            return False
        return self.problem.code == "unrecorded"


def start_address(source: Source) -> str:
    """Return the first address that is asked for."""
    reader = readers.find(source.reader)
    return str(reader.start(source)) if hasattr(reader, "start") else source.url


def address_key(raw: RawEntry, source: Source) -> str:
    """Return the comparable form of a raw entry's address, or "" for one that cannot be used."""
    try:
        return canonical_url.key(normalise.address_of(raw, source))
    except ReadError:
        return ""


def row_keys(raw: RawEntry, source: Source) -> tuple[str, ...]:
    """Return the keys of a row's whole address, of its usual form, and of what is never noise."""
    parts = canonical_url.telling_parts(raw.url, source.url)
    whole = address_key(replace(raw, keeps=tuple(parts)), source)
    return whole, address_key(raw, source), canonical_url.bare_key(whole)


def _row_key(raw: RawEntry, source: Source) -> str:
    key = address_key(raw, source)
    if not raw.shares_address:
        return key
    told = f"{raw.external_id}|{raw.title or raw.summary}|{raw.published}"
    return f"{key} {hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def is_front_page(address: str, source: Source) -> bool:
    """Return whether an address is a site's home page or the source's own list.

    It is no entry's, wherever a redirect leads.
    """
    if not canonical_url.path(address).strip("/"):
        return True
    return canonical_url.key(address) == canonical_url.key(source.url)

"""What the gathering of one source is given, and what it gives: Desk -> Listed -> Gathered."""

import time as clocks
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from knowledge.errors import ReadError
from knowledge.health import Health
from knowledge.model import Entry, Problem, RawEntry
from knowledge.source import Source
from knowledge.taxonomy import Taxonomy
from scrapers import readers
from scrapers.clean import canonical_url, normalise
from scrapers.http.fetch import Fetcher
from scrapers.http.state import State
from scrapers.merge import Index
from scrapers.readers.sandbox import Sandbox

# A site that answers each question just in time would hold a run for hours; what is left waits for
# the next one.
SECONDS_PER_SOURCE = 900.0


@dataclass(frozen=True)
class Desk:
    """What all sources' gathering shares. `known` holds the entries on disk, held ones included.

    `seconds` bound the time given to one source; `clock` counts them.
    """

    fetcher: Fetcher
    sandbox: Sandbox
    state: State
    known: Index
    entries: Iterable[Entry]
    taxonomy: Taxonomy
    health: Health
    detail_limit: int
    program: str
    seconds: float = SECONDS_PER_SOURCE
    clock: Callable[[], float] = clocks.monotonic

    def of(self, source: Source) -> Sequence[Entry]:
        """Give the entries on disk of one source, those held left out."""
        return self._by_source[source.id]

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.source].append(entry)
        return found


@dataclass(frozen=True)
class Listed:
    """What a source's list said. `rows` counts what stood there before any filter; `fell_back`: it
    is another list than usual, and its count says nothing of the source.
    """

    raws: tuple[RawEntry, ...]
    rows: int
    first_page: int
    complete: bool
    time: datetime
    unchanged: bool = False
    fell_back: bool = False
    filtered: int = 0
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """What one source gave: entries as found now, with the mark of the row each came from; and what
    left.

    `others` are the marks of rows whose page is no entry; `waits`: an entry that left must be asked
    for again.
    """

    source: Source
    listed: Listed | None = None
    found: tuple[tuple[Entry, str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    gone: tuple[Entry, ...] = ()
    moved: tuple[tuple[Entry, str], ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
    bad: tuple[str, ...] = ()
    pending: int = 0
    waits: bool = False
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()


def trusted(source: Source, desk: Desk) -> bool:
    """Say whether the state file speaks of this very tree: it may be older, or of a branch that was
    never merged.
    """
    return bool(desk.state.run(source.id)) and desk.state.run(
        source.id
    ) == desk.health.last_success(source.id)


def first(source: Source) -> str:
    """Give the first address that is asked for."""
    reader = readers.find(source.reader)
    return str(reader.start(source)) if hasattr(reader, "start") else source.url


def key(raw: RawEntry, source: Source) -> str:
    """Give the comparable form of a raw entry's address, or "" when it has none that we could use."""
    try:
        return canonical_url.key(normalise.url(raw.url, source.url, source))
    except ReadError:
        return ""


def is_front(address: str, source: Source) -> bool:
    """Say whether an address is a site's home page or the source's own list: no entry's, wherever a
    redirect leads.
    """
    return not canonical_url.path(address).strip("/") or canonical_url.key(
        address
    ) == canonical_url.key(source.url)

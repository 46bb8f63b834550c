"""What one network watches, how a run reaches the web, and what the last refresh left on disk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import health as healths
from knowledge.health import Health
from knowledge.model import Entry
from knowledge.source import Source, Watch
from knowledge.storage import entry_store
from knowledge.storage.entry_store import FaultyFile
from knowledge.taxonomy import Taxonomy
from scrapers.http.state import FetchState

STATE = ".vigie/state.json"


@dataclass(frozen=True)
class Instance:
    """What one network watches: its folder, and its two files as read."""

    root: Path
    watch: Watch
    taxonomy: Taxonomy

    def sources(self, only: Sequence[str] = ()) -> list[Source]:
        """Return the enabled sources, or those named, enabled or not."""
        return [source for source in self.watch.sources if _is_wanted(source, only)]


@dataclass(frozen=True)
class RefreshOptions:
    """How to reach the web this time: live, from recordings, or live while recording."""

    replay: tuple[Path, ...] = ()
    record: Path | None = None
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stored:
    """What the last refresh left.

    `published` and, apart, `held` entries; `faults`: files that cannot be read.
    """

    published: tuple[Entry, ...]
    held: tuple[Entry, ...]
    faults: tuple[FaultyFile, ...]
    health: Health
    state: FetchState

    @classmethod
    def nothing(cls) -> "Stored":
        """Return what is stored before the first refresh."""
        return cls((), (), (), Health(), FetchState())

    @classmethod
    def load(cls, instance: Instance, options: RefreshOptions) -> "Stored":
        """Read what is on disk. Raises StoreError."""
        root = instance.root
        entries = entry_store.load(root)
        held = tuple(_held(instance))
        # What is recorded must be complete: with a 304 in it, a recording could not be replayed on
        # its own.
        state = FetchState() if options.record else FetchState.load(root / STATE)
        return cls(entries.entries, held, entries.faults, healths.load(root), state)

    @property
    def entries(self) -> list[Entry]:
        """Return all entries, held ones too."""
        return [*self.published, *self.held]

    @property
    def unreadable(self) -> set[str]:
        """Return the ids of entries whose file cannot be read."""
        return {fault.id for fault in self.faults}


def _is_wanted(source: Source, only: Sequence[str]) -> bool:
    return source.id in only if only else source.enabled


def _held(instance: Instance) -> Iterable[Entry]:
    for source in instance.watch.sources:
        yield from entry_store.held(instance.root, source.id)

"""The pipeline: watch_sources.yml -> docs/watch/**.md, and one Report per source.

Sources are gathered side by side, a thread per host; then, in the order of the file, what they gave
is reconciled with what is on disk and written. Nothing is written before all has been gathered, the
state file last: a refresh killed at any moment leaves a valid tree, and the next one, seeing the
same web, completes it to the same bytes.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from knowledge import health as healths
from knowledge.health import Health
from knowledge.model import Entry, Report, Snapshot
from knowledge.source import Source, Watch
from knowledge.storage import entry_store, lock
from knowledge.taxonomy import Taxonomy
from scrapers import clustering, host_pool, page_changes
from scrapers.classify import rules
from scrapers.clustering import near_duplicates
from scrapers.context import GatherContext, SourceResult, start_address
from scrapers.gather import gather
from scrapers.host_pool import Tell, TimedResult
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.merge import KnownEntries
from scrapers.readers.sandbox import Sandbox
from scrapers.reconcile import Changeset, reconcile

STATE = ".vigie/state.json"


@dataclass(frozen=True)
class Instance:
    """What one network watches: its folder, and its two files as read."""

    root: Path
    watch: Watch
    taxonomy: Taxonomy

    def sources(self, only: Sequence[str] = ()) -> list[Source]:
        """Return the enabled sources, or those named, enabled or not."""
        if only:
            return [source for source in self.watch.sources if source.id in only]
        return [source for source in self.watch.sources if source.enabled]


@dataclass(frozen=True)
class RefreshOptions:
    """How to reach the web this time: live, from recordings, or live while recording."""

    replay: tuple[Path, ...] = ()
    record: Path | None = None
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What one refresh did.

    A report per source, the entries by id, pairs that may be the same story, files that cannot be
    read and were left alone, the verdict of each robots.txt, and the number of changed files.
    """

    moment: datetime
    reports: tuple[Report, ...]
    entries: dict[str, Entry]
    suggestions: tuple[tuple[Entry, Entry], ...]
    faults: tuple[entry_store.Fault, ...]
    verdicts: dict[str, str]
    changed: int


def refresh(
    instance: Instance, options: RefreshOptions, *, tell: Tell = lambda *_: None
) -> Outcome:
    """Read every source and write what they gave. `tell` hears of each source as it is done.

    Raises StoreError when the tree cannot be read or written or another refresh is running,
    ConfigError for a recording that cannot be read.
    """
    with lock.lock(instance.root):
        disk = _load(instance, options)
        gathered = _gather(instance, options, disk, tell)
        results, texts = _with_page_changes(gathered.results, instance)
        changeset = Changeset.of(disk.published, disk.held, disk.unreadable)
        reports = _reconcile(results, changeset, disk.health, instance)
        reports = _completed(reports, gathered)
        entries = _finish(changeset, instance)
        new = set(chain.from_iterable(report.new for report in reports))
        changed = _write(changeset, entries, new, texts, instance.root)
        moment = gathered.moment
        health = healths.record(disk.health, reports, moment, entries.values())
        healths.save(instance.root, health)
        _remember(changeset, zip(results, reports, strict=True), disk.state, moment)
    new_entries = [entries[entry_id] for entry_id in sorted(new)]
    suggestions = near_duplicates.suggest(new_entries, entries.values())
    return Outcome(
        moment,
        tuple(reports),
        entries | changeset.held,
        tuple(suggestions),
        disk.faults,
        gathered.verdicts,
        changed,
    )


def preview(
    instance: Instance,
    options: RefreshOptions,
    source: Source,
    *,
    limit: int,
    keep: Callable[[Snapshot, bool], None] | None = None,
) -> tuple[SourceResult, dict[str, str]]:
    """Gather one source as if it were new, at most `limit` entries' own pages, and write nothing.

    Returns what was gathered and the verdict of each robots.txt; `keep` is handed each page as it
    was read.
    """
    with (
        Fetcher(
            instance.watch, FetchState(), replay=options.replay, record=options.record
        ) as fetcher,
        Sandbox(keep=keep) as sandbox,
    ):
        context = GatherContext(
            fetcher=fetcher,
            sandbox=sandbox,
            state=FetchState(),
            known=KnownEntries(),
            published=(),
            taxonomy=instance.taxonomy,
            health=Health(),
            detail_limit=limit,
            program=_program(instance.taxonomy),
        )
        return gather(source, context), dict(fetcher.verdicts)


@dataclass(frozen=True)
class _Disk:
    """What the last refresh left."""

    published: tuple[Entry, ...]
    faults: tuple[entry_store.Fault, ...]
    held: list[Entry]
    health: Health
    state: FetchState

    @property
    def unreadable(self) -> set[str]:
        """Return the ids of entries whose file cannot be read."""
        return {fault.id for fault in self.faults}


@dataclass(frozen=True)
class _Gathered:
    """What all sources gave, in the order of the file, with the robots.txt verdict of each."""

    results: list[TimedResult]
    robots: list[str]
    verdicts: dict[str, str]
    moment: datetime


def _load(instance: Instance, options: RefreshOptions) -> _Disk:
    root = instance.root
    stored = entry_store.load(root)
    held: list[Entry] = []
    for source in instance.watch.sources:
        held += entry_store.held(root, source.id)
    # What is recorded must be complete: with a 304 in it, a recording could not be replayed on its
    # own.
    state = FetchState() if options.record else FetchState.load(root / STATE)
    return _Disk(stored.entries, stored.faults, held, healths.load(root), state)


def _gather(instance: Instance, options: RefreshOptions, disk: _Disk, tell: Tell) -> _Gathered:
    with _open_context(instance, options, disk) as context:
        sources = instance.sources(options.only)
        results = host_pool.gather_all(sources, context, instance.root, tell)
        fetcher = context.fetcher
        readings = [timed.result.reading for timed in results]
        return _Gathered(
            results,
            [fetcher.verdict(start_address(source)) for source in sources],
            dict(fetcher.verdicts),
            # No entry is younger than the run that found it.
            max([fetcher.moment, *(reading.time for reading in readings if reading)]),
        )


@contextmanager
def _open_context(
    instance: Instance, options: RefreshOptions, disk: _Disk
) -> Iterator[GatherContext]:
    watch = instance.watch
    with (
        Fetcher(watch, disk.state, replay=options.replay, record=options.record) as fetcher,
        Sandbox() as sandbox,
    ):
        yield GatherContext(
            fetcher=fetcher,
            sandbox=sandbox,
            state=disk.state,
            known=KnownEntries([*disk.published, *disk.held]),
            published=disk.published,
            taxonomy=instance.taxonomy,
            health=disk.health,
            detail_limit=watch.defaults.details_per_run,
            program=_program(instance.taxonomy),
        )


def _with_page_changes(
    results: Iterable[TimedResult], instance: Instance
) -> tuple[list[SourceResult], dict[str, tuple[str, ...]]]:
    """Add to each watched page's result what changed in it; return the new texts by source too."""
    completed, texts = [], {}
    for result, _ in results:
        if result.source.reader == "page":
            before = entry_store.paragraphs(instance.root, result.source.id)
            result, texts[result.source.id] = page_changes.apply(result, before, instance.taxonomy)
        completed.append(result)
    return completed, texts


def _reconcile(
    results: Iterable[SourceResult], changeset: Changeset, health: Health, instance: Instance
) -> list[Report]:
    reports = []
    for result in results:
        # What a source's first reading gives is all new, and no flood.
        settled = health.settled(result.source.id)
        flood_limit = instance.watch.defaults.flood if settled else None
        reports.append(reconcile(result, changeset, flood_limit=flood_limit))
    return reports


def _completed(reports: Iterable[Report], gathered: _Gathered) -> list[Report]:
    """Add to each report the seconds it took and the verdict of robots.txt."""
    completed = []
    for report, timed, robots in zip(reports, gathered.results, gathered.robots, strict=True):
        completed.append(replace(report, seconds=round(timed.seconds, 1), robots=robots))
    return completed


def _finish(changeset: Changeset, instance: Instance) -> dict[str, Entry]:
    """Apply the editors' choices, and relate language versions and entries of one story."""
    taxonomy = instance.taxonomy
    reviewed = [rules.apply_review(entry, taxonomy) for entry in changeset.published.values()]
    return {entry.id: entry for entry in clustering.relate(reviewed, instance.watch)}


def _write(
    changeset: Changeset,
    entries: Mapping[str, Entry],
    new: Collection[str],
    texts: Mapping[str, tuple[str, ...]],
    root: Path,
) -> int:
    """Write what was known before what is new, and entries before the texts they compare.

    A refresh cut short in between is begun again: a list is read as far as it brings something new,
    so that nothing may cease to be new while what left the list is still to be written. Returns the
    number of changed files.
    """
    in_order = sorted(entries.values(), key=lambda entry: entry.id in new)
    changed = len(entry_store.write_all(in_order, root))
    changed += len(entry_store.hold_all(changeset.held.values(), root))
    for source_id, text in texts.items():
        if text:
            changed += entry_store.write_paragraphs(text, root, source_id)
    return changed


def _remember(
    changeset: Changeset,
    results: Iterable[tuple[SourceResult, Report]],
    state: FetchState,
    moment: datetime,
) -> None:
    for address, digest in changeset.row_hashes:
        state.set_row_hash(address, digest)
    stamp = healths.stamp(moment)
    for result, report in results:
        well = report.state in {"ok", "held", "unchanged"}
        state.set_run(report.source, stamp if well else "")
        state.set_complete(report.source, stamp if well and _is_complete(result, report) else "")
    state.save()


def _is_complete(result: SourceResult, report: Report) -> bool:
    """Return whether nothing waits for the next run, where a 304 would then hide it."""
    fell_back = any(note.code == "fell_back" for note in report.notes)
    return not (report.pending or report.bad or fell_back or result.unasked)


def _program(taxonomy: Taxonomy) -> str:
    digest = hashlib.sha256(repr(taxonomy).encode()).hexdigest()[:16]
    return f"{version('vigie')} {digest}"

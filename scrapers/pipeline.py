"""The pipeline: watch_sources.yml -> docs/watch/**.md, and one Report per source.

Sources are gathered side by side, a thread per host; then, in the order of the file, what they gave
is merged with what is on disk and written. Nothing is written before all has been gathered, the
state file last: a refresh killed at any moment leaves a valid tree, and the next one, seeing the
same web, completes it to the same bytes.
"""

import hashlib
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from knowledge import health as healths
from knowledge.errors import ReadError
from knowledge.model import Entry, Problem, Report, Snapshot
from knowledge.source import Source, Watch
from knowledge.storage import atomic, entry_store, lock
from knowledge.taxonomy import Taxonomy
from scrapers import merge, watched
from scrapers.classify import rules as classify
from scrapers.context import Desk, Gathered, Listed, first
from scrapers.gather import gather
from scrapers.http.fetch import Fetcher
from scrapers.http.state import State
from scrapers.readers.sandbox import Sandbox
from scrapers.reconcile import Ledger, Rules, settle

HOSTS_AT_ONCE = 12
STATE = ".vigie/state.json"
FAULT = ".vigie/fault.txt"


@dataclass(frozen=True)
class Instance:
    """What one network watches: its folder, and its two files as read."""

    root: Path
    watch: Watch
    taxonomy: Taxonomy

    def sources(self, only: Sequence[str] = ()) -> list[Source]:
        """Give the enabled sources, or those named, enabled or not."""
        return [one for one in self.watch.sources if (one.id in only if only else one.enabled)]


@dataclass(frozen=True)
class Run:
    """How to reach the web this time: live, from recordings, or live while recording."""

    replay: tuple[Path, ...] = ()
    record: Path | None = None
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What one refresh did: a report per source, the entries by id, likenesses to judge, files left
    as they stand.
    """

    moment: datetime
    reports: tuple[Report, ...]
    entries: dict[str, Entry]
    suggestions: tuple[tuple[Entry, Entry], ...]
    faults: tuple[entry_store.Fault, ...]
    verdicts: dict[str, str]
    changed: int


def refresh(
    instance: Instance, run: Run, *, tell: Callable[[Gathered, float], None] = lambda *_: None
) -> Outcome:
    """Read every source and write what they gave. `tell` hears of each source as it is done.

    Raises StoreError when the tree cannot be read or written or another refresh is running,
    ConfigError for a recording that cannot be read.
    """
    with lock.lock(instance.root):
        return _refresh(instance, run, tell)


def look(
    instance: Instance,
    run: Run,
    source: Source,
    *,
    limit: int,
    keep: Callable[[Snapshot, bool], None] | None = None,
) -> tuple[Gathered, dict[str, str]]:
    """Gather one source as if it were new, at most `limit` entries' own pages, and write nothing.

    Gives what was gathered and the verdict of each robots.txt; `keep` is handed each page as it was
    read.
    """
    with (
        Fetcher(instance.watch, State(), replay=run.replay, record=run.record) as fetcher,
        Sandbox(keep=keep) as box,
    ):
        desk = Desk(
            fetcher=fetcher,
            sandbox=box,
            state=State(),
            known=merge.Index([]),
            entries=(),
            taxonomy=instance.taxonomy,
            health=healths.Health(),
            detail_limit=limit,
            program=_program(instance.taxonomy),
        )
        return gather(source, desk), dict(fetcher.verdicts)


def _refresh(instance: Instance, run: Run, tell: Callable[[Gathered, float], None]) -> Outcome:
    root, watch = instance.root, instance.watch
    shelf = entry_store.load(root)
    held = [entry for source in watch.sources for entry in entry_store.held(root, source.id)]
    health = healths.load(root)
    # What is recorded must be whole: with a 304 in it, a recording could not be replayed on its
    # own.
    state = State() if run.record else State.load(root / STATE)
    with Fetcher(watch, state, replay=run.replay, record=run.record) as fetcher, Sandbox() as box:
        desk = Desk(
            fetcher=fetcher,
            sandbox=box,
            state=state,
            known=merge.Index([*shelf, *held]),
            entries=tuple(shelf),
            taxonomy=instance.taxonomy,
            health=health,
            detail_limit=watch.defaults.details_per_run,
            program=_program(instance.taxonomy),
        )
        gathered = list(_side_by_side(instance.sources(run.only), desk, root, tell))
        # No entry is younger than the run that found it.
        moment = max(
            [fetcher.moment, *(found.listed.time for found, _ in gathered if found.listed)]
        )
        verdicts = dict(fetcher.verdicts)
        robots = {found.source.id: fetcher.verdict(first(found.source)) for found, _ in gathered}
    ledger = Ledger.of(shelf, held, {fault.id for fault in shelf.faults})
    reports, texts = [], {}
    for found, seconds in gathered:
        if found.source.reader == "page":
            found, texts[found.source.id] = _watch_page(found, instance)
        rules = Rules(watch.defaults.flood, first_run=not health.settled(found.source.id))
        report = settle(found, ledger, rules)
        reports.append(replace(report, seconds=round(seconds, 1), robots=robots[found.source.id]))
    entries = _finished(ledger, instance)
    fresh = {one for report in reports for one in report.new}
    changed = _write(ledger, entries, fresh, texts, root)
    healths.save(root, healths.record(health, reports, moment, entries.values()))
    _remember(
        ledger,
        [(one, report) for (one, _), report in zip(gathered, reports, strict=True)],
        state,
        moment,
    )
    return Outcome(
        moment,
        tuple(reports),
        entries | ledger.held,
        tuple(merge.suggest([entries[one] for one in sorted(fresh)], entries.values())),
        shelf.faults,
        verdicts,
        changed,
    )


def _side_by_side(
    sources: Iterable[Source], desk: Desk, root: Path, tell: Callable[[Gathered, float], None]
) -> Iterator[tuple[Gathered, float]]:
    """Gather the sources, those of one host one after the other, and give them in the order of the
    file.
    """
    hosts: dict[str, list[Source]] = defaultdict(list)
    order = list(sources)
    for source in order:
        hosts[urlsplit(source.url).netloc].append(source)

    def one_host(of_host: list[Source]) -> list[tuple[Gathered, float]]:
        done = []
        for source in of_host:
            started = time.monotonic()
            done.append((_gather(source, desk, root), time.monotonic() - started))
            tell(*done[-1])
        return done

    pool = ThreadPoolExecutor(HOSTS_AT_ONCE)
    try:
        by_id = {
            found.source.id: (found, took)
            for done in pool.map(one_host, hosts.values())
            for found, took in done
        }
    finally:
        # A person who interrupts does not wait for the slowest site: its thread may go on, and
        # writes nothing.
        pool.shutdown(wait=False, cancel_futures=True)
    return (by_id[source.id] for source in order)


def _gather(source: Source, desk: Desk, root: Path) -> Gathered:
    """Gather one source; a fault of our own is told of that source alone, and its traceback kept in
    a file.
    """
    try:
        return gather(source, desk)
    except Exception as error:
        seen = (
            f"{type(error).__name__}, line {traceback.extract_tb(error.__traceback__)[-1].lineno}"
        )
        atomic.write(root / FAULT, traceback.format_exc().encode("utf-8", "backslashreplace"))
        return Gathered(source, problem=Problem("own_fault", {"source": source.id, "seen": seen}))


def _watch_page(found: Gathered, instance: Instance) -> tuple[Gathered, tuple[str, ...]]:
    """Compare a watched page with what it said last time; the first time there is nothing to
    compare.
    """
    if found.problem or found.listed is None or found.listed.unchanged:
        return found, ()
    (raw,) = found.listed.raws
    raw = replace(raw, title=raw.title or found.source.name)
    before, after = entry_store.paragraphs(instance.root, found.source.id), watched.paragraphs(raw)
    try:
        entry = (
            watched.change(raw, before, found.source, found.listed.time)
            if before is not None
            else None
        )
    except ReadError as error:
        return replace(found, problem=error.problem), ()
    if entry:
        # Its themes are those of what was put in; its kind is no matter of words.
        said = replace(raw, summary=" ".join(entry.history[-1].now))
        entry = replace(
            classify.entry(entry, said, found.source, instance.taxonomy), type="page-change"
        )
    return replace(found, found=((entry, "", ""),) if entry else ()), after


def _finished(ledger: Ledger, instance: Instance) -> dict[str, Entry]:
    """Apply the editors' choices, and tie together versions and tellings of one story."""
    reviewed = [classify.reviewed(entry, instance.taxonomy) for entry in ledger.published.values()]
    return {entry.id: entry for entry in merge.tie(reviewed, instance.watch)}


def _write(
    ledger: Ledger,
    entries: dict[str, Entry],
    new: Collection[str],
    texts: dict[str, tuple[str, ...]],
    root: Path,
) -> int:
    """Write what was known before what is new, and entries before the texts they were compared
    with.

    A refresh cut short in between is begun again: a list is read as far as it brings something new,
    so that nothing may be new no more while what left the list is still to be written.
    """
    changed = len(
        entry_store.write_all(sorted(entries.values(), key=lambda entry: entry.id in new), root)
    )
    changed += len(entry_store.hold_all(ledger.held.values(), root))
    changed += sum(
        entry_store.write_paragraphs(text, root, source) for source, text in texts.items() if text
    )
    return changed


def _remember(
    ledger: Ledger, reports: Iterable[tuple[Gathered, Report]], state: State, moment: datetime
) -> None:
    for address, mark in ledger.marks:
        state.set_mark(address, mark)
    for gathered, report in reports:
        source = gathered.source
        well = report.state in {"ok", "held", "unchanged"}
        state.set_run(source.id, healths.stamp(moment) if well else "")
        # What waits for the next run must not be hidden then by a 304.
        fell_back = any(note.code == "fell_back" for note in report.notes)
        whole = well and not (report.pending or report.bad or fell_back or gathered.waits)
        state.set_whole(source.id, healths.stamp(moment) if whole else "")
    state.save()


def _program(taxonomy: Taxonomy) -> str:
    digest = hashlib.sha256(repr(taxonomy).encode()).hexdigest()[:16]
    return f"{version('vigie')} {digest}"


__all__ = ["Instance", "Listed", "Outcome", "Run", "look", "refresh"]

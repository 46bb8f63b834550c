"""The pipeline: watch_sources.yml -> docs/watch/**.md, and one Report per source.

Sources are gathered side by side, a thread per host; then, in the order of the file, what they gave
is reconciled with what is on disk and written. Nothing is written before all has been gathered, the
state file last: a refresh killed at any moment leaves a valid tree, and the next one, seeing the
same web, completes it to the same bytes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from knowledge import health as healths
from knowledge.model import Entry, Report
from knowledge.storage import entry_store, lock, review_choice
from scrapers import clustering, gatherer, page_changes
from scrapers.clustering import Related, questions
from scrapers.context import SourceResult
from scrapers.gatherer import GatherRun, Tell
from scrapers.http.state import FetchState
from scrapers.instance import Instance, RefreshOptions, Stored
from scrapers.reconcile import Changeset, reconcile

# Reports of these states are of a source that was read without fault.
_WELL = frozenset({"ok", "held", "unchanged"})


@dataclass(frozen=True)
class Outcome:
    """What one refresh did.

    A report per source, the entries by id, pairs that may be the same story, files that cannot be
    read and were left alone, the verdict of each robots.txt, the number of changed files, pairs
    that may be versions in two languages, and the ids of entries that are back, since somebody
    deleted their files.
    """

    moment: datetime
    reports: tuple[Report, ...]
    entries: dict[str, Entry]
    suggestions: tuple[tuple[Entry, Entry], ...]
    faults: tuple[entry_store.FaultyFile, ...]
    verdicts: dict[str, str]
    changed: int
    doubtful: tuple[tuple[Entry, Entry], ...] = ()
    returned: frozenset[str] = frozenset()


def refresh(
    instance: Instance, options: RefreshOptions, *, tell: Tell = lambda *_: None
) -> Outcome:
    """Read every source and write what they gave. `tell` hears of each source as it is done.

    Raises StoreError when the tree cannot be read or written or another refresh is running,
    ConfigError for a recording that cannot be read.
    """
    with lock.lock(instance.root):
        stored = Stored.load(instance, options)
        gathered = gatherer.gather_all(instance, options, stored, tell)
        results, texts = _with_page_changes(gathered, instance, stored)
        changeset = Changeset.of(stored.published, stored.held, stored.unreadable)
        reports = _completed(_reconcile(results, changeset, stored, instance), gathered)
        related = _finish(changeset, instance)
        entries = {entry.id: entry for entry in related.entries}
        new = set(chain.from_iterable(report.new for report in reports))
        changed = _write(changeset, entries, new, texts, instance.root)
        health = healths.record(stored.health, reports, gathered.moment, entries.values())
        healths.save(instance.root, health)
        _remember(changeset, results, reports, stored.state, gathered.moment)
    kept = questions.kept(entries.values())
    recent = questions.recent(kept, gathered.moment)
    return Outcome(
        gathered.moment,
        tuple(reports),
        entries | changeset.held,
        tuple(questions.same_story(recent, kept)),
        stored.faults,
        gathered.verdicts,
        changed,
        tuple(questions.versions(related.doubtful, recent, kept)),
        frozenset(chain.from_iterable(map(stored.health.returned, reports))),
    )


def _with_page_changes(
    gathered: GatherRun, instance: Instance, stored: Stored
) -> tuple[list[SourceResult], dict[str, tuple[str, ...]]]:
    """Add to each watched page's result what changed in it; return the new texts by source too."""
    completed, texts = [], {}
    for timed in gathered.results:
        result, source = timed.result, timed.result.source
        if source.reader == "page":
            before = entry_store.paragraphs(instance.root, source.id)
            result, texts[source.id] = page_changes.apply(
                result,
                before,
                instance.taxonomy,
                accepted=stored.health.accepted(source.id),
            )
        completed.append(result)
    return completed, texts


def _reconcile(
    results: Iterable[SourceResult], changeset: Changeset, stored: Stored, instance: Instance
) -> Iterator[Report]:
    for result in results:
        flood_limit = None
        # What a source's first reading gives is all new, and no flood.
        if stored.health.settled(result.source.id):
            flood_limit = instance.watch.defaults.flood
        yield reconcile(result, changeset, flood_limit=flood_limit)


def _completed(reports: Iterable[Report], gathered: GatherRun) -> list[Report]:
    """Add to each report the seconds it took and the verdict of robots.txt."""
    completed = []
    for report, timed, robots in zip(reports, gathered.results, gathered.robots, strict=True):
        completed.append(replace(report, seconds=round(timed.seconds, 1), robots=robots))
    return completed


def _finish(changeset: Changeset, instance: Instance) -> Related:
    """Apply the editors' choices, and relate language versions and entries of one story."""
    reviewed = []
    for entry in changeset.published.values():
        reviewed.append(review_choice.apply(entry, instance.taxonomy))
    return clustering.relate(reviewed, instance.watch)


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
    results: Iterable[SourceResult],
    reports: Iterable[Report],
    state: FetchState,
    moment: datetime,
) -> None:
    for address, digest in changeset.row_hashes:
        state.set_row_hash(address, digest)
    stamps = {True: healths.stamp(moment), False: ""}
    for result, report in zip(results, reports, strict=True):
        state.set_run(report.source, stamps[report.state in _WELL])
        state.set_complete(report.source, stamps[_is_complete(result, report)])
    state.save()


def _is_complete(result: SourceResult, report: Report) -> bool:
    """Return whether all was read and nothing waits for a run in which a 304 would hide it."""
    if report.state not in _WELL or result.unasked:
        return False
    return not _waits(report)


def _waits(report: Report) -> bool:
    """Return whether something of a source is left for another run."""
    if report.pending or report.bad:
        return True
    return any(note.code == "fell_back" for note in report.notes)

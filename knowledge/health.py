"""Reports <-> docs/watch/_health.yml: how each source has fared.

Small, committed, the same bytes for the same web.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain, repeat, takewhile
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked
from pydantic_core import ErrorDetails

from knowledge.errors import ConfigError, StoreError
from knowledge.model import Entry, Problem, Report
from knowledge.source import Source
from knowledge.storage import atomic, config_file, entry_paths, yaml_document

RUNS_KEPT = 8
# What is told of a source once, and not at every refresh.
TOLD_ONCE = frozenset(("dates_follow_clock",))
FACT_LENGTH = 300
_NOTE = "# Written by `vigie refresh`. If it is lost, only the memory of past refreshes is.\n"
_STRICT = ConfigDict(extra="forbid", populate_by_name=True)
# Fields that the file calls by a former name.
_NAMES = {"baseline_at": "settled_on"}


@checked(frozen=True, config=_STRICT)
class Run:
    """How one refresh went for one source. `state` is "ok" whether or not something was new; `new`
    holds the ids of the entries that it brought.
    """

    at: datetime
    state: Literal["ok", "held", "failed"]
    problem: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    new: tuple[str, ...] = ()


@checked(frozen=True, config=_STRICT)
class SourceHealth:
    """What is remembered of one source.

    `baseline_at` is when its first reading was done with; `last_new_entry` the newest first_seen of
    its entries; `first_page` is what the first page of its last good reading counted, `read` what
    its last reading to the end (`complete`: there was one) did; `robots` the verdict; `runs` the
    last refreshes, oldest first; `told` are the codes of what is told once and was.
    """

    baseline_at: Annotated[datetime | None, Field(alias=_NAMES["baseline_at"])] = None
    last_success: datetime | None = None
    last_new_entry: datetime | None = None
    read: int = 0
    first_page: int = 0
    complete: bool = False
    robots: str = ""
    told: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def failures(self) -> tuple[Run, ...]:
        """Return its last refreshes that failed, none between them having worked, newest first."""
        return tuple(takewhile(_has_failed, reversed(self.runs)))


@dataclass(frozen=True, slots=True)
class Health:
    """What is remembered of every source, by id."""

    sources: Mapping[str, SourceHealth] = field(default_factory=dict)

    def of(self, source_id: str) -> SourceHealth:
        """Return what is remembered of a source, which may be nothing."""
        return self.sources.get(source_id, SourceHealth())

    def returned(self, report: Report) -> frozenset[str]:
        """Return the ids of the new entries that an earlier refresh brought too: somebody deleted
        their files meanwhile, be it in a proposal of which git keeps no trace.
        """
        runs = self.of(report.source).runs
        return frozenset(chain.from_iterable(run.new for run in runs)) & frozenset(report.new)

    def failed_weeks(self, source_id: str) -> int:
        """Return in how many weeks in a row, up to its last refresh, a source has failed."""
        return len({run.at.isocalendar()[:2] for run in self.of(source_id).failures})

    def settled(self, source_id: str) -> bool:
        """Return whether a source's first reading is done with: before that, many new entries are
        no flood.
        """
        return self.of(source_id).baseline_at is not None

    def last_success(self, source_id: str) -> str:
        """Return the moment of the last good reading as `stamp` writes it, "" if there was none."""
        moment = self.of(source_id).last_success
        if moment is None:
            return ""
        return stamp(moment)

    def halved(self, source_id: str, rows: int) -> int:
        """Return the count of the last whole reading if this one is under half of it, else 0.

        A failed reading counts for nothing, so the comparison stays with the last good one until
        `accept`.
        """
        last = self.of(source_id)
        if not last.complete or rows * 2 >= last.read:
            return 0
        return last.read

    def accept(self, source_id: str) -> "Health":
        """Forget how much a source gave: the next reading sets it anew, however little it gives."""
        return self._with(
            source_id, replace(self.of(source_id), read=0, first_page=0, complete=False)
        )

    def accepted(self, source_id: str) -> bool:
        """Return whether a person has accepted whatever the next reading of a source gives."""
        return self.settled(source_id) and not self.of(source_id).read

    def _with(self, source_id: str, source: SourceHealth) -> "Health":
        return Health({**self.sources, source_id: source})


def load(root: Path) -> Health:
    """Read docs/watch/_health.yml; without it, nothing is remembered.

    Raises StoreError with every fault by line.
    """
    path = entry_paths.watch(root) / "_health.yml"
    atomic.refuse_links(path, root)
    if not path.exists():
        return Health()
    try:
        written = config_file.load(path)
        return Health(_FILE.validate_python(written.data).get("sources") or {})
    except ConfigError as error:
        raise StoreError(f"{path}: {error}\n{_MEND}") from error
    except ValidationError as error:
        told = "\n".join(map(_told, error.errors()))
        raise StoreError(f"{path}: {told}\n{_MEND}") from error


def record(
    health: Health, reports: Iterable[Report], moment: datetime, entries: Iterable[Entry] = ()
) -> Health:
    """Return the health after a refresh. The refresh of the same moment is replaced, so that a
    replay changes nothing.

    `entries` are all those on disk; without them the newest first_seen is the moment of a report
    with new ones. A source that is absent from a recording is passed over.
    """
    at = _utc(moment)
    first_seen = _first_seen(entries)
    known = dict(health.sources)
    for report in reports:
        if report.state != "absent":
            seen = first_seen.get(report.source) or list(zip(report.new, repeat(at)))
            known[report.source] = _after(health.of(report.source), report, at, seen)
    return Health(known)


def save(root: Path, health: Health) -> bool:
    """Write docs/watch/_health.yml, sources and keys in a fixed order; return whether it changed.

    Raises StoreError.
    """
    path = entry_paths.watch(root) / "_health.yml"
    atomic.refuse_links(path, root)
    sources = {name: _written(health.sources[name]) for name in sorted(health.sources)}
    held = {"sources": sources}
    return atomic.write(path, (_NOTE + yaml_document.dump(held)).encode())


def overdue(health: Health, source: Source, now: datetime) -> bool:
    """Return whether a source has brought nothing new for longer than its cadence, counted from its
    first reading.
    """
    known = health.of(source.id)
    since = known.last_new_entry or known.baseline_at
    return since is not None and now - since > source.cadence


def stamp(moment: datetime) -> str:
    """Write a moment in UTC to the second, as 2026-11-15T18:00:00+00:00 (ISO 8601)."""
    return _utc(moment).isoformat()


_FILE: TypeAdapter[dict[Literal["sources"], dict[str, SourceHealth] | None]] = TypeAdapter(
    dict[Literal["sources"], dict[str, SourceHealth] | None]
)
# How a run went, of a report's state that is not "ok".
_RUN_STATES: Mapping[str, Literal["held", "failed"]] = {"held": "held", "failed": "failed"}
_EMPTY: tuple[object, ...] = (None, "", (), {})
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_MEND = "Take the file back from Git, or delete it: only the memory of past refreshes is lost."


def _first_seen(entries: Iterable[Entry]) -> dict[str, list[tuple[str, datetime]]]:
    """Return the id and the first_seen of each entry, by source."""
    by_source: defaultdict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for entry in entries:
        by_source[entry.source].append((entry.id, entry.first_seen))
    return by_source


def _after(
    known: SourceHealth, report: Report, at: datetime, seen: Sequence[tuple[str, datetime]]
) -> SourceHealth:
    """Return what is known of a source after a report; `seen` is the first_seen of its entries."""
    known = _with_run(known, report, at, seen)
    if seen:
        newest = max(map(itemgetter(1), seen))
        known = replace(known, last_new_entry=_utc(max(newest, known.last_new_entry or newest)))
    if report.state == "failed":
        return known
    return _after_success(known, report, at)


def _with_run(
    known: SourceHealth, report: Report, at: datetime, seen: Iterable[tuple[str, datetime]]
) -> SourceHealth:
    """Return what is known of a source with one more run, the oldest left out."""
    runs = {run.at: run for run in known.runs}
    before = max(filter(at.__gt__, runs), default=_LONG_AGO)
    # By the files too: a refresh that was killed wrote entries that no report names.
    new = {id_ for id_, moment in seen if moment > before}.union(report.new)
    if at in runs:
        new.update(runs[at].new)
    runs[at] = _run(report, at, new)
    last = sorted(runs.values(), key=attrgetter("at"))[-RUNS_KEPT:]
    told = TOLD_ONCE & {note.code for note in report.notes}
    return replace(
        known,
        runs=tuple(last),
        robots=report.robots or known.robots,
        told=tuple(sorted({*known.told, *told})),
    )


def _run(report: Report, at: datetime, new: Iterable[str]) -> Run:
    """Return a run, with what it brought."""
    problem = report.problem or Problem("")
    facts = {name: problem.facts[name][:FACT_LENGTH] for name in sorted(problem.facts)}
    return Run(at, _RUN_STATES.get(report.state, "ok"), problem.code, facts, tuple(sorted(new)))


def _has_failed(run: Run) -> bool:
    return run.state == "failed"


def _after_success(known: SourceHealth, report: Report, at: datetime) -> SourceHealth:
    known = replace(known, last_success=max(at, known.last_success or at))
    if not report.pending:
        known = replace(known, baseline_at=known.baseline_at or at)
    if report.state == "unchanged":
        return known
    known = replace(known, first_page=report.first_page)
    if report.complete:
        # How far a list was read before a page of known entries says nothing of the source.
        known = replace(known, read=report.read, complete=True)
    return known


def _written(source: SourceHealth) -> dict[str, object]:
    held = _said(source)
    if source.runs:
        held["runs"] = list(map(_said, source.runs))
    return held


def _said(record: Run | SourceHealth) -> dict[str, object]:
    """Return the fields of a record that say something, under the names that the file has."""
    held = {}
    for name in type(record).__dataclass_fields__:
        value = getattr(record, name)
        if value not in _EMPTY:
            held[_NAMES.get(name, name)] = value
    return held


def _told(details: ErrorDetails) -> str:
    return f"{'.'.join(map(str, details['loc']))}: {details['msg']}"


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)

"""One source: its list, the pages of what is new or changed in it, what was removed from it.

-> SourceResult. Writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from knowledge.errors import FetchError, ProblemError, ReadError
from knowledge.model import Problem, RawEntry, Snapshot
from knowledge.source import Source
from scrapers import lists, removals, row_dates
from scrapers.classify import rules
from scrapers.clean import normalise
from scrapers.context import (
    FoundEntry,
    GatherContext,
    ListReading,
    RowHash,
    SourceResult,
    is_front_page,
)
from scrapers.readers import attachments, detail
from scrapers.row_dates import DatedRow


def gather(source: Source, context: GatherContext) -> SourceResult:
    """Gather one source.

    A failure of its site, its shape or its yield becomes `problem`, and then nothing is found.
    """
    try:
        reading = lists.read(source, context)
    except ProblemError as error:
        return SourceResult(source, problem=error.problem)
    if reading.unchanged or source.reader == "page":
        return SourceResult(source, reading, notes=reading.notes)
    if refused := lists.refusal(reading, source, context.health):
        return SourceResult(source, reading, problem=refused)
    return _gather_entries(source, reading, context)


@dataclass
class _Progress:
    """The rows of one source, and what was found so far; `late` ones are left for lack of time."""

    source: Source
    reading: ListReading
    context: GatherContext
    bad: list[str] = field(default_factory=list)
    completed: list[tuple[RawEntry, DatedRow]] = field(default_factory=list)
    other_rows: list[RowHash] = field(default_factory=list)
    late: int = 0

    @cached_property
    def basis(self) -> str:
        """Return what all entries of the source depend on.

        That is its configuration, the program and the taxonomy.
        """
        return f"{self.source!r} {self.context.program}"

    @property
    def has_too_many_bad(self) -> bool:
        """Return whether too many rows are bad for the list to be believed."""
        return lists.too_many(self.bad, self.reading)

    def hash(self, raw: RawEntry) -> RowHash:
        """Return the hash of a row."""
        return RowHash.of(raw, self.source, self.basis)

    def read(self, raw: RawEntry) -> None:
        """Read the entry of one row."""
        try:
            row = _dated_row(raw, self.source, self.reading, self.context)
        except ProblemError as error:
            self.bad.append(f"{lists.name(raw)}: {error}")
            return
        if row is None:
            self.other_rows.append(self.hash(raw).of_other)
        else:
            self.completed.append((raw, row))

    def settle(self) -> tuple[tuple[FoundEntry, ...], tuple[Problem, ...]]:
        """Return the entries with the dates that all rows allow, and what is told of these."""
        context, reading = self.context, self.reading
        rows = [row for _, row in self.completed]
        dated = row_dates.settle(rows, reading.raws, self.source, reading.time, context.known.find)
        hashes = [self.hash(raw) for raw, _ in self.completed]
        told = context.health.of(self.source.id).told
        notes = tuple(note for note in dated.notes if note.code not in told)
        return tuple(map(FoundEntry, dated.entries, hashes)), notes


def _gather_entries(source: Source, reading: ListReading, context: GatherContext) -> SourceResult:
    progress = _Progress(source, reading, context, lists.bad_rows(reading))
    rows = [raw for raw in normalise.distinct(reading.raws) if not raw.problem]
    to_read = _changed(rows, progress)
    now = _of_this_run(to_read, progress)
    _read_all(now, progress)
    bad = tuple(progress.bad)
    if progress.has_too_many_bad:
        return SourceResult(source, reading, bad=bad, problem=lists.bad_entries(bad, reading))
    found, date_notes = progress.settle()
    removed = removals.find(source, reading, context)
    pending = len(to_read) - len(now) + progress.late
    skipped = {
        "filtered": reading.filtered,
        "same": len(rows) - len(to_read),
        "not_an_entry": len(progress.other_rows),
        "later": pending,
    }
    return SourceResult(
        source,
        reading,
        found=found,
        other_rows=tuple(progress.other_rows),
        gone=removed.gone,
        moved=removed.moved,
        skipped=_counted(skipped),
        bad=bad,
        pending=pending,
        unasked=removed.unasked,
        notes=(*reading.notes, *date_notes, *removed.notes),
    )


def _counted(skipped: Mapping[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in skipped.items() if count}


def _changed(rows: list[RawEntry], progress: _Progress) -> list[RawEntry]:
    if not progress.context.trusts_state(progress.source):
        return rows
    return [raw for raw in rows if not _is_same(progress.hash(raw), progress.context)]


def _is_same(now: RowHash, context: GatherContext) -> bool:
    """Return whether a row is as it was when its page was last read."""
    former = context.state.row_hash(now.address)
    if former == now.of_other.digest:
        return True
    known = context.known.at(now.address)
    return former == now.digest and known is not None and known.status != "gone"


def _of_this_run(rows: list[RawEntry], progress: _Progress) -> list[RawEntry]:
    """Choose the rows that are read now, where each takes its own page.

    Half of them are the latest, the others change from week to week: without the state file nothing
    tells which pages were read before and are no entries, and the latest alone would never leave
    room for the others.
    """
    if not progress.source.wants_detail:
        return rows
    context = progress.context
    latest = sorted(rows, key=lambda raw: raw.updated, reverse=True)
    if len(latest) <= context.detail_limit:
        return latest
    half = (context.detail_limit + 1) // 2
    rest, share = latest[half:], context.detail_limit - half
    start = context.fetcher.moment.toordinal() // 7 * share % len(rest)
    return latest[:half] + (rest[start:] + rest[:start])[:share]


def _read_all(rows: list[RawEntry], progress: _Progress) -> None:
    """Read the rows, as long as there is time and not too many of them are bad."""
    end = progress.context.clock() + progress.context.seconds
    for place, raw in enumerate(rows):
        if progress.context.clock() > end:
            progress.late = len(rows) - place
            break
        if progress.has_too_many_bad:
            break
        progress.read(raw)


class _Completed(NamedTuple):
    """A raw entry, and the address from which its page moved for good, if it did."""

    raw: RawEntry
    former_address: str = ""


def _dated_row(
    raw: RawEntry, source: Source, reading: ListReading, context: GatherContext
) -> DatedRow | None:
    """Return a row, completed, with its entry, or None where its page is no entry."""
    completed = _complete(raw, source, context)
    if completed is None:
        return None
    entry = normalise.entry(completed.raw, source, seen=reading.time)
    entry = rules.classify(entry, completed.raw, source, context.taxonomy)
    if completed.former_address:
        entry = replace(entry, aliases=(*entry.aliases, completed.former_address))
    return DatedRow(completed.raw, entry)


def _complete(raw: RawEntry, source: Source, context: GatherContext) -> _Completed | None:
    if attachments.is_document(raw.url):
        # A sitemap lists files too; without a page nothing can be said of one without a title.
        return _titled(raw)
    if source.wants_detail:
        return _with_page(raw, source, context)
    return _Completed(raw)


def _with_page(raw: RawEntry, source: Source, context: GatherContext) -> _Completed | None:
    """Complete a raw entry from its own page, or return None where that page is no entry.

    Where the page cannot be had, the list alone speaks for an entry that has a title there. Raises
    FetchError, ReadError.
    """
    address = normalise.url(raw.url, source.url, source)
    snapshot = _fetch(raw, address, context)
    if snapshot is None:
        return _Completed(raw)
    if snapshot.url != address and is_front_page(snapshot.url, source):
        # It has no page of its own any more.
        return _titled(raw)
    try:
        found = context.sandbox.read_detail(snapshot, source)
    except ReadError:
        if raw.title:
            return _Completed(raw)
        raise
    if found is None:
        return None
    return _combined(raw, found, address, snapshot, source)


def _titled(raw: RawEntry) -> _Completed | None:
    """Return the entry as its list has it, or None where it has no title there."""
    return _Completed(raw) if raw.title else None


def _fetch(raw: RawEntry, address: str, context: GatherContext) -> Snapshot | None:
    """Fetch a page; return None where there is none, or it is forbidden, and the list says enough.

    Raises FetchError.
    """
    try:
        snapshot = context.fetcher.get(address)
    except FetchError as error:
        if raw.title and error.problem.code == "robots":
            return None
        raise
    if _is_page(snapshot):
        return snapshot
    if raw.title:
        return None
    raise FetchError("not_found", url=address, status=snapshot.status)


def _is_page(snapshot: Snapshot) -> bool:
    return snapshot.status == 200 and "html" in snapshot.headers.get("content-type", "html")


def _combined(
    raw: RawEntry, found: RawEntry, address: str, snapshot: Snapshot, source: Source
) -> _Completed:
    combined = detail.combine(raw, found)
    if snapshot.moved and _can_be_published(snapshot.url, source):
        return _Completed(replace(combined, url=snapshot.url), former_address=address)
    return _Completed(combined)


def _can_be_published(address: str, source: Source) -> bool:
    try:
        normalise.url(address, source.url, source)
    except ReadError:
        return False
    return True

"""One source: its list, the pages of what is new or changed in it, what was removed from it.

-> SourceResult. Writes nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from knowledge.errors import ProblemError
from knowledge.model import Entry, RawEntry
from knowledge.source import Source
from scrapers import entry_page, lists, removals
from scrapers.classify import rules
from scrapers.clean import normalise
from scrapers.context import (
    FoundEntry,
    GatherContext,
    ListReading,
    RowHash,
    SourceResult,
    address_key,
)
from scrapers.entry_page import Completed
from scrapers.readers import attachments

# Stands before the digest of a row whose page is no entry.
_OTHER = "-"


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


def row_digest(raw: RawEntry, basis: str) -> str:
    """Sum up all that an entry depends on besides its own page.

    It tells whether the page need be read again. `basis` is what all entries of a source depend on:
    its configuration, the program and the taxonomy.
    """
    return hashlib.sha256(f"{raw!r} {basis}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass
class _Progress:
    """What was found so far of one source; `late` rows are left for lack of time."""

    basis: str
    bad: list[str]
    found: list[FoundEntry] = field(default_factory=list)
    other_rows: list[RowHash] = field(default_factory=list)
    late: int = 0


def _gather_entries(source: Source, reading: ListReading, context: GatherContext) -> SourceResult:
    bad = [lists.describe_bad(raw) for raw in reading.raws if raw.problem]
    progress = _Progress(f"{source!r} {context.program}", bad)
    rows = [raw for raw in normalise.distinct(reading.raws) if not raw.problem]
    to_read = _changed(rows, source, context, progress.basis)
    now = _of_this_run(to_read, context) if source.wants_detail else to_read
    _read_all(now, source, reading, context, progress)
    if lists.too_many(progress.bad, reading):
        problem = lists.bad_entries(progress.bad, reading)
        return SourceResult(source, reading, bad=tuple(progress.bad), problem=problem)
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
        found=tuple(progress.found),
        other_rows=tuple(progress.other_rows),
        gone=removed.gone,
        moved=removed.moved,
        skipped=_counted(skipped),
        bad=tuple(progress.bad),
        pending=pending,
        unasked=removed.unasked,
        notes=(*reading.notes, *removed.notes),
    )


def _counted(skipped: Mapping[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in skipped.items() if count}


def _changed(
    rows: list[RawEntry], source: Source, context: GatherContext, basis: str
) -> list[RawEntry]:
    if not context.trusts_state(source):
        return rows
    return [raw for raw in rows if not _is_same(raw, source, context, basis)]


def _is_same(raw: RawEntry, source: Source, context: GatherContext, basis: str) -> bool:
    """Return whether a row is as it was when its page was last read."""
    address = address_key(raw, source)
    former, now = context.state.row_hash(address), row_digest(raw, basis)
    if former == _OTHER + now:
        return True
    known = context.known.at(address)
    return former == now and known is not None and known.status != "gone"


def _of_this_run(rows: list[RawEntry], context: GatherContext) -> list[RawEntry]:
    """Choose the rows whose pages are read now.

    Half of them are the latest, the others change from week to week: without the state file nothing
    tells which pages were read before and are no entries, and the latest alone would never leave
    room for the others.
    """
    latest = sorted(rows, key=lambda raw: raw.updated, reverse=True)
    if len(latest) <= context.detail_limit:
        return latest
    half = (context.detail_limit + 1) // 2
    rest, share = latest[half:], context.detail_limit - half
    start = context.fetcher.moment.toordinal() // 7 * share % len(rest)
    return latest[:half] + (rest[start:] + rest[:start])[:share]


def _read_all(
    rows: list[RawEntry],
    source: Source,
    reading: ListReading,
    context: GatherContext,
    progress: _Progress,
) -> None:
    """Read the rows, as long as there is time and not too many of them are bad."""
    end = context.clock() + context.seconds
    for place, raw in enumerate(rows):
        if context.clock() > end:
            progress.late = len(rows) - place
            break
        if lists.too_many(progress.bad, reading):
            break
        _read(raw, source, reading.time, context, progress)


def _read(
    raw: RawEntry, source: Source, seen: datetime, context: GatherContext, progress: _Progress
) -> None:
    address, digest = address_key(raw, source), row_digest(raw, progress.basis)
    try:
        entry = _entry(raw, source, seen, context)
    except ProblemError as error:
        progress.bad.append(f"{lists.name(raw)}: {error}")
        return
    if entry is None:
        progress.other_rows.append(RowHash(address, _OTHER + digest))
    else:
        progress.found.append(FoundEntry(entry, RowHash(address, digest)))


def _entry(raw: RawEntry, source: Source, seen: datetime, context: GatherContext) -> Entry | None:
    """Return the entry of a row, or None where its page is no entry."""
    completed = _complete(raw, source, context)
    if completed is None:
        return None
    entry = normalise.entry(completed.raw, source, seen=seen)
    entry = rules.classify(entry, completed.raw, source, context.taxonomy)
    if not completed.former_address:
        return entry
    return replace(entry, aliases=(*entry.aliases, completed.former_address))


def _complete(raw: RawEntry, source: Source, context: GatherContext) -> Completed | None:
    if attachments.is_document(raw.url):
        # A sitemap lists files too; without a page nothing can be said of one without a title.
        return Completed(raw) if raw.title else None
    if source.wants_detail:
        return entry_page.complete(raw, source, context)
    return Completed(raw)

"""One source: its list, the pages of what is new or changed in it, and what left it. -> Gathered.

Writes nothing.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from knowledge.errors import FetchError, ProblemError, ReadError
from knowledge.model import Entry, RawEntry, Snapshot
from knowledge.source import Source
from scrapers import lists, removals
from scrapers.classify import rules
from scrapers.clean import normalise
from scrapers.context import Desk, Gathered, Listed, first, is_front, key, trusted
from scrapers.readers import attachments, detail

__all__ = ["Desk", "Gathered", "Listed", "first", "gather", "mark"]

# Stands before the mark of a row whose page is no entry.
_OTHER = "-"


def gather(source: Source, desk: Desk) -> Gathered:
    """Gather one source; a failure of its site, its shape or its yield becomes `problem`, and then
    nothing is found.
    """
    try:
        listed = lists.read(source, desk)
    except ProblemError as error:
        return Gathered(source, problem=error.problem)
    if listed.unchanged or source.reader == "page":
        return Gathered(source, listed, notes=listed.notes)
    if refused := lists.refusal(listed, source, desk.health):
        return Gathered(source, listed, problem=refused)
    return _visit(source, listed, desk)


def mark(raw: RawEntry, basis: str) -> str:
    """Sum up all that an entry depends on besides its own page, to tell whether the page need be
    read again.

    `basis` is what all entries of a source depend on: its configuration, the program and the
    taxonomy.
    """
    return hashlib.sha256(f"{raw!r} {basis}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass
class _Visit:
    """What was found so far of one source."""

    basis: str
    found: list[tuple[Entry, str, str]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    late: int = 0


def _visit(source: Source, listed: Listed, desk: Desk) -> Gathered:
    raws = [raw for raw in normalise.distinct(listed.raws) if not raw.problem]
    visit = _Visit(
        f"{source!r} {desk.program}", bad=[lists.told(raw) for raw in listed.raws if raw.problem]
    )
    todo = (
        [raw for raw in raws if not _same(raw, source, desk, visit.basis)]
        if trusted(source, desk)
        else raws
    )
    now = _of_this_run(todo, desk) if source.wants_detail else todo
    _read_all(now, source, listed, desk, visit)
    if lists.too_many(visit.bad, listed):
        return Gathered(
            source, listed, bad=tuple(visit.bad), problem=lists.bad_entries(visit.bad, listed)
        )
    left = removals.left(source, listed, desk)
    pending = len(todo) - len(now) + visit.late
    skipped = {
        "filtered": listed.filtered,
        "same": len(raws) - len(todo),
        "not_an_entry": len(visit.others),
        "later": pending,
    }
    return Gathered(
        source,
        listed,
        found=tuple(visit.found),
        others=tuple(visit.others),
        gone=left.gone,
        moved=left.moved,
        skipped={reason: count for reason, count in skipped.items() if count},
        bad=tuple(visit.bad),
        pending=pending,
        waits=left.waits,
        notes=(*listed.notes, *left.notes),
    )


def _same(raw: RawEntry, source: Source, desk: Desk, basis: str) -> bool:
    """Say whether a row is as it was when its page was last read: an entry that stands, or no
    entry.
    """
    address = key(raw, source)
    former, now = desk.state.mark(address), mark(raw, basis)
    known = desk.known.at(address)
    return former == _OTHER + now or (
        former == now and known is not None and known.status != "gone"
    )


def _of_this_run(todo: list[RawEntry], desk: Desk) -> list[RawEntry]:
    """Choose the rows whose pages are read now: half of them the latest, the others in turn from
    week to week.

    Without the state file nothing tells which pages were read before and are no entries: taking the
    latest alone would never come to the others.
    """
    latest = sorted(todo, key=lambda raw: raw.updated, reverse=True)
    if len(latest) <= desk.detail_limit:
        return latest
    half = (desk.detail_limit + 1) // 2
    rest, share = latest[half:], desk.detail_limit - half
    start = desk.fetcher.moment.toordinal() // 7 * share % len(rest)
    return latest[:half] + (rest[start:] + rest[:start])[:share]


def _read_all(
    raws: list[RawEntry], source: Source, listed: Listed, desk: Desk, visit: _Visit
) -> None:
    """Read the rows, as long as there is time and not too many of them are bad."""
    end = desk.clock() + desk.seconds
    for place, raw in enumerate(raws):
        if desk.clock() > end:
            visit.late = len(raws) - place
            break
        if lists.too_many(visit.bad, listed):
            break
        _read(raw, source, listed.time, desk, visit)


def _read(raw: RawEntry, source: Source, seen: datetime, desk: Desk, visit: _Visit) -> None:
    address, stamp = key(raw, source), mark(raw, visit.basis)
    try:
        entry = _entry(raw, source, seen, desk)
    except ProblemError as error:
        visit.bad.append(f"{lists.name(raw)}: {error}")
        return
    if entry is None:
        visit.others.append((address, _OTHER + stamp))
    else:
        visit.found.append((entry, address, stamp))


def _entry(raw: RawEntry, source: Source, seen: datetime, desk: Desk) -> Entry | None:
    alias, full = "", raw
    if attachments.is_document(raw.url):
        if not raw.title:
            return None  # a sitemap lists files too; without a page there is nothing to say of them
    elif source.wants_detail:
        completed, alias = _detailed(raw, source, desk)
        if completed is None:
            return None
        full = completed
    entry = rules.entry(normalise.entry(full, source, seen=seen), full, source, desk.taxonomy)
    return replace(entry, aliases=(*entry.aliases, alias)) if alias else entry


def _detailed(raw: RawEntry, source: Source, desk: Desk) -> tuple[RawEntry | None, str]:
    """Complete a raw entry from its own page; give also the address it moved from for good, or ""."""
    address = normalise.url(raw.url, source.url, source)
    try:
        snapshot = desk.fetcher.get(address)
    except FetchError as error:
        if raw.title and error.problem.code == "robots":
            return raw, ""
        raise
    if snapshot.status != 200 or "html" not in snapshot.headers.get("content-type", "html"):
        if not raw.title:
            raise FetchError("not_found", url=address, status=snapshot.status)
        return raw, ""
    if snapshot.url != address and is_front(snapshot.url, source):
        return (raw, "") if raw.title else (None, "")  # no page of its own any more
    return _combined(raw, address, snapshot, source, desk)


def _combined(
    raw: RawEntry, address: str, snapshot: Snapshot, source: Source, desk: Desk
) -> tuple[RawEntry | None, str]:
    """Complete a raw entry from its page as it answered; the list alone speaks for one that cannot
    be read.
    """
    try:
        found = desk.sandbox.read_detail(snapshot, source)
    except ReadError:
        if raw.title:
            return raw, ""
        raise
    return _moved(detail.combine(raw, found), address, snapshot, source) if found else (None, "")


def _moved(
    full: RawEntry, address: str, snapshot: Snapshot, source: Source
) -> tuple[RawEntry, str]:
    """Give an entry the address to which its page moved for good, where that one can be published."""
    try:
        normalise.url(snapshot.url, source.url, source)
    except ReadError:
        return full, ""
    return (replace(full, url=snapshot.url), address) if snapshot.moved else (full, "")

"""One source: its list, the pages of what is new or changed in it, and what left it. -> Gathered. Writes nothing."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from knowledge import problems
from knowledge.errors import FetchError, ProblemError, ReadError
from knowledge.health import Health
from knowledge.model import Entry, Problem, RawEntry, Snapshot
from knowledge.source import Source
from knowledge.taxonomy import Taxonomy
from scrapers import classify, links, normalise, plain, readers
from scrapers.fetch import Fetcher
from scrapers.merge import Index
from scrapers.readers import detail
from scrapers.sandbox import Sandbox
from scrapers.state import State

# More than one bad entry in ten means that the site changed, not that an entry is odd.
BAD_SHARE = 0.1
ASK_LIMIT = 30


@dataclass(frozen=True)
class Desk:
    """What all sources' gathering shares. `known` holds the entries on disk, held ones included."""

    fetcher: Fetcher
    sandbox: Sandbox
    state: State
    known: Index
    entries: Iterable[Entry]
    taxonomy: Taxonomy
    health: Health
    detail_limit: int
    program: str


@dataclass(frozen=True)
class Listed:
    """What a source's list said. `rows` counts what stood there before any filter."""

    raws: tuple[RawEntry, ...]
    rows: int
    first_page: int
    complete: bool
    time: datetime
    unchanged: bool = False
    filtered: int = 0
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """What one source gave: entries as found now, with the mark of the row each came from; and what left."""

    source: Source
    listed: Listed | None = None
    found: tuple[tuple[Entry, str, str], ...] = ()
    same: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    moved: tuple[tuple[Entry, str], ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
    bad: tuple[str, ...] = ()
    pending: int = 0
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()


def gather(source: Source, desk: Desk) -> Gathered:
    """Gather one source; a failure of its site, its shape or its yield becomes `problem`, and then nothing is found."""
    try:
        listed = _list(source, desk)
    except ProblemError as error:
        return Gathered(source, problem=error.problem)
    if listed.unchanged or source.reader == "page":
        return Gathered(source, listed)
    if refusal := _refusal(listed, source, desk.health):
        return Gathered(source, listed, problem=refusal)
    return _visit(source, listed, desk)


def trusted(source: Source, desk: Desk) -> bool:
    """Say whether the state file speaks of this very tree: it may be older, or of a branch that was never merged."""
    return bool(desk.state.run(source.id)) and desk.state.run(source.id) == desk.health.last_success(source.id)


def first(source: Source) -> str:
    """Give the first address that is asked for."""
    reader = readers.find(source.reader)
    return str(reader.start(source)) if hasattr(reader, "start") else source.url


def key(raw: RawEntry, source: Source) -> str:
    """Give the comparable form of a raw entry's address, or "" when it has none that we could use."""
    try:
        return links.key(normalise.url(raw.url, source.url, source))
    except ReadError:
        return ""


# --- the list -----------------------------------------------------------------------------------


def _list(source: Source, desk: Desk) -> Listed:
    try:
        return _pages(source, desk)
    except ProblemError:
        fallback = getattr(readers.find(source.reader), "fallback", None)
        if fallback is None:
            raise
        feed = fallback(source)
        listed = _pages(feed, desk)
        told = Problem("fell_back", {"url": source.url, "feed": feed.url})
        return replace(listed, notes=(told, *listed.notes))


def _pages(source: Source, desk: Desk) -> Listed:
    reader = readers.find(source.reader)
    wanted = getattr(reader, "wanted", lambda _raw, _source: True)
    queue = [first(source)]
    raws: dict[str, RawEntry] = {}
    rows = first_page = number = filtered = 0
    complete, time = True, desk.fetcher.moment
    notes: list[Problem] = []
    while queue:
        number += 1
        snapshot = desk.fetcher.get(queue.pop(0), conditional=number == 1 and trusted(source, desk))
        if snapshot.status == 304:
            return Listed((), 0, 0, False, snapshot.time, unchanged=True)
        if number > 1 and snapshot.status in {400, 404, 410}:
            break
        found, more = desk.sandbox.read(_answered(snapshot), source, number)
        time = snapshot.time if number == 1 else time
        notes += snapshot.notes
        notes += [Problem("moved_for_good", {"from": old, "to": new}) for old, new in snapshot.moved]
        fresh = {key(raw, source) or f"?{rows + place}": raw for place, raw in enumerate(found)}
        fresh = {address: raw for address, raw in fresh.items() if address not in raws}
        rows += len(found)
        first_page = first_page or len(found)
        filtered += sum(not wanted(raw, source) for raw in fresh.values())
        raws |= {address: raw for address, raw in fresh.items() if wanted(raw, source)}
        if found and not fresh:
            break  # the site answers the same page to every page number
        if found and more and _all_known(fresh.values(), source, desk):
            complete = False
            break
        queue += more
        if len(found) and not more and number >= _cap(source):
            complete = False
    return Listed(tuple(raws.values()), rows, first_page, complete, time, filtered=filtered, notes=tuple(notes))


def _answered(snapshot: Snapshot) -> Snapshot:
    if snapshot.status in {404, 410}:
        raise FetchError("not_found", url=snapshot.url, status=snapshot.status)
    if not 200 <= snapshot.status < 300:
        raise FetchError("status", url=snapshot.url, status=snapshot.status)
    return snapshot


def _all_known(raws: Iterable[RawEntry], source: Source, desk: Desk) -> bool:
    """Say whether a page of the list brings nothing, so that those after it need not be asked for.

    Told by the tree alone, never by the state file, whose loss must change nothing; and never before the source's
    first reading was done with, so that one cut short is done again whole.
    """
    if getattr(source.options, "read_to_end", True) or not desk.health.settled(source.id):
        return False
    return all(_stands(raw, desk.known.at(key(raw, source))) for raw in raws)


def _stands(raw: RawEntry, known: Entry | None) -> bool:
    return (
        known is not None and known.status != "gone" and known.title == normalise.text(raw.title, normalise.TITLE_MAX)
    )


def _cap(source: Source) -> int:
    return int(getattr(source.options, "max_pages", 0) or 1_000_000)


def _refusal(listed: Listed, source: Source, health: Health) -> Problem | None:
    if not listed.rows:
        return None if source.may_be_empty else Problem("empty", {"url": source.url})
    bad = [raw for raw in listed.raws if raw.problem]
    if len(bad) > BAD_SHARE * listed.rows:
        seen = "; ".join(map(_told, bad[:3]))
        return Problem("bad_entries", {"count": str(len(bad)), "rows": str(listed.rows), "seen": seen})
    before = health.halved(source.id, listed.rows, listed.first_page, complete=listed.complete)
    if before:
        return Problem("halved", {"rows": str(listed.rows), "before": str(before), "source": source.id})
    return None


def _told(raw: RawEntry) -> str:
    """Name an entry that its reader could not read."""
    name = plain.literal(raw.title or raw.url, 120) or "?"
    return problems.say(Problem(raw.problem, {"title": name, "url": name, "address": raw.url[:120]}), "en")


# --- the entries' own pages ---------------------------------------------------------------------


def mark(raw: RawEntry, source: Source, program: str) -> str:
    """Sum up all that an entry depends on besides its own page, to tell whether the page need be read again."""
    return hashlib.sha256(repr((raw, source, program)).encode()).hexdigest()[:16]


def _same(raw: RawEntry, source: Source, desk: Desk) -> bool:
    address = key(raw, source)
    return (
        trusted(source, desk)
        and desk.state.mark(address) == mark(raw, source, desk.program)
        and desk.known.at(address) is not None
    )


def _visit(source: Source, listed: Listed, desk: Desk) -> Gathered:
    raws = [raw for raw in normalise.distinct(listed.raws) if not raw.problem]
    bad = [_told(raw) for raw in listed.raws if raw.problem]
    same = [raw for raw in raws if _same(raw, source, desk)]
    todo = sorted((raw for raw in raws if raw not in same), key=lambda raw: raw.updated, reverse=True)
    pending = max(0, len(todo) - desk.detail_limit) if source.wants_detail else 0
    todo = todo[: len(todo) - pending]
    found: list[tuple[Entry, str, str]] = []
    skipped = {"filtered": listed.filtered, "same": len(same), "later": pending}
    for raw in todo:
        try:
            entry = _entry(raw, source, listed.time, desk)
        except ProblemError as error:
            bad.append(f"{raw.title or raw.url}: {error}")
            continue
        if entry is None:
            skipped["not_an_entry"] = skipped.get("not_an_entry", 0) + 1
        else:
            found.append((entry, key(raw, source), mark(raw, source, desk.program)))
    if len(bad) > BAD_SHARE * listed.rows:
        facts = {"count": str(len(bad)), "rows": str(listed.rows), "seen": "; ".join(bad[:3])}
        return Gathered(source, listed, bad=tuple(bad), problem=Problem("bad_entries", facts))
    gone, moved, notes = _left(source, listed, desk) if not pending else ((), (), ())
    return Gathered(
        source,
        listed,
        found=tuple(found),
        gone=gone,
        moved=moved,
        skipped={reason: count for reason, count in skipped.items() if count},
        bad=tuple(bad),
        pending=pending,
        notes=(*listed.notes, *notes),
    )


def _entry(raw: RawEntry, source: Source, seen: datetime, desk: Desk) -> Entry | None:
    alias = ""
    if source.wants_detail and not raw.url.lower().endswith((".pdf", ".docx", ".xlsx", ".zip")):
        try:
            full, alias = _detailed(raw, source, desk)
        except ReadError:
            full = raw if raw.title else None
            if full is None:
                raise
        if full is None:
            return None
        raw = full
    entry = classify.entry(normalise.entry(raw, source, seen=seen), raw, source, desk.taxonomy)
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
    found = desk.sandbox.read_detail(snapshot, source)
    if found is None:
        return None, ""
    full = detail.combine(raw, found)
    if not snapshot.moved:
        return full, ""
    return replace(full, url=snapshot.url), address


# --- what left ----------------------------------------------------------------------------------


def _left(
    source: Source, listed: Listed, desk: Desk
) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, str], ...], tuple[Problem, ...]]:
    gone: list[Entry] = []
    moved: list[tuple[Entry, str]] = []
    notes: list[Problem] = []
    for entry in list(_missing(source, listed, desk))[:ASK_LIMIT]:
        try:
            snapshot = desk.fetcher.get(entry.url)
        except FetchError as error:
            notes.append(error.problem)
            continue
        if snapshot.status in {404, 410}:
            gone.append(entry)
        elif snapshot.moved and links.key(snapshot.url) != links.key(entry.url):
            moved.append((entry, normalise.url(snapshot.url, source.url, source)))
        else:
            desk.state.set_asked(entry.url, entry.id)
    return tuple(gone), tuple(moved), tuple(notes)


def _missing(source: Source, listed: Listed, desk: Desk) -> Iterator[Entry]:
    """Give the entries that should still stand in what was read, and do not; each is asked for once."""
    if source.reader == "feed":
        return
    present = {key(raw, source) for raw in listed.raws}
    last = normalise.day(listed.raws[-1], source) if listed.raws else None
    for entry in desk.entries:
        if entry.source != source.id or entry.status == "gone" or desk.state.asked(entry.url):
            continue
        if present & {links.key(address) for address in (entry.url, *entry.aliases)}:
            continue
        if listed.complete or (entry.date and last and entry.date > last):
            yield entry

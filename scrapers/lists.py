"""A source's list, read to its end, to a page that brings nothing new, or to its cap.

-> Listed, or a refusal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from knowledge import problems
from knowledge.errors import FetchError, ProblemError
from knowledge.health import Health
from knowledge.model import Entry, Problem, RawEntry, Snapshot
from knowledge.source import Source
from scrapers import readers
from scrapers.clean import normalise, text_clean
from scrapers.context import Desk, Listed, first, key, trusted

# More than one bad entry in ten means that the site changed, not that an entry is odd.
BAD_SHARE = 0.1
LEAD = 120


def read(source: Source, desk: Desk) -> Listed:
    """Read the list, or the one that the reader falls back to. Raises FetchError, ReadError."""
    try:
        return _pages(source, desk)
    except ProblemError:
        fallback = getattr(readers.find(source.reader), "fallback", None)
        if fallback is None:
            raise
        feed = fallback(source)
        listed = _pages(feed, desk)
        told = Problem("fell_back", {"url": source.url, "feed": feed.url})
        # A feed shows a window: what is not in it has not left.
        return replace(listed, notes=(told, *listed.notes), complete=False, fell_back=True)


def refusal(listed: Listed, source: Source, health: Health) -> Problem | None:
    """Say why a list cannot be believed: empty, unreadable in more than one row in ten, or under
    half of last time.
    """
    if not listed.rows:
        return None if source.may_be_empty else Problem("empty", {"url": source.url})
    bad = [raw for raw in listed.raws if raw.problem]
    if too_many(bad, listed):
        return bad_entries([told(raw) for raw in bad], listed)
    if listed.fell_back:
        return None
    before = health.halved(source.id, listed.rows, listed.first_page, complete=listed.complete)
    if before:
        return Problem(
            "halved", {"rows": str(listed.rows), "before": str(before), "source": source.id}
        )
    return None


def too_many(bad: list[RawEntry] | list[str], listed: Listed) -> bool:
    """Say whether more than one row in ten is bad."""
    return len(bad) > BAD_SHARE * listed.rows


def bad_entries(bad: list[str], listed: Listed) -> Problem:
    """Tell of too many bad entries, the first three by name."""
    return Problem(
        "bad_entries",
        {"count": str(len(bad)), "rows": str(listed.rows), "seen": "; ".join(bad[:3])},
    )


def told(raw: RawEntry) -> str:
    """Name an entry that its reader could not read."""
    facts = {"title": name(raw), "url": name(raw), "address": text_clean.literal(raw.url, LEAD)}
    return problems.what(Problem(raw.problem, facts), "en")


def name(raw: RawEntry) -> str:
    """Give what a person may call an entry that is not stored, in plain text of a decent length."""
    return text_clean.text(raw.title, LEAD) or text_clean.literal(raw.title or raw.url, LEAD) or "?"


def _pages(source: Source, desk: Desk) -> Listed:
    reader = readers.find(source.reader)
    wanted = getattr(reader, "wanted", lambda _raw, _source: True)
    raws: dict[str, RawEntry] = {}
    rows = first_page = filtered = 0
    complete, time = True, desk.fetcher.moment
    notes: tuple[Problem, ...] = ()
    for number, snapshot, found, more in _read(source, desk):
        if number == 1:
            time, notes = snapshot.time, _notes(snapshot)
        if snapshot.status == 304:
            return Listed((), 0, 0, False, snapshot.time, unchanged=True, notes=notes)
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
        if (found and not more and number >= _cap(source)) or _is_missing(snapshot, source):
            complete = False
    return Listed(
        tuple(raws.values()), rows, first_page, complete, time, filtered=filtered, notes=notes
    )


def _read(source: Source, desk: Desk) -> Iterator[tuple[int, Snapshot, list[RawEntry], list[str]]]:
    """Yield each page of the list: its number from 1, what answered, its rows, the further
    addresses it names.
    """
    queue, number = [first(source)], 0
    end = desk.clock() + desk.seconds
    while queue:
        number += 1
        address = queue.pop(0)
        if desk.clock() > end:
            raise FetchError("too_slow", url=source.url, seconds=round(desk.seconds))
        snapshot = desk.fetcher.get(address, conditional=number == 1 and _may_skip(source, desk))
        if snapshot.status == 304 or (number > 1 and snapshot.status in {400, 404, 410}):
            yield number, snapshot, [], []
            continue
        found, more = desk.sandbox.read(_answered(snapshot), source, number)
        queue += more
        yield number, snapshot, found, more


def _may_skip(source: Source, desk: Desk) -> bool:
    """Say whether nothing of the list waits for this run, so that "not modified" may end it."""
    return trusted(source, desk) and desk.state.whole(source.id)


def _is_missing(snapshot: Snapshot, source: Source) -> bool:
    """Say whether a part of the list is not there. A page after the last is none; a sitemap that an
    index names is.
    """
    return snapshot.status >= 400 and source.reader == "sitemap"


def _notes(snapshot: Snapshot) -> tuple[Problem, ...]:
    moves = [Problem("moved_for_good", {"from": old, "to": new}) for old, new in snapshot.moved]
    return (*snapshot.notes, *moves)


def _answered(snapshot: Snapshot) -> Snapshot:
    if snapshot.status in {404, 410}:
        raise FetchError("not_found", url=snapshot.url, status=snapshot.status)
    if not 200 <= snapshot.status < 300:
        raise FetchError("status", url=snapshot.url, status=snapshot.status)
    return snapshot


def _all_known(raws: Iterable[RawEntry], source: Source, desk: Desk) -> bool:
    """Say whether a page of the list brings nothing, so that those after it need not be asked for.

    Told by the tree alone, never by the state file, whose loss must change nothing; and never
    before the source's first reading was done with, so that one cut short is done again whole.
    """
    last = desk.health.of(source.id).last_success
    if (
        getattr(source.options, "read_to_end", True)
        or not desk.health.settled(source.id)
        or not last
    ):
        return False
    return all(_stands(raw, desk.known.at(key(raw, source)), last) for raw in raws)


def _stands(raw: RawEntry, known: Entry | None, last: datetime) -> bool:
    """Say whether a row is an entry as it stood when the source was last read well.

    One that is younger was written by a refresh that was cut short: the list is then read as far as
    that one did.
    """
    if known is None or known.status == "gone" or known.first_seen > last:
        return False
    return known.title == normalise.text(raw.title, normalise.TITLE_MAX)


def _cap(source: Source) -> int:
    return int(getattr(source.options, "max_pages", 0) or 1_000_000)

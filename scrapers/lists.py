"""A source's list, read to its end, to a page that brings nothing new, or to its cap.

-> ListReading, or a refusal.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from knowledge import problems
from knowledge.errors import FetchError, ProblemError
from knowledge.health import Health
from knowledge.model import Entry, Problem, RawEntry, Snapshot
from knowledge.source import Source
from scrapers import readers, row_identity
from scrapers.clean import normalise, text_clean
from scrapers.context import GatherContext, ListReading, row_keys, start_address
from scrapers.known_entries import KnownEntries
from scrapers.readers import left_out

# More than one bad entry in ten means that the site changed, not that an entry is odd; so few of
# them are odd all the same, unless there is no other.
BAD_SHARE = 0.1
FEW_BAD = 4
NAME_LENGTH = 120
MAX_NAMED = 3


def read(source: Source, context: GatherContext) -> ListReading:
    """Read the list, or the one that the reader falls back to. Raises FetchError, ReadError."""
    try:
        return _read_list(source, context)
    except ProblemError:
        fallback = getattr(readers.find(source.reader), "fallback", None)
        if fallback is None:
            raise
        feed = fallback(source)
        reading = _read_list(feed, context)
        note = Problem("fell_back", {"url": source.url, "feed": feed.url})
        # A feed shows a window: what is not in it has not left.
        return replace(reading, notes=(note, *reading.notes), complete=False, fell_back=True)


def refusal(reading: ListReading, source: Source, health: Health) -> Problem | None:
    """Return why a list cannot be believed, or None.

    It is empty, unreadable in more than one row in ten, or, read to its end, under half of last
    time; a feed shows a window, which may hold any number.
    """
    if not reading.rows:
        return _empty(source)
    bad = bad_rows(reading)
    if too_many(bad, reading):
        return bad_entries(bad, reading)
    if not _is_whole(reading, source):
        return None
    return _halved(reading, source, health)


def _is_whole(reading: ListReading, source: Source) -> bool:
    """Return whether the count of rows says how much a source has; a part of a sitemap may fail."""
    if reading.fell_back or source.reader == "feed":
        return False
    return reading.complete or source.reader == "sitemap"


def _empty(source: Source) -> Problem | None:
    if source.may_be_empty:
        return None
    return Problem("empty", {"url": source.url})


def _halved(reading: ListReading, source: Source, health: Health) -> Problem | None:
    before = health.halved(source.id, reading.rows)
    if not before:
        return None
    facts = {"rows": str(reading.rows), "before": str(before), "source": source.id}
    return Problem("halved", facts)


def bad_rows(reading: ListReading) -> list[str]:
    """Return a sentence about each entry that its reader could not read."""
    return [_describe(raw) for raw in reading.raws if raw.problem]


def too_many(bad: Sized, reading: ListReading) -> bool:
    """Return whether more than one row in ten is bad, and at least five or all of them are."""
    if len(bad) <= FEW_BAD:
        return bool(bad) and len(bad) >= len(reading.raws)
    return len(bad) > BAD_SHARE * reading.rows


def bad_entries(bad: Sequence[str], reading: ListReading) -> Problem:
    """Return the problem of too many bad entries, which names the first three."""
    seen = "; ".join(bad[:MAX_NAMED])
    return Problem("bad_entries", {"count": str(len(bad)), "rows": str(reading.rows), "seen": seen})


def _describe(raw: RawEntry) -> str:
    address = text_clean.literal(raw.url, NAME_LENGTH)
    facts = {"title": name(raw), "url": name(raw), "address": address}
    return problems.what(Problem(raw.problem, facts), problems.REFERENCE)


def name(raw: RawEntry) -> str:
    """Return how to call an entry that is not stored: plain text of a decent length."""
    title = text_clean.text(raw.title, NAME_LENGTH)
    return title or text_clean.literal(raw.title or raw.url, NAME_LENGTH) or "?"


class _Page(NamedTuple):
    """One page of a list: its number from 1, its rows, and the further addresses it names.

    `passed_over` counts the rows that the reader left out, by reason.
    """

    number: int
    snapshot: Snapshot
    rows: list[RawEntry]
    more: list[str]
    passed_over: Counter[str]

    @property
    def is_last(self) -> bool:
        """Return whether the page has rows and names no further page."""
        return bool(self.rows) and not self.more


@dataclass
class _Collected:
    """The rows of all pages read so far: those that are wanted by all that may tell them apart.

    `skipped` counts the others by reason.
    """

    source: Source
    time: datetime
    notes: tuple[Problem, ...] = ()
    raws: dict[tuple[str, ...], RawEntry] = field(default_factory=dict)
    rows: int = 0
    first_page: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    complete: bool = True

    def add(self, page: _Page) -> list[RawEntry]:
        """Take in the rows of a page and return those that no page before it had."""
        if page.number == 1:
            self.time, self.notes = page.snapshot.time, _notes(page.snapshot)
        fresh = self._fresh(page)
        for key, raw in fresh.items():
            self._take(key, raw)
        self.rows += len(page.rows)
        self.first_page = self.first_page or len(page.rows)
        self.skipped += page.passed_over
        self.skipped["repeated"] += len(page.rows) - len(fresh)
        return list(fresh.values())

    def _fresh(self, page: _Page) -> dict[tuple[str, ...], RawEntry]:
        fresh: dict[tuple[str, ...], RawEntry] = {}
        for place, raw in enumerate(page.rows, start=self.rows):
            key = row_identity.full_identity(raw, self.source)
            if not key[0]:
                key = (f"?{place}",)
            if key not in self.raws:
                fresh[key] = raw
        return fresh

    def _take(self, key: tuple[str, ...], raw: RawEntry) -> None:
        if _is_wanted(raw, self.source):
            self.raws[key] = raw
        else:
            self.skipped["filtered"] += 1

    def reading(self, known: KnownEntries) -> ListReading:
        """Return what the list said, each row with what tells it from the others."""
        identified = row_identity.identify(self.raws.values(), self.source, known.told_by)
        self.skipped["repeated"] += identified.repeated
        return ListReading(
            identified.raws,
            self.rows,
            self.first_page,
            self.complete,
            self.time,
            skipped=dict(+self.skipped),
            notes=self.notes,
        )


def _read_list(source: Source, context: GatherContext) -> ListReading:
    collected = _Collected(source, context.fetcher.moment)
    for page in _pages(source, context):
        fresh = collected.add(page)
        if page.snapshot.status == 304:
            return _unchanged(page.snapshot, collected.notes)
        if page.rows and not fresh:
            break  # the site answers the same page to every page number
        if cut := _cut(page, source):
            collected.skipped[cut] += 1
            collected.complete = False
        if _needs_no_next(page, fresh, source, context):
            collected.complete = False
            break
    return collected.reading(context.known)


def _unchanged(snapshot: Snapshot, notes: tuple[Problem, ...]) -> ListReading:
    return ListReading((), 0, 0, False, snapshot.time, unchanged=True, notes=notes)


def _pages(source: Source, context: GatherContext) -> Iterator[_Page]:
    """Yield the pages of the list, in the order in which they are named."""
    queue, number = [start_address(source)], 0
    end = context.clock() + context.seconds
    while queue:
        if context.clock() > end:
            raise FetchError("too_slow", url=source.url, seconds=round(context.seconds))
        number += 1
        page = _page(queue.pop(0), number, source, context)
        queue += page.more
        yield page


def _page(address: str, number: int, source: Source, context: GatherContext) -> _Page:
    conditional = number == 1 and _may_skip(source, context)
    snapshot = context.fetcher.get(address, conditional=conditional)
    if _is_empty(snapshot, number):
        return _Page(number, snapshot, [], [], Counter())
    _require_success(snapshot)
    raws, more = context.sandbox.read(snapshot, source, number)
    passed_over = Counter(raw.passed_over for raw in raws if raw.passed_over)
    return _Page(number, snapshot, left_out.kept(raws), more, passed_over)


def _is_empty(snapshot: Snapshot, number: int) -> bool:
    """Return whether nothing changed, or there is no such page after the first."""
    if snapshot.status == 304:
        return True
    return number > 1 and snapshot.status in {400, 404, 410}


def _may_skip(source: Source, context: GatherContext) -> bool:
    """Return whether nothing of the list waits for this run, so that "not modified" may end it."""
    return context.trusts_state(source) and context.state.complete(source.id)


def _require_success(snapshot: Snapshot) -> None:
    if snapshot.status in {404, 410}:
        raise FetchError("not_found", url=snapshot.url, status=snapshot.status)
    if not 200 <= snapshot.status < 300:
        raise FetchError("status", url=snapshot.url, status=snapshot.status)


def _is_wanted(raw: RawEntry, source: Source) -> bool:
    wanted = getattr(readers.find(source.reader), "wanted", None)
    return wanted is None or bool(wanted(raw, source))


def _cut(page: _Page, source: Source) -> str:
    """Return why the list is not whole: it ends at its cap, or a part is not there; "" if it is.

    A page after the last is no part; a sitemap that an index names is.
    """
    if page.is_last and page.number >= _cap(source):
        return "cut_at_cap"
    if page.snapshot.status >= 400 and source.reader == "sitemap":
        return "sitemaps_missing"
    return ""


def _cap(source: Source) -> int:
    return int(getattr(source.options, "max_pages", 0) or 1_000_000)


def _notes(snapshot: Snapshot) -> tuple[Problem, ...]:
    moves = [Problem("moved_for_good", {"from": old, "to": new}) for old, new in snapshot.moved]
    return (*snapshot.notes, *moves)


def _needs_no_next(
    page: _Page, fresh: Iterable[RawEntry], source: Source, context: GatherContext
) -> bool:
    """Return whether a page of the list brings nothing, so that the next need not be asked for.

    The tree alone tells it, never the state file, whose loss must change nothing; and never before
    the source's first reading is complete, so that one cut short is done again whole.
    """
    if _is_read_on(page, source):
        return False
    last = context.health.of(source.id).last_success
    if not last or not context.health.settled(source.id):
        return False
    return all(_is_known(raw, _known_as(raw, source, context), last) for raw in fresh)


def _is_read_on(page: _Page, source: Source) -> bool:
    """Return whether the next page is asked for whatever this one holds."""
    if not page.rows or page.is_last:
        return True
    return bool(getattr(source.options, "read_to_end", True))


def _known_as(raw: RawEntry, source: Source, context: GatherContext) -> Entry | None:
    title = normalise.text(raw.title, normalise.TITLE_MAX)
    known = context.known
    for key in dict.fromkeys(row_keys(raw, source)):
        if entry := known.titled(key, title):
            return entry
    return None


def _is_known(raw: RawEntry, known: Entry | None, last: datetime) -> bool:
    """Return whether a row is an entry as it was when the source was last read well.

    One that is younger was written by a refresh that was cut short: the list is then read as far as
    that one did.
    """
    if known is None or known.status == "gone" or known.first_seen > last:
        return False
    return known.title == normalise.text(raw.title, normalise.TITLE_MAX)

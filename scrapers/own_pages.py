"""What only an entry's own page says: what its row lacks, and whether it is still there.

Each entry that should be in a list and is not is asked for once, at its own address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from knowledge.errors import FetchError, ReadError
from knowledge.model import Entry, Problem, RawEntry, Snapshot
from knowledge.source import Source
from scrapers.clean import canonical_url, normalise
from scrapers.context import GatherContext, ListReading, address_key, is_front_page
from scrapers.readers import attachments, detail

ASK_LIMIT = 30
MAX_NOTES = 3
# What the state file holds of an entry that was asked for in vain: it is asked for again, after the
# others.
_IN_VAIN = "in vain"


@dataclass(frozen=True)
class Removals:
    """Entries that are gone, entries with their new address, and failures to ask.

    `unasked`: some entries could not be asked for, `waiting` of them.
    """

    gone: tuple[Entry, ...] = ()
    moved: tuple[tuple[Entry, str], ...] = ()
    notes: tuple[Problem, ...] = ()
    unasked: bool = False
    waiting: int = 0


def find(source: Source, reading: ListReading, context: GatherContext) -> Removals:
    """Ask for at most 30 entries that are not in the list any more.

    A feed shows a window: what is not in it may well be there still.
    """
    if source.reader == "feed" or reading.fell_back:
        return Removals()
    missing = list(_missing(source, reading, context))
    missing.sort(key=lambda entry: context.state.asked(entry.url))
    answers = _Answers(unasked=len(missing) > ASK_LIMIT)
    end = context.clock() + context.seconds / 3
    asked = 0
    for entry in missing[:ASK_LIMIT]:
        if context.clock() > end:
            answers.unasked = True
            break
        _ask(entry, source, context, answers)
        asked += 1
    notes = tuple(answers.notes[:MAX_NOTES])
    waiting = len(missing) - asked + len(answers.notes)
    return Removals(tuple(answers.gone), tuple(answers.moved), notes, answers.unasked, waiting)


@dataclass
class _Answers:
    """What became of the entries asked for so far."""

    unasked: bool
    gone: list[Entry] = field(default_factory=list)
    moved: list[tuple[Entry, str]] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def _ask(entry: Entry, source: Source, context: GatherContext, answers: _Answers) -> None:
    try:
        snapshot = context.fetcher.get(entry.url)
    except FetchError as error:
        answers.notes.append(error.problem)
        answers.unasked = True
        context.state.set_asked(entry.url, _IN_VAIN)
        return
    if snapshot.status in {404, 410}:
        answers.gone.append(entry)
    elif target := _new_address(entry, snapshot, source, context):
        answers.moved.append((entry, target))
    else:
        context.state.set_asked(entry.url, entry.id)


def _missing(source: Source, reading: ListReading, context: GatherContext) -> Iterator[Entry]:
    """Yield the entries that should still be in what was read and are not.

    Those that were asked for already are left out.
    """
    present = {address_key(raw, source) for raw in reading.raws}
    for entry in filter(_is_followed, context.published_of(source)):
        if not present.isdisjoint(_address_keys(entry)):
            context.state.set_asked(entry.url, "")
        elif _is_missed(entry, source, reading, context):
            yield entry


def _is_followed(entry: Entry) -> bool:
    return entry.status != "gone"


def _is_missed(entry: Entry, source: Source, reading: ListReading, context: GatherContext) -> bool:
    """Return whether the list should hold an entry that was not yet asked for with an answer."""
    if context.state.asked(entry.url) not in {"", _IN_VAIN}:
        return False
    return _covers(reading, source, entry)


def _address_keys(entry: Entry) -> set[str]:
    return set(map(canonical_url.key, (entry.url, *entry.aliases)))


def _covers(reading: ListReading, source: Source, entry: Entry) -> bool:
    """Return whether the list was read as far as an entry of that date."""
    if reading.complete:
        return True
    last = _last_day(reading, source)
    return last is not None and entry.date is not None and entry.date > last


def _last_day(reading: ListReading, source: Source) -> date | None:
    if not reading.raws:
        return None
    return normalise.day(reading.raws[-1], source)


def _new_address(entry: Entry, snapshot: Snapshot, source: Source, context: GatherContext) -> str:
    """Return the address that an entry moved to for good, or "".

    A site that sends what it no longer has to its home page, its list or another entry has not
    moved it there.
    """
    if not _has_moved(snapshot):
        return ""
    try:
        target = normalise.url(snapshot.url, source.url, source)
    except ReadError:
        return ""
    if is_front_page(target, source) or not _is_new(target, entry, context):
        return ""
    return target


def _has_moved(snapshot: Snapshot) -> bool:
    return bool(snapshot.moved) and 200 <= snapshot.status < 300


def _is_new(address: str, entry: Entry, context: GatherContext) -> bool:
    """Return whether an address is neither the entry's own nor another entry's."""
    key = canonical_url.key(address)
    known = context.known.at(key)
    if known is not None and known.id != entry.id:
        return False
    return key != canonical_url.key(entry.url)


class CompletedRow(NamedTuple):
    """A raw entry, and the address from which its page moved for good, if it did."""

    raw: RawEntry
    former_address: str = ""


def complete(raw: RawEntry, source: Source, context: GatherContext) -> CompletedRow | None:
    """Complete a row from its own page, or return None where that page is no entry.

    Raises FetchError, ReadError.
    """
    if attachments.is_document(raw.url):
        # A sitemap lists files too; without a page nothing can be said of one without a title.
        return _titled(raw)
    if source.wants_detail and _has_own_page(raw, source):
        return _with_page(raw, source, context)
    return CompletedRow(raw)


def _has_own_page(raw: RawEntry, source: Source) -> bool:
    """Return whether the page at a row's address is of this row alone.

    A row without a title has nothing but its page.
    """
    if not raw.title:
        return True
    return not raw.shares_address and canonical_url.FRAGMENT not in normalise.address_of(
        raw, source
    )


def _with_page(raw: RawEntry, source: Source, context: GatherContext) -> CompletedRow | None:
    """Complete a raw entry from its own page, or return None where that page is no entry.

    Where the page cannot be had, the list alone speaks for an entry that has a title there. Raises
    FetchError, ReadError.
    """
    address = normalise.address_of(raw, source)
    snapshot = _fetch(raw, address, context)
    if snapshot is None:
        return CompletedRow(raw)
    if snapshot.url != address and is_front_page(snapshot.url, source):
        # It has no page of its own any more.
        return _titled(raw)
    return _from_page(raw, address, snapshot, source, context)


def _from_page(
    raw: RawEntry, address: str, snapshot: Snapshot, source: Source, context: GatherContext
) -> CompletedRow | None:
    """Complete a raw entry from its page, as it came. Raises ReadError."""
    try:
        found = context.sandbox.read_detail(snapshot, source)
    except ReadError:
        if raw.title:
            return CompletedRow(raw)
        raise
    if found is None:
        return None
    return _combined(raw, found, address, snapshot, source)


def _titled(raw: RawEntry) -> CompletedRow | None:
    """Return the entry as its list has it, or None where it has no title there."""
    return CompletedRow(raw) if raw.title else None


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
    return _page_of(raw, snapshot, address)


def _page_of(raw: RawEntry, snapshot: Snapshot, address: str) -> Snapshot | None:
    """Return what came where it is a page, None where the list says enough. Raises FetchError."""
    if _is_page(snapshot):
        return snapshot
    if raw.title:
        return None
    raise FetchError("not_found", url=address, status=snapshot.status)


def _is_page(snapshot: Snapshot) -> bool:
    return snapshot.status == 200 and "html" in snapshot.headers.get("content-type", "html")


def _combined(
    raw: RawEntry, found: RawEntry, address: str, snapshot: Snapshot, source: Source
) -> CompletedRow:
    combined = detail.combine(raw, found)
    if snapshot.moved and _can_be_published(snapshot.url, source):
        return CompletedRow(replace(combined, url=snapshot.url), former_address=address)
    return CompletedRow(combined)


def _can_be_published(address: str, source: Source) -> bool:
    try:
        normalise.url(address, source.url, source)
    except ReadError:
        return False
    return True

"""The entries that should be in a list and are not, each asked for once at its own address.

-> gone or moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from knowledge.errors import FetchError, ReadError
from knowledge.model import Entry, Problem, Snapshot
from knowledge.source import Source
from scrapers.clean import canonical_url, normalise
from scrapers.context import GatherContext, ListReading, address_key, is_front_page

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

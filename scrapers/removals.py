"""The entries that should stand in a list and do not: asked for once, each at its own address.

-> gone or moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.errors import FetchError, ReadError
from knowledge.model import Entry, Problem, Snapshot
from knowledge.source import Source
from scrapers.clean import canonical_url, normalise
from scrapers.context import Desk, Listed, is_front, key

ASK_LIMIT = 30
# What the state file holds of an entry that was asked for in vain: it is asked for again, after the
# others.
_IN_VAIN = "in vain"


@dataclass(frozen=True)
class Left:
    """What left: entries that are gone, entries with their new address, and failures to ask;
    `waits`: some were not.
    """

    gone: tuple[Entry, ...] = ()
    moved: tuple[tuple[Entry, str], ...] = ()
    notes: tuple[Problem, ...] = ()
    waits: bool = False


def left(source: Source, listed: Listed, desk: Desk) -> Left:
    """Ask for at most 30 entries that left the list. A feed's window that moved on means nothing."""
    if source.reader == "feed" or listed.fell_back:
        return Left()
    gone: list[Entry] = []
    moved: list[tuple[Entry, str]] = []
    notes: list[Problem] = []
    missing = sorted(_missing(source, listed, desk), key=lambda entry: desk.state.asked(entry.url))
    end = desk.clock() + desk.seconds / 3
    waits = len(missing) > ASK_LIMIT
    for entry in missing[:ASK_LIMIT]:
        if desk.clock() > end:
            waits = True
            break
        try:
            snapshot = desk.fetcher.get(entry.url)
        except FetchError as error:
            notes.append(error.problem)
            desk.state.set_asked(entry.url, _IN_VAIN)
            waits = True
            continue
        if snapshot.status in {404, 410}:
            gone.append(entry)
        elif target := _target(entry, snapshot, source, desk):
            moved.append((entry, target))
        else:
            desk.state.set_asked(entry.url, entry.id)
    return Left(tuple(gone), tuple(moved), tuple(notes[:3]), waits)


def _missing(source: Source, listed: Listed, desk: Desk) -> Iterator[Entry]:
    """Give the entries that should still stand in what was read, and do not; those asked for
    already left out.
    """
    present = {key(raw, source) for raw in listed.raws}
    last = normalise.day(listed.raws[-1], source) if listed.raws else None
    for entry in desk.of(source):
        if entry.status == "gone":
            continue
        if present & {canonical_url.key(address) for address in (entry.url, *entry.aliases)}:
            desk.state.set_asked(entry.url, "")
        elif desk.state.asked(entry.url) in {"", _IN_VAIN} and (
            listed.complete or (entry.date and last and entry.date > last)
        ):
            yield entry


def _target(entry: Entry, snapshot: Snapshot, source: Source, desk: Desk) -> str:
    """Give the address that an entry moved to for good, or "".

    A site that sends what it no longer has to its home page, its list or another entry has not
    moved it there.
    """
    if not snapshot.moved or not 200 <= snapshot.status < 300:
        return ""
    try:
        target = normalise.url(snapshot.url, source.url, source)
    except ReadError:
        return ""
    other = desk.known.at(canonical_url.key(target))
    if is_front(target, source) or (other is not None and other.id != entry.id):
        return ""
    return target if canonical_url.key(target) != canonical_url.key(entry.url) else ""

"""Doubtful pairs -> those that a person is asked about, until they answer or a month has passed.

Of an entry that a person rejected nothing is asked any more.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from knowledge.model import Entry
from knowledge.storage import review

MONTH = timedelta(days=31)
MAX_PAIRS = 20


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that no person rejected."""
    return [entry for entry in entries if not review.is_rejected(entry)]


def recent(entries: Iterable[Entry], moment: datetime) -> list[Entry]:
    """Return the entries first seen within a month, in the order of their ids."""
    found = [entry for entry in entries if moment - entry.first_seen <= MONTH]
    return sorted(found, key=lambda entry: entry.id)


def of(
    doubtful: Iterable[tuple[Entry, Entry]], recent: Iterable[Entry], kept: Iterable[Entry]
) -> list[tuple[Entry, Entry]]:
    """Return the pairs of kept entries with a recent one, in their order, at most 20."""
    ids, known = {entry.id for entry in recent}, {entry.id for entry in kept}
    pairs = []
    for pair in doubtful:
        both = {entry.id for entry in pair}
        if both <= known and not ids.isdisjoint(both):
            pairs.append(pair)
    return pairs[:MAX_PAIRS]

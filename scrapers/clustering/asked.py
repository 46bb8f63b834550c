"""Doubtful pairs -> those that a person is asked about, until they answer or a month has passed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from knowledge.model import Entry

MONTH = timedelta(days=31)
MAX_PAIRS = 20


def recent(entries: Iterable[Entry], moment: datetime) -> list[Entry]:
    """Return the entries first seen within a month, in the order of their ids."""
    found = [entry for entry in entries if moment - entry.first_seen <= MONTH]
    return sorted(found, key=lambda entry: entry.id)


def of(
    doubtful: Iterable[tuple[Entry, Entry]], recent: Iterable[Entry]
) -> list[tuple[Entry, Entry]]:
    """Return the pairs with a recent entry, in their order, at most 20."""
    ids = {entry.id for entry in recent}
    pairs = [pair for pair in doubtful if not ids.isdisjoint((pair[0].id, pair[1].id))]
    return pairs[:MAX_PAIRS]

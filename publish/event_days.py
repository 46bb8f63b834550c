"""Cards of events -> their own days: what comes, what is past, and in which order.

The day is a person's word (`review:`), or what the program read (`event_date`). An event is past
after its last day.
"""

from collections.abc import Iterable
from datetime import date as Day

from knowledge.model import Entry
from knowledge.storage import review
from publish import cards
from publish.cards import Card

# The kinds of entry that have a day of their own.
KINDS = frozenset({"event", "training"})


def of(card: Card) -> Day | None:
    """Return the first day of the event that a card tells of, None where it is not known."""
    if card.lead.type not in KINDS:
        return None
    return next(filter(None, map(own, card.members)), None)


def last(card: Card) -> Day | None:
    """Return the last day of the event of a card that has several, else None."""
    first = of(card)
    if first is None:
        return None
    ends = (entry.event_end for entry in card.members if entry.event_date == first)
    return next(filter(None, ends), None)


def own(entry: Entry) -> Day | None:
    """Return the first day of the event that an entry tells of: a person's word, or as read."""
    said = review.read(entry.review).event_date if entry.review else None
    return said or entry.event_date


def is_past(card: Card, today: Day) -> bool:
    """Return whether the event of a card is known to have ended before a day."""
    day = last(card) or of(card)
    return day is not None and day < today


def in_order(found: Iterable[Card], today: Day) -> list[Card]:
    """Return what comes, the next first, then the others, the latest first; one whose day is not
    known stands at the day of its entry.
    """
    found = list(found)
    coming = _coming(found, today)
    ahead = {id(card) for card in coming}
    others = [card for card in found if id(card) not in ahead]
    return coming + sorted(others, key=_day, reverse=True)


def coming(found: Iterable[Card], today: Day) -> list[Card]:
    """Return the events to come that are not set aside, the next first."""
    return cards.picked(_coming(found, today))


def _coming(found: Iterable[Card], today: Day) -> list[Card]:
    ahead = [card for card in found if (last(card) or of(card) or Day.min) >= today]
    return sorted(ahead, key=_day)


def _day(card: Card) -> tuple[Day, str]:
    return of(card) or cards.day(card.lead), card.lead.id

"""Entries -> cards. A card is one story: its language versions and its other appearances, with one
of them in front.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter

from knowledge.model import Entry
from knowledge.storage import review


@dataclass(frozen=True)
class Card:
    """One story. `lead` is shown; `versions` are its other languages as (language, address, entry
    or None).

    `also` holds the same story in other sources, the official ones first.
    """

    lead: Entry
    versions: tuple[tuple[str, str, Entry | None], ...] = ()
    also: tuple[Entry, ...] = ()

    @cached_property
    def members(self) -> tuple[Entry, ...]:
        """Return every entry of the card, the lead first."""
        return (self.lead, *(entry for _, _, entry in self.versions if entry), *self.also)

    @property
    def addresses(self) -> dict[str, str]:
        """Return the addresses of its other languages."""
        return {lang: url for lang, url, _ in self.versions}

    @cached_property
    def is_aside(self) -> bool:
        """Return whether every entry of the card is set aside."""
        return all(entry.aside for entry in self.members)

    @cached_property
    def is_highlighted(self) -> bool:
        """Return whether a person picked it out: it stands first, and is marked."""
        reviewed = (entry.review for entry in self.members if entry.review)
        return any(review.read(block).highlight for block in reviewed)

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """Return the themes of all members once, the lead's first."""
        named = chain.from_iterable(map(attrgetter("themes"), self.members))
        return tuple(dict.fromkeys(named))


def picked(found: Iterable[Card]) -> list[Card]:
    """Return the cards that are not set aside."""
    return [card for card in found if not card.is_aside]


def day(entry: Entry) -> Day:
    """Return the day an entry stands at: its own, or the day it was first seen."""
    return entry.date or entry.first_seen.date()


def age(entry: Entry) -> tuple[Day, datetime, str]:
    """Return where an entry stands in time."""
    return day(entry), entry.first_seen, entry.id


def month(entry: Entry) -> str:
    """Return the month an entry stands in, as "2026-11"."""
    return day(entry).isoformat()[:7]


def anchor(entry: Entry) -> str:
    """Return the permanent anchor of an entry on its month's page."""
    return f"e-{entry.id}"


def group_cards(entries: Sequence[Entry], lang: str, official: Collection[str] = ()) -> list[Card]:
    """Tie entries by `twins` and `same_as` into cards for a reader of `lang`, newest first."""
    cards = map(partial(_card, lang=lang, official=official), _groups(entries))
    return sorted(cards, key=lambda card: _place(card.lead), reverse=True)


class _Ties:
    """Which entries name one another, by their numbers: disjoint sets, each known by its first."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, number: int) -> int:
        """Return the first entry of a set."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def tie(self, first: int, second: int) -> None:
        """Join the sets of two entries."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low


def _groups(entries: Sequence[Entry]) -> Iterable[list[Entry]]:
    """Return the entries that name one another, in the order of the first of each."""
    numbers = _numbers(entries)
    ties = _Ties(len(entries))
    for number, entry in enumerate(entries):
        for url in (*entry.twins.values(), *entry.same_as):
            if url in numbers:
                ties.tie(number, numbers[url])
    groups: dict[int, list[Entry]] = {}
    for number, entry in enumerate(entries):
        groups.setdefault(ties.root(number), []).append(entry)
    return groups.values()


def _numbers(entries: Sequence[Entry]) -> dict[str, int]:
    """Return the number of the entry at each address."""
    numbers: dict[str, int] = {}
    for number, entry in enumerate(entries):
        numbers.update(dict.fromkeys((*entry.aliases, entry.url), number))
    return numbers


def _card(group: list[Entry], lang: str, official: Collection[str]) -> Card:
    lead, *others = sorted(group, key=lambda entry: _rank(entry, lang, official))
    versions = _versions(lead, others)
    shown = {id(entry) for _, _, entry in versions}
    return Card(lead, versions, tuple(entry for entry in others if id(entry) not in shown))


def _versions(lead: Entry, others: Sequence[Entry]) -> tuple[tuple[str, str, Entry | None], ...]:
    """Return the other languages of a story, one version of each: its twins first."""
    twins = set(lead.twins.values())
    versions: dict[str, tuple[str, str, Entry | None]] = {}
    for entry in sorted(others, key=lambda entry: entry.url not in twins):
        versions.setdefault(entry.lang, (entry.lang, entry.url, entry))
    for tongue, url in lead.twins.items():
        versions.setdefault(tongue, (tongue, url, None))
    versions.pop(lead.lang, None)
    return tuple(map(versions.__getitem__, sorted(versions)))


def _place(entry: Entry) -> tuple[object, ...]:
    """Return where an entry stands in a list: in its month the dated ones come before those that
    were only seen.
    """
    return month(entry), entry.date is not None, day(entry), entry.first_seen, entry.id


def _rank(entry: Entry, lang: str, official: Collection[str]) -> tuple[object, ...]:
    return (
        entry.status == "gone",
        entry.lang != lang,
        entry.source not in official,
        day(entry),
        entry.source,
        entry.id,
    )

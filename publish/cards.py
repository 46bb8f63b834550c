"""Entries -> cards. A card is one story: its language versions and its other appearances, with one
of them in front.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property

from knowledge.model import Entry


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

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """Return the themes of all members once, the lead's first."""
        return tuple(dict.fromkeys(theme for entry in self.members for theme in entry.themes))


def day(entry: Entry) -> Day:
    """Return the day an entry stands at: its own, or the day it was first seen."""
    return entry.date or entry.first_seen.date()


def month(entry: Entry) -> str:
    """Return the month an entry stands in, as "2026-11"."""
    return day(entry).isoformat()[:7]


def anchor(entry: Entry) -> str:
    """Return the permanent anchor of an entry on its month's page."""
    return f"e-{entry.id}"


def group_cards(entries: Sequence[Entry], lang: str, official: Collection[str] = ()) -> list[Card]:
    """Tie entries by `twins` and `same_as` into cards for a reader of `lang`, newest first."""
    cards = [_card(group, lang, official) for group in _groups(entries)]
    return sorted(cards, key=lambda card: _place(card.lead), reverse=True)


def _groups(entries: Sequence[Entry]) -> Iterable[list[Entry]]:
    """Yield the entries that name one another, in the order of the first of each."""
    at = {url: n for n, entry in enumerate(entries) for url in (*entry.aliases, entry.url)}
    parent = list(range(len(entries)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for n, entry in enumerate(entries):
        for url in (*entry.twins.values(), *entry.same_as):
            if url in at:
                low, high = sorted((root(n), root(at[url])))
                parent[high] = low
    groups: dict[int, list[Entry]] = {}
    for n, entry in enumerate(entries):
        groups.setdefault(root(n), []).append(entry)
    return groups.values()


def _card(group: list[Entry], lang: str, official: Collection[str]) -> Card:
    ranked = sorted(group, key=lambda entry: _rank(entry, lang, official))
    lead, *others = ranked
    twins = {entry.url for entry in group if entry.url in lead.twins.values()}
    versions: dict[str, tuple[str, str, Entry | None]] = {}
    for entry in sorted(others, key=lambda entry: entry.url not in twins):
        if entry.lang != lead.lang:
            versions.setdefault(entry.lang, (entry.lang, entry.url, entry))
    for tongue, url in lead.twins.items():
        if tongue != lead.lang:
            versions.setdefault(tongue, (tongue, url, None))
    shown = {id(entry) for _, _, entry in versions.values()}
    also = tuple(entry for entry in others if id(entry) not in shown)
    return Card(lead, tuple(versions[tongue] for tongue in sorted(versions)), also)


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

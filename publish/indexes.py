"""Entries -> indexes: the cards of one locale's site, grouped for reading."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from operator import attrgetter
from typing import TypeVar

from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from publish import cards, weeks
from publish.cards import Card
from publish.library import Library, NamedTerm

K = TypeVar("K")
T = TypeVar("T")

# For so many months a page tells why each entry is there: an archive of the same would be twice as
# large.
A_YEAR = 12
# An id becomes part of a path only in this shape.
PATH_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


# The cards of one place in an index, the newest first.
EntryList = Sequence[Card]


@dataclass(frozen=True)
class Indexes:
    """The cards of one language's site, by where they are looked for; every list is
    newest first.

    Cards that are set aside stand in their month, kind, region and source, but neither in a week
    nor under a theme: `aside` has them by week, and `picked` are the others. `searches` has those
    that each named search finds (publish/search/named.py).
    """

    cards: EntryList = ()
    months: Mapping[str, EntryList] = field(default_factory=dict)
    kinds: Mapping[str, EntryList] = field(default_factory=dict)
    themes: Mapping[str, EntryList] = field(default_factory=dict)
    sources: Mapping[str, EntryList] = field(default_factory=dict)
    regions: Mapping[str, EntryList] = field(default_factory=dict)
    weeks: Mapping[str, EntryList] = field(default_factory=dict)
    picked: EntryList = ()
    aside: Mapping[str, EntryList] = field(default_factory=dict)
    searches: Mapping[str, EntryList] = field(default_factory=dict)


def build_indexes(library: Library, lang: str) -> Indexes:
    """Return the indexes of an instance for readers of a locale: months newest first, kinds and
    themes in their order.
    """
    dealt = cards.group_cards(library.entries, lang, library.official)
    months = group_by(dealt, lambda card: dict.fromkeys(map(cards.month, card.members)))
    kinds = group_by(dealt, lambda card: [card.lead.type])
    picked = cards.picked(dealt)
    themes = group_by(picked, lambda card: card.themes)
    source = attrgetter("source")
    sources = group_by(dealt, lambda card: dict.fromkeys(map(source, card.members)))
    regions = group_by(
        dealt, lambda card: dict.fromkeys(filter(None, map(library.region, card.members)))
    )
    return Indexes(
        dealt,
        dict(sorted(months.items(), reverse=True)),
        _sorted(kinds, library.kinds),
        _sorted(themes, library.themes),
        sources,
        _sorted(regions, library.regions),
        weeks.by_week(picked, library),
        picked,
        weeks.by_week((card for card in dealt if card.is_aside), library),
    )


def by_year(
    months: Iterable[tuple[str, list[Card]]],
) -> list[tuple[str, list[tuple[str, list[Card]]]]]:
    """Part (month, cards) pairs by year, in their order."""
    return list(group_by(months, lambda pair: [pair[0][:4]]).items())


def by_month(found: Iterable[Card]) -> dict[str, int]:
    """Return the number of cards by the month in which they stand first, in their order."""
    return dict(Counter(cards.month(card.lead) for card in found))


def linkable(name: str) -> bool:
    """Return whether an id of a kind, a theme or a source has a page of its own."""
    return PATH_SAFE.fullmatch(name) is not None


def has_note(entry: Entry) -> bool:
    """Return whether a person wrote a note to this entry."""
    return bool(entry.body.strip())


def region(name: str, library: Library, catalogue: Catalogue) -> NamedTerm:
    """Return a region of the taxonomy, or a source's scope by its own name."""
    return library.regions.get(name) or NamedTerm(
        name, {catalogue.locale: catalogue.choice("site.scopes", name)}
    )


def is_recent(month: str, today: Day) -> bool:
    """Return whether a month, as "2026-11", is the present one, one of the eleven before it, or yet
    to come.
    """
    year, number = map(int, month.split("-"))
    return today.year * 12 + today.month - (year * 12 + number) < A_YEAR


def neighbours(name: str, known: Sequence[str]) -> tuple[str, str]:
    """Return the names before and after one in time, of a list with the newest first; "" for
    none.
    """
    place = known.index(name) + 1
    padded = ("", *known, "")
    return padded[place + 1], padded[place - 1]


def group_by(found: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    """Return what is found by each of its keys, in its order."""
    groups: dict[K, list[T]] = {}
    for item in found:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return groups


def _sorted(
    groups: Mapping[str, EntryList], known: Mapping[str, NamedTerm]
) -> dict[str, EntryList]:
    return {name: groups[name] for name in in_order(groups, known)}


def in_order(found: Iterable[str], known: Mapping[str, NamedTerm]) -> list[str]:
    """Put the known ones first, in their own order, then the others by name."""
    present = set(found)
    return [*filter(present.__contains__, known), *sorted(present.difference(known))]

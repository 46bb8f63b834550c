"""Entries -> weeks (ISO 8601: Monday to Sunday), and which of them have a page.

An entry stands in the week of its own day, or of the day it was first seen, as in its month. See
docs/decisions/weeks.md.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date as Day
from datetime import datetime, timedelta
from itertools import chain, filterfalse
from operator import attrgetter

from knowledge.i18n import catalogue
from knowledge.model import Entry
from knowledge.source import Defaults
from publish import cards
from publish.cards import Card
from publish.library import Library, NamedTerm

# Half a year of bulletins, so that the site's cost grows with months and not with weeks.
KEPT = 26
SHAPE = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
A_WEEK = timedelta(days=7)
# The group of what a person picked out; no kind is called so.
HIGHLIGHTS = "_highlights"
# So many of them stand wherever a week is told in short.
PICKS = 5

# Kinds of entry in the order in which a bulletin tells them; several ids in one group stand under
# one heading.
Order = Sequence[str | Sequence[str]]


def of(day: Day) -> str:
    """Return the week of a day, as "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday(week: str) -> Day:
    """Return the first day of a week; ValueError where there is no such week."""
    shape = SHAPE.fullmatch(week)
    if not shape:
        raise ValueError(f"{week}: expected a week as 2026-W47")
    first = Day.fromisocalendar(int(shape[1]), int(shape[2]), 1)
    # The last week that a date can tell has no week after it, and no mail on the Monday after.
    if first > Day.max - 2 * A_WEEK:
        raise ValueError(f"{week}: expected a week before the end of all dates")
    return first


def is_week(week: str) -> bool:
    """Return whether there is a week of that name."""
    try:
        return bool(monday(week))
    except ValueError:
        return False


def by_week(dealt: Iterable[Card], library: Library) -> dict[str, list[Card]]:
    """Return cards by the weeks of all their members, the newest week first.

    The backlog of a source is no week's news.
    """
    found: dict[str, list[Card]] = {}
    for card in dealt:
        news = (entry for entry in card.members if not is_backlog(entry, library))
        for week in dict.fromkeys(map(of, map(cards.day, news))):
            found.setdefault(week, []).append(card)
    return dict(sorted(found.items(), reverse=True))


def kept(weeks: Collection[str], introduced: Collection[str], today: Day) -> list[str]:
    """Return the weeks that have a page, newest first: the last ones up to today, and those that a
    person introduced.
    """
    this_week = of(today)
    last = sorted(filter(this_week.__ge__, weeks), reverse=True)[:KEPT]
    return sorted({*last, *filter(is_week, introduced)}, reverse=True)


def current(weeks: Collection[str], today: Day) -> str:
    """Return the week to open with, "" for none: that of the day before the last refresh, or else
    the last with news.

    A refresh on Monday morning brings the week that has just ended.
    """
    if today == Day.min:
        return ""
    newest = of(today - timedelta(days=1))
    return max(filter(newest.__ge__, weeks), default="")


def late(dealt: Iterable[Card], week: str, library: Library) -> list[Card]:
    """Return what was seen in a week and had come out over a week before it, so that no bulletin
    held it.

    What the first reading of a source brings is its past, and no news.
    """
    start = monday(week)
    return [card for card in dealt if _is_late(card, start, library)]


def grouped(
    found: Sequence[Card], library: Library, order: Order, lang: str
) -> list[tuple[NamedTerm, list[Card]]]:
    """Part cards by kind in the order of a bulletin; in each, what has a theme and is in the
    reader's language first.

    What a person picked out comes before all, as a group of its own (HIGHLIGHTS), and in no other.
    A kind that the order leaves out comes after those that it names, as taxonomy.yml has it.
    """
    is_highlighted = attrgetter("is_highlighted")
    highlights = list(filter(is_highlighted, found))
    others = list(filterfalse(is_highlighted, found))
    by_group = [] if not highlights else [(_highlights(lang), highlights)]
    for group in _groups(others, library, order):
        some = [card for card in others if card.lead.type in group]
        if some:
            some.sort(key=lambda card: _interest(card, lang))
            by_group.append((library.kind(group[0]), some))
    return by_group


def shares(groups: Sequence[tuple[NamedTerm, Sequence[Card]]], most: int) -> list[int]:
    """Return how many cards of each group stand where there is room for so many: one of each in
    turn, the first groups first, and at least one of each; and of what a person picked out PICKS.
    """
    sizes = [len(found) for _, found in groups]
    given = [min(len(found), _least(term)) for term, found in groups]
    while sum(given) < min(most, sum(sizes)):
        wanting = (number for number, size in enumerate(sizes) if given[number] < size)
        given[min(wanting, key=given.__getitem__)] += 1
    return given


def _least(term: NamedTerm) -> int:
    return PICKS if term.id == HIGHLIGHTS else 1


def _highlights(lang: str) -> NamedTerm:
    """Return what heads the cards that a person picked out."""
    return NamedTerm(HIGHLIGHTS, {lang: catalogue.load(lang).translate("site.highlights")})


def _groups(found: Sequence[Card], library: Library, order: Order) -> list[tuple[str, ...]]:
    """Return the groups of kinds that a bulletin tells together, in its order."""
    groups = list(map(_kinds, order))
    named = set(chain.from_iterable(groups))
    others = sorted({card.lead.type for card in found})
    for kind in dict.fromkeys((*library.kinds, *others)):
        if kind not in named:
            groups.append((kind,))
    return groups


def _kinds(group: str | Sequence[str]) -> tuple[str, ...]:
    return (group,) if isinstance(group, str) else tuple(group)


def by_year(weeks: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Part weeks and their counts by year, in their order."""
    years: dict[str, dict[str, int]] = {}
    for week, count in weeks.items():
        years.setdefault(week[:4], {})[week] = count
    return years


def is_past(library: Library, source: str, seen: datetime) -> bool:
    """Return whether what was seen is what the first reading of its source brought: its past, and
    no news.
    """
    settled = library.health.of(source).baseline_at
    return settled is None or seen <= settled


def is_backlog(entry: Entry, library: Library) -> bool:
    """Return whether an entry is old news: found by the first reading of its source, and undated or
    older than the source's cadence.

    Before the first refresh of all, every entry was found so. After it, of a source of which
    nothing is remembered, none is.
    """
    known = library.health.sources
    if known and entry.source not in known:
        return False
    if known and not is_past(library, entry.source, entry.first_seen):
        return False
    if entry.date is None:
        return True
    source = library.sources.get(entry.source)
    cadence = source.cadence if source else Defaults().cadence
    return entry.date < entry.first_seen.date() - cadence


def news_seen(card: Card, library: Library) -> str:
    """Return when a card was first seen, "" for one that is all backlog: it is no reader's news."""
    news = (entry for entry in (card.lead, *card.members) if not is_backlog(entry, library))
    return next((entry.first_seen.isoformat() for entry in news), "")


def _is_late(card: Card, start: Day, library: Library) -> bool:
    """Return whether no entry of a card came out within a week of a Monday, and all are news."""
    return all(_came_late(entry, start, library) for entry in card.members)


def _came_late(entry: Entry, start: Day, library: Library) -> bool:
    """Return whether an entry was found in the week of a Monday, and came out long before it."""
    if not entry.date or entry.date >= start - A_WEEK:
        return False
    if not start <= entry.first_seen.date() < start + A_WEEK:
        return False
    return not is_past(library, entry.source, entry.first_seen)


def _interest(card: Card, lang: str) -> tuple[bool, bool]:
    return not card.themes, card.lead.lang != lang

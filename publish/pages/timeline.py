"""Texts of the law -> a drawing of their days on one line each, as numbers that a template turns
into SVG.

The drawing repeats what the table beside it says; its shapes differ, so that no colour is needed to
read it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from publish.law import Text

Shape = Literal["act", "published", "in-force"]
WIDTH, TOP, LANE, MARGIN = 760, 44, 46, 14
MONTHS_BACK, MONTHS_AHEAD, MONTHS_MOST = 4, 4, 18
LANES = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on a lane; `x` in units of the drawing."""

    shape: Shape
    x: float
    day: Day


@dataclass(frozen=True, slots=True)
class Lane:
    """A text and its marks from left to right; `y` is where its line stands, `title` what fits
    above it.
    """

    text: Text
    y: int
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole: its height, its months as (x, first day), its lanes, and where the last refresh
    stands.
    """

    height: int
    months: tuple[tuple[float, Day], ...]
    lanes: tuple[Lane, ...]
    today: float
    width: int = WIDTH


def draw(found: Sequence[Text], today: Day, lang: str) -> Drawing | None:
    """Draw the texts whose days fall around today and that enter into force or bear a theme; None
    for none.

    The line begins four months back and ends with the last entry into force, a year and a half on
    at most.
    """
    start = _month(today, -MONTHS_BACK)
    ahead = [one.in_force for one in found if one.in_force and one.in_force > today]
    wanted = max([_month(today, MONTHS_AHEAD), *(_month(day, 1) for day in ahead)])
    end = min(wanted, _month(today, MONTHS_MOST))
    seen = [one for one in found if _concerns(one) and any(start <= day < end for day in one.days)]
    lanes = sorted(seen, key=lambda one: _weight(one, start, end, lang))[:LANES]
    if not lanes:
        return None

    def place(day: Day) -> float:
        return round(MARGIN + (WIDTH - 2 * MARGIN) * ((day - start).days / (end - start).days), 1)

    rows = sorted(lanes, key=lambda one: (max(one.days), one.card.lead.id))
    made = [
        Lane(
            one,
            TOP + LANE * n + 34,
            _short(one.card.lead.title),
            tuple(_marks(one, start, end, place)),
        )
        for n, one in enumerate(rows)
    ]
    ticks = tuple((place(day), day) for day in _firsts(start, end))
    return Drawing(TOP + LANE * len(made) + 10, ticks, tuple(made), place(today))


def _marks(one: Text, start: Day, end: Day, place: Callable[[Day], float]) -> Iterator[Mark]:
    days: tuple[tuple[Shape, Day | None], ...] = (
        ("act", one.act_date),
        ("published", one.published),
        ("in-force", one.in_force),
    )
    for shape, day in days:
        if day and start <= day < end:
            yield Mark(shape, place(day), day)


def _concerns(one: Text) -> bool:
    return one.in_force is not None or bool(one.card.themes)


def _weight(one: Text, start: Day, end: Day, lang: str) -> tuple[bool, bool, int, str]:
    """Return which texts the drawing keeps: those that enter into force within it, then the readers
    own, the newest.
    """
    within = one.in_force is not None and start <= one.in_force < end
    return not within, one.card.lead.lang != lang, -max(one.days).toordinal(), one.card.lead.id


def _short(title: str) -> str:
    """Cut a title at a word, to what fits over a lane."""
    if len(title) <= 98:
        return title
    return title[:97].rsplit(" ", 1)[0] + "…"


def _month(day: Day, on: int) -> Day:
    """Return the first day of the month so many months on."""
    months = day.year * 12 + day.month - 1 + on
    return Day(months // 12, months % 12 + 1, 1)


def _firsts(start: Day, end: Day) -> Iterator[Day]:
    while start < end:
        yield start
        start = _month(start, 1)

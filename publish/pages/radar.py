"""Library -> the law radar: what changes in the law, when, for whom, and what still waits for a
person to read it.

Its drawing, days on one line for each text as numbers that a template turns into SVG, repeats what
the table beside it says; its shapes differ, so that no colour is needed to read it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from itertools import filterfalse
from typing import Literal

from publish import law
from publish.generated_page import GeneratedPage
from publish.law import LawText
from publish.site_context import SiteContext

PATH = "radar.md"
A_YEAR, A_SEASON = timedelta(days=365), timedelta(days=92)
# In the table, among those that wait for a person, and of the changes of watched texts.
ROWS, WAITING, CHANGES = 20, 40, 12
Shape = Literal["act", "published", "in-force"]
WIDTH, TOP, LANE, MARGIN = 760, 44, 46, 14
MONTHS_BACK, MONTHS_AHEAD, MONTHS_MOST = 4, 4, 18
LANES = 10


def page(context: SiteContext) -> GeneratedPage:
    """Return the page of the radar, as it stands on the day of the last refresh."""
    today = context.library.data_date
    known = law.texts(context.indexes.cards, today, context.locale)
    waiting = waiting_for_a_person(known, today)
    facts = {
        "today": today,
        "table": table(known, today),
        "waiting": waiting[:WAITING],
        "waiting_count": len(waiting),
        **_dated(known, today, context),
    }
    sections = {"quarter": context.catalogue.translate("site.radar_this_quarter")}
    for name in ("line", "table", "changes", "waiting"):
        sections[name] = context.catalogue.translate(f"site.radar_{name}")
    if not facts["drawing"]:
        del sections["line"]
    return GeneratedPage(
        PATH,
        context.catalogue.translate("site.radar"),
        "radar.html",
        {**facts, "sections": list(sections.items())},
        context.catalogue.translate("site.radar_lead"),
        searchable=True,
    )


def _dated(known: Sequence[LawText], today: Day, context: SiteContext) -> dict[str, object]:
    """Return what changes in the quarter of a day and after it; none before the first refresh."""
    changes = law.text_changes(context.indexes.cards)[:CHANGES]
    start, end, span, drawing = Day.min, Day.min, "", None
    if today != Day.min:
        start, end = law.quarter(today)
        span = context.catalogue.span(start, end - timedelta(days=1))
        drawing = draw(known, today, context.locale)
    return {
        "quarter": law.within(known, start, end),
        "quarter_span": span,
        "next": law.within(known, end, Day.max),
        "drawing": drawing,
        "changes": changes,
        "changed_now": [pair for pair in changes if start <= pair[1].at.date() < end],
    }


def table(known: Sequence[LawText], today: Day) -> list[LawText]:
    """Return the texts with a day of entry into force, the latest first, then the newest ones that
    bear a theme.
    """
    dated = sorted(filter(_is_dated, known), key=law.by_entry_into_force, reverse=True)
    telling = filter(_is_telling, filterfalse(_is_dated, known))
    return [*dated, *_recent(telling, today, A_SEASON)][:ROWS]


def waiting_for_a_person(known: Sequence[LawText], today: Day) -> list[LawText]:
    """Return the texts of the last twelve months without a day of entry into force, those with a
    theme first.
    """
    undated = filterfalse(_is_dated, known)
    valid = filter(_is_asked, undated)
    return sorted(_recent(valid, today, A_YEAR), key=lambda text: not text.card.themes)


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day on a lane; `x` in units of the drawing."""

    shape: Shape
    x: float
    day: Day


@dataclass(frozen=True, slots=True)
class Lane:
    """A text and its marks from left to right; `y` is where its line stands, `title` what fits
    above it.
    """

    text: LawText
    y: int
    title: str
    marks: tuple[DayMark, ...]


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


@dataclass(frozen=True, slots=True)
class Scale:
    """The days that the drawing shows: from `start` on and before `end`."""

    start: Day
    end: Day

    def holds(self, day: Day) -> bool:
        """Return whether a day is within the drawing."""
        return self.start <= day < self.end

    def place(self, day: Day) -> float:
        """Return where a day is drawn."""
        share = (day - self.start).days / (self.end - self.start).days
        return round(MARGIN + (WIDTH - 2 * MARGIN) * share, 1)


def draw(found: Sequence[LawText], today: Day, lang: str) -> Drawing | None:
    """Draw the texts whose days fall around today and that enter into force or bear a theme; None
    for none.

    The line begins four months back and ends with the last entry into force, a year and a half on
    at most.
    """
    scale = Scale(_month(today, -MONTHS_BACK), _end(found, today))
    seen = [text for text in found if _is_shown(text, scale)]
    kept = sorted(seen, key=lambda text: _weight(text, scale, lang))[:LANES]
    if not kept:
        return None
    rows = sorted(kept, key=lambda text: (max(text.days), text.card.lead.id))
    lanes = tuple(_lane(text, number, scale) for number, text in enumerate(rows))
    firsts = tuple(_firsts(scale.start, scale.end))
    ticks = tuple(zip(map(scale.place, firsts), firsts, strict=True))
    return Drawing(TOP + LANE * len(lanes) + 10, ticks, lanes, scale.place(today))


def _is_dated(text: LawText) -> bool:
    return text.in_force is not None


def _is_asked(text: LawText) -> bool:
    is_picked = text.stated or not text.card.is_aside
    return is_picked and text.status != "repealed"


def _is_telling(text: LawText) -> bool:
    return text.stated or (bool(text.card.themes) and not text.card.is_aside)


def _recent(found: Iterable[LawText], today: Day, within: timedelta) -> list[LawText]:
    """Return the texts that came out within a time before a day; all before the first refresh."""
    if today == Day.min:
        return list(found)
    return [text for text in found if _came_out(text) > today - within]


def _came_out(text: LawText) -> Day:
    return text.published or text.card.lead.first_seen.date()


def _end(found: Sequence[LawText], today: Day) -> Day:
    """Return the day before which the line ends."""
    last = max((text.in_force for text in found if text.in_force), default=today)
    wanted = _month(today, MONTHS_AHEAD)
    if last > today:
        wanted = max(wanted, _month(last, 1))
    return min(wanted, _month(today, MONTHS_MOST))


def _lane(text: LawText, number: int, scale: Scale) -> Lane:
    y = TOP + LANE * number + 34
    return Lane(text, y, _short(text.card.lead.title), tuple(_marks(text, scale)))


def _marks(text: LawText, scale: Scale) -> Iterator[DayMark]:
    days: tuple[tuple[Shape, Day | None], ...] = (
        ("act", text.act_date),
        ("published", text.published),
        ("in-force", text.in_force),
    )
    for shape, day in days:
        if day and scale.holds(day):
            yield DayMark(shape, scale.place(day), day)


def _is_shown(text: LawText, scale: Scale) -> bool:
    if text.in_force is None and not text.card.themes:
        return False
    return any(map(scale.holds, text.days))


def _weight(text: LawText, scale: Scale, lang: str) -> tuple[bool, bool, int, str]:
    """Return which texts the drawing keeps: those that enter into force within it, then the readers
    own, the newest.
    """
    lead = text.card.lead
    within = text.enters_into_force(scale.start, scale.end)
    return not within, lead.lang != lang, -max(text.days).toordinal(), lead.id


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

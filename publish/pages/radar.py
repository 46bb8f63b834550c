"""Library -> the law radar: what changes in the law, when, for whom, and what still waits for a
person to read it.
"""

from collections.abc import Iterable, Sequence
from datetime import date as Day
from datetime import timedelta
from itertools import filterfalse

from publish import law
from publish.generated_page import GeneratedPage
from publish.law import LawText
from publish.pages import timeline
from publish.site_context import SiteContext

PATH = "radar.md"
A_YEAR, A_SEASON = timedelta(days=365), timedelta(days=92)
# In the table, among those that wait for a person, and of the changes of watched texts.
ROWS, WAITING, CHANGES = 20, 40, 12


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
        drawing = timeline.draw(known, today, context.locale)
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

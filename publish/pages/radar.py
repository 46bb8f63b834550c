"""Library -> the law radar: what changes in the law, when, for whom, and what still waits for a
person to read it.
"""

from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta

from publish import law
from publish.generated_page import GeneratedPage
from publish.law import Text
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
    start, end = law.quarter(today) if today != Day.min else (Day.min, Day.min)
    waiting, changes = waiting_for_a_person(known, today), law.text_changes(context.indexes.cards)
    shown = table(known, today)
    facts = {
        "today": today,
        "quarter": law.within(known, start, end),
        "quarter_span": context.catalogue.span(start, end - timedelta(days=1))
        if end > Day.min
        else "",
        "next": law.within(known, end, Day.max),
        "drawing": timeline.draw(known, today, context.locale) if today != Day.min else None,
        "table": shown,
        "changes": changes[:CHANGES],
        "changed_now": [
            (card, change) for card, change in changes[:CHANGES] if start <= change.at.date() < end
        ],
        "waiting": waiting[:WAITING],
        "waiting_count": len(waiting),
    }
    sections = ("quarter", "line", "table", "changes", "waiting")
    labels = {name: context.catalogue.translate(f"site.radar_{name}") for name in sections[1:]}
    labels["quarter"] = context.catalogue.translate("site.radar_this_quarter")
    shown_sections = [
        (name, labels[name]) for name in sections if name != "line" or facts["drawing"]
    ]
    return GeneratedPage(
        PATH,
        context.catalogue.translate("site.radar"),
        "radar.html",
        facts | {"sections": shown_sections},
        context.catalogue.translate("site.radar_lead"),
        searchable=True,
    )


def table(known: Sequence[Text], today: Day) -> list[Text]:
    """Return the texts with a day of entry into force, the latest first, then the newest ones that
    bear a theme.
    """
    dated = sorted(
        (one for one in known if one.in_force),
        key=lambda one: (str(one.in_force), one.card.lead.id),
        reverse=True,
    )
    others = [
        one
        for one in known
        if not one.in_force and (one.stated or one.card.themes) and _recent(one, today, A_SEASON)
    ]
    return [*dated, *others][:ROWS]


def waiting_for_a_person(known: Sequence[Text], today: Day) -> list[Text]:
    """Return the texts of the last twelve months without a day of entry into force, those with a
    theme first.
    """
    found = [
        one
        for one in known
        if not one.in_force and one.status != "repealed" and _recent(one, today, A_YEAR)
    ]
    return sorted(found, key=lambda one: not one.card.themes)


def _recent(one: Text, today: Day, within: timedelta) -> bool:
    day = one.published or one.card.lead.first_seen.date()
    return today == Day.min or day > today - within

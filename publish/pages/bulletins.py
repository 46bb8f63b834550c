"""Library -> what a member reads on a Monday: the home, a page for each of the last weeks, and the
list of weeks.
"""

from collections.abc import Collection, Iterator
from typing import Any

from knowledge.i18n import typography
from publish import law, weeks
from publish.generated_page import GeneratedPage
from publish.indexes import neighbours
from publish.pages import home_shortcuts
from publish.pages.source_health import counts
from publish.pages.source_health import of as vitals_of
from publish.site_context import SiteContext
from publish.weeks import Order

# On the home: of each kind, of the weeks, and of the dates to come.
EACH, WEEKS_SHOWN, NEXT_SHOWN = 4, 5, 4


def generate(context: SiteContext, order: Order = ()) -> Iterator[GeneratedPage]:
    """Yield the list of weeks and the page of each week that has one (docs/decisions/weeks.md)."""
    kept = weeks.kept(
        context.indexes.weeks, context.library.introductions, context.library.data_date
    )
    counted = {week: len(context.indexes.weeks.get(week, ())) for week in kept}
    facts = {
        "years": weeks.by_year(counted),
        "introduced": frozenset(context.library.introductions),
    }
    yield GeneratedPage(
        "weeks/index.md",
        context.catalogue.translate("site.weeks_title"),
        "weeks.html",
        facts,
        context.catalogue.translate("site.weeks_lead"),
    )
    for week in kept:
        yield _week(week, kept, context, order)


def home(context: SiteContext, order: Order = (), known: Collection[str] = ()) -> dict[str, Any]:
    """Choose what the home shows: the doors to the `known` pages, the week by kind, the law that
    comes, the sources.
    """
    today = context.library.data_date
    week = weeks.current(context.indexes.weeks, today)
    found = context.indexes.weeks.get(week, [])
    groups = weeks.grouped(found, context.library, order, context.locale)
    coming = [
        one
        for one in law.texts(context.indexes.cards, today, context.locale)
        if one.in_force and one.in_force > today
    ]
    return {
        "kept": len(context.library.entries),
        "refreshed": context.library.refreshed,
        "doors": home_shortcuts.of(context, known, week=week, entries=len(found)),
        "week": week,
        "title": context.catalogue.week(week) if week else "",
        "count": len(found),
        "groups": [(term, some[:EACH], len(some)) for term, some in groups],
        "late": weeks.late(context.indexes.cards, week, context.library) if week else [],
        "coming": sorted(coming, key=lambda one: (str(one.in_force), one.card.lead.id))[
            :NEXT_SHOWN
        ],
        "recent": [
            one
            for one in weeks.kept(context.indexes.weeks, context.library.introductions, today)
            if one != week
        ][:WEEKS_SHOWN],
        "health": counts(vitals_of(context.library)),
        "indexes": context.indexes,
        "followed": sum(source.enabled for source in context.library.sources.values()),
    }


def _week(week: str, kept: list[str], context: SiteContext, order: Order) -> GeneratedPage:
    found = context.indexes.weeks.get(week, [])
    groups = weeks.grouped(found, context.library, order, context.locale)
    count = typography.sentence_case(context.catalogue.plural("site.entries", len(found)))
    introduced = context.library.introductions.get(week, ())
    return GeneratedPage(
        f"weeks/{week}.md",
        context.catalogue.week(week),
        "week.html",
        {
            "week": week,
            "groups": groups,
            "count": count,
            "late": weeks.late(context.indexes.cards, week, context.library),
            "neighbours": neighbours(week, kept),
            "introduced": context.locale in introduced,
            "elsewhere": [lang for lang in introduced if context.locale not in introduced],
        },
        context.catalogue.translate("site.week_lead", count=count),
        toc=tuple((f"k-{term.id}", term.label(context.locale)) for term, _ in groups),
        crumbs=(
            (context.catalogue.translate("site.watch"), "watch/index.md"),
            (context.catalogue.translate("site.weeks_word"), "weeks/index.md"),
        ),
    )

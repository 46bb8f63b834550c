"""Library -> what a member reads on a Monday: the home, a page for each of the last weeks, and the
list of weeks.
"""

from collections.abc import Collection, Iterator
from typing import Any

from knowledge.i18n import typography
from knowledge.i18n.catalogue import Catalogue
from publish.library import Library
from publish.pages import home_shortcuts, law, weeks
from publish.pages.source_health import counts
from publish.pages.source_health import of as vitals_of
from publish.pages.watch_pages import PageSpec, Shelves, neighbours
from publish.pages.weeks import Order

# On the home: of each kind, of the weeks, and of the dates to come.
EACH, WEEKS_SHOWN, NEXT_SHOWN = 4, 5, 4


def generate(
    library: Library, shelves: Shelves, words: Catalogue, order: Order = ()
) -> Iterator[PageSpec]:
    """Yield the list of weeks and the page of each week that has one (docs/decisions/weeks.md)."""
    kept = weeks.kept(shelves.weeks, library.introductions, library.today)
    counted = {week: len(shelves.weeks.get(week, ())) for week in kept}
    facts = {"years": weeks.by_year(counted), "introduced": frozenset(library.introductions)}
    yield PageSpec(
        "weeks/index.md",
        words.translate("site.weeks_title"),
        "weeks.html",
        facts,
        words.translate("site.weeks_lead"),
    )
    for week in kept:
        yield _week(week, kept, library, shelves, words, order)


def home(
    library: Library,
    shelves: Shelves,
    words: Catalogue,
    order: Order = (),
    known: Collection[str] = (),
) -> dict[str, Any]:
    """Choose what the home shows: the doors to the `known` pages, the week by kind, the law that
    comes, the sources.
    """
    today = library.today
    week = weeks.current(shelves.weeks, today)
    found = shelves.weeks.get(week, [])
    groups = weeks.grouped(found, library, order, words.locale)
    coming = [
        one
        for one in law.texts(shelves.cards, today, words.locale)
        if one.in_force and one.in_force > today
    ]
    return {
        "doors": home_shortcuts.of(library, words, known, week=week, entries=len(found)),
        "week": week,
        "title": words.week(week) if week else "",
        "count": len(found),
        "groups": [(term, some[:EACH], len(some)) for term, some in groups],
        "late": weeks.late(shelves.cards, week, library) if week else [],
        "coming": sorted(coming, key=lambda one: (str(one.in_force), one.card.lead.id))[
            :NEXT_SHOWN
        ],
        "recent": [
            one for one in weeks.kept(shelves.weeks, library.introductions, today) if one != week
        ][:WEEKS_SHOWN],
        "health": counts(vitals_of(library)),
        "shelves": shelves,
        "followed": sum(source.enabled for source in library.sources.values()),
    }


def _week(
    week: str, kept: list[str], library: Library, shelves: Shelves, words: Catalogue, order: Order
) -> PageSpec:
    found = shelves.weeks.get(week, [])
    groups = weeks.grouped(found, library, order, words.locale)
    count = typography.sentence_case(words.plural("site.entries", len(found)))
    introduced = library.introductions.get(week, ())
    return PageSpec(
        f"weeks/{week}.md",
        words.week(week),
        "week.html",
        {
            "week": week,
            "groups": groups,
            "count": count,
            "late": weeks.late(shelves.cards, week, library),
            "neighbours": neighbours(week, kept),
            "introduced": words.locale in introduced,
            "elsewhere": [lang for lang in introduced if words.locale not in introduced],
        },
        words.translate("site.week_lead", count=count),
        toc=tuple((f"k-{term.id}", term.label(words.locale)) for term, _ in groups),
        crumbs=(
            (words.translate("site.watch"), "watch/index.md"),
            (words.translate("site.weeks_word"), "weeks/index.md"),
        ),
    )

"""Library -> what a member reads on a Monday: the home with its doors, one for each need with which
a reader comes; a page for each of the last weeks, and the list of weeks.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.i18n import typography
from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import event
from knowledge.sheets.reading import Sheet
from knowledge.sheets.registry import KINDS
from publish import law, weeks
from publish.cards import Card
from publish.generated_page import GeneratedPage, toc_of_kinds
from publish.indexes import neighbours
from publish.pages import agenda, related_content
from publish.pages.source_health import counts
from publish.pages.source_health import of as vitals_of
from publish.site_context import SiteContext
from publish.weeks import Order

# On the home: of the stories of the week, of the weeks, and of the dates to come.
STORIES, WEEKS_SHOWN, NEXT_SHOWN = 12, 5, 4
# Stories of a week that stand open on its page; the others are folded by kind.
OPEN = 12
# The pages that a door may lead to, the first that the site has: a door without one is left out.
WAYS = {
    "changed": ("weeks/index.md", "watch/index.md"),
    "tools": ("tools/index.md", "toolkits/index.md"),
    "practices": ("practices/index.md",),
    "directory": ("directory/index.md",),
    "actions": ("actions/index.md", "events/index.md"),
}


@dataclass(frozen=True)
class Door:
    """One way in. `count` is what is behind, `also` what else is worth a word."""

    id: str
    title: str
    path: str
    count: str
    also: str = ""


def generate(context: SiteContext, order: Order = ()) -> Iterator[GeneratedPage]:
    """Yield the list of weeks and the page of each week that has one (docs/decisions/weeks.md)."""
    introduced = context.library.introductions
    kept = weeks.kept(context.indexes.weeks, introduced, context.library.data_date)
    counted = {week: len(context.indexes.weeks.get(week, ())) for week in kept}
    yield GeneratedPage(
        "weeks/index.md",
        context.catalogue.translate("site.weeks_title"),
        "weeks.html",
        {
            "years": weeks.by_year(counted),
            "introduced": frozenset(introduced),
            "refreshed": context.library.refreshed,
        },
        context.catalogue.translate("site.weeks_lead"),
    )
    for week in kept:
        yield _week(week, kept, context, order)


def home(context: SiteContext, order: Order = (), known: Collection[str] = ()) -> dict[str, object]:
    """Choose what the home shows: the doors to the `known` pages, the week by kind, the law that
    comes, the sources.
    """
    library = context.library
    week = weeks.current(context.indexes.weeks, library.data_date)
    found = context.indexes.weeks.get(week, [])
    return {
        "kept": len(library.entries),
        "refreshed": library.refreshed,
        "doors": doors(context, known, week=week, entries=len(found)),
        "count": len(found),
        **_current(week, context, order),
        "highlights": weeks.HIGHLIGHTS,
        "coming": sorted(_coming(context), key=law.by_entry_into_force)[:NEXT_SHOWN],
        "recent": _weeks_before(week, context)[:WEEKS_SHOWN],
        "health": counts(vitals_of(library)),
        "indexes": context.indexes,
        "followed": len(library.followed),
    }


def doors(context: SiteContext, known: Collection[str], *, week: str, entries: int) -> list[Door]:
    """Return the doors whose pages are among the `known` ones; `entries` is what came
    in the week.
    """
    ways = dict(WAYS)
    if week:
        ways["changed"] = (f"weeks/{week}.md", *WAYS["changed"])
    told = {
        "changed": (_changed(context, entries), ""),
        "actions": (_actions(context), _next_meeting(context)),
    }
    usable = related_content.usable(context.library, context.locale)
    found = {
        "tools": usable,
        "practices": _of(context, "practice"),
        "directory": _of(context, "organisation"),
    }
    for name, sheets in found.items():
        told[name] = (_counted(name, len(sheets), context.catalogue), "")
    opened = []
    for name, paths in ways.items():
        path = next(filter(known.__contains__, paths), "")
        if path:
            title = context.catalogue.translate(f"site.door_{name}")
            opened.append(Door(name, title, path, *told[name]))
    return opened


def _changed(context: SiteContext, entries: int) -> str:
    """Return what is said of the week before a reader goes there."""
    if entries or context.library.refreshed:
        return context.catalogue.plural("site.door_changed_say", entries)
    return context.catalogue.translate("site.first_refresh")


def _current(week: str, context: SiteContext, order: Order) -> dict[str, object]:
    """Return what the home tells of the current week; `week` is "" where there is none."""
    title, late = "", list[Card]()
    if week:
        title = context.catalogue.week(week)
        late = weeks.late(context.indexes.picked, week, context.library)
    found = context.indexes.weeks.get(week, [])
    groups = []
    dealt = weeks.grouped(found, context.library, order, context.locale)
    for (term, cards), many in zip(dealt, weeks.shares(dealt, STORIES), strict=True):
        groups.append((term, cards[:many], len(cards)))
    aside = len(context.indexes.aside.get(week, ()))
    return {"week": week, "title": title, "groups": groups, "late": late, "aside": aside}


def _coming(context: SiteContext) -> Iterator[law.LawText]:
    """Yield the texts of the law that are not in force yet."""
    today = context.library.data_date
    for text in law.texts(context.indexes.cards, today, context.locale):
        if text.in_force and text.in_force > today:
            yield text


def _weeks_before(week: str, context: SiteContext) -> list[str]:
    library = context.library
    kept = weeks.kept(context.indexes.weeks, library.introductions, library.data_date)
    return list(filter(week.__ne__, kept))


def _week(week: str, kept: list[str], context: SiteContext, order: Order) -> GeneratedPage:
    translate, library, locale = context.catalogue.translate, context.library, context.locale
    found = context.indexes.weeks.get(week, [])
    groups = weeks.grouped(found, library, order, locale)
    count = typography.sentence_case(context.catalogue.plural("site.entries", len(found)))
    introduced = library.introductions.get(week, ())
    facts = {
        "week": week,
        "groups": groups,
        "open": weeks.shares(groups, OPEN),
        "count": count,
        "late": weeks.late(context.indexes.picked, week, library),
        "aside": len(context.indexes.aside.get(week, ())),
        "neighbours": neighbours(week, kept),
        "introduced": locale in introduced,
        "elsewhere": [] if locale in introduced else list(introduced),
    }
    return GeneratedPage(
        f"weeks/{week}.md",
        context.catalogue.week(week),
        "week.html",
        facts,
        translate("site.week_lead", count=count),
        toc=toc_of_kinds(groups, locale),
        crumbs=(
            (translate("site.watch"), "watch/index.md"),
            (translate("site.weeks_word"), "weeks/index.md"),
        ),
    )


def _counted(name: str, n: int, catalogue: Catalogue) -> str:
    if not n:
        return catalogue.translate(f"site.door_{name}_none")
    return catalogue.plural(f"site.door_{name}_say", n)


def _actions(context: SiteContext) -> str:
    found = Counter(sheet.keys.get("status") for sheet in _of(context, "action"))
    told = []
    for status, key in (("done", "done"), ("in-progress", "going")):
        if found[status]:
            told.append(context.catalogue.plural(f"site.door_actions_{key}", found[status]))
    return ", ".join(told) or context.catalogue.translate("site.door_actions_none")


def _next_meeting(context: SiteContext) -> str:
    today = context.library.build_date
    events = context.library.sheets.of(event.KIND, context.locale)
    meetings = [sheet for sheet in events if sheet.keys.type == agenda.MEETING]
    coming = related_content.coming_first(meetings, today)
    if not coming:
        return ""
    start = related_content.day(coming[0].keys.start)
    if start < today:
        return ""
    return context.catalogue.translate("site.door_meeting", day=context.catalogue.day(start))


def _of(context: SiteContext, kind: str) -> Sequence[Sheet[SheetModel]]:
    return context.library.sheets.of(KINDS[kind], context.locale)

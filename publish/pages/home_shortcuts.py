"""The needs with which a reader comes -> five doors on the home, each with what stands behind it
today.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import event
from knowledge.sheets.reading import Sheet
from knowledge.sheets.registry import KINDS
from publish.pages import agenda, related_content
from publish.site_context import SiteContext

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


def of(context: SiteContext, known: Collection[str], *, week: str, entries: int) -> list[Door]:
    """Return the doors whose pages are among the `known` ones; `entries` is what came
    in the week.
    """
    ways = dict(WAYS)
    if week:
        ways["changed"] = (f"weeks/{week}.md", *WAYS["changed"])
    told = {
        "changed": (context.catalogue.plural("site.door_changed_say", entries), ""),
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
    doors = []
    for name, paths in ways.items():
        path = next(filter(known.__contains__, paths), "")
        if path:
            title = context.catalogue.translate(f"site.door_{name}")
            doors.append(Door(name, title, path, *told[name]))
    return doors


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

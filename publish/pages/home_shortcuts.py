"""The needs with which a reader comes -> five doors on the home, each with what stands behind it
today.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.registry import KINDS
from publish.pages import related_content
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
    ways = {
        name: (f"weeks/{week}.md", *paths) if name == "changed" and week else paths
        for name, paths in WAYS.items()
    }
    open_ = {
        name: next((path for path in paths if path in known), "") for name, paths in ways.items()
    }
    says = {
        "changed": (context.catalogue.plural("site.door_changed_say", entries), ""),
        "tools": (
            _counted(
                "tools",
                len(related_content.usable(context.library, context.locale)),
                context.catalogue,
            ),
            "",
        ),
        "practices": (_counted("practices", len(_of(context, "practice")), context.catalogue), ""),
        "directory": (
            _counted("directory", len(_of(context, "organisation")), context.catalogue),
            "",
        ),
        "actions": (_actions(context), _next_meeting(context)),
    }
    return [
        Door(name, context.catalogue.translate(f"site.door_{name}"), path, *says[name])
        for name, path in open_.items()
        if path
    ]


def _counted(name: str, n: int, catalogue: Catalogue) -> str:
    return (
        catalogue.plural(f"site.door_{name}_say", n)
        if n
        else catalogue.translate(f"site.door_{name}_none")
    )


def _actions(context: SiteContext) -> str:
    found = Counter(one.keys.get("status") for one in _of(context, "action"))
    told = [
        context.catalogue.plural(f"site.door_actions_{key}", found[status])
        for status, key in (("done", "done"), ("in-progress", "going"))
        if found[status]
    ]
    return ", ".join(told) or context.catalogue.translate("site.door_actions_none")


def _next_meeting(context: SiteContext) -> str:
    meetings = (one for one in _of(context, "event") if one.keys.get("type") == "meeting")
    coming: Iterator[Any] = (
        one.keys for one in related_content.coming_first(meetings, context.library.build_date)
    )
    start = next((related_content.day(keys.start) for keys in coming), None)
    return (
        context.catalogue.translate("site.door_meeting", day=context.catalogue.day(start))
        if start and start >= context.library.build_date
        else ""
    )


def _of(context: SiteContext, kind: str) -> list[Any]:
    return context.library.sheets.of(KINDS[kind], context.locale)

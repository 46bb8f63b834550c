"""The needs with which a reader comes -> five doors on the home, each with what stands behind it
today.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from publish.library import Library
from publish.pages import related_content

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


def of(
    library: Library, words: Catalogue, known: Collection[str], *, week: str, entries: int
) -> list[Door]:
    """List the doors whose pages are among the `known` ones; `entries` is what came in the week."""
    ways = {
        name: (f"weeks/{week}.md", *paths) if name == "changed" and week else paths
        for name, paths in WAYS.items()
    }
    open_ = {
        name: next((path for path in paths if path in known), "") for name, paths in ways.items()
    }
    says = {
        "changed": (words.plural("site.door_changed_say", entries), ""),
        "tools": (_counted("tools", len(related_content.usable(library, words.locale)), words), ""),
        "practices": (_counted("practices", len(_of(library, words, "practice")), words), ""),
        "directory": (_counted("directory", len(_of(library, words, "organisation")), words), ""),
        "actions": (_actions(library, words), _next_meeting(library, words)),
    }
    return [
        Door(name, words.translate(f"site.door_{name}"), path, *says[name])
        for name, path in open_.items()
        if path
    ]


def _counted(name: str, n: int, words: Catalogue) -> str:
    return (
        words.plural(f"site.door_{name}_say", n) if n else words.translate(f"site.door_{name}_none")
    )


def _actions(library: Library, words: Catalogue) -> str:
    found = Counter(one.keys.get("status") for one in _of(library, words, "action"))
    told = [
        words.plural(f"site.door_actions_{key}", found[status])
        for status, key in (("done", "done"), ("in-progress", "going"))
        if found[status]
    ]
    return ", ".join(told) or words.translate("site.door_actions_none")


def _next_meeting(library: Library, words: Catalogue) -> str:
    meetings = (one for one in _of(library, words, "event") if one.keys.get("type") == "meeting")
    coming: Iterator[Any] = (
        one.keys for one in related_content.coming_first(meetings, library.built_on)
    )
    start = next((related_content.day(keys.start) for keys in coming), None)
    return (
        words.translate("site.door_meeting", day=words.day(start))
        if start and start >= library.built_on
        else ""
    )


def _of(library: Library, words: Catalogue, kind: str) -> list[Any]:
    return library.sheets.of(kind, words.locale)

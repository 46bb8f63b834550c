"""A theme -> the page where all that the site holds of it meets: what it means, the law, the watch,
tools, people.
"""

from collections.abc import Iterator
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from publish.library import Library
from publish.pages import list_rows, related_content
from publish.pages.related_content import Gathered
from publish.pages.watch_pages import LATEST, PageSpec, Shelves, by_month, linkable

# The sections in their order; what is in none of them stands under the last, and the months lead to
# the rest.
SECTIONS = ("law", "watch", "tools", "practices", "contacts", "events", "guides")


def pages(library: Library, shelves: Shelves, words: Catalogue) -> Iterator[PageSpec]:
    """Yield a page for each theme of which the site holds anything, in place of the watch's own.

    A field of action has one in any case: its gaps are told. Both languages have the same pages.
    """
    named = _named(library)
    for name in dict.fromkeys((*library.themes, *shelves.themes)):
        if linkable(name) and (name in library.fields or name in shelves.themes or name in named):
            yield _page(name, library, shelves, words)


def _page(name: str, library: Library, shelves: Shelves, words: Catalogue) -> PageSpec:
    term, all_cards = library.theme(name), shelves.themes.get(name, [])
    found = related_content.gathered(library, shelves, words.locale, themes=(name,))
    shown = [*found.law, *found.watch]
    more = [card for card in all_cards[:LATEST] if card not in shown]
    toc = [
        (f"g-{part}", words.translate(f"site.gathered_{part}"))
        for part in SECTIONS
        if _stands(found, part, name, library)
    ]
    toc += [("more", words.translate("site.crossing_more"))] if more else []
    count = words.plural("site.entries", len(all_cards))
    return PageSpec(
        f"themes/{name}.md",
        term.label(words.locale),
        "crossing.html",
        {
            "term": term,
            "gathered": found,
            "rows": {
                part: list_rows.of(getattr(found, part), library, words) for part in SECTIONS[2:]
            },
            "more": more,
            "found": [*shown, *more],
            "total": len(all_cards),
            "months": by_month(all_cards),
            "feed": f"theme/{name}" if name in shelves.themes else "",
            "is_field": name in library.fields,
        },
        f"{term.label(words.locale)}{words.translate('site.colon')}{count}",
        toc=tuple(toc),
        crumbs=(
            (words.translate("site.watch"), "watch/index.md"),
            (words.translate("site.themes"), "themes/index.md"),
        ),
    )


def _stands(found: Gathered, part: str, name: str, library: Library) -> bool:
    return bool(getattr(found, part)) or (name in library.fields and part in {"tools", "practices"})


def _named(library: Library) -> set[str]:
    """Name the themes that a sheet of any language is about."""
    found: set[Any] = set()
    for sheet in library.sheets.sheets:
        for keys in (sheet.keys, *getattr(sheet.keys, "roles", ())):
            found.update(
                word
                for key in ("themes", "fields", "topics")
                for word in getattr(keys, key, None) or ()
            )
    return found

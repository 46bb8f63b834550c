"""A theme -> the page where all that the site holds of it meets: what it means, the law, the watch,
tools, people.
"""

from collections.abc import Iterator

from knowledge.sheets.kinds.organisation import Organisation
from publish.generated_page import GeneratedPage
from publish.indexes import by_month, linkable
from publish.library import Library
from publish.pages import list_rows, related_content
from publish.pages.related_content import RelatedContent
from publish.pages.watch_pages import LATEST
from publish.site_context import SiteContext

# The sections in their order; what is in none of them stands under the last, and the months lead to
# the rest.
SECTIONS = ("law", "watch", "tools", "practices", "contacts", "events", "guides")


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield a page for each theme of which the site holds anything, in place of the watch's own.

    A field of action has one in any case: its gaps are told. Both languages have the same pages.
    """
    held = {*context.library.fields, *context.indexes.themes, *_named(context.library)}
    for name in dict.fromkeys((*context.library.themes, *context.indexes.themes)):
        if linkable(name) and name in held:
            yield _page(name, context)


def _page(name: str, context: SiteContext) -> GeneratedPage:
    term, all_cards = context.library.theme(name), context.indexes.themes.get(name, [])
    found = related_content.gathered(context, themes=(name,))
    shown = [*found.law, *found.watch]
    more = [card for card in all_cards[:LATEST] if card not in shown]
    toc = [
        (f"g-{part}", context.catalogue.translate(f"site.gathered_{part}"))
        for part in SECTIONS
        if _stands(found, part, name, context.library)
    ]
    toc += [("more", context.catalogue.translate("site.crossing_more"))] if more else []
    count = context.catalogue.plural("site.entries", len(all_cards))
    return GeneratedPage(
        f"themes/{name}.md",
        term.label(context.locale),
        "theme.html",
        {
            "term": term,
            "gathered": found,
            "rows": {part: list_rows.of(getattr(found, part), context) for part in SECTIONS[2:]},
            "more": more,
            "found": [*shown, *more],
            "total": len(all_cards),
            "months": by_month(all_cards),
            "feed": f"theme/{name}" if name in context.indexes.themes else "",
            "is_field": name in context.library.fields,
        },
        f"{term.label(context.locale)}{context.catalogue.translate('site.colon')}{count}",
        toc=tuple(toc),
        crumbs=(
            (context.catalogue.translate("site.watch"), "watch/index.md"),
            (context.catalogue.translate("site.themes"), "themes/index.md"),
        ),
    )


def _stands(found: RelatedContent, part: str, name: str, library: Library) -> bool:
    return bool(getattr(found, part)) or (name in library.fields and part in {"tools", "practices"})


def _named(library: Library) -> set[str]:
    """Return the themes that a sheet of any language is about."""
    found: set[str] = set()
    for sheet in library.sheets.sheets:
        keys = sheet.keys
        roles = keys.roles if isinstance(keys, Organisation) else ()
        for part in (keys, *roles):
            for key in ("themes", "fields", "topics"):
                found.update(part.get_ids(key))
    return found

"""A theme, or a step of the guide -> the page where all that the site holds of it meets: what it
means, the law, the watch, tools, people.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import filterfalse

from knowledge.sheets.collection import INDEX
from knowledge.sheets.kinds.guide import Guide
from knowledge.sheets.kinds.organisation import Organisation
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.indexes import by_month, linkable
from publish.library import Library, NamedTerm
from publish.pages import coverage_map, directory, drawings, list_rows, related_content
from publish.pages.list_rows import SheetRow
from publish.pages.related_content import RelatedContent
from publish.pages.watch_pages import LATEST
from publish.site_context import SiteContext

# The sections in their order; what is in none of them stands under the last, and the months lead to
# the rest.
SECTIONS = ("law", "watch", "tools", "practices", "contacts", "events", "questions", "guides")
# What a step's or a field's page of the guide shows as lists, by its name in `RelatedContent`.
LISTED = ("tools", "practices", "contacts", "events", "questions")


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
    more = list(filterfalse(shown.__contains__, all_cards[:LATEST]))
    toc: list[tuple[str, str]] = []
    for part in SECTIONS:
        if _stands(found, part, name, context.library):
            toc.append((f"g-{part}", context.catalogue.translate(f"site.gathered_{part}")))
    if more:
        toc.append(("more", context.catalogue.translate("site.crossing_more")))
    count = context.catalogue.plural("site.entries", len(all_cards))
    return GeneratedPage(
        f"themes/{name}.md",
        term.label(context.locale),
        "theme.html",
        {
            "term": term,
            "gathered": found,
            "rows": _rows(found, SECTIONS[2:], context),
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


def _rows(
    found: RelatedContent, parts: Iterable[str], context: SiteContext
) -> dict[str, list[SheetRow]]:
    return {part: list_rows.of(getattr(found, part), context) for part in parts}


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


def facts_of_guide(sheet: Sheet[Guide], context: SiteContext) -> Mapping[str, object]:
    """Return what serves the step or the field of which this is the page; nothing for
    other pages.
    """
    keys = sheet.keys
    is_opening = sheet.id == INDEX
    told = {
        "validated": validated(keys, context),
        "gathered": None,
        "is_opening": is_opening,
        "drawing": drawings.of(sheet, context),
    }
    if not keys.steps and not keys.fields:
        return told
    found = related_content.gathered(context, steps=keys.steps, themes=keys.fields)
    return {
        **told,
        "gathered": found,
        "subject": "step" if keys.steps else "field",
        "term": _term(keys, context.library),
        "rows": _rows(found, LISTED, context),
        "general": _serving_all(context) if keys.fields else 0,
    }


def validated(keys: Guide, context: SiteContext) -> str:
    """Return which version a page is, and whether the network has validated it."""
    translate = context.catalogue.translate
    if not keys.validated_by or not keys.validated_on:
        return translate("site.guide_not_validated", version=keys.version)
    by = directory.named(keys.validated_by, context.library, context.locale).name
    day = context.catalogue.day(keys.validated_on)
    return translate("site.guide_validated", version=keys.version, by=by, day=day)


def _term(keys: Guide, library: Library) -> NamedTerm:
    if keys.step:
        return library.step(keys.step)
    return library.theme(keys.field or "")


def _serving_all(context: SiteContext) -> int:
    """Return the number of tools that name no field, and serve all of them."""
    return len(coverage_map.for_all(related_content.usable(context.library, context.locale)))

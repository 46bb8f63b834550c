"""Pages of the guide -> their version, the network's word for it, and what a step's or a field's
page draws in.
"""

from collections.abc import Mapping

from knowledge.sheets.kinds.guide import Guide
from knowledge.sheets.reading import Sheet
from publish.library import Library, NamedTerm
from publish.pages import coverage_map, list_rows, organisations, related_content
from publish.site_context import SiteContext

# What a step's or a field's page shows as lists, by its name in `Gathered`.
LISTED = ("tools", "practices", "contacts", "events")


def facts(sheet: Sheet[Guide], context: SiteContext) -> Mapping[str, object]:
    """Return what serves the step or the field of which this is the page; nothing for
    other pages.
    """
    keys = sheet.keys
    told = {"validated": validated(keys, context), "gathered": None}
    if not keys.steps and not keys.fields:
        return told
    found = related_content.gathered(context, steps=keys.steps, themes=keys.fields)
    return {
        **told,
        "gathered": found,
        "subject": "step" if keys.steps else "field",
        "term": _term(keys, context.library),
        "rows": {name: list_rows.of(getattr(found, name), context) for name in LISTED},
        "general": _serving_all(context) if keys.fields else 0,
    }


def validated(keys: Guide, context: SiteContext) -> str:
    """Return which version a page is, and whether the network has validated it."""
    translate = context.catalogue.translate
    if not keys.validated_by or not keys.validated_on:
        return translate("site.guide_not_validated", version=keys.version)
    by = organisations.named(keys.validated_by, context.library, context.locale).name
    day = context.catalogue.day(keys.validated_on)
    return translate("site.guide_validated", version=keys.version, by=by, day=day)


def _term(keys: Guide, library: Library) -> NamedTerm:
    if keys.step:
        return library.step(keys.step)
    return library.theme(keys.field or "")


def _serving_all(context: SiteContext) -> int:
    """Return the number of tools that name no field, and serve all of them."""
    return len(coverage_map.for_all(related_content.usable(context.library, context.locale)))

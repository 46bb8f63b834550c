"""Pages of the guide -> their version, the network's word for it, and what a step's or a field's
page draws in.
"""

from collections.abc import Mapping
from typing import Any

from knowledge.sheets.kinds.guide import Guide
from knowledge.sheets.reading import Sheet
from publish.pages import coverage_map, list_rows, organisations, related_content
from publish.site_context import SiteContext


def facts(sheet: Sheet[Guide], context: SiteContext) -> Mapping[str, Any]:
    """Draw in what serves the step or the field of which this is the page; nothing for
    other pages.
    """
    keys = sheet.keys
    told = {"validated": validated(keys, context), "gathered": None}
    if not keys.steps and not keys.fields:
        return told
    found = related_content.gathered(context, steps=keys.steps, themes=keys.fields)
    return told | {
        "gathered": found,
        "subject": "step" if keys.steps else "field",
        "term": context.library.step(keys.step)
        if keys.step
        else context.library.theme(keys.field or ""),
        "rows": {
            name: list_rows.of(getattr(found, name), context)
            for name in ("tools", "practices", "contacts")
        }
        | {"events": list_rows.of(found.events, context)},
        "general": len(
            coverage_map.for_all(related_content.usable(context.library, context.locale))
        )
        if keys.fields
        else 0,
    }


def validated(keys: Any, context: SiteContext) -> str:
    """Return which version a page is, and whether the network has validated it."""
    if not keys.validated_by or not keys.validated_on:
        return context.catalogue.translate("site.guide_not_validated", version=keys.version)
    by = organisations.named(keys.validated_by, context.library, context.locale).name
    return context.catalogue.translate(
        "site.guide_validated",
        version=keys.version,
        by=by,
        day=context.catalogue.day(keys.validated_on),
    )

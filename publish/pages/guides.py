"""Pages of the guide -> their version, the network's word for it, and what a step's or a field's
page draws in.
"""

from collections.abc import Mapping
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.kinds.guide import Guide
from knowledge.sheets.reading import Sheet
from publish.library import Library
from publish.pages import coverage_map, list_rows, organisations, related_content
from publish.pages.watch_pages import Shelves


def drawn(
    sheet: Sheet[Guide], library: Library, shelves: Shelves, words: Catalogue
) -> Mapping[str, Any]:
    """Draw in what serves the step or the field of which this is the page; nothing for other pages."""
    keys = sheet.keys
    told = {"validated": validated(keys, library, words), "gathered": None}
    if not keys.steps and not keys.fields:
        return told
    found = related_content.gathered(
        library, shelves, words.locale, steps=keys.steps, themes=keys.fields
    )
    return told | {
        "gathered": found,
        "subject": "step" if keys.steps else "field",
        "term": library.step(keys.step) if keys.step else library.theme(keys.field or ""),
        "rows": {
            name: list_rows.of(getattr(found, name), library, words)
            for name in ("tools", "practices", "contacts")
        }
        | {"events": list_rows.of(found.events, library, words)},
        "general": len(coverage_map.for_all(related_content.usable(library, words.locale)))
        if keys.fields
        else 0,
    }


def validated(keys: Any, library: Library, words: Catalogue) -> str:
    """Say which version a page is, and whether the network has validated it."""
    if not keys.validated_by or not keys.validated_on:
        return words.translate("site.guide_not_validated", version=keys.version)
    by = organisations.named(keys.validated_by, library, words.locale).name
    return words.translate(
        "site.guide_validated", version=keys.version, by=by, day=words.day(keys.validated_on)
    )

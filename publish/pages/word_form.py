"""The fields of a form -> a document of Word to fill in, which `vigie import` takes back.

ECMA-376 (Office Open XML), written from templates: no program of a word processor is asked, and the
same fields make the same bytes. Each answer has a control of its own, by whose tag it is found; it
is found by its heading too, where a program lost the controls.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.sheets.form_fields import FormField
from knowledge.sheets.proposals import WORD_TAG
from publish.pages import kit_zip, render
from publish.site_context import SiteContext

# Each part of the document with its template in overrides/word/.
_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
}


def document(form: str, title: str, fields: Sequence[FormField], context: SiteContext) -> bytes:
    """Return the document of a form, by its id, its title and its fields."""
    facts: dict[str, Any] = {
        "form": f"{form}:{context.locale}",
        "title": title,
        "fields": sorted(fields, key=_order),
        "lang": context.locale,
        "lead": tuple(_lead(context)),
        "say": context.catalogue.choices("site.propose_say"),
        "words": context.catalogue.choices("site.propose_word"),
        "colon": context.catalogue.translate("site.colon"),
        "tag": WORD_TAG,
    }
    made = {}
    for part, template in _PARTS.items():
        made[part] = render.render(template, context, **facts).encode()
    return kit_zip.pack(made)


def _lead(context: SiteContext) -> Iterator[str]:
    """Yield what stands above the questions."""
    if context.metadata.demo:
        yield context.catalogue.translate("site.demo_text")
    words = context.catalogue.choices("site.propose_word")
    yield words["how"]
    yield context.catalogue.translate("site.propose_public")
    if context.metadata.readers.shown:
        yield f"{words['send']} {context.metadata.readers.shown}"


def _order(field: FormField) -> tuple[bool, bool]:
    """Return what is to be filled in before the rest, and texts before long lists."""
    return not field["required"], "section" not in field

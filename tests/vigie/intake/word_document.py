"""The template of Word as the build makes it, and the same filled in as a person would in Word."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache, partial

from lxml import etree

from knowledge.i18n import catalogue
from knowledge.sheets import form_fields
from knowledge.sheets.proposals import PROPOSALS
from knowledge.sheets.schema_fields import Key
from publish import site_metadata
from publish.indexes import Indexes
from publish.pages import word_form
from publish.site_context import SiteContext
from tests.publish.pages.test_directory import library
from tests.vigie.intake.sent import archive

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"
DOCUMENT = "word/document.xml"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + bytes(17) + b"\0\0\0\0IEND\xaeB`\x82"
TEXTS = {
    "title": "Réunion : debout",
    "description": "Dix minutes.",
    "context": "Douze personnes.",
    "done": "Debout.",
    "participation": "Tous.",
    "means": "Rien.",
    "transfer": "Vouloir.",
}
TICKED = ("fields=health", "fields=equality", "steps=framing", "substance=comfort")
CHOSEN = {"organisation": "Institution.a", "life=idea": "2026-01-12", "life=pilot": "2/3/2026"}
_LISTS = {
    "fields": ["work-content", "health", "equality"],
    "steps": ["framing", "experiment"],
    "organisations": [f"institution-a{number or ''}" for number in range(12)],
}


def _options(key: Key, lang: str) -> dict[str, object]:
    if key.field.choices:
        return {"options": list(key.field.choices.labels(lang).items())}
    ids = _LISTS.get(key.field.terms, [])
    return {"options": [(name, name.replace("-", ".").capitalize()) for name in ids]}


@cache
def template(lang: str = "fr") -> bytes:
    """Return the template as the build makes it."""
    metadata = site_metadata.of({"contact": "mailto:team@example.org"}, lang, "V")
    context = SiteContext(library(), catalogue.load(lang), Indexes(), metadata)
    fields = form_fields.fields(PROPOSALS["practice"].keys, lang, partial(_options, lang=lang))
    title = context.catalogue.choice("site.propose_titles", "practice")
    return word_form.document("practice", title, fields, context)


def parts(raw: bytes) -> dict[str, bytes]:
    """Return the parts of a document."""
    with zipfile.ZipFile(io.BytesIO(raw)) as held:
        return {name: held.read(name) for name in held.namelist()}


def with_parts(raw: bytes, more: Mapping[str, bytes]) -> bytes:
    """Return a document with other parts."""
    return archive({**parts(raw), **more}, zipfile.ZIP_DEFLATED)


def paragraph(inner: str, style: str = "") -> str:
    """Return a paragraph of runs; words alone are one."""
    runs = inner if inner.startswith("<") else f"<w:r><w:t>{inner}</w:t></w:r>"
    return f"<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>"


def _nodes(xml: str) -> list["etree._Element"]:
    return list(
        etree.fromstring(f'<x xmlns:w="{W}" xmlns:r="{R}" xmlns:a="a" xmlns:b="b">{xml}</x>')
    )


def filled(lang: str = "fr", raw: bytes = b"", **texts: str) -> bytes:
    """Return a template with answers: words, or paragraphs of XML."""
    held = parts(raw or template(lang))
    tree = etree.fromstring(held[DOCUMENT])
    told = {**TEXTS, **texts}
    for control in list(tree.iter(f"{{{W}}}sdt")):
        _answer(control, told)
    held[DOCUMENT] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return archive(held, zipfile.ZIP_DEFLATED)


def _answer(control: "etree._Element", told: Mapping[str, str]) -> None:
    about, inner = control.find("{*}sdtPr"), control.find("{*}sdtContent")
    tag = about.find("{*}tag").get(f"{{{W}}}val").removeprefix("vigie:")
    said = told.get(tag) or CHOSEN.get(tag)
    if tag in TICKED:
        next(about.iter("{*}checked")).set("val", "1")
        next(inner.iter("{*}t")).text = "☒"
    elif said:
        about.remove(about.find("{*}showingPlcHdr"))
        if tag in TEXTS:
            inner[:] = _nodes(said if said.startswith("<") else paragraph(said))
        else:
            next(inner.iter("{*}t")).text = said

"""A document of Word, Excel, PowerPoint or LibreOffice -> the same one, of which nothing runs, asks
for another file, or says who wrote it.

ECMA-376 (Office Open XML) and ISO/IEC 26300 (OpenDocument): both are zips of XML.
"""

import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from vigie import safe_zip
from vigie.safe_zip import ZipLimits

LIMITS = ZipLimits(files=3_000, size=200_000_000, listing=3_000_000)
_CONTENT = "[Content_Types].xml"
_TYPE = "mimetype"
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
# Parts that run, or that hold or name another file.
_ACTIVE_PARTS = re.compile(
    r"vbaproject|vbadata|activex|ctrlprops|oleobject|macrosheets|externallinks|customui|webextension"
    r"|\A(?:basic|scripts|object \d)",
    re.IGNORECASE,
)
_ACTIVE_TYPES = re.compile(rb"macroenabled|activex|vbaproject", re.IGNORECASE)
# What may name an entity, in UTF-8 or UTF-16.
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y")
# What an OpenDocument runs, or fetches from elsewhere.
_ACTIVE_ODF = re.compile(
    rb"<(?:office:script|script:event-listener|presentation:event-listener)\b"
    rb"|<draw:(?:image|object|object-ole|plugin|applet|floating-frame)\b[^<>]{0,4000}"
    rb"xlink:href=[\"'](?:[a-z]+:|//)",
    re.IGNORECASE,
)
_LINK = "hyperlink"
# Where a text names who commented or changed it.
_NAMES = re.compile(
    rb"\b((?:\w{1,9}:)?(?:author|initials|userId|displayName))=(?:\"[^\"]*\"|'[^']*')"
)
_NAMED = re.compile(r"\Aword/|comment|person|author", re.IGNORECASE)
_AUTHORS = re.compile(rb"\bname=(?:\"[^\"]*\"|'[^']*')")
_AUTHOR_LIST = re.compile(r"authors\.xml\Z", re.IGNORECASE)
_CREATORS = re.compile(rb"(<(?:dc:creator|author)\b[^<>]{0,200}>)[^<]*")
_BLANK = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b"<cp:coreProperties xmlns:cp="
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b"<Properties xmlns="
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b"<Properties xmlns="
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b"<office:document-meta xmlns:office="
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',
}


def is_document(raw: bytes) -> bool:
    """Return whether a zip is a document, by the names in it. Raises SheetError on what is none."""
    with safe_zip.opened(io.BufferedReader(io.BytesIO(raw)), LIMITS) as packed:
        names = packed.namelist()
    return _CONTENT in names or _TYPE in names


def parts(raw: bytes) -> Mapping[str, bytes]:
    """Return the parts of a document by name. Raises SheetError on a zip that could do harm."""
    return safe_zip.contents(raw, LIMITS)


def kind(held: Mapping[str, bytes]) -> str:
    """Return the ending that a document has by its parts, "" for a zip that is none."""
    if _TYPE in held:
        return _OPEN_DOCUMENT.get(held[_TYPE].strip(), "")
    if _CONTENT not in held:
        return ""
    folders = {f"{name.partition('/')[0]}/" for name in held}
    return next((end for folder, end in _FOLDERS.items() if folder in folders), "")


def danger(held: Mapping[str, bytes]) -> str:
    """Return which part of a document runs, or takes in another file; "" where none does."""
    for name, part in held.items():
        if _ACTIVE_PARTS.search(name) or _is_active(name, part):
            return name
    return ""


def anonymous(held: Mapping[str, bytes]) -> bytes:
    """Return a document without the names of its authors; all else in it stays as it was."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, part in held.items():
            # The type of an OpenDocument stands first, and is not packed (part 2, 3.3).
            packing = ZIP_STORED if name == _TYPE else ZIP_DEFLATED
            fact = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            made.writestr(fact, _without_authors(name, part), packing)
    return out.getvalue()


def _is_active(name: str, part: bytes) -> bool:
    if name == _CONTENT:
        return bool(_ACTIVE_TYPES.search(part))
    if name.endswith(".rels"):
        return _leads_elsewhere(part)
    return name.endswith(".xml") and bool(_DOCTYPE.search(part) or _ACTIVE_ODF.search(part))


def _leads_elsewhere(relations: bytes) -> bool:
    """Return whether a part takes in a file of elsewhere: a link to follow is no such part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(relations, parser)
    except (etree.XMLSyntaxError, ValueError):
        return True
    return any(map(_is_outside, tree.iter("{*}Relationship")))


def _is_outside(relation: "etree._Element") -> bool:
    away = str(relation.get("TargetMode", "")).lower() == "external"
    return away and not str(relation.get("Type", "")).lower().endswith(_LINK)


def _without_authors(name: str, part: bytes) -> bytes:
    if name in _BLANK:
        return _BLANK[name]
    if not name.endswith(".xml"):
        return part
    if _NAMED.search(name):
        part = _NAMES.sub(rb'\1=""', part)
    if _AUTHOR_LIST.search(name):
        part = _AUTHORS.sub(b'name=""', part)
    return _CREATORS.sub(rb"\1", part)

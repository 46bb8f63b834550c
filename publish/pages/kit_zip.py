"""A kit -> one zip for each language: its files and sheets in their order, what may be done with
them, their checksums.

Same input, same bytes: the order is the kit's, and a zip's moments are the first that it can tell.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from knowledge.sheets import licences
from knowledge.sheets.kinds.tool import TYPES, Tool
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.exports import demo_mark
from publish.library import named
from publish.pages import directory, kit_contents, offline_sheet
from publish.pages.directory import Named
from publish.pages.kit_contents import Held
from publish.pages.offline_sheet import HeadAndFoot
from publish.site_context import SiteContext

# APPNOTE.TXT 4.4.6 counts years from 1980.
MOMENT = (1980, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"
_UNIX, _READABLE = 3, 0o100644 << 16
_WIDTH = 2
# A label, what is said, and where it leads: an address, a path under the language's home, or "".
TermOfUse = tuple[str, str, str]


@dataclass(frozen=True)
class Archive:
    """A zip: its path under the language's folder, and its bytes."""

    path: str
    data: bytes

    @property
    def size(self) -> int:
        """Return its size in bytes."""
        return len(self.data)

    @property
    def sha256(self) -> str:
        """Return its SHA-256 in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def of(kit: Sheet[Toolkit], context: SiteContext) -> Archive | None:
    """Pack a kit, once a build; None where its files are the network's alone."""
    if not kit_contents.is_open(kit):
        return None
    key = ("zip", kit.lang, kit.kind.folder, kit.id)
    return context.cache.get(key, lambda: _archive(kit, context))


def _archive(kit: Sheet[Toolkit], context: SiteContext) -> Archive:
    name = f"{kit.id}-{kit.lang}"
    packed = pack(files(kit, context), name)
    return Archive(f"{kit.kind.folder}/{kit.id}/{name}.zip", packed)


def pack(held: Mapping[str, bytes], folder: str = "") -> bytes:
    """Write files into a zip, in one folder where one is named, in their order."""
    above = f"{folder}/" if folder else ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in held.items():
            entry = zipfile.ZipInfo(f"{above}{name}", MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def files(kit: Sheet[Toolkit], context: SiteContext) -> dict[str, bytes]:
    """Return what goes into a kit's zip by its name there: what to read first, the contents, the
    checksums.
    """
    found = list(filter(attrgetter("is_published"), kit_contents.of(kit, context)))
    made = dict(_contents(kit, found, context))
    listed = readme(kit, found, context)
    first = {f"{context.catalogue.translate('site.kits_readme')}.txt": listed.encode()}
    made = {**demo_mark.marked(first, context.metadata, context.locale), **made}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in made.items())
    return {**made, SUMS: sums.encode()}


def stored(held: Held, suffix: str = "") -> str:
    """Return the name of a file in the zip: "01-framing-checklist.docx"; a sheet's with the suffix
    of its form.
    """
    return f"{held.number:0{_WIDTH}}-{held.name}{suffix}"


def readme(kit: Sheet[Toolkit], found: list[Held], context: SiteContext) -> str:
    """Write what to read first, as plain text."""
    keys, colon = kit.keys, context.catalogue.translate("site.colon")
    head = [keys.title, "=" * len(keys.title), "", keys.description, ""]
    terms = _lines(terms_of(kit, context), colon)
    rows: list[str] = []
    for held in found:
        rows += ["", f"{held.number}. {held.title} ({TYPES.label(held.type, context.locale)})"]
        names = [stored(held, ".html"), stored(held, ".md")] if held.sheet else [stored(held)]
        own = _lines(differing(held, kit, context), colon)
        rows += map("   {}".format, [*names, held.alternative, *own])
    contents = context.catalogue.translate("site.kits_contents")
    last = ["", context.catalogue.translate("site.kits_verify", file=SUMS), ""]
    return "\n".join((*head, *terms, "", contents, "-" * len(contents), *rows, *last))


def terms_of(kit: Sheet[Toolkit], context: SiteContext) -> Iterator[TermOfUse]:
    """Yield a kit's version, owner, licence, conditions, place and whom to write to."""
    keys = kit.keys
    yield _term("version", keys.version, context)
    yield _term("owner", keys.owner or "", context)
    yield _term("licence", keys.licence or "", context)
    if keys.conditions:
        yield _term("conditions", keys.conditions, context)
    if context.metadata.absolute:
        address = context.metadata.url(f"{kit.lang}/{kit.kind.folder}/{kit.id}/")
        yield _term("page", address, context)
    if context.metadata.readers:
        yield _term("contact", _written_to(context), context)


def _written_to(context: SiteContext) -> str:
    """Return the address to which readers write; one for examples says that it is none."""
    readers = context.metadata.readers
    address = readers.mailbox or readers.url
    if readers.example:
        return f"{address} {context.catalogue.translate('site.contact_example')}"
    return address


def differing(held: Held, kit: Sheet[Toolkit], context: SiteContext) -> Iterator[TermOfUse]:
    """Yield the terms of one thing that are not the kit's."""
    for name in ("owner", "licence", "version", "conditions"):
        value = getattr(held, name)
        if value != (getattr(kit.keys, name) or ""):
            yield _term(name, value, context)


def _term(name: str, value: str, context: SiteContext) -> TermOfUse:
    """Return what is said of a key of a kit or of a thing in it."""
    said, where = value, ""
    if name == "owner":
        said, where = owner(value, context)
    if name == "licence":
        said, where = licence(value, context)
    return context.catalogue.translate(f"site.kits_{name}"), said, where


def owner(name: str | None, context: SiteContext) -> Named:
    """Return whose a thing is: an organisation, or where none is named, the site's owner, and the
    address of that.
    """
    if name:
        return directory.named(name, context.library, context.locale)
    own = context.metadata.owner or context.metadata.publisher
    return Named(own.name or context.catalogue.translate("site.to_fill"), own.url)


def licence(name: str | None, context: SiteContext) -> tuple[str, str]:
    """Return the name of a licence, and the address of its text; the site's own where a kit names
    none, and no more than the law's where the site does neither.
    """
    own = context.metadata.terms
    name = name or own.short or licences.RESERVED
    if name not in licences.LICENCES:
        return own.name or name, own.url
    said = licences.name(name, context.locale)
    if name != licences.RESERVED:
        said = f"{said} ({name})"
    return said, licences.text(name, context.locale)


def _lines(terms: Iterable[TermOfUse], colon: str) -> list[str]:
    return list(map(partial(_line, colon=colon), terms))


def _line(term: TermOfUse, colon: str) -> str:
    label, said, where = term
    line = f"{label}{colon}{said}"
    return f"{line} <{where}>" if "://" in where else line


def _contents(
    kit: Sheet[Toolkit], found: list[Held], context: SiteContext
) -> Iterator[tuple[str, bytes]]:
    for held in found:
        if held.sheet is None:
            yield stored(held), held.data or b""
            continue
        facts = _facts(held.sheet, kit, context)
        resolve = offline_sheet.resolver(held.sheet, context, beside(found, ".html"))
        yield stored(held, ".html"), offline_sheet.html(held.sheet, context, resolve, facts)
        resolve = offline_sheet.resolver(held.sheet, context, beside(found, ".md"))
        yield stored(held, ".md"), offline_sheet.text(held.sheet, resolve, facts)


def beside(found: list[Held], suffix: str) -> dict[str, str]:
    """Return what goes along, by its path under docs/<lang>/, so that a link between two sheets
    still leads.
    """
    names = {}
    for held in found:
        if held.sheet:
            names[f"tools/{held.sheet.id}.md"] = stored(held, suffix)
        else:
            names[held.path] = stored(held)
    return names


def _facts(sheet: Sheet[Tool], kit: Sheet[Toolkit], context: SiteContext) -> HeadAndFoot:
    """Return what stands at the head and at the foot of a sheet that leaves the site."""
    keys = sheet.keys
    steps = named(context.library.terms("steps", keys.steps), context.locale)
    rows = [
        (context.catalogue.translate("site.kits_type"), TYPES.label(keys.type, context.locale)),
        (context.catalogue.translate("site.kits_steps"), ", ".join(steps)),
    ]
    for name in ("duration", "participants"):
        if keys.get(name):
            rows.append((context.catalogue.translate(f"site.kits_{name}"), getattr(keys, name)))
    colon = context.catalogue.translate("site.colon")
    foot = _lines(terms_of(kit, context), colon)
    return {
        "rows": rows,
        "colon": colon,
        "foot": (f"{kit.keys.title}. {foot[0]}.", *foot[1:]),
    }

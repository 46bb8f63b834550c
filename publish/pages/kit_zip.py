"""A kit -> one zip for each language: its files and sheets in their order, what may be done with
them, their checksums.

Same input, same bytes: the order is the kit's, and a zip's moments are the first that it can tell.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import licences
from knowledge.sheets.kinds.tool import TYPES, Tool
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.pages import kit_contents, offline_sheet, organisations
from publish.pages.kit_contents import Held
from publish.site_context import SiteContext

# APPNOTE.TXT 4.4.6 counts years from 1980.
MOMENT = (1980, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"
_UNIX, _READABLE = 3, 0o100644 << 16
_WIDTH = 2
# A label, what is said, and where it leads: an address, a path under the language's home, or "".
Term = tuple[str, str, str]


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


def _archive(kit: Sheet[Any], context: SiteContext) -> Archive:
    name = f"{kit.id}-{kit.lang}"
    packed = pack(files(kit, context), name)
    return Archive(f"{kit.kind.folder}/{kit.id}/{name}.zip", packed)


def pack(held: Mapping[str, bytes], folder: str) -> bytes:
    """Write files into a zip, in one folder, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in held.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def files(kit: Sheet[Toolkit], context: SiteContext) -> dict[str, bytes]:
    """Return what goes into a kit's zip by its name there: what to read first, the contents, the
    checksums.
    """
    found = [one for one in kit_contents.of(kit, context) if one.sheet or one.data is not None]
    made = dict(_contents(kit, found, context))
    listed = readme(kit, found, context)
    made = {context.catalogue.translate("site.kits_readme"): listed.encode(), **made}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in made.items())
    return {**made, SUMS: sums.encode()}


def stored(one: Held, suffix: str = "") -> str:
    """Return the name of a file in the zip: "01-framing-checklist.docx"; a sheet's with the suffix
    of its form.
    """
    return f"{one.number:0{_WIDTH}}-{one.name}{suffix}"


def readme(kit: Sheet[Toolkit], found: list[Held], context: SiteContext) -> str:
    """Write what to read first, as plain text."""
    keys, colon = kit.keys, context.catalogue.translate("site.colon")
    head = [keys.title, "=" * len(keys.title), "", keys.description, ""]
    terms = [_line(one, colon) for one in terms_of(kit, context)]
    rows: list[str] = []
    for one in found:
        rows += ["", f"{one.number}. {one.title} ({TYPES.label(one.type, context.locale)})"]
        names = [stored(one, ".html"), stored(one, ".md")] if one.sheet else [stored(one)]
        rows += [f"   {name}" for name in names]
        rows += [f"   {one.alternative}"]
        rows += [f"   {_line(term, colon)}" for term in differing(one, kit, context)]
    contents = context.catalogue.translate("site.kits_contents")
    last = ["", context.catalogue.translate("site.kits_verify", file=SUMS), ""]
    return "\n".join((*head, *terms, "", contents, "-" * len(contents), *rows, *last))


def terms_of(kit: Sheet[Toolkit], context: SiteContext) -> Iterator[Term]:
    """Yield a kit's version, owner, licence, conditions and place."""
    keys = kit.keys
    yield context.catalogue.translate("site.kits_version"), keys.version, ""
    yield (
        context.catalogue.translate("site.kits_owner"),
        *organisations.named(keys.owner, context.library, context.locale),
    )
    yield (
        context.catalogue.translate("site.kits_licence"),
        *licence(keys.licence, context.catalogue),
    )
    if keys.conditions:
        yield context.catalogue.translate("site.kits_conditions"), keys.conditions, ""
    if context.metadata.absolute:
        yield (
            context.catalogue.translate("site.kits_page"),
            context.metadata.url(f"{kit.lang}/{kit.kind.folder}/{kit.id}/"),
            "",
        )


def differing(one: Held, kit: Sheet[Toolkit], context: SiteContext) -> Iterator[Term]:
    """Yield the terms of one thing that are not the kit's."""
    keys = kit.keys
    if one.owner != keys.owner:
        yield (
            context.catalogue.translate("site.kits_owner"),
            *organisations.named(one.owner, context.library, context.locale),
        )
    if one.licence != keys.licence:
        yield (
            context.catalogue.translate("site.kits_licence"),
            *licence(one.licence, context.catalogue),
        )
    if one.version != keys.version:
        yield context.catalogue.translate("site.kits_version"), one.version, ""
    if one.conditions != (keys.conditions or ""):
        yield context.catalogue.translate("site.kits_conditions"), one.conditions, ""


def licence(name: str, catalogue: Catalogue) -> tuple[str, str]:
    """Return the name of a licence, and the address of its text."""
    said = licences.name(name, catalogue.locale)
    return (said if name == licences.RESERVED else f"{said} ({name})"), licences.text(
        name, catalogue.locale
    )


def _line(term: Term, colon: str) -> str:
    label, said, where = term
    return f"{label}{colon}{said}{f' <{where}>' if '://' in where else ''}"


def _contents(
    kit: Sheet[Toolkit], found: list[Held], context: SiteContext
) -> Iterator[tuple[str, bytes]]:
    for one in found:
        if one.sheet is None:
            yield stored(one), one.data or b""
            continue
        facts = _facts(one.sheet, kit, context)
        for suffix in (".html", ".md"):
            resolve = offline_sheet.resolver(one.sheet, context, beside(found, suffix))
            if suffix == ".html":
                yield (
                    stored(one, suffix),
                    offline_sheet.html(one.sheet, context, resolve, facts),
                )
            else:
                yield stored(one, suffix), offline_sheet.text(one.sheet, resolve, facts)


def beside(found: list[Held], suffix: str) -> dict[str, str]:
    """Return what goes along, by its path under docs/<lang>/, so that a link between two sheets
    still leads.
    """
    return {
        f"tools/{one.sheet.id}.md" if one.sheet else one.path: stored(
            one, suffix if one.sheet else ""
        )
        for one in found
    }


def _facts(sheet: Sheet[Tool], kit: Sheet[Toolkit], context: SiteContext) -> dict[str, Any]:
    """Return what stands at the head and at the foot of a sheet that leaves the site."""
    keys = sheet.keys
    steps = ", ".join(
        context.library.term("steps", name).label(context.locale) for name in keys.steps
    )
    rows = [
        (context.catalogue.translate("site.kits_type"), TYPES.label(keys.type, context.locale)),
        (context.catalogue.translate("site.kits_steps"), steps),
    ]
    rows += [
        (context.catalogue.translate(f"site.kits_{name}"), getattr(keys, name))
        for name in ("duration", "participants")
        if getattr(keys, name)
    ]
    foot = [_line(one, context.catalogue.translate("site.colon")) for one in terms_of(kit, context)]
    return {
        "rows": rows,
        "colon": context.catalogue.translate("site.colon"),
        "foot": (f"{kit.keys.title}. {foot[0]}.", *foot[1:]),
    }

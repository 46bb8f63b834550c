"""Kits -> what leaves of them: the zip of each, and data for programs (api/v1/kits-<lang>.json):
what each holds, under which terms, its size and its SHA-256.
"""

import json
from collections.abc import Iterator, Mapping
from functools import partial

from knowledge.i18n import catalogue as catalogues
from knowledge.i18n import locales
from knowledge.sheets import licences
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.exports import open_data
from publish.library import Library
from publish.pages import kit_contents, kit_zip
from publish.pages.kit_contents import Held
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata


def files(context: SiteContext) -> Mapping[str, bytes]:
    """Return the zip of each kit that everybody may download, and what was made for it."""
    packed = {}
    for kit in kit_contents.kits(context.library, context.locale):
        if archive := kit_zip.of(kit, context):
            packed[archive.path] = archive.data
            packed |= dict(_made(kit, context))
    return packed


def _made(kit: Sheet[Toolkit], context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a kit that nobody wrote, by their paths."""
    for held in kit_contents.of(kit, context):
        if held.made:
            yield held.path, held.data or b""


def shared(library: Library, metadata: SiteMetadata) -> Mapping[str, bytes]:
    """Return the data of the kits of each language that has any."""
    written = {}
    for lang in locales.known():
        if kit_contents.kits(library, lang):
            written[path(lang)] = file(
                SiteContext(library, catalogues.load(lang), metadata=metadata)
            )
    return written


def path(lang: str) -> str:
    """Return a language's file."""
    return f"{open_data.FOLDER}/kits-{lang}.json"


def file(context: SiteContext) -> bytes:
    """Write a language's file. A key is never renamed nor removed within v1; what is not known is
    null.
    """
    kits = kit_contents.kits(context.library, context.locale)
    found = list(map(partial(_kit, context=context), kits))
    told = {"version": 1, "language": context.locale, "count": len(found), "kits": found}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _kit(kit: Sheet[Toolkit], context: SiteContext) -> dict[str, object]:
    keys, described = kit.keys, partial(_held, kit=kit, context=context)
    return {
        "id": kit.id,
        "kind": kit.kind.id,
        "title": keys.title,
        "description": keys.description,
        "url": context.metadata.url(f"{kit.lang}/{kit.kind.folder}/{kit.id}/"),
        "version": keys.version,
        "owner": _owner(keys.owner, context),
        "licence": _licence(keys.licence, context),
        "conditions": keys.conditions,
        "access": keys.access,
        "steps": list(keys.steps),
        "fields": list(keys.fields),
        "audiences": list(keys.audiences),
        "archive": _archive(kit, context),
        "contents": list(map(described, kit_contents.of(kit, context))),
    }


def _archive(kit: Sheet[Toolkit], context: SiteContext) -> dict[str, object] | None:
    packed = kit_zip.of(kit, context)
    if packed is None:
        return None
    return {
        "url": context.metadata.url(f"{kit.lang}/{packed.path}"),
        "size": packed.size,
        "sha256": packed.sha256,
    }


def _held(held: Held, kit: Sheet[Toolkit], context: SiteContext) -> dict[str, object]:
    return {
        "number": held.number,
        "kind": "sheet" if held.sheet else "file",
        "type": held.type,
        "name": held.name,
        "title": held.title,
        "alternative": held.alternative,
        "language": held.lang,
        "version": held.version,
        "owner": _owner(held.owner, context),
        "licence": _licence(held.licence, context),
        "conditions": held.conditions or None,
        "url": _url(held, kit, context),
        "size": held.size if held.data is not None else None,
        "sha256": held.sha256 or None,
    }


def _url(held: Held, kit: Sheet[Toolkit], context: SiteContext) -> str | None:
    """Return where a part of a kit is read, None where it is not on the site."""
    if held.sheet is not None:
        return context.metadata.url(f"{held.sheet.lang}/{held.path}")
    if held.data is not None:
        return context.metadata.url(f"{kit.lang}/{held.path}")
    return None


def _owner(name: str | None, context: SiteContext) -> dict[str, str | None]:
    """Return whose a thing is; the site's owner has no id in the directory."""
    return {"id": name or None, "name": kit_zip.owner(name, context)[0]}


def _licence(name: str | None, context: SiteContext) -> dict[str, str | None]:
    """Return a licence's id, null for one that is not in the list, and the address of its text."""
    known = name or context.metadata.terms.short
    own = known if known in licences.LICENCES else None
    return {"id": own, "url": kit_zip.licence(name, context)[1] or None}

"""Kits -> data for programs: what each holds, under which terms, its size and its SHA-256.

api/v1/kits-<lang>.json.
"""

import json
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import licences
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.exports import open_data
from publish.pages import kit_contents, kit_zip, organisations
from publish.pages.kit_contents import Held
from publish.site_context import SiteContext


def path(lang: str) -> str:
    """Return a language's file."""
    return f"{open_data.FOLDER}/kits-{lang}.json"


def file(context: SiteContext) -> bytes:
    """Write a language's file. A key is never renamed nor removed within v1; what is not known is
    null.
    """
    found = [_kit(one, context) for one in kit_contents.kits(context.library, context.locale)]
    told = {"version": 1, "language": context.locale, "count": len(found), "kits": found}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _kit(kit: Sheet[Toolkit], context: SiteContext) -> dict[str, Any]:
    keys, packed = kit.keys, kit_zip.of(kit, context)
    return {
        "id": kit.id,
        "kind": kit.kind.id,
        "title": keys.title,
        "description": keys.description,
        "url": context.metadata.url(f"{kit.lang}/{kit.kind.folder}/{kit.id}/"),
        "version": keys.version,
        "owner": _owner(keys.owner, context),
        "licence": _licence(keys.licence, context.catalogue),
        "conditions": keys.conditions,
        "access": keys.access,
        "steps": list(keys.steps),
        "fields": list(keys.fields),
        "audiences": list(keys.audiences),
        "archive": packed
        and {
            "url": context.metadata.url(f"{kit.lang}/{packed.path}"),
            "size": packed.size,
            "sha256": packed.sha256,
        },
        "contents": [_held(one, kit, context) for one in kit_contents.of(kit, context)],
    }


def _held(one: Held, kit: Sheet[Toolkit], context: SiteContext) -> dict[str, Any]:
    here = one.sheet is not None or one.data is not None
    home = one.sheet.lang if one.sheet else kit.lang
    return {
        "number": one.number,
        "kind": "sheet" if one.sheet else "file",
        "type": one.type,
        "name": one.name,
        "title": one.title,
        "alternative": one.alternative,
        "language": one.lang,
        "version": one.version,
        "owner": _owner(one.owner, context),
        "licence": _licence(one.licence, context.catalogue),
        "conditions": one.conditions or None,
        "url": context.metadata.url(f"{home}/{one.path}") if here else None,
        "size": one.size if one.data is not None else None,
        "sha256": one.sha256 or None,
    }


def _owner(name: str, context: SiteContext) -> dict[str, str]:
    return {"id": name, "name": organisations.named(name, context.library, context.locale).name}


def _licence(name: str, catalogue: Catalogue) -> dict[str, str | None]:
    return {"id": name, "url": licences.text(name, catalogue.locale) or None}

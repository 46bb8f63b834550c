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
from publish.exports.site_metadata import Facts as Site
from publish.library import Library
from publish.pages import kit_contents, kit_zip, organisations
from publish.pages.kit_contents import Held


def path(lang: str) -> str:
    """Name a language's file."""
    return f"{open_data.FOLDER}/kits-{lang}.json"


def file(library: Library, words: Catalogue, site: Site) -> bytes:
    """Write a language's file. A key is never renamed nor removed within v1; what is not known is
    null.
    """
    found = [_kit(one, library, words, site) for one in kit_contents.kits(library, words.locale)]
    told = {"version": 1, "language": words.locale, "count": len(found), "kits": found}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _kit(kit: Sheet[Toolkit], library: Library, words: Catalogue, site: Site) -> dict[str, Any]:
    keys, packed = kit.keys, kit_zip.of(kit, library, words, site)
    return {
        "id": kit.id,
        "kind": kit.kind.id,
        "title": keys.title,
        "description": keys.description,
        "url": site.url(f"{kit.lang}/{kit.kind.folder}/{kit.id}/"),
        "version": keys.version,
        "owner": _owner(keys.owner, library, words),
        "licence": _licence(keys.licence, words),
        "conditions": keys.conditions,
        "access": keys.access,
        "steps": list(keys.steps),
        "fields": list(keys.fields),
        "audiences": list(keys.audiences),
        "archive": packed
        and {
            "url": site.url(f"{kit.lang}/{packed.path}"),
            "size": packed.size,
            "sha256": packed.sha256,
        },
        "contents": [
            _held(one, kit, library, words, site) for one in kit_contents.of(kit, library)
        ],
    }


def _held(
    one: Held, kit: Sheet[Toolkit], library: Library, words: Catalogue, site: Site
) -> dict[str, Any]:
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
        "owner": _owner(one.owner, library, words),
        "licence": _licence(one.licence, words),
        "conditions": one.conditions or None,
        "url": site.url(f"{home}/{one.path}") if here else None,
        "size": one.size if one.data is not None else None,
        "sha256": one.sha256 or None,
    }


def _owner(name: str, library: Library, words: Catalogue) -> dict[str, str]:
    return {"id": name, "name": organisations.named(name, library, words.locale).name}


def _licence(name: str, words: Catalogue) -> dict[str, str | None]:
    return {"id": name, "url": licences.text(name, words.locale) or None}

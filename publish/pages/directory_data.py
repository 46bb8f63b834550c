"""Organisations -> what leaves with a reader or a program: vCards, a table (CSV), JSON, JSON-LD.

A person's name stands on the organisation's page and in the card of its role. What holds many
contacts at once (all the cards, the table, JSON) says whether a seat is held and not by whom: a
copy of it knows no expiry.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from knowledge.sheets import by_language, persons
from knowledge.sheets.kinds.organisation import (
    KIND,
    KINDS,
    PUBLIC,
    SCOPES,
    SEATS,
    TONGUES,
    Organisation,
)
from knowledge.sheets.persons import DirectoryRole
from knowledge.sheets.reading import Sheet
from publish import sanitise
from publish.exports import linked_data, open_data, vcard
from publish.exports.vcard import Contact
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

FILE = f"{open_data.FOLDER}/directory.json"
ALL, TABLE = "all.vcf", "directory.csv"
COLUMNS = (
    *("organisation", "short", "kind", "scope", "member", "site", "role", "seat"),
    *("vacant", "mailbox", "phone", "languages", "topics"),
)


def files(context: SiteContext) -> dict[str, bytes]:
    """Return the cards and the table of a language, by their paths in the directory's folder."""
    made: dict[str, bytes] = {}
    everyone: list[Contact] = []
    for sheet in context.library.sheets.of(KIND):
        own, held = card(sheet, context), list(persons.roles([sheet]))
        for one in held:
            made[f"{one.id}.vcf"] = vcard.cards([role_card(one, context)])
        anonymous = [own, *(role_card(one, context, named=False) for one in held)]
        made[f"{sheet.id}.vcf"] = vcard.cards(anonymous)
        everyone += anonymous
    return {**made, ALL: vcard.cards(everyone), TABLE: table(context)}


def shared(library: Library, _: SiteMetadata) -> dict[str, bytes]:
    """Return the directory as JSON: every key, always, as docs/guide/open-data.md has them; null
    for what is unknown.
    """
    rows = [record(sheet, library) for sheet in library.sheets.of(KIND)]
    data = {"version": 1, "count": len(rows), "organisations": rows}
    return {FILE: json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"}


def card(sheet: Sheet[Organisation], context: SiteContext) -> Contact:
    """Return an organisation's card."""
    keys, lang = sheet.keys, context.locale
    return Contact(
        uid=uid(sheet.id),
        organisation=by_language.read(keys.names, lang)[0],
        lang=lang,
        site=by_language.read(keys.site, lang)[0],
        languages=keys.languages,
        topics=tuple(context.library.theme(one).label(lang) for one in keys.topics),
        source=context.metadata.url(f"{lang}/{KIND.folder}/{sheet.id}.vcf"),
    )


def role_card(held: DirectoryRole, context: SiteContext, *, named: bool = True) -> Contact:
    """Return a role's card; `named` says whether it tells who holds it."""
    role, keys, lang = held.role, held.sheet.keys, context.locale
    return Contact(
        uid=uid(held.id),
        organisation=by_language.read(keys.names, lang)[0],
        lang=lang,
        unit=by_language.read(role.title, lang)[0],
        mailbox=role.mailbox or "",
        phone=role.phone or "",
        site=by_language.read(keys.site, lang)[0],
        languages=role.languages or keys.languages,
        topics=tuple(context.library.theme(one).label(lang) for one in held.topics),
        person=role.person.name if role.person and named else "",
        source=context.metadata.url(f"{lang}/{KIND.folder}/{held.id}.vcf"),
    )


def uid(name: str) -> str:
    """Return what a contact keeps wherever the site stands and whatever it is called: a UUID of its
    id (RFC 9562, v5).
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:vigie:directory:{name}')}"


def table(context: SiteContext) -> bytes:
    """Write a row for each role, and one for each organisation without, under headings in the
    reader's language.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([context.catalogue.choice("site.directory_columns", name) for name in COLUMNS])
    for sheet in context.library.sheets.of(KIND):
        held: Sequence[DirectoryRole | None] = list(persons.roles([sheet])) or [None]
        for one in held:
            told = row(sheet, one, context)
            writer.writerow(
                [open_data.cell("url" if name == "site" else name, told[name]) for name in COLUMNS]
            )
    return (open_data.BOM + out.getvalue()).encode()


def row(
    sheet: Sheet[Organisation], held: DirectoryRole | None, context: SiteContext
) -> dict[str, str]:
    """Say a role, or an organisation without one, in the columns of the table."""
    keys, lang, role = sheet.keys, context.locale, held.role if held else None
    topics = held.topics if held else keys.topics
    spoken = (role.languages if role else ()) or keys.languages
    told = {
        "organisation": by_language.read(keys.names, lang)[0],
        "short": by_language.read(keys.short, lang)[0],
        "kind": KINDS.label(keys.kind, lang),
        "scope": SCOPES.label(keys.scope, lang),
        "member": context.catalogue.choice("site.directory_yes_no", "yes" if keys.member else "no"),
        "site": sanitise.address(by_language.read(keys.site, lang)[0]),
        "role": by_language.read(role.title, lang)[0] if role else "",
        "seat": SEATS.label(role.seat, lang) if role and role.seat else "",
        "vacant": context.catalogue.translate("site.directory_vacant")
        if role and persons.vacant(role, context.library.build_date)
        else "",
        "mailbox": (role.mailbox if role else None) or "",
        "phone": (role.phone if role else None) or "",
        "languages": ", ".join(TONGUES.label(one, lang) for one in spoken),
        "topics": ", ".join(context.library.theme(one).label(lang) for one in topics),
    }
    return {name: sanitise.text(value) for name, value in told.items()}


def record(sheet: Sheet[Organisation], library: Library) -> dict[str, Any]:
    """Return an organisation as data; what is the same in all languages stands under "und" (RFC
    5646).
    """
    keys = sheet.keys
    return {
        "id": sheet.id,
        "names": _versions(keys.names),
        "short": _versions(keys.short),
        "kind": keys.kind,
        "scope": keys.scope,
        "member": keys.member,
        "sites": {
            name or "und": sanitise.address(url)
            for name, url in by_language.versions(keys.site).items()
        },
        "description": _versions(keys.description),
        "languages": list(keys.languages),
        "topics": list(keys.topics),
        "roles": [_role(one, library) for one in persons.roles([sheet])],
    }


def linked(sheet: Sheet[Organisation], context: SiteContext) -> Markup:
    """Write an organisation as schema.org in JSON-LD: a contact point for each role that can be
    reached.
    """
    keys, lang = sheet.keys, context.locale
    name = by_language.read(keys.names, lang)[0]
    others = (
        *by_language.versions(keys.names).values(),
        *by_language.versions(keys.short).values(),
    )
    told = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization" if keys.kind in PUBLIC else "Organization",
        "@id": context.metadata.url(f"{lang}/{KIND.folder}/{sheet.id}/#organisation"),
        "name": sanitise.text(name),
        "alternateName": _texts(one for one in others if one != name),
        "description": sanitise.text(by_language.read(keys.description, lang)[0]),
        "url": sanitise.address(by_language.read(keys.site, lang)[0]),
        "knowsLanguage": list(keys.languages),
        "knowsAbout": _texts(context.library.theme(one).label(lang) for one in keys.topics),
        "contactPoint": [
            _point(one, lang) for one in persons.roles([sheet]) if persons.reachable(one.role)
        ],
    }
    return linked_data.embedded({key: value for key, value in told.items() if value})


def _point(held: DirectoryRole, lang: str) -> dict[str, Any]:
    role = held.role
    told = {
        "@type": "ContactPoint",
        "contactType": sanitise.text(by_language.read(role.title, lang)[0]),
        "email": role.mailbox,
        "telephone": role.phone,
        "availableLanguage": list(role.languages or held.sheet.keys.languages),
    }
    return {key: value for key, value in told.items() if value}


def _role(held: DirectoryRole, library: Library) -> dict[str, Any]:
    role = held.role
    return {
        "id": role.id,
        "title": _versions(role.title),
        "seat": role.seat,
        "vacant": persons.vacant(role, library.build_date),
        "mailbox": role.mailbox,
        "phone": role.phone,
        "languages": list(role.languages),
        "topics": list(role.topics),
    }


def _versions(value: Any) -> dict[str, str]:
    return {
        name or "und": sanitise.text(said) for name, said in by_language.versions(value).items()
    }


def _texts(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(sanitise.text, values)))

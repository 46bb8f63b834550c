"""Organisations -> what leaves with a reader or a program: vCards, a table (CSV), JSON, JSON-LD.

A person's name stands on the organisation's page and in the card of its role. What holds many
contacts at once (all the cards, the table, JSON) says whether a seat is held and not by whom: a
copy of it knows no expiry.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from knowledge.sheets import by_language, persons
from knowledge.sheets.by_language import Names, Sites
from knowledge.sheets.kinds.organisation import (
    KIND,
    KINDS,
    PUBLIC,
    SCOPES,
    SEATS,
    TONGUES,
    Organisation,
    Role,
)
from knowledge.sheets.persons import DirectoryRole
from knowledge.sheets.reading import Sheet
from publish import sanitise
from publish.exports import linked_data, open_data, vcard
from publish.exports.serialise import json_document, without_empty
from publish.exports.vcard import ContactCard
from publish.library import Library, named
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

FILE = f"{open_data.FOLDER}/directory.json"
ALL, TABLE = "all.vcf", "directory.csv"
COLUMNS = (
    *("organisation", "short", "kind", "scope", "member", "site", "role", "seat"),
    *("vacant", "mailbox", "phone", "languages", "topics"),
)


def files(context: SiteContext) -> dict[str, bytes]:
    """Return the vCards of each role that has one, of each organisation and of all, and the table
    as CSV.
    """
    made: dict[str, bytes] = {}
    everyone: list[ContactCard] = []
    for sheet in context.library.sheets.of(KIND):
        anonymous = [card(sheet, context)]
        for role in filter(_has_card, persons.roles([sheet])):
            made[f"{KIND.folder}/{role.id}.vcf"] = vcard.cards([role_card(role, context)])
            anonymous.append(role_card(role, context, named=False))
        made[f"{KIND.folder}/{sheet.id}.vcf"] = vcard.cards(anonymous)
        everyone += anonymous
    made[f"{KIND.folder}/{ALL}"] = vcard.cards(everyone)
    made[f"{KIND.folder}/{TABLE}"] = table(context)
    return made


def shared(library: Library, metadata: SiteMetadata) -> dict[str, bytes]:
    """Return the directory as JSON: every key, always, as docs/guide/open-data.md has them; null
    for what is unknown. That of an example says so: nobody answers for it yet.
    """
    rows = list(map(partial(record, library=library), library.sheets.of(KIND)))
    mark = {"example": True} if metadata.example else {}
    told = {"version": 1, **mark, "count": len(rows), "organisations": rows}
    return {FILE: json_document(told)}


def card(sheet: Sheet[Organisation], context: SiteContext) -> ContactCard:
    """Return an organisation's card."""
    keys, lang = sheet.keys, context.locale
    return ContactCard(
        uid=uid(sheet.id),
        organisation=by_language.read(keys.names, lang)[0],
        lang=lang,
        site=by_language.read(keys.site, lang)[0],
        topics=_topics(keys.topics, context),
        notes=(_tongues(keys.languages, lang),),
        source=context.metadata.url(f"{lang}/{KIND.folder}/{sheet.id}.vcf"),
    )


def role_card(held: DirectoryRole, context: SiteContext, *, named: bool = True) -> ContactCard:
    """Return a role's card; `named` says whether it tells who holds it."""
    role, lang = held.role, context.locale
    person = role.person.name if role.person and named else ""
    tongues = role.languages or held.sheet.keys.languages
    return replace(
        card(held.sheet, context),
        uid=uid(held.id),
        unit=by_language.read(role.title, lang)[0],
        mailbox=role.mailbox or "",
        phone=role.phone or "",
        topics=_topics(held.topics, context),
        notes=(person, _tongues(tongues, lang)),
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
    # A Belgian Excel parts the cells of a table at semicolons, and would put commas in one column.
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(partial(context.catalogue.choice, "site.directory_columns"), COLUMNS))
    for sheet in context.library.sheets.of(KIND):
        roles: list[DirectoryRole | None] = [*persons.roles([sheet])]
        for role in roles or [None]:
            writer.writerow(_cells(row(sheet, role, context)))
    return (open_data.BOM + out.getvalue()).encode()


def row(
    sheet: Sheet[Organisation], held: DirectoryRole | None, context: SiteContext
) -> dict[str, str]:
    """Return a role, or an organisation without one, in the columns of the table."""
    keys, lang = sheet.keys, context.locale
    told = {
        "organisation": by_language.read(keys.names, lang)[0],
        "short": by_language.read(keys.short, lang)[0],
        "kind": KINDS.label(keys.kind, lang),
        "scope": SCOPES.label(keys.scope, lang),
        "member": context.catalogue.choice("site.directory_yes_no", "yes" if keys.member else "no"),
        "site": sanitise.address(by_language.read(keys.site, lang)[0]),
        "languages": _tongues(keys.languages, lang),
        "topics": ", ".join(_topics(keys.topics, context)),
    }
    if held:
        told.update(_role_columns(held, context))
    return {name: sanitise.text(told.get(name, "")) for name in COLUMNS}


def seat(role: Role, locale: str) -> str:
    """Return the label of a role's seat, or "" where it has none."""
    return SEATS.label(role.seat, locale) if role.seat else ""


def record(sheet: Sheet[Organisation], library: Library) -> dict[str, object]:
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
        "sites": _by_tag(keys.site, sanitise.address),
        "description": _versions(keys.description),
        "languages": list(keys.languages),
        "topics": list(keys.topics),
        "roles": list(map(partial(_role, library=library), persons.roles([sheet]))),
    }


def linked(sheet: Sheet[Organisation], context: SiteContext) -> Markup:
    """Write an organisation as schema.org in JSON-LD: a contact point for each role that can be
    reached.
    """
    keys, lang = sheet.keys, context.locale
    name = by_language.read(keys.names, lang)[0]
    names, shorts = by_language.versions(keys.names), by_language.versions(keys.short)
    others = filter(name.__ne__, (*names.values(), *shorts.values()))
    told = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization" if keys.kind in PUBLIC else "Organization",
        "@id": context.metadata.url(f"{lang}/{KIND.folder}/{sheet.id}/#organisation"),
        "name": sanitise.text(name),
        "alternateName": _texts(others),
        "description": sanitise.text(by_language.read(keys.description, lang)[0]),
        "url": sanitise.address(by_language.read(keys.site, lang)[0]),
        "knowsLanguage": list(keys.languages),
        "knowsAbout": _texts(_topics(keys.topics, context)),
        "contactPoint": list(_points(sheet, lang)),
    }
    return linked_data.embedded(without_empty(told))


def _points(sheet: Sheet[Organisation], lang: str) -> Iterator[dict[str, object]]:
    for held in persons.roles([sheet]):
        if persons.reachable(held.role):
            yield _point(held, lang)


def _point(held: DirectoryRole, lang: str) -> dict[str, object]:
    role = held.role
    told = {
        "@type": "ContactPoint",
        "contactType": sanitise.text(by_language.read(role.title, lang)[0]),
        "email": role.mailbox,
        "telephone": role.phone,
        "availableLanguage": list(role.languages or held.sheet.keys.languages),
    }
    return without_empty(told)


def _role(held: DirectoryRole, library: Library) -> dict[str, object]:
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


def _role_columns(held: DirectoryRole, context: SiteContext) -> Iterator[tuple[str, str]]:
    """Yield the columns that a role fills, its own languages and topics among them."""
    role, lang = held.role, context.locale
    yield "role", by_language.read(role.title, lang)[0]
    yield "seat", seat(role, lang)
    if persons.vacant(role, context.library.build_date):
        yield "vacant", context.catalogue.translate("site.directory_vacant")
    yield "mailbox", role.mailbox or ""
    yield "phone", role.phone or ""
    yield "topics", ", ".join(_topics(held.topics, context))
    if role.languages:
        yield "languages", _tongues(role.languages, lang)


def _has_card(held: DirectoryRole) -> bool:
    """Return whether somebody is reached in a role, or holds it: of an empty seat an address book
    has nothing to keep.
    """
    return persons.reachable(held.role) or held.role.person is not None


def _cells(told: dict[str, str]) -> Iterator[str]:
    for name, text in told.items():
        yield open_data.cell("url" if name == "site" else name, text)


def _tongues(languages: Iterable[str], locale: str) -> str:
    return ", ".join(map(partial(TONGUES.label, locale=locale), languages))


def _topics(topics: Iterable[str], context: SiteContext) -> tuple[str, ...]:
    return named(map(context.library.theme, topics), context.locale)


def _versions(value: str | Names | None) -> dict[str, str]:
    return _by_tag(value, sanitise.text)


def _by_tag(value: str | Names | Sites | None, clean: Callable[[str], str]) -> dict[str, str]:
    found = by_language.versions(value)
    return {name or "und": clean(said) for name, said in found.items()}


def _texts(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(sanitise.text, values)))

"""Organisations -> the directory: a table of all, a page each with its roles, and what leaves with
a reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.i18n.text_fold import words as folded
from knowledge.sheets import by_language, persons
from knowledge.sheets.kinds.organisation import (
    KIND,
    KINDS,
    SCOPES,
    SEATS,
    TONGUES,
    Organisation,
    Person,
    Role,
)
from knowledge.sheets.persons import DirectoryRole
from knowledge.sheets.reading import Sheet
from publish import sanitise
from publish.generated_page import GeneratedPage
from publish.indexes import linkable
from publish.library import Library, Term
from publish.pages import directory_data, directory_links
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

FOLDER = KIND.folder


@dataclass(frozen=True)
class Contact:
    """A role as a reader sees it. `vacant`: a seat that nobody holds. `late`: the person's data are
    to be checked.
    """

    id: str
    title: str
    tongue: str
    seat: str
    mailbox: str
    phone: str
    languages: tuple[str, ...]
    topics: tuple[Term, ...]
    person: Person | None
    vacant: bool
    late: bool


@dataclass(frozen=True)
class Listed:
    """An organisation as a reader sees it. `names` are (language, name), that of `name` first.

    `find` holds what it is found by beside what its row shows.
    """

    id: str
    name: str
    tongue: str
    names: tuple[tuple[str, str], ...]
    short: str
    short_tongue: str
    kind: str
    scope: str
    scope_label: str
    member: bool
    description: str
    description_tongue: str
    sites: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    topics: tuple[Term, ...]
    roles: tuple[Contact, ...]
    find: str


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the directory and a page for each organisation."""
    sheets = context.library.sheets.of(KIND)
    found = [listed(one, context) for one in sheets]
    title, lead = (
        context.catalogue.translate("site.directory_title"),
        context.catalogue.translate("site.directory_lead"),
    )
    home = (context.catalogue.translate("site.directory"), f"{FOLDER}/index.md")
    yield GeneratedPage(
        f"{FOLDER}/index.md", title, "directory.html", table(found, context.catalogue), lead
    )
    for sheet, one in zip(sheets, found, strict=True):
        groups = directory_links.groups(one.id, context)
        facts = {
            "organisation": one,
            "linked_themes": frozenset(filter(linkable, context.indexes.themes)),
            "known_by": groups,
            "linked": directory_data.linked(sheet, context),
        }
        sections = [
            ("roles", context.catalogue.translate("site.directory_roles")),
            *((key, said) for key, said, _ in groups),
        ]
        toc = tuple(sections) if len(sections) > 1 else ()
        path, said = f"{FOLDER}/{one.id}.md", told(one)
        yield GeneratedPage(
            path, one.name, "organisation.html", facts, said, toc, (home,), searchable=True
        )


def files(context: SiteContext) -> Mapping[str, bytes]:
    """Return the vCards of each role, of each organisation and of all, and the table as CSV."""
    return {f"{FOLDER}/{path}": body for path, body in directory_data.files(context).items()}


def shared(library: Library, metadata: SiteMetadata) -> Mapping[str, bytes]:
    """Return the whole directory as JSON, in all languages."""
    return directory_data.shared(library, metadata)


def table(found: Sequence[Listed], catalogue: Catalogue) -> dict[str, Any]:
    """Return what fills the table: the organisations by scope, and the choices that narrow it."""
    in_order = sorted(found, key=lambda one: folded(one.name))
    by_scope = {name: [one for one in in_order if one.scope == name] for name in SCOPES}
    topics = {term.id: term for one in found for term in every_topic(one)}
    tongues = {name: said for one in found for name, said in one.languages}
    return {
        "scopes": [
            (name, SCOPES.label(name, catalogue.locale), some)
            for name, some in by_scope.items()
            if some
        ],
        "all_topics": sorted(
            topics.values(), key=lambda term: folded(term.label(catalogue.locale))
        ),
        "all_languages": [(name, tongues[name]) for name in TONGUES if name in tongues],
        "every_topic": every_topic,
        "total": len(found),
    }


def every_topic(one: Listed) -> list[Term]:
    """Return an organisation's topics and those of its roles, each once."""
    terms = (*one.topics, *(term for role in one.roles for term in role.topics))
    return list({term.id: term for term in terms}.values())


def listed(sheet: Sheet[Organisation], context: SiteContext) -> Listed:
    """Say an organisation in a language; what that language lacks is said in the first
    that has it.
    """
    keys, lang = sheet.keys, context.locale
    name, tongue = by_language.read(keys.names, lang)
    short, short_tongue = by_language.read(keys.short, lang)
    description, description_tongue = by_language.read(keys.description, lang)
    names = by_language.versions(keys.names)
    others = [(other, said) for other, said in names.items() if other != tongue and said != name]
    return Listed(
        id=sheet.id,
        name=name,
        tongue=tongue,
        names=((tongue, name), *others),
        short=short if short != name else "",
        short_tongue=short_tongue or lang,
        kind=KINDS.label(keys.kind, lang),
        scope=keys.scope,
        scope_label=SCOPES.label(keys.scope, lang),
        member=keys.member,
        description=description,
        description_tongue=description_tongue or lang,
        sites=sites(keys.site, lang),
        languages=tuple((one, TONGUES.label(one, lang)) for one in keys.languages),
        topics=tuple(context.library.theme(one) for one in keys.topics),
        roles=tuple(contact(one, context) for one in persons.roles([sheet])),
        find=" ".join(dict.fromkeys((*names.values(), *by_language.versions(keys.short).values()))),
    )


def contact(held: DirectoryRole, context: SiteContext) -> Contact:
    """Say a role in a language."""
    role: Role = held.role
    title, tongue = by_language.read(role.title, context.locale)
    return Contact(
        id=role.id,
        title=title,
        tongue=tongue,
        seat=SEATS.label(role.seat, context.locale) if role.seat else "",
        mailbox=role.mailbox or "",
        phone=role.phone or "",
        languages=tuple(TONGUES.label(one, context.locale) for one in role.languages),
        topics=tuple(context.library.theme(one) for one in role.topics),
        person=role.person,
        vacant=persons.vacant(role, context.library.build_date),
        late=role.person is not None and persons.overdue(role.person, context.library.build_date),
    )


def sites(site: Any, lang: str) -> tuple[tuple[str, str], ...]:
    """Return (language, address) of the reader's site, or of all where there is none in their
    language.
    """
    known = by_language.versions(site)
    kept = {lang: known[lang]} if lang in known else known
    return tuple((name, url) for name, said in kept.items() if (url := sanitise.address(said)))


def told(one: Listed) -> str:
    """Describe an organisation's page in a sentence or two."""
    opening = f"{one.kind}, {one.scope_label}"
    return f"{opening[:1].upper()}{opening[1:]}. {one.description}".strip()

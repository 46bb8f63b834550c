"""Organisations -> the directory: a table of all, a page each with its roles, and what leaves with
a reader.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from knowledge.i18n.catalogue import Catalogue
from knowledge.i18n.text_fold import words as folded
from knowledge.sheets import by_language, persons
from knowledge.sheets.by_language import Sites
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds.organisation import (
    KIND,
    KINDS,
    SCOPES,
    TONGUES,
    Organisation,
    Person,
)
from knowledge.sheets.persons import DirectoryRole
from knowledge.sheets.reading import Sheet
from knowledge.sheets.registry import KINDS as KINDS_BY_ID
from publish import sanitise
from publish.generated_page import GeneratedPage
from publish.indexes import group_by, linkable
from publish.library import Library, NamedTerm
from publish.pages import directory_data
from publish.site_context import SiteContext

FOLDER = KIND.folder
# By which key each kind names organisations; a kind that the program does not have is passed over.
NAMED_BY = {
    "practice": "organisation",
    "event": "organiser",
    "action": "owners",
    "toolkit": "owner",
    "communication-kit": "owner",
    "question": "answered_by",
}
# The anchor, the heading and the sheets of a kind that name an organisation.
NamingSheets = tuple[str, str, list[Sheet[SheetModel]]]


@dataclass(frozen=True)
class ShownRole:
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
    topics: tuple[NamedTerm, ...]
    person: Person | None
    vacant: bool
    late: bool

    @property
    def to_fill(self) -> bool:
        """Return whether this is a seat where nobody is reached: it is folded."""
        return self.vacant and not self.mailbox and not self.phone


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
    topics: tuple[NamedTerm, ...]
    roles: tuple[ShownRole, ...]
    find: str


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the directory and a page for each organisation."""
    translate = context.catalogue.translate
    sheets = context.library.sheets.of(KIND)
    found = list(map(partial(listed, context=context), sheets))
    yield GeneratedPage(
        f"{FOLDER}/index.md",
        translate("site.directory_title"),
        "directory.html",
        table(found, context.catalogue),
        translate("site.directory_lead"),
    )
    for sheet, organisation in zip(sheets, found, strict=True):
        yield _page(sheet, organisation, context)


def table(found: Sequence[Listed], catalogue: Catalogue) -> dict[str, object]:
    """Return what fills the table: the organisations by scope, and the choices that narrow it."""
    locale = catalogue.locale
    topics: dict[str, NamedTerm] = {}
    tongues: dict[str, str] = {}
    for organisation in found:
        topics |= _by_id(every_topic(organisation))
        tongues.update(organisation.languages)
    return {
        "scopes": _by_scope(found, locale),
        "all_topics": sorted(topics.values(), key=lambda term: folded(term.label(locale))),
        "all_languages": sorted(tongues.items(), key=lambda pair: TONGUES.ids.index(pair[0])),
        "every_topic": every_topic,
        "total": len(found),
        "seats_to_fill": sum(map(_seats_to_fill, found)),
    }


def _seats_to_fill(organisation: Listed) -> int:
    return sum(role.to_fill for role in organisation.roles)


def every_topic(organisation: Listed) -> list[NamedTerm]:
    """Return an organisation's topics and those of its roles, each once."""
    by_id = _by_id(organisation.topics)
    for role in organisation.roles:
        by_id |= _by_id(role.topics)
    return list(by_id.values())


def _by_id(terms: Iterable[NamedTerm]) -> dict[str, NamedTerm]:
    return {term.id: term for term in terms}


def listed(sheet: Sheet[Organisation], context: SiteContext) -> Listed:
    """Return an organisation in a language; what that language lacks is in another."""
    keys, lang = sheet.keys, context.locale
    name, tongue = by_language.read(keys.names, lang)
    short, short_tongue = by_language.read(keys.short, lang)
    description, description_tongue = by_language.read(keys.description, lang)
    return Listed(
        id=sheet.id,
        name=name,
        tongue=tongue,
        names=((tongue, name), *_other_names(keys, name, tongue)),
        short="" if short == name else short,
        short_tongue=short_tongue or lang,
        kind=KINDS.label(keys.kind, lang),
        scope=keys.scope,
        scope_label=SCOPES.label(keys.scope, lang),
        member=keys.member,
        description=description,
        description_tongue=description_tongue or lang,
        sites=sites(keys.site, lang),
        languages=tuple((spoken, TONGUES.label(spoken, lang)) for spoken in keys.languages),
        topics=tuple(map(context.library.theme, keys.topics)),
        roles=tuple(map(partial(contact, context=context), persons.roles([sheet]))),
        find=_searched(keys),
    )


def contact(held: DirectoryRole, context: SiteContext) -> ShownRole:
    """Return a role in a language."""
    role, locale, today = held.role, context.locale, context.library.build_date
    title, tongue = by_language.read(role.title, locale)
    return ShownRole(
        id=role.id,
        title=title,
        tongue=tongue,
        seat=directory_data.seat(role, locale),
        mailbox=role.mailbox or "",
        phone=role.phone or "",
        languages=tuple(map(partial(TONGUES.label, locale=locale), role.languages)),
        topics=tuple(map(context.library.theme, role.topics)),
        person=role.person,
        vacant=persons.vacant(role, today),
        late=role.person is not None and persons.overdue(role.person, today),
    )


def sites(site: str | Sites | None, lang: str) -> tuple[tuple[str, str], ...]:
    """Return (language, address) of the reader's site, or of all where there is none in their
    language.
    """
    known = by_language.versions(site)
    if lang in known:
        known = {lang: known[lang]}
    return tuple(_checked(known))


def _checked(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, written in known.items():
        if address := sanitise.address(written):
            yield name, address


def told(organisation: Listed) -> str:
    """Describe an organisation's page in a sentence or two."""
    opening = f"{organisation.kind}, {organisation.scope_label}"
    return f"{opening[:1].upper()}{opening[1:]}. {organisation.description}".strip()


def named_in(organisation: str, context: SiteContext) -> Iterator[NamingSheets]:
    """Yield what names an organisation, for each kind that does: the practices it led, the events
    it organises, what it owns.
    """
    for kind in filter(KINDS_BY_ID.__contains__, NAMED_BY):
        found = list(_naming(organisation, kind, context))
        if found:
            yield KINDS_BY_ID[kind].folder, KINDS_BY_ID[kind].plural(context.locale), found


def _naming(organisation: str, kind: str, context: SiteContext) -> Iterator[Sheet[SheetModel]]:
    for sheet in context.library.sheets.of(KINDS_BY_ID[kind], context.locale):
        named = getattr(sheet.keys, NAMED_BY[kind], None) or ()
        if organisation in ((named,) if isinstance(named, str) else named):
            yield sheet


def _page(sheet: Sheet[Organisation], organisation: Listed, context: SiteContext) -> GeneratedPage:
    groups = list(named_in(organisation.id, context))
    facts = {
        "organisation": organisation,
        "linked_themes": frozenset(filter(linkable, context.indexes.themes)),
        "known_by": groups,
        "linked": directory_data.linked(sheet, context),
    }
    toc = [("roles", context.catalogue.translate("site.directory_roles"))]
    for anchor, heading, _ in groups:
        toc.append((anchor, heading))
    return GeneratedPage(
        f"{FOLDER}/{organisation.id}.md",
        organisation.name,
        "organisation.html",
        facts,
        told(organisation),
        toc=tuple(toc) if groups else (),
        crumbs=((context.catalogue.translate("site.directory"), f"{FOLDER}/index.md"),),
        searchable=True,
        names=tuple(_names(sheet.keys)),
        filters=tuple(("theme", topic.id) for topic in organisation.topics),
        words=" ".join(role.title for role in organisation.roles),
    )


def _by_scope(found: Sequence[Listed], locale: str) -> list[tuple[str, str, list[Listed]]]:
    """Return (scope, label, organisations) of each scope with an organisation, by name."""
    by_name = sorted(found, key=lambda listing: folded(listing.name))
    by_scope = group_by(by_name, lambda listing: [listing.scope])
    return [
        (scope, SCOPES.label(scope, locale), by_scope[scope])
        for scope in SCOPES
        if scope in by_scope
    ]


def _other_names(keys: Organisation, name: str, tongue: str) -> Iterator[tuple[str, str]]:
    for other, said in by_language.versions(keys.names).items():
        if other != tongue and said != name:
            yield other, said


def _searched(keys: Organisation) -> str:
    return " ".join(_names(keys))


def _names(keys: Organisation) -> Iterable[str]:
    """Return an organisation's names and acronyms in all languages, once each."""
    names, shorts = by_language.versions(keys.names), by_language.versions(keys.short)
    return dict.fromkeys((*names.values(), *shorts.values()))


class Named(NamedTuple):
    """An organisation as a page names it; `path` is "" where the directory does not hold it."""

    name: str
    path: str = ""


def named(name: str, library: Library, lang: str) -> Named:
    """Return an organisation in a language, or else in the first it has; its id where the directory
    does not hold it.
    """
    keys = _keys(name, library)
    if not keys:
        return Named(name)
    return Named(by_language.read(keys.names, lang)[0], f"{KIND.folder}/{name}/")


def role(contact: str, library: Library, lang: str) -> str:
    """Return a role's title, of "organisation/role", or its id where the directory does not hold
    it.
    """
    organisation, _, wanted = contact.partition("/")
    keys = _keys(organisation, library)
    for role_keys in keys.roles if keys else ():
        if role_keys.id == wanted:
            return by_language.read(role_keys.title, lang)[0]
    return wanted


def _keys(name: str, library: Library) -> Organisation | None:
    sheet = library.sheets.find(KIND, name)
    return sheet.keys if sheet else None

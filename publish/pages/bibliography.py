"""References -> the bibliography: a page of all by what they are, its files for library programs,
and the official texts on the page of the law.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from knowledge.i18n.catalogue import Catalogue
from knowledge.i18n.text_fold import words as folded
from knowledge.sheets import by_language
from knowledge.sheets.kinds.organisation import TONGUES
from knowledge.sheets.kinds.reference import KIND, OFFICIAL, TYPES, BibliographyEntry
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from publish import sanitise
from publish.exports import references
from publish.exports.references import Citation, CitationType
from publish.generated_page import GeneratedPage
from publish.indexes import group_by, linkable
from publish.library import NamedTerm, named
from publish.site_context import SiteContext

PATH = f"{KIND.folder}/index.md"
RIS, BIBTEX = f"{KIND.folder}/bibliography.ris", f"{KIND.folder}/bibliography.bib"
# The page of the instance below whose text the official ones stand.
LAW = "law.md"
_REPORT = CitationType("RPRT", "report", "institution")
_TYPES = {
    "guide": _REPORT,
    "study": _REPORT,
    "book": CitationType("BOOK", "book", "publisher"),
    OFFICIAL: CitationType("STAT", "legislation"),
}
_CITED = re.compile(r"bibliography/index\.md#([a-z0-9][a-z0-9-]{0,80})")


@dataclass(frozen=True)
class Place:
    """A page that cites a reference: its title, and its path under its language's home."""

    title: str
    path: str


@dataclass(frozen=True)
class ShownReference:
    """A reference as a reader sees it. `tongue` is the language of its title, "" where that is the
    same in all; `by` says who wrote it.
    """

    id: str
    type: str
    title: str
    tongue: str
    short: str
    by: str
    year: str
    publisher: str
    languages: str
    addresses: tuple[tuple[str, str], ...]
    checked: str
    serves: str
    unverified: str
    themes: tuple[NamedTerm, ...]
    cited_in: tuple[Place, ...]
    coins: Markup


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the bibliography, where there is one."""
    found = _all(context)
    if not found:
        return
    groups = list(_by_type(found, context.catalogue))
    yield GeneratedPage(
        PATH,
        context.catalogue.translate("site.bibliography_title"),
        "bibliography.html",
        {
            "shelves": groups,
            "places": [(held.id, held.short, _searched(held)) for held in found],
            "linked_themes": frozenset(filter(linkable, context.indexes.themes)),
        },
        context.catalogue.translate("site.bibliography_lead"),
        tuple((f"t-{name}", label) for name, label, _ in groups),
    )


def files(context: SiteContext) -> dict[str, bytes]:
    """Return the bibliography as RIS and as BibTeX."""
    found = list(map(partial(citation, context=context), context.library.sheets.of(KIND)))
    if not found:
        return {}
    return {
        RIS: "".join(map(references.ris, found)).encode(),
        BIBTEX: "\n".join(map(references.bibtex, found)).encode(),
    }


def official(context: SiteContext) -> list[ShownReference]:
    """Return the official texts, the oldest first."""
    found = filter(_is_official, context.library.sheets.of(KIND))
    return list(map(partial(shown, context=context), sorted(found, key=_year)))


def shown(sheet: Sheet[BibliographyEntry], context: SiteContext) -> ShownReference:
    """Return a reference in a language; what that language lacks is in another."""
    keys, lang, words = sheet.keys, context.locale, context.catalogue
    title, tongue = by_language.read(keys.titles, lang)
    year = _said(keys.year) or words.translate("site.bibliography_no_year")
    return ShownReference(
        id=sheet.id,
        type=keys.type,
        title=title,
        tongue=tongue or _only(keys.languages),
        short=_short(keys, title, year, words),
        by=" · ".join(keys.authors),
        year=year,
        publisher=by_language.read(keys.publisher, lang)[0],
        languages=", ".join(map(partial(TONGUES.label, locale=lang), keys.languages)),
        addresses=tuple(_addresses(keys)),
        checked=_checked(keys, words),
        serves=by_language.read(keys.serves, lang)[0],
        unverified=by_language.read(keys.unverified, lang)[0],
        themes=tuple(map(context.library.theme, keys.themes)),
        cited_in=_cited(context).get(sheet.id, ()),
        coins=references.coins_of(citation(sheet, context)),
    )


def citation(sheet: Sheet[BibliographyEntry], context: SiteContext) -> Citation:
    """Return a reference as library programs take it in."""
    keys, lang = sheet.keys, context.locale
    themes = map(context.library.theme, keys.themes)
    return Citation(
        id=sheet.id,
        title=sanitise.text(by_language.read(keys.titles, lang)[0]),
        url=sanitise.address(by_language.read(keys.address, lang)[0]),
        publisher=sanitise.text(by_language.read(keys.publisher, lang)[0]),
        lang=_only(keys.languages) or lang,
        seen=keys.last_checked,
        keywords=tuple(map(sanitise.text, named(themes, lang))),
        authors=tuple(map(sanitise.text, keys.authors)),
        year=_said(keys.year),
        type=_TYPES.get(keys.type, references.PAGE),
    )


def _all(context: SiteContext) -> list[ShownReference]:
    return list(map(partial(shown, context=context), context.library.sheets.of(KIND)))


def _by_type(
    found: Iterable[ShownReference], words: Catalogue
) -> Iterator[tuple[str, str, list[ShownReference]]]:
    """Yield (type, label, references) of each type that has one, by what they are called."""
    by_name = sorted(found, key=lambda held: folded(held.short))
    shelves = group_by(by_name, lambda held: [held.type])
    for name in filter(shelves.__contains__, TYPES):
        yield name, words.choice("site.bibliography_groups", name), shelves[name]


def _short(keys: BibliographyEntry, title: str, year: str, words: Catalogue) -> str:
    """Return how a page names a reference: "Bourdu et autres, 2016"; of a text that nobody signs,
    its title.
    """
    if not keys.authors:
        return title
    first, *others = keys.authors
    name = first.partition(",")[0]
    if len(others) == 1:
        name = f"{name} & {others[0].partition(',')[0]}"
    elif others:
        name = words.translate("site.bibliography_others", name=name)
    return f"{name}, {year}"


def _addresses(keys: BibliographyEntry) -> Iterator[tuple[str, str]]:
    for tongue, written in by_language.versions(keys.address).items():
        if address := sanitise.address(written):
            yield tongue, address


def _checked(keys: BibliographyEntry, words: Catalogue) -> str:
    """Return when somebody last opened the address."""
    if not keys.address:
        return words.translate("site.bibliography_no_address")
    if keys.last_checked is None:
        return words.translate("site.bibliography_unchecked")
    return words.translate("site.bibliography_checked", day=words.day(keys.last_checked))


def _cited(context: SiteContext) -> dict[str, tuple[Place, ...]]:
    """Return the pages that cite each reference, by its id, in the reader's language."""
    return context.cache.get("cited", lambda: _citing(context))


def _citing(context: SiteContext) -> dict[str, tuple[Place, ...]]:
    found: dict[str, dict[Place, None]] = {}
    for sheet in context.library.sheets.sheets:
        keys = sheet.keys
        if sheet.lang == context.locale and isinstance(keys, SheetKeys):
            place = Place(keys.title, f"{sheet.kind.folder}/{sheet.id}.md")
            for name in _CITED.findall(sheet.body):
                found.setdefault(name, {})[place] = None
    return {name: tuple(places) for name, places in found.items()}


def _searched(held: ShownReference) -> str:
    return f"{held.title}. {held.by}. {held.publisher}. {held.serves}"


def _only(languages: tuple[str, ...]) -> str:
    """Return the language of a text that has one."""
    return languages[0] if len(languages) == 1 else ""


def _said(year: int | None) -> str:
    return str(year) if year else ""


def _is_official(sheet: Sheet[BibliographyEntry]) -> bool:
    return sheet.keys.type == OFFICIAL


def _year(sheet: Sheet[BibliographyEntry]) -> int:
    return sheet.keys.year or 0

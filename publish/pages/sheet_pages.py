"""All that is made from sheets: which module makes what.

A module that publishes a kind is added here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from publish import render
from publish.exports.site_metadata import Facts as Site
from publish.library import Library
from publish.pages import (
    actions,
    agenda,
    calendars,
    coverage_map,
    directory,
    dossiers,
    guides,
    kits,
    practices,
    theme_pages,
    untranslated,
)
from publish.pages.watch_pages import PageSpec, Shelves

Pages = Callable[[Library, Shelves, Catalogue], Iterator[PageSpec]]
Facts = Callable[[Sheet[Any], Library, Catalogue], Mapping[str, Any]]
Drawn = Callable[[Sheet[Any], Library, Shelves, Catalogue], Mapping[str, Any]]
Files = Callable[[Library, Catalogue, Site], Mapping[str, bytes]]
Shared = Callable[[Library, Site], Mapping[str, bytes]]
Withheld = Callable[[str, Library], bool]

EMPTY = Shelves((), {}, {}, {}, {})


@dataclass(frozen=True)
class Part:
    """What one module makes. `pages`: those that nobody writes. `facts`: what the template of a
    sheet's page needs, by kind; `drawn`: the same, where it needs what the watch holds. `files`: by
    path under a language's folder. `shared`: by path under the site's folder. `withheld` says of a
    file, by its path under a language's folder of docs/, that the site must not hold it.
    """

    pages: Pages | None = None
    facts: Mapping[str, Facts] | None = None
    drawn: Mapping[str, Drawn] | None = None
    files: Files | None = None
    shared: Shared | None = None
    withheld: Withheld | None = None


PARTS: tuple[Part, ...] = (
    Part(pages=practices.pages, facts={"practice": practices.facts}),
    Part(drawn={"guide": guides.drawn}),
    Part(pages=theme_pages.pages),
    Part(pages=coverage_map.pages),
    Part(pages=untranslated.pages),
    Part(pages=directory.pages, files=directory.files, shared=directory.shared),
    Part(
        pages=kits.pages,
        facts=kits.FACTS,
        files=kits.files,
        shared=kits.shared,
        withheld=kits.withheld,
    ),
    Part(pages=agenda.pages, facts={"event": agenda.facts}, files=calendars.files),
    Part(pages=dossiers.pages),
    Part(pages=actions.pages, facts={"action": actions.facts}),
)


def pages(library: Library, shelves: Shelves, words: Catalogue) -> Iterator[PageSpec]:
    """Yield the pages that nobody writes."""
    for part in PARTS:
        if part.pages:
            yield from part.pages(library, shelves, words)


def files(library: Library, words: Catalogue, site: Site) -> dict[str, bytes]:
    """Give the files that stand beside a language's pages, by their paths there."""
    return {
        path: body
        for part in PARTS
        if part.files
        for path, body in part.files(library, words, site).items()
    }


def shared(library: Library, site: Site) -> dict[str, bytes]:
    """Give the files that are for all languages, by their paths under the site's folder."""
    return {
        path: body
        for part in PARTS
        if part.shared
        for path, body in part.shared(library, site).items()
    }


def withheld(path: str, library: Library) -> bool:
    """Say whether the site must not hold a file that stands at this path under a language's folder
    of docs/.
    """
    return any(part.withheld(path, library) for part in PARTS if part.withheld)


def page(
    sheet: Sheet[SheetKeys],
    html: str,
    library: Library,
    words: Catalogue,
    *,
    root: str,
    site: Site,
    shelves: Shelves = EMPTY,
) -> str:
    """Fill a sheet's page; `html` is what its text has become, `root` the way up to the language's
    home.
    """
    name = sheet.kind.id
    facts = [
        part.facts[name](sheet, library, words)
        for part in PARTS
        if part.facts and name in part.facts
    ]
    facts += [
        part.drawn[name](sheet, library, shelves, words)
        for part in PARTS
        if part.drawn and name in part.drawn
    ]
    told = {
        "sheet": sheet,
        "keys": sheet.keys,
        "title": sheet.keys.title,
        "body": html,
        "root": root,
        "site": site,
    }
    around = {key: one for made in facts for key, one in made.items()}
    return render.render(
        f"{name}.html" if facts else "sheet.html", library, words, **told, **around
    )

"""All that is made from sheets: which module makes what.

A module that publishes a kind is added here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.sheets.collection import INDEX
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from publish.generated_page import GeneratedPage
from publish.library import Library
from publish.pages import (
    actions,
    agenda,
    bibliography,
    calendars,
    coverage_map,
    directory,
    directory_data,
    dossiers,
    kit_contents,
    kit_data,
    kits,
    practices,
    propose,
    questions,
    render,
    site_pages,
    surveys,
    take_part,
    theme_pages,
)
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

Pages = Callable[[SiteContext], Iterator[GeneratedPage]]
Facts = Callable[[Sheet[Any], SiteContext], Mapping[str, object]]
Files = Callable[[SiteContext], Mapping[str, bytes]]
Shared = Callable[[Library, SiteMetadata], Mapping[str, bytes]]
Withheld = Callable[[str, SiteContext], bool]


@dataclass(frozen=True)
class Part:
    """What one module makes.

    `pages`: the generated ones. `facts`: what the template of a sheet's page needs, by kind.
    `files`: by path under a locale's folder. `shared`: by path under the site's folder. `withheld`
    returns whether the site must not hold a file, by its path under a locale's folder of docs/.
    """

    pages: Pages | None = None
    facts: Mapping[str, Facts] = field(default_factory=dict)
    files: Files | None = None
    shared: Shared | None = None
    withheld: Withheld | None = None


PARTS: tuple[Part, ...] = (
    Part(pages=practices.pages, facts={"practice": practices.facts}),
    Part(pages=theme_pages.pages, facts={"guide": theme_pages.facts_of_guide}),
    Part(pages=coverage_map.pages),
    Part(pages=take_part.pages, shared=surveys.shared),
    Part(pages=site_pages.untranslated),
    Part(pages=directory.pages, files=directory_data.files, shared=directory_data.shared),
    Part(
        pages=kits.pages,
        facts=kits.FACTS,
        files=kit_data.files,
        shared=kit_data.shared,
        withheld=kit_contents.withheld,
    ),
    Part(pages=agenda.pages, facts={"event": agenda.facts}, files=calendars.files),
    Part(pages=dossiers.pages),
    Part(pages=propose.pages, files=propose.files),
    Part(pages=actions.pages, facts={"action": actions.facts}),
    Part(pages=bibliography.pages, files=bibliography.files),
    Part(pages=questions.pages, facts={"question": questions.facts}),
)


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the generated pages."""
    for part in PARTS:
        if part.pages:
            yield from part.pages(context)


def files(context: SiteContext) -> dict[str, bytes]:
    """Return the files that stand beside a language's pages, by their paths there."""
    found: dict[str, bytes] = {}
    for part in PARTS:
        if part.files:
            found.update(part.files(context))
    return found


def shared(library: Library, metadata: SiteMetadata) -> dict[str, bytes]:
    """Return the files that are for all languages, by their paths under the site's folder."""
    found: dict[str, bytes] = {}
    for part in PARTS:
        if part.shared:
            found.update(part.shared(library, metadata))
    return found


def withheld(path: str, context: SiteContext) -> bool:
    """Return whether the site must not hold a file that stands at this path under a language's
    folder of docs/.
    """
    return any(part.withheld(path, context) for part in PARTS if part.withheld)


def page(sheet: Sheet[SheetKeys], html: str, context: SiteContext, *, root: str) -> str:
    """Fill a sheet's page; `html` is what its text has become, `root` the way up to the language's
    home.
    """
    name = sheet.kind.id
    told = {
        "sheet": sheet,
        "keys": sheet.keys,
        "title": sheet.keys.title,
        "body": html,
        "root": root,
        "site": context.metadata,
    }
    template = "sheet.html"
    for part in PARTS:
        if name in part.facts:
            template = f"{name}.html"
            told.update(part.facts[name](sheet, context))
    return render.render(template, context, **told)


def path_of(sheet: Sheet[Any]) -> str:
    """Return the path of a sheet's page under its language's folder."""
    return f"{sheet.kind.folder}/{sheet.id}.md"


def front_matter(sheet: Sheet[Any], lang: str) -> dict[str, object]:
    """Return the front matter of a sheet's page: title, description, the way to it, and the terms
    it is found by.
    """
    keys = sheet.keys
    about = dict.fromkeys((*getattr(keys, "themes", ()), *getattr(keys, "fields", ())))
    crumb = (sheet.kind.plural(lang), f"{sheet.kind.folder}/index.md")
    meta = {
        "title": keys.title,
        "description": keys.description,
        "crumbs": () if sheet.id == INDEX else (crumb,),
        "themes": tuple(about),
        "steps": getattr(keys, "steps", ()),
        "audiences": getattr(keys, "audiences", ()),
    }
    return render.front_matter(meta)

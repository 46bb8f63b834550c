"""The search page, and a page for each search that the instance names; and a locale's pages -> the
sections that its search indexes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.named_searches import NamedSearch
from publish.exports import subscribe
from publish.generated_page import GeneratedPage
from publish.indexes import by_month, region
from publish.pages.page_head import PageText
from publish.pages.site_pages import STUB
from publish.pages.watch_pages import LATEST
from publish.search import records, sections
from publish.search.records import Section
from publish.search.thesaurus import token
from publish.site_context import SiteContext

PATH = "search.md"
NOTES = "note.html"
# A folder's pages show entries that are found one by one; its kinds and themes are found by all
# their words.
FOLDERS = {
    "months": "",
    "weeks": "",
    "entries": "",
    "sources": "",
    "kinds": "types",
    "themes": "themes",
    "regions": "regions",
}
UNTOLD = ("months", "weeks", "entries")
# The facet of the search for each list that a page's front matter names.
FACETS = {"themes": "theme", "steps": "step", "audiences": "audience"}


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the search page, then those of named searches."""
    yield page(context)
    for search in context.library.searches:
        yield named(search, context)


def named(search: NamedSearch, context: SiteContext) -> GeneratedPage:
    """Return the page of a named search: what it asks, what it found, and how to follow it."""
    translate = context.catalogue.translate
    found = context.indexes.searches.get(search.id, ())
    title = search.named(context.locale)
    count = context.catalogue.plural("site.entries", len(found))
    return GeneratedPage(
        f"searches/{search.id}.md",
        title,
        "named.html",
        {
            "asked": list(_asked(search, context)),
            "found": found[:LATEST],
            "total": len(found),
            "months": by_month(found),
            "feed": f"search/{search.id}",
        },
        f"{title}{translate('site.colon')}{count}",
        crumbs=(
            (translate("site.watch"), "watch/index.md"),
            (translate("site.leave_title"), subscribe.PATH),
        ),
    )


def _asked(search: NamedSearch, context: SiteContext) -> Iterator[tuple[str, list[str]]]:
    """Yield what a search asks: the name of each key that it has, and its values by their names."""
    library, locale = context.library, context.locale
    of_region = partial(region, library=library, catalogue=context.catalogue)
    named_by: dict[str, Callable[[str], str]] = {
        "words": str,
        "theme": lambda name: library.theme(name).label(locale),
        "kind": lambda name: library.kind(name).label(locale),
        "source": library.source_name,
        "region": lambda name: of_region(name).label(locale),
    }
    values = (search.words, search.themes, search.kinds, search.sources, search.region)
    for (key, name_of), ids in zip(named_by.items(), values, strict=True):
        if ids:
            yield context.catalogue.translate(f"search.browser.{key}"), list(map(name_of, ids))


def page(context: SiteContext) -> GeneratedPage:
    """Return the search page, which without JavaScript leads to the lists of entries."""
    translate = context.catalogue.translate
    facts = {"find": context.catalogue, "indexes": context.indexes}
    return GeneratedPage(
        PATH, translate("search.title"), "search.html", facts, translate("search.lead")
    )


def written(
    page: PageText,
    html: str,
    generated: GeneratedPage | None,
    context: SiteContext,
    docs: Path,
) -> Iterator[Section]:
    """Yield the sections of a page that a person wrote, or of the note to an entry."""
    locale, others = context.locale, filter(context.locale.__ne__, context.metadata.languages)
    is_elsewhere = any((docs.with_name(name) / page.path).is_file() for name in others)
    alone = generated is None and not is_elsewhere
    title = generated.title if generated else page.title
    filters = (records.own(locale, alone=alone), *_facets(page.meta))
    kind = records.OF_FOLDER.get(page.path.partition("/")[0], records.PAGE)
    yield from sections.of(html, Section(locale, page.path, title, filters=filters, kind=kind))


def generated(pages: Iterable[GeneratedPage], locale: str) -> Iterator[Section]:
    """Yield what is indexed of each generated page: its title and its description, and each place
    on it that is found by itself.
    """
    for page in pages:
        folder, _, name = page.path.removesuffix(".md").rpartition("/")
        is_item = name != "index"
        if page.template == STUB or page.path == PATH or (folder in UNTOLD and is_item):
            continue
        yield Section(
            locale,
            page.path,
            page.title,
            text=f"{page.description} {page.words}".strip(),
            filters=(records.own(locale), *page.filters),
            concepts=tuple(_concepts(folder, name)),
            names=page.names,
        )
        yield from _places(page, locale)


def _places(page: GeneratedPage, locale: str) -> Iterator[Section]:
    for anchor, heading, text in page.data.get("places", ()):
        own = (records.own(locale),)
        yield Section(locale, page.path, page.title, heading, anchor, text, own)


def _concepts(folder: str, name: str) -> Iterator[str]:
    """Yield the concept that a page of a folder is about, where it is about one."""
    concept = FOLDERS.get(folder)
    if concept and name != "index":
        yield token(concept, name)


def _facets(meta: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the themes, steps and audiences that a page's front matter names."""
    for key, facet in FACETS.items():
        named = meta.get(key) or ()
        for name in [named] if isinstance(named, str) else named:
            yield facet, str(name)

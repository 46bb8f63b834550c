"""The search page; and a locale's pages -> the sections that its search indexes."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from publish.generated_page import GeneratedPage
from publish.pages.page_head import PageText
from publish.pages.site_pages import STUB
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
    yield from sections.of(html, Section(locale, page.path, title, filters=filters))


def generated(pages: Iterable[GeneratedPage], locale: str) -> Iterator[Section]:
    """Yield what is indexed of each generated page: its title and its description."""
    for page in pages:
        folder, _, name = page.path.removesuffix(".md").rpartition("/")
        is_item = name != "index"
        if page.template == STUB or page.path == PATH or (folder in UNTOLD and is_item):
            continue
        yield Section(
            locale,
            page.path,
            page.title,
            text=page.description,
            filters=(records.own(locale),),
            concepts=tuple(_concepts(folder, name)),
        )


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

"""What MkDocs calls so that pages are found: gathers what they say, adds the search page.

Runs after mkdocs_events.
"""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks.build_state import BuildState, state_of
from knowledge import taxonomy
from publish.generated_page import GeneratedPage
from publish.search import records, sections, see_also, thesaurus
from publish.search.records import Section
from publish.search.thesaurus import token
from publish.site_context import SiteContext

PATH = "search.md"
NOTES, STUB = "note.html", "untranslated.html"
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
THEMES_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
UNTOLD = ("months", "weeks", "entries")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the search page, and make room for what the pages say."""
    state = state_of(config)
    spec = page(state.context)
    state.pages[spec.path] = spec
    return config


def on_files(files: Files, **_: object) -> Files:
    """Leave out the theme's own search, which is not used, and the maps of its programs."""
    for file in [file for file in files if is_useless(file.src_uri)]:
        files.remove(file)
    return files


# Before mkdocs_events puts the entries among a person's words.
@event_priority(50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Keep what a person wrote on this page."""
    state_of(config).sections.extend(written(html, page, config))
    return html


def on_env(env: Environment, config: MkDocsConfig, **_: object) -> Environment:
    """Keep what the pages are that nobody wrote, and find what to read next beside the others."""
    state = state_of(config)
    known = thesaurus.of(taxonomy.load(Path(config.config_file_path).parent))
    state.see_also = see_also.of(state.sections, state.context.library, known, state.context.locale)
    state.sections = sorted((*state.sections, *generated(state)), key=lambda section: section.path)
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object
) -> dict[str, Any]:
    """Give a page what to read next."""
    context["see_also"] = state_of(config).see_also.get(page.file.src_uri, ())
    return context


def is_useless(path: str) -> bool:
    """Say whether nothing on the site asks for a file of the theme; together they are a tenth of a
    young site.
    """
    return path.startswith("assets/") and (path.endswith(".map") or path.startswith(THEMES_SEARCH))


def page(context: SiteContext) -> GeneratedPage:
    """Plan the search page, which without JavaScript leads to the lists of entries."""
    translate = context.catalogue.translate
    facts = {"find": context.catalogue, "indexes": context.indexes}
    return GeneratedPage(
        PATH, translate("search.title"), "search.html", facts, translate("search.lead")
    )


def written(html: str, page: Page, config: MkDocsConfig) -> Iterator[Section]:
    """Yield the sections of a page that a person wrote, or of the note to an entry."""
    state, path = state_of(config), page.file.src_uri
    lang, spec = state.context.locale, state.pages.get(path)
    if spec is not None and (spec.template != NOTES and not spec.body and page.file.generated_by):
        return
    title = spec.title if spec else unescape(str(page.title or ""))
    docs = Path(config.docs_dir)
    alone = spec is None and not any(
        (docs.with_name(name) / path).is_file()
        for name in state.context.metadata.languages
        if name != lang
    )
    whose = Section(lang, path, title, filters=(records.own(lang, alone=alone), *_terms(page.meta)))
    yield from sections.of(html, whose)


def generated(state: BuildState) -> Iterator[Section]:
    """Yield what is said of each page that nobody wrote: its title and its description."""
    lang = state.context.locale
    for spec in state.pages.values():
        folder, _, name = spec.path.removesuffix(".md").rpartition("/")
        if spec.template == STUB or spec.path == PATH or (folder in UNTOLD and name != "index"):
            continue
        concepts = (
            (token(FOLDERS[folder], name),) if FOLDERS.get(folder) and name != "index" else ()
        )
        yield Section(
            lang,
            spec.path,
            spec.title,
            text=spec.description,
            filters=(records.own(lang),),
            concepts=concepts,
        )


def _terms(meta: Any) -> Iterator[tuple[str, str]]:
    """Yield the themes, steps and audiences that a page's front matter names."""
    for key, facet in {"themes": "theme", "steps": "step", "audiences": "audience"}.items():
        named = meta.get(key) or ()
        yield from ((facet, str(name)) for name in ([named] if isinstance(named, str) else named))

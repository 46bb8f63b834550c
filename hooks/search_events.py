"""What MkDocs calls so that pages are found: gathers what they say, adds the search page and those
of named searches.

Runs after mkdocs_events, whose state it takes.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from hooks.build_state import page_text, state_of
from knowledge import taxonomy
from publish.generated_page import GeneratedPage
from publish.pages import search_page
from publish.search import see_also, thesaurus

_TEMPLATES = frozenset({"sheets", "watch", "word"})
# Pages whose own entries are what would be near them.
LISTS = ("weeks/",)
THEMES_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the search page, and those of the searches that the instance names."""
    state = state_of(config)
    for page in search_page.pages(state.context):
        state.add(page)
    return config


def on_files(files: Files, **_: object) -> Files:
    """Leave out the theme's own search, which is not used, the maps of its programs, and templates
    that are no HTML, which MkDocs would publish as they stand.
    """
    for file in list(files):
        if is_useless(file.src_uri) or _is_template(file):
            files.remove(file)
    return files


# Before mkdocs_events puts the entries among a person's words.
@event_priority(50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Keep what a person wrote on this page."""
    state, text = state_of(config), page_text(page)
    generated = state.pages.get(text.path)
    if generated is None or is_written(generated, page):
        docs = Path(config.docs_dir)
        state.sections.extend(search_page.written(text, html, generated, state.context, docs))
    return html


def on_env(env: Environment, config: MkDocsConfig, **_: object) -> Environment:
    """Keep what the generated pages are, and find what to read next beside the others."""
    state = state_of(config)
    library, locale = state.context.library, state.context.locale
    known = thesaurus.of(taxonomy.load(Path(config.config_file_path).parent))
    state.see_also = see_also.of(state.sections, library, known, locale)
    state.sections.extend(search_page.generated(state.pages.values(), locale))
    state.sections.sort(key=lambda section: section.path)
    return env


def on_page_context(
    context: dict[str, object], page: Page, config: MkDocsConfig, **_: object
) -> dict[str, object]:
    """Add to a page what to read next."""
    if not page.file.src_uri.startswith(LISTS):
        context["see_also"] = state_of(config).see_also.get(page.file.src_uri, ())
    return context


def is_written(generated: GeneratedPage, page: Page) -> bool:
    """Return whether a generated page holds a person's words: a note, or a file of the instance."""
    has_words = generated.template == search_page.NOTES or generated.body
    return bool(has_words or not page.file.generated_by)


def _is_template(file: File) -> bool:
    """Return whether a file of the theme is filled by a page or an export."""
    folder = file.src_uri.partition("/")[0]
    return folder in _TEMPLATES and Path(file.src_dir or "").name == "overrides"


def is_useless(path: str) -> bool:
    """Return whether nothing on the site asks for a file of the theme; together they are a tenth of
    a young site.
    """
    return path.startswith("assets/") and (path.endswith(".map") or path.startswith(THEMES_SEARCH))

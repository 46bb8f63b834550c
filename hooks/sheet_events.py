"""What MkDocs calls so that sheets become pages.

Runs after mkdocs_events, whose library and words it takes.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from hooks.build_state import BuildState, context_of, state_of
from knowledge.sheets import collection, page_index, references
from publish import broken
from publish.exports import demo_mark
from publish.exports import publish as exports
from publish.pages import guide_print, sheet_pages
from publish.pages.page_outline import Headings, outline
from publish.pages.site_pages import way_up


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages that sheets give together, and find each sheet by its page."""
    state = state_of(config)
    context = state.context
    root = context.library.root
    state.misplaced = frozenset(
        problem.path for problem in collection.misplaced(root, context.library.sheets.languages)
    )
    for page in sheet_pages.pages(context):
        state.add(page)
    for sheet in context.library.sheets.sheets:
        if sheet.lang == context.locale:
            state.sheets[sheet_pages.path_of(sheet)] = sheet
    config.nav = broken.menu(config.nav, f"docs/{context.locale}", absent(state, config))
    for page in guide_print.pages(context, config.nav):
        state.add(page)
    return config


def absent(state: BuildState, config: MkDocsConfig) -> frozenset[str]:
    """Return the pages of the menu that the site lacks: those left out, and those that the program
    makes only where there is something to show.
    """
    folder, docs = f"docs/{state.context.locale}", Path(config.docs_dir)
    lacking = set(state.context.library.gone)
    for path in broken.pages_of(config.nav):
        name = f"{folder}/{path}"
        if references.generated(name) and not is_there(path, state, docs):
            lacking.add(name)
    return frozenset(lacking)


def is_there(path: str, state: BuildState, docs: Path) -> bool:
    """Return whether a page is made or written."""
    return path in state.pages or (docs / path).exists()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the files that are not for everybody, and those that are no page as they are."""
    context = context_of(config)
    folder = Path("docs", context.locale)
    for file in list(files):
        unread = (folder / file.src_uri).as_posix() in state_of(config).misplaced
        if unread or sheet_pages.withheld(file.src_uri, context):
            files.remove(file)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put what the templates and the search read in a sheet's front matter, inert, in place of all
    its keys; make text of the links to pages that are left out.
    """
    context = context_of(config)
    path = f"docs/{context.locale}/{page.file.src_uri}"
    markdown = broken.unlinked(markdown, path, context.library.gone)
    sheet = state_of(config).sheets.get(page.file.src_uri)
    if sheet is not None:
        page.meta = sheet_pages.front_matter(sheet, context.locale)
    return markdown


# Before search_events, so that what stands around a text is found like the text itself.
@event_priority(60)
def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put a sheet's facts around its text."""
    sheet = state_of(config).sheets.get(page.file.src_uri)
    if sheet is None:
        return html
    made = sheet_pages.page(sheet, html, context_of(config), root=way_up(page.url))
    headings = Headings(made)
    page.toc = get_toc([outline(sheet.keys.title, headings.sections)])
    page.present_anchor_ids = headings.anchors | (page.present_anchor_ids or set())
    return made


def on_page_context(
    context: dict[str, object], page: Page, config: MkDocsConfig, **_: object
) -> dict[str, object]:
    """Note on a translation that its original has changed since."""
    site = context_of(config)
    context["newer"] = page_index.newer(site.library.pages, page.file.src_uri, site.locale)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files that stand beside the pages."""
    context = context_of(config)
    files = demo_mark.marked(sheet_pages.files(context), context.metadata, context.locale)
    exports.write(files, Path(config.site_dir))

"""What MkDocs calls so that sheets become pages.

Runs after mkdocs_events, whose library and words it takes.
"""

import re
from html import unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from hooks.build_state import context_of, state_of
from hooks.mkdocs_events import way_up
from knowledge.sheets import page_index
from knowledge.sheets.collection import INDEX
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from publish import render
from publish.exports import publish as exports
from publish.pages import sheet_pages

_HEADING = re.compile(r'<h2[^>]*\bid="(?P<id>[^"]+)"[^>]*>(?P<words>.*?)</h2>', re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages that sheets give together, and find each sheet by its page."""
    state = state_of(config)
    context = state.context
    for spec in sheet_pages.pages(context):
        state.pages[spec.path] = spec
    state.sheets = {
        path_of(sheet): sheet
        for sheet in context.library.sheets.sheets
        if sheet.lang == context.locale
    }
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the files that are not for everybody."""
    context = context_of(config)
    for file in [file for file in files if sheet_pages.withheld(file.src_uri, context)]:
        files.remove(file)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put what the templates and the search read in a sheet's front matter, inert, in place of all
    its keys.
    """
    sheet = state_of(config).sheets.get(page.file.src_uri)
    if sheet is not None:
        page.meta = front(sheet, context_of(config).locale)
    return markdown


# Before search_events, so that what stands around a text is found like the text itself.
@event_priority(60)
def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put a sheet's facts around its text."""
    sheet = state_of(config).sheets.get(page.file.src_uri)
    if sheet is None:
        return html
    made = sheet_pages.page(sheet, html, context_of(config), root=way_up(page.url))
    page.toc = get_toc(outline(made, sheet.keys.title))
    page.present_anchor_ids = anchors(made) | (page.present_anchor_ids or set())
    return made


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object
) -> dict[str, Any]:
    """Say of a translation that its original has changed since."""
    site = context_of(config)
    context["newer"] = page_index.newer(site.library.pages, page.file.src_uri, site.locale)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files that stand beside the pages."""
    exports.write(sheet_pages.files(context_of(config)), Path(config.site_dir))


def outline(html: str, title: str) -> list[Any]:
    """Give a page's table of contents, as Markdown's toc extension does, from its headings of the
    second level.
    """
    found: list[Any] = [
        {"level": 2, "id": one["id"], "name": render.escape(plain(one["words"])), "children": []}
        for one in _HEADING.finditer(html)
    ]
    return [{"level": 1, "id": "top", "name": render.escape(title), "children": found}]


def anchors(html: str) -> set[str]:
    """Name the anchors of a page, so that MkDocs can check a person's link to one."""
    return set(_ID.findall(html))


def plain(html: str) -> str:
    """Give the words of a piece of HTML."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def path_of(sheet: Sheet[SheetModel]) -> str:
    """Give the path of a sheet's page under its language's folder."""
    return f"{sheet.kind.folder}/{sheet.id}.md"


def front(sheet: Sheet[SheetKeys], lang: str) -> dict[str, Any]:
    """Give the front matter of a sheet's page: title, description, the way to it, and the terms it
    is found by.
    """
    keys = sheet.keys
    named = {name: getattr(keys, name, ()) for name in ("themes", "fields", "steps", "audiences")}
    about = tuple(dict.fromkeys((*named["themes"], *named["fields"])))
    crumb = (sheet.kind.plural(lang), f"{sheet.kind.folder}/index.md")
    crumbs = () if sheet.id == INDEX else (crumb,)
    meta = {"title": keys.title, "description": keys.description, "crumbs": crumbs, "themes": about}
    return render.front_matter({**meta, "steps": named["steps"], "audiences": named["audiences"]})

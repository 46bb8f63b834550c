"""What MkDocs calls so that sheets become pages. Runs after mkdocs_events, whose library and words it takes."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from hooks import rendering
from hooks.exports import publish as exports
from hooks.mkdocs_events import way_up
from hooks.sheets import publishing
from knowledge.sheets.reading import Sheet
from knowledge.sheets.said import pick


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages that sheets give together, and find each sheet by its page."""
    extra = config.extra
    library, words = extra["library"], extra["words"]
    for spec in publishing.pages(library, extra["shelves"], words):
        extra["specs"][spec.path] = spec
    extra["sheets"] = {path_of(one): one for one in library.sheets.sheets if one.lang == words.lang}
    return config


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put what the templates and the search read in a sheet's front matter, inert, in place of all its keys."""
    sheet = config.extra["sheets"].get(page.file.src_uri)
    if sheet is not None:
        page.meta = front(sheet, config.extra["words"].lang)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put a sheet's facts around its text."""
    extra = config.extra
    sheet = extra["sheets"].get(page.file.src_uri)
    if sheet is None:
        return html
    known = {"root": way_up(page.url), "site": extra["facts"]}
    return publishing.page(sheet, html, extra["library"], extra["words"], **known)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files that stand beside the pages."""
    extra = config.extra
    exports.write(publishing.files(extra["library"], extra["words"], extra["facts"]), Path(config.site_dir))


def path_of(sheet: Sheet[Any]) -> str:
    """Give the path of a sheet's page under its language's folder."""
    return f"{sheet.kind.folder}/{sheet.id}.md"


def front(sheet: Sheet[Any], lang: str) -> dict[str, Any]:
    """Give the front matter of a sheet's page: title, description, the way to it, and the terms it is found by."""
    keys = sheet.keys
    named = {name: getattr(keys, name, ()) for name in ("themes", "fields", "steps", "audiences")}
    about = tuple(dict.fromkeys((*named["themes"], *named["fields"])))
    crumb = (pick(sheet.kind.plural, lang), f"{sheet.kind.folder}/index.md")
    meta = {"title": keys.title, "description": keys.description, "crumbs": (crumb,), "themes": about}
    return rendering.front_matter({**meta, "steps": named["steps"], "audiences": named["audiences"]})

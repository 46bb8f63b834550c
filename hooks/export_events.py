"""What MkDocs calls so that a page leaves as data too: links in its head, linked data, feeds beside
it.

Runs after mkdocs_events, whose library, indexes and pages it takes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks.build_state import BuildState, state_of
from knowledge.model import Entry
from publish.cards import Card
from publish.exports import crawling, discovery, linked_data, publish, subscribe, timestamps
from publish.exports.crawling import Place
from publish.exports.linked_data import Described
from publish.generated_page import GeneratedPage

STUB = "untranslated.html"
SEARCH_PAGE = "search.md"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the page that lists the exports."""
    state = state_of(config)
    spec = subscribe.page(state.context)
    state.pages[spec.path] = spec
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Write the sitemap, which MkDocs puts in its place."""
    state = state_of(config)
    state.paths = frozenset(file.src_uri for file in files.documentation_pages())
    state.template_globals["sitemap"] = sitemap(state, Path(config.docs_dir))
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any
) -> dict[str, Any]:
    """Give the head of a page its links and its linked data."""
    context["leaving"] = leaving(page.file.src_uri, page, state_of(config))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the feeds."""
    state = state_of(config)
    page = "search/" if SEARCH_PAGE in state.paths else ""
    publish.write(publish.language(state.context, search_page=page), Path(config.site_dir))


def sitemap(state: BuildState, docs: Path) -> str:
    """Write a language's sitemap of its pages, without those that only send a reader to the other
    language.
    """
    metadata, entries = state.context.metadata, state.context.library.entries
    places = [
        Place(
            _url(path),
            languages(path, state.pages.get(path), docs, list(metadata.languages)),
            changed(state.pages.get(path), entries, is_home=path == "index.md"),
        )
        for path in sorted(state.paths)
        if not is_stub(state.pages.get(path))
    ]
    return crawling.sitemap(places, docs.name, metadata).decode()


def leaving(path: str, page: Page, state: BuildState) -> dict[str, Any]:
    """Gather what a page's head says to programs."""
    context, spec = state.context, state.pages.get(path)
    said = described(path, page, spec, context.library.entries)
    return {
        "links": list(discovery.links(path, said.title, context)),
        "linked_data": linked_data.script(said, context) if context.metadata.absolute else "",
        "stub": is_stub(spec),
        "references": bool(said.cards or said.entry),
    }


def described(
    path: str, page: Page, spec: GeneratedPage | None, entries: Iterable[Entry]
) -> Described:
    """Say in plain text what a page is: a generated one by its plan, a written one by its front
    matter.
    """
    title = spec.title if spec else unescape(str(page.title or ""))
    return Described(
        url=_url(path),
        title=title,
        description=spec.description if spec else unescape(str(page.meta.get("description") or "")),
        crumbs=spec.crumbs if spec else (),
        cards=tuple(cards_of(spec)) if spec and "entry" not in spec.data else (),
        entry=spec.data.get("entry") if spec else None,
        changed=changed(spec, entries, is_home=path == "index.md"),
        is_home=path == "index.md",
        is_dataset=path == subscribe.PATH,
    )


def cards_of(spec: GeneratedPage) -> Iterator[Card]:
    """Yield the cards that a generated page shows."""
    data = spec.data
    yield from data.get("found", ())
    for _, found in data.get("groups", ()):
        yield from found
    if "card" in data:
        yield data["card"]


def changed(
    spec: GeneratedPage | None, entries: Iterable[Entry], *, is_home: bool
) -> datetime | None:
    """Say when a page last changed: as the newest of the entries it shows; a written page does not
    say.
    """
    if is_stub(spec) or (spec is None and not is_home):
        return None
    shown = [entry for card in cards_of(spec) for entry in card.members] if spec else []
    return timestamps.newest(shown or entries)


def languages(
    path: str, spec: GeneratedPage | None, docs: Path, known: list[str]
) -> tuple[str, ...]:
    """Name the languages in which a page exists: all for a generated one, those of its files for a
    written one.
    """
    if spec is not None:
        return tuple(known)
    found = tuple(lang for lang in known if (docs.with_name(lang) / path).is_file())
    return found if len(found) > 1 else ()


def is_stub(spec: GeneratedPage | None) -> bool:
    """Say whether a page only sends a reader to the other language."""
    return spec is not None and spec.template == STUB


def _url(path: str) -> str:
    folder = path.removesuffix(".md")
    return (
        ""
        if folder == "index"
        else folder.removesuffix("index")
        if folder.endswith("/index")
        else f"{folder}/"
    )

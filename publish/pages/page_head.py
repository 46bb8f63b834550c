"""A page -> what its head says to programs: links, linked data; and all pages -> the sitemap."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.model import Entry
from publish.cards import Card
from publish.exports import crawling, discovery, linked_data, subscribe, timestamps
from publish.exports.crawling import SitemapPage
from publish.exports.linked_data import Described
from publish.generated_page import GeneratedPage
from publish.pages.site_pages import STUB
from publish.site_context import SiteContext

HOME = "index.md"


@dataclass(frozen=True)
class PageText:
    """What a page says of itself in plain text, and its front matter."""

    path: str
    title: str
    description: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)


def sitemap(
    paths: Collection[str], pages: Mapping[str, GeneratedPage], context: SiteContext, docs: Path
) -> str:
    """Return a locale's sitemap, without the pages that only send a reader to another locale."""
    places = []
    for path in sorted(paths):
        spec = pages.get(path)
        if not is_stub(spec):
            tongues = languages(path, spec, docs, list(context.metadata.languages))
            moment = changed(spec, context.library.entries, is_home=path == HOME)
            places.append(SitemapPage(address(path), tongues, moment))
    return crawling.sitemap(places, docs.name, context.metadata).decode()


def head(
    page: PageText, generated: GeneratedPage | None, context: SiteContext
) -> dict[str, object]:
    """Return what the head of a page says to programs."""
    said = described(page, generated, context.library.entries)
    return {
        "links": list(discovery.links(page.path, said.title, context)),
        "linked_data": linked_data.script(said, context) if context.metadata.absolute else "",
        "stub": is_stub(generated),
        "references": bool(said.cards or said.entry),
    }


def described(
    page: PageText, generated: GeneratedPage | None, entries: Iterable[Entry]
) -> Described:
    """Return what a page is, in plain text: a generated one by its plan, a written one by its front
    matter.
    """
    written = Described(
        url=address(page.path),
        title=page.title,
        description=page.description,
        changed=changed(generated, entries, is_home=page.path == HOME),
        is_home=page.path == HOME,
        is_dataset=page.path == subscribe.PATH,
    )
    if generated is None:
        return written
    entry = generated.data.get("entry")
    return replace(
        written,
        title=generated.title,
        description=generated.description,
        crumbs=generated.crumbs,
        cards=() if entry else tuple(cards_of(generated)),
        entry=entry,
    )


def cards_of(spec: GeneratedPage) -> Iterator[Card]:
    """Yield the cards that a generated page shows."""
    data = spec.data
    yield from data.get("found", ())
    for _, found in data.get("groups", ()):
        yield from found
    if "card" in data:
        yield data["card"]


def entries_of(spec: GeneratedPage) -> Iterator[Entry]:
    """Yield the entries that a generated page shows."""
    for card in cards_of(spec):
        yield from card.members


def changed(
    spec: GeneratedPage | None, entries: Iterable[Entry], *, is_home: bool
) -> datetime | None:
    """Return when a page last changed: as the newest of the entries it shows; a written page does
    not say.
    """
    if is_stub(spec) or (spec is None and not is_home):
        return None
    shown = list(entries_of(spec)) if spec else []
    return timestamps.newest(shown or entries)


def languages(
    path: str, spec: GeneratedPage | None, docs: Path, known: list[str]
) -> tuple[str, ...]:
    """Return the languages in which a page exists: all for a generated one, those of its files for
    a written one.
    """
    if spec is not None:
        return tuple(known)
    found = tuple(lang for lang in known if (docs.with_name(lang) / path).is_file())
    return found if len(found) > 1 else ()


def is_stub(spec: GeneratedPage | None) -> bool:
    """Return whether a page only sends a reader to the other language."""
    return spec is not None and spec.template == STUB


def address(path: str) -> str:
    """Return the address of a page under its locale's folder: "months/" for "months/index.md"."""
    folder = path.removesuffix(".md")
    if folder == "index":
        return ""
    return folder.removesuffix("index") if folder.endswith("/index") else f"{folder}/"

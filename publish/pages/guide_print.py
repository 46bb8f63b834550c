"""The pages of the guide -> one document to print, in the order of the menu: numbered, with a table
of contents, its links leading within it where they can.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, groupby
from typing import Any, NamedTuple
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from knowledge.sheets import page_markdown
from knowledge.sheets.addresses import is_elsewhere, parts_of
from knowledge.sheets.kinds import guide
from knowledge.sheets.kinds.guide import Guide
from knowledge.sheets.reading import Sheet
from publish import broken
from publish.generated_page import GeneratedPage
from publish.pages import drawings, render, theme_pages
from publish.pages.drawings import GuideDrawing
from publish.site_context import SiteContext

PATH = f"{guide.KIND.folder}/print.md"
# From its address up to the language's home.
_UP = "../../"
# What leads from one element to another of the same page.
_POINTING = ("aria-labelledby", "aria-describedby", "for", "headers")
Chapters = Mapping[str, Sheet[Guide]]


class Chapter(NamedTuple):
    """A page of the guide in the document: its number, its anchor, its text as HTML."""

    number: str
    id: str
    title: str
    lead: str
    version: str
    body: Markup
    drawing: GuideDrawing | None


class DocumentPart(NamedTuple):
    """Chapters that stand under one title of the menu."""

    number: str
    id: str
    title: str
    chapters: tuple[Chapter, ...]


def pages(context: SiteContext, nav: Any) -> Iterator[GeneratedPage]:
    """Yield the document, where there is a guide; `nav` is the menu as MkDocs reads it."""
    found = parts(context, nav)
    if not found:
        return
    translate = context.catalogue.translate
    yield GeneratedPage(
        PATH,
        translate("site.guide_print_title"),
        "guide-print.html",
        {"parts": found},
        translate("site.guide_print_lead"),
        crumbs=((guide.KIND.plural(context.locale), f"{guide.KIND.folder}/index.md"),),
    )


def parts(context: SiteContext, nav: Any) -> list[DocumentPart]:
    """Return the parts of the document, in the order of the menu; what the menu leaves out comes
    last.
    """
    sheets = {
        _path(sheet): sheet for sheet in context.library.sheets.of(guide.KIND, context.locale)
    }
    rest = ((guide.KIND.plural(context.locale), path) for path in sheets)
    found: dict[str, str] = {}
    for title, path in chain(_titled(nav, ""), rest):
        if path in sheets:
            found.setdefault(path, title)
    made = []
    for number, (title, group) in enumerate(groupby(found, key=found.__getitem__), 1):
        chapter = partial(_chapter, part=number, sheets=sheets, context=context)
        chapters = tuple(chapter(path, place) for place, path in enumerate(group, 1))
        made.append(DocumentPart(str(number), f"part-{number}", title, chapters))
    return made


def _titled(nav: Any, title: str) -> Iterator[tuple[str, str]]:
    """Yield the pages of a menu, each with the title under which it stands."""
    if isinstance(nav, str):
        yield title, nav
    elif isinstance(nav, list):
        for entry in nav:
            yield from _titled(entry, title)
    elif isinstance(nav, Mapping):
        for name, entry in nav.items():
            yield from _titled(entry, title if isinstance(entry, str) else str(name))


def _path(sheet: Sheet[Guide]) -> str:
    return f"{sheet.kind.folder}/{sheet.id}.md"


def _chapter(
    path: str, place: int, *, part: int, sheets: Chapters, context: SiteContext
) -> Chapter:
    sheet, number = sheets[path], f"{part}.{place}"
    text = broken.unlinked(sheet.body, sheet.path, context.library.gone)
    body = _settled(page_markdown.to_html(text), path, number, sheets)
    version = theme_pages.validated(sheet.keys, context)
    keys, drawing = sheet.keys, drawings.of(sheet, context)
    return Chapter(number, _anchor(path), keys.title, keys.description, version, body, drawing)


def _anchor(path: str, fragment: str = "") -> str:
    """Return the anchor of a chapter, or of a place within it: no two chapters share one."""
    name = posixpath.basename(path).removesuffix(".md")
    return f"chapter-{name}--{fragment}" if fragment else f"chapter-{name}"


def _settled(html: str, path: str, number: str, sheets: Chapters) -> Markup:
    """Let a chapter's text stand among others: its anchors are its own, its headings lower and
    numbered, its links lead to what stands beside it.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(id=True):
        element["id"] = _anchor(path, str(element["id"]))
    for name in _POINTING:
        for element in soup.find_all(attrs={name: True}):
            pointed = str(element[name]).split()
            element[name] = " ".join(map(partial(_anchor, path), pointed))
    _lead(soup.find_all("a", href=True), "href", partial(_address, path=path, sheets=sheets))
    _lead(soup.find_all("img", src=True), "src", partial(_address, path=path, sheets={}))
    _mark_away(soup)
    _number(soup, number)
    for head in soup.select("thead th"):
        head["scope"] = "col"
    return Markup(str(soup))  # noqa: S704 - cleaned by page_markdown.to_html


def _lead(elements: Iterable[Tag], name: str, address: Callable[[str], str]) -> None:
    for element in elements:
        element[name] = address(str(element[name]))


def _mark_away(soup: BeautifulSoup) -> None:
    """Mark the links to other sites, whose addresses are shown on paper: the theme's script makes
    every address a whole one.
    """
    for link in soup.select('a[href^="http"]'):
        link["class"] = ["vg-away"]


def _number(soup: BeautifulSoup, number: str) -> None:
    """Lower the headings by two levels, and number those of the second one."""
    count = 0
    for heading in soup.find_all(["h2", "h3", "h4"]):
        if heading.name == "h2":
            count += 1
            heading.insert(0, f"{number}.{count} ")
        heading.name = f"h{int(heading.name[1]) + 2}"


def _address(address: str, *, path: str, sheets: Chapters) -> str:
    """Return where a link of a chapter leads, seen from the document."""
    parsed = parts_of(address)
    if parsed is None or is_elsewhere(parsed):
        return address
    target = path
    if parsed.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parsed.path)))
    if target in sheets or target == path:
        return f"#{_anchor(target, parsed.fragment)}"
    place = render.page_url(target) if target.endswith(".md") else target
    return f"{_UP}{place}#{parsed.fragment}" if parsed.fragment else f"{_UP}{place}"

"""What people wrote -> HTML, outside of MkDocs, with the same extensions of Markdown; and what a
page of it leads to, shows, and can be led to.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from knowledge.sheets import markup

# As hooks/mkdocs.base.yml has them: a test holds both together.
EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
)
# A column's side as an attribute: the style that stands for it otherwise is not published.
OPTIONS = {"tables": {"use_align_attribute": True}}
LINK, IMAGE = "a", "img"
_ADDRESS = {LINK: "href", IMAGE: "src"}


class Reference(NamedTuple):
    """A link, or an image with its text alternative. `typed` is whether its author wrote it as
    HTML.
    """

    element: str
    address: str
    alternative: str = ""
    typed: bool = False


class MarkdownPage(NamedTuple):
    """What Markdown makes of a text, with whatever HTML its author put into it."""

    html: str
    references: tuple[Reference, ...]
    anchors: frozenset[str]


def to_html(text: str) -> str:
    """Return a page's text as HTML that may be published; its headings have the ids that they have
    on the site.
    """
    return markup.clean(rendered(text))


def rendered(text: str) -> str:
    """Return what Markdown makes of a text, with whatever HTML its author put into it."""
    return read(text).html


# A text is looked at more than once in a row, for its HTML and for its links.
@lru_cache(maxsize=2)
def read(text: str) -> MarkdownPage:
    """Return what Markdown makes of a text: its links and images in their order, its anchors."""
    collected = _Collector()
    made = markdown.Markdown(
        extensions=[*EXTENSIONS, "toc", collected], extension_configs=OPTIONS, output_format="html"
    )
    html = str(made.convert(text))
    # What its author typed as HTML stands apart from Markdown's tree.
    references, anchors = collected.references, collected.anchors
    for block in made.htmlStash.rawHtmlBlocks:
        typed = _Typed(str(block))
        references += typed.references
        anchors |= typed.anchors
    return MarkdownPage(html, tuple(references), frozenset(anchors))


class _Collector(Extension):  # type: ignore[misc]
    """Collects what stands in Markdown's tree when it is done."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[Reference] = []
        self.anchors: set[str] = set()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        """Look at the tree last, as MkDocs does."""
        md.treeprocessors.register(_Look(self), "references", 0)

    def take(self, element: Element) -> None:
        """Note an element's anchor, and where it leads."""
        if anchor := element.get("id"):
            self.anchors.add(anchor)
        address = element.get(_ADDRESS.get(element.tag, ""))
        # A mail's address is written so that no program gathers it.
        if address is not None and AMP_SUBSTITUTE not in address:
            alternative = element.get("alt", "").strip()
            self.references.append(Reference(element.tag, unescape(address), alternative))


class _Look(Treeprocessor):  # type: ignore[misc]
    def __init__(self, collected: _Collector) -> None:
        super().__init__()
        self._collected = collected

    def run(self, root: Element) -> None:
        """Look at each element in its order."""
        for element in root.iter():
            self._collected.take(element)


class _Typed(HTMLParser):
    """Collects the same of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.references: list[Reference] = []
        self.anchors: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's anchor, and where it leads."""
        said = dict(_filled(attrs))
        if anchor := said.get("id"):
            self.anchors.add(anchor)
        if tag == IMAGE or _ADDRESS.get(tag) in said:
            address = said.get(_ADDRESS[tag], "")
            alternative = said.get("alt", "").strip()
            self.references.append(Reference(tag, address, alternative, typed=True))


def _filled(attrs: list[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    for name, value in attrs:
        yield name, value or ""

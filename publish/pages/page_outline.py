"""A page -> its table of contents, as Markdown's toc extension has it, and its anchors."""

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from publish import cards
from publish.generated_page import GeneratedPage
from publish.pages.render import escape


def outline(title: str, sections: Iterable[tuple[str, str]]) -> Any:
    """Return the table of contents of a page: its title, and the (anchor, label) pairs below."""
    below = [
        {"level": 2, "id": anchor, "name": escape(label), "children": []}
        for anchor, label in sections
    ]
    return {"level": 1, "id": "top", "name": escape(title), "children": below}


def anchors(page: GeneratedPage) -> set[str]:
    """Return the anchors of a generated page, so that MkDocs can check a person's link to one."""
    found = {"top", *dict(page.toc)}
    for anchor, _, _ in page.data.get("places", ()):
        found.add(anchor)
    for _, group in page.data.get("groups", ()):
        for card in group:
            found.update(map(cards.anchor, card.members))
    return found


class Headings(HTMLParser):
    """Collect what a piece of HTML can be linked to: `anchors`, and `sections` of the second level
    as (anchor, text) pairs.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.sections: list[tuple[str, str]] = []
        self._open = ""
        self._text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an anchor, and whether it opens a section."""
        anchor = dict(attrs).get("id")
        if anchor:
            self.anchors.add(anchor)
        if tag == "h2" and anchor:
            self._open, self._text = anchor, []

    def handle_data(self, data: str) -> None:
        """Keep the text of the heading that is open."""
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End the heading that is open."""
        if tag == "h2" and self._open:
            self.sections.append((self._open, " ".join("".join(self._text).split())))
            self._open = ""

"""A snapshot of HTML -> one page, parsed once, from which every finder reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag

from knowledge.errors import ReadError
from knowledge.model import Snapshot
from scrapers.clean.charset import decode
from scrapers.readers import soup

# The attributes of which one names what a <meta> states.
NAMES = ("property", "name", "itemprop")
# What may hold the text, the most telling first.
_MAINS = ("main", "[role=main]", "article", "#content, #main, .content", "body")


@dataclass(frozen=True)
class HtmlPage:
    """A page: the address that answered, the one that was asked for, its tree.

    What the finders share is worked out once, when the first of them asks for it.
    """

    url: str
    asked: str
    tree: BeautifulSoup

    @cached_property
    def main(self) -> Tag:
        """The part that holds the text: <main>, else an article, else what is named so."""
        for likely in _MAINS:
            if found := self.tree.select_one(likely):
                return found
        return self.tree

    @cached_property
    def lines(self) -> Sequence[str]:
        """The paragraphs of the main part, as a person sees them."""
        return soup.paragraphs(self.main)

    @cached_property
    def links(self) -> Sequence[tuple[Tag, str]]:
        """The links of the main part that lead to a page, each with its absolute address."""
        return list(soup.links(self.main, self.base))

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        return soup.address(self.tree.find("base", href=True), self.url) or self.url

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """The content of each <meta>, by its property, name or itemprop; the first wins."""
        stated: dict[str, str] = {}
        for tag in self.tree.find_all("meta", content=True):
            name = next(filter(None, (soup.attribute(tag, key) for key in NAMES)), "").lower()
            stated[name] = stated.get(name) or soup.squeeze(str(tag["content"]))
        return stated

    def stated(self, *names: str) -> str:
        """Return the content of the first <meta> that bears one of the names, or ""."""
        return next(filter(None, map(self.metadata.get, names)), "")

    def selected(self, selector: str) -> str:
        """Return the words of what a selector picks first; "" for no selector or no such part."""
        if not selector:
            return ""
        return soup.words(self.tree.select_one(selector))


def parse(snapshot: Snapshot) -> HtmlPage:
    """Parse the body as HTML, however broken.

    Raises ReadError "too_dense" for a nesting that no page has.
    """
    tree = soup.fragment(decode(snapshot))
    if soup.too_deep(tree):
        raise ReadError("too_dense", url=snapshot.url)
    return HtmlPage(snapshot.url, snapshot.asked, tree)

"""A page -> the addresses where its feeds may be: announced, linked to, usual."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import Tag

from scrapers.readers import soup
from scrapers.readers.html_page import HtmlPage

# Every type under which feeds are announced, the wrong ones too.
_TYPES = re.compile(
    r"\s*(application|text)/(x-)?(rss|atom|rdf|xml|feed\+json|json|calendar)(\+xml)?\s*(;.*)?",
    re.IGNORECASE,
)
# What bears such a type and is no feed of entries.
_NO_FEED = re.compile(r"oembed|wp-json|/api/|comment|reacti|opensearch|manifest", re.IGNORECASE)
_LINKS = re.compile(r"(^|[/._=-])(rss|atom|feeds?)([/._=?&-]|$)", re.IGNORECASE)
_USUAL = ("feed/", "rss.xml", "rss", "feed.xml", "atom.xml", "feed.json")


def addresses(page: HtmlPage) -> list[str]:
    """Return where to look for feeds, the likeliest first, each once."""
    return list(dict.fromkeys([*announced(page), *_linked(page), *_usual(page)]))


def announced(page: HtmlPage) -> Iterator[str]:
    """Yield the feeds of entries that a page's head announces."""
    for link in page.tree.find_all("link", rel="alternate", href=True):
        target = soup.address(link, page.base)
        if target and _is_feed_of_entries(link):
            yield target


def _is_feed_of_entries(link: Tag) -> bool:
    kind = soup.attribute(link, "type")
    if not _TYPES.fullmatch(kind):
        return False
    return not _NO_FEED.search(f"{kind} {soup.attribute(link, 'title')} {link['href']}")


def _linked(page: HtmlPage) -> Iterator[str]:
    for _, target in soup.links(page.tree, page.base):
        if _is_feed_link(target) and soup.same_site(target, page.url):
            yield target


def _is_feed_link(target: str) -> bool:
    parts = urlsplit(target)
    return _LINKS.search(f"{parts.path}?{parts.query}") is not None


def _usual(page: HtmlPage) -> Iterator[str]:
    lang = re.match(r"/[a-z]{2}/", urlsplit(page.url).path)
    for path in _USUAL:
        yield urljoin(page.url, "/" + path)
        if lang:
            yield urljoin(page.url, lang[0] + path)

"""A feed's text -> the address that its relative links start from, and its links with a scheme.

RSS 2.0 says of no relative link what it is relative to; sites write them for the place that their
channel names. `xml:base`, where it stands, is feedparser's to apply.
"""

import re
from urllib.parse import urljoin, urlsplit

from scrapers.readers import soup

_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|items|entry)\b")
_RSS = re.compile(r"<(?:rss|(?:\w{1,20}:)?RDF)\b", re.IGNORECASE)
_CHANNEL_LINK = re.compile(r"<link>\s*(?:<!\[CDATA\[)?\s*([^\s<>\]]{1,2000})")
_IMAGE = re.compile(r"<(image|textInput)\b.{0,5000}?</\1>", re.DOTALL | re.IGNORECASE)
_HEAD = 20_000
# Before an address in a feed: an RSS link, or the attribute of an Atom one.
_BEFORE = (
    r"(<link\b[^<>]{0,200}>\s{0,100}(?:<!\[CDATA\[\s{0,100})?|<link\b[^<>]{0,300}\bhref=[\"\'])"
)


def base(root: str, url: str) -> str:
    """Return what relative links of a feed start from: in RSS the channel's link, else its own."""
    if not _RSS.match(root):
        return url
    head = root[:_HEAD]
    first = _ITEM.search(head)
    link = _CHANNEL_LINK.search(_IMAGE.sub("", head[: first.start()] if first else head))
    return _public(soup.address(link[1], url)) or url if link else url


def with_schemes(root: str, start: str) -> str:
    """Return the feed's text with a scheme before "www.example.org/a" and before its own host."""
    host = (urlsplit(start).hostname or "").removeprefix("www.")
    bare = re.compile(rf"{_BEFORE}(?=(?:www\.|{re.escape(host)}[/:])[^\s<>\"\'])")
    scheme = urlsplit(urljoin(start, "/")).scheme
    return bare.sub(lambda before: f"{before[1]}{scheme}://", root)


def _public(address: str) -> str:
    """Return an address of the web; "" for that of the machine a site was made on."""
    host = urlsplit(address).hostname or ""
    return address if "." in host else ""

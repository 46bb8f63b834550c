"""The text of a feed or sitemap as a site wrote it -> its root element, fit for a parser.

What could expand or reach out is refused; the commonest faults of programs that write XML as if it
were HTML are mended, and so are links that a reader of the feed could not follow.
"""

import re
from html.entities import html5
from urllib.parse import urljoin, urlsplit

from knowledge.errors import ReadError
from scrapers.readers import soup

# XML 1.0 (W3C, 5th edition), production 22: declaration, comments, instructions, white space,
# document type.
PIECE = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*(?P<subset>\[)?[^>]*>?", re.DOTALL | re.IGNORECASE
)
# A tag of this length has thousands of attributes, on which parsers take quadratic time.
LONG_TAG = re.compile(r"<[A-Za-z/][^<>]{65536}")
# XML 1.0, production 2: controls that no document may hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(
    r"&(?:(#[0-9]{1,20};|#[xX][0-9a-fA-F]{1,20};)|([a-zA-Z][a-zA-Z0-9]{1,31};))?"
)
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
# RSS 2.0 says of no relative link what it is relative to; sites write them for the place that their
# channel names. `xml:base`, where it stands, is feedparser's to apply.
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|items|entry)\b")
_RSS = re.compile(r"<(?:rss|(?:\w{1,20}:)?RDF)\b", re.IGNORECASE)
_CHANNEL_LINK = re.compile(r"<link>\s*(?:<!\[CDATA\[)?\s*([^\s<>\]]{1,2000})")
_IMAGE = re.compile(r"<(image|textInput)\b.{0,5000}?</\1>", re.DOTALL | re.IGNORECASE)
_HEAD = 20_000
# Before an address in a feed: an RSS link, or the attribute of an Atom one.
_BEFORE = (
    r"(<link\b[^<>]{0,200}>\s{0,100}(?:<!\[CDATA\[\s{0,100})?|<link\b[^<>]{0,300}\bhref=[\"\'])"
)


def strip(text: str, url: str) -> str:
    """Return the document from its root element on.

    No declaration then says what encoding it is in. Raises ReadError "xml_entities" for a document
    type with an internal subset (it may declare entities, XML 1.0 section 2.8), and "too_dense" for
    a tag that no real document has.
    """
    position = 0
    while piece := PIECE.match(text, position):
        if piece["subset"]:
            raise ReadError("xml_entities", url=url)
        position = piece.end()
    root = text[position:]
    if LONG_TAG.search(root):
        raise ReadError("too_dense", url=url)
    return root


def well_formed(root: str) -> str:
    """Return a document in which "A&B" and HTML's character references are written as XML has them.

    A parser that meets one of them would leave out letters, or guess. What is in CDATA stays.
    """
    pieces = []
    at = 0
    while (begins := root.find(_CDATA, at)) >= 0:
        ends = root.find(_CDATA_END, begins)
        if ends < 0:
            break
        pieces += [_AMPERSAND.sub(_as_xml, root[at:begins]), root[begins:ends]]
        at = ends
    pieces.append(_AMPERSAND.sub(_as_xml, root[at:]))
    return _CONTROLS.sub("", "".join(pieces))


def _as_xml(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number or name in _OF_XML:
        return found[0]
    if name in html5:
        return "".join(f"&#{ord(letter)};" for letter in html5[name])
    return f"&amp;{found[0][1:]}"


def feed_base(root: str, url: str) -> str:
    """Return what relative links of a feed start from: in RSS the channel's link, else its own."""
    if not _RSS.match(root):
        return url
    return _channel_address(root[:_HEAD], url) or url


def _channel_address(head: str, url: str) -> str:
    """Return the address that a feed's channel names before its first item, ""."""
    first = _ITEM.search(head)
    if first:
        head = head[: first.start()]
    link = _CHANNEL_LINK.search(_IMAGE.sub("", head))
    return _public(soup.address(link[1], url)) if link else ""


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

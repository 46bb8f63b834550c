"""Items -> Atom 1.0 (RFC 4287), and RSS 2.0 (RSS Advisory Board, 2.0.11) for Teams, Outlook and
other programs that ask for it.

A title leads to the original; the place on our site is a related link.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from publish import sanitise
from publish.exports import timestamps
from publish.exports.feed_items import FeedFormat, FeedHead, StoryItem
from publish.exports.serialise import add_text, add_texts, without_empty

_ATOM_TYPE, _RSS_TYPE = "application/atom+xml", "application/rss+xml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
}
# A day: the watch is weekly, and a reader's program need not ask more often.
_TTL_MINUTES = 1440
# RSS never said whether a title is text or HTML, and readers differ: what would be a tag in HTML is
# written so that it is none in either.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def atom_feed(head: FeedHead, entries: Iterable[str]) -> bytes:
    """Write a feed of entries that `atom_entry` made, in their order."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", _XML_LANG: head.lang})
    add_texts(root, {"id": head.self_url, "title": head.title, "subtitle": head.subtitle})
    _link(root, rel="self", type=_ATOM_TYPE, href=head.self_url)
    _link(root, rel="alternate", type="text/html", href=head.home_url)
    add_text(root, "updated", timestamps.rfc3339(head.updated))
    _author(root, head.author, head.author_url)
    add_text(root, "rights", head.rights)
    add_text(root, "generator", "Vigie")
    return _write(root, entries, "</feed>")


def atom_entry(item: StoryItem) -> str:
    """Write the element of one story."""
    made = ET.Element("entry", {_XML_LANG: item.lang})
    add_text(made, "id", item.id)
    add_text(made, "title", item.title)
    _add_links(made, item)
    if item.published:
        add_text(made, "published", timestamps.rfc3339(item.published))
    add_text(made, "updated", timestamps.rfc3339(item.updated))
    _author(made, item.source_name, item.source_url)
    for _, name, label in item.tags:
        ET.SubElement(made, "category", {"term": name, "label": label})
    add_texts(made, {"summary": item.summary})
    add_text(made, "rights", item.rights)
    return ET.tostring(made, encoding="unicode")


def _write(root: ET.Element, entries: Iterable[str], end: str) -> bytes:
    """Write a document with entries, which are written already, before its closing tags `end`."""
    top = ET.tostring(root, encoding="unicode").removesuffix(end)
    body = "\n".join((top, *entries, end, ""))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}'.encode()


def _add_links(parent: ET.Element, item: StoryItem) -> None:
    _link(parent, rel="alternate", href=item.url, hreflang=item.lang)
    _link(parent, rel="related", type="text/html", href=item.permalink)
    # RFC 4287 would let a version in another language be an alternate too: readers then open the
    # one that comes last.
    for lang, url in item.versions:
        _link(parent, rel="related", href=url, hreflang=lang)
    for url in item.also:
        _link(parent, rel="related", href=url)
    for document in item.documents:
        _link(
            parent,
            rel="enclosure",
            href=sanitise.address(document.url),
            title=sanitise.text(document.title),
            length=str(document.bytes or ""),
        )


def _link(parent: ET.Element, **attributes: str) -> None:
    """Add a link, without the attributes that are empty."""
    ET.SubElement(parent, "link", without_empty(attributes))


def _author(parent: ET.Element, name: str, url: str) -> None:
    author = ET.SubElement(parent, "author")
    add_text(author, "name", name)
    add_texts(author, {"uri": url})


def rss_feed(head: FeedHead, items: Iterable[str]) -> bytes:
    """Write a feed of items that `rss_entry` made, in their order.

    Its date of building is that of its newest entry.
    """
    root = ET.Element("rss", {"version": "2.0", **_SPACES})
    channel = ET.SubElement(root, "channel")
    add_text(channel, "title", head.title)
    add_text(channel, "link", head.home_url)
    add_text(channel, "description", head.subtitle or head.title)
    add_text(channel, "language", head.lang)
    add_text(channel, "copyright", head.rights)
    add_text(channel, "lastBuildDate", timestamps.rfc822(head.updated))
    add_text(channel, "generator", "Vigie")
    add_text(channel, "docs", "https://www.rssboard.org/rss-specification")
    add_text(channel, "ttl", str(_TTL_MINUTES))
    ET.SubElement(channel, "atom:link", {"rel": "self", "type": _RSS_TYPE, "href": head.self_url})
    return _write(root, items, "</channel></rss>")


def rss_entry(item: StoryItem) -> str:
    """Write the element of one story.

    A connector takes for new what has a later pubDate than all that it has seen
    (learn.microsoft.com/connectors/rss): so that is the moment since which it is news here, and the
    day that the source states stands in dcterms:issued, before it, as some readers keep the last.
    """
    made = ET.Element("item")
    add_text(made, "title", _TAG.sub("‹", item.title))
    add_text(made, "link", item.url)
    ET.SubElement(made, "guid", {"isPermaLink": "false"}).text = item.id
    if item.published:
        add_text(made, "dcterms:issued", f"{item.published:%Y-%m-%d}")
    if item.announced:
        add_text(made, "pubDate", timestamps.rfc822(item.announced))
    # What Microsoft's connectors compare where a person chooses "UpdatedOn".
    add_text(made, "atom:updated", timestamps.rfc3339(item.updated))
    add_text(made, "dc:creator", item.source_name)
    add_text(made, "dc:language", item.lang)
    for _, _, label in item.tags:
        add_text(made, "category", label)
    add_texts(made, {"description": _escaped(item.summary)})
    add_text(made, "dc:rights", item.rights)
    return ET.tostring(made, encoding="unicode")


def _escaped(text: str) -> str:
    """Write text as the HTML that a description holds: readers interpret it, and "<" must stay a
    "<".
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


ATOM = FeedFormat("atom", _ATOM_TYPE, atom_entry, atom_feed)
RSS = FeedFormat("rss", _RSS_TYPE, rss_entry, rss_feed)

"""Items -> RSS 2.0 (RSS Advisory Board, 2.0.11), for the readers that know nothing else."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from publish.exports import atom, timestamps
from publish.exports.feed_items import Head, Item

KIND = "rss"
MEDIA_TYPE = "application/rss+xml"
SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
# A day: the watch is weekly, and a reader's program need not ask more often.
TTL_MINUTES = 1440
# RSS never said whether a title is text or HTML, and readers differ: what would be a tag in HTML is
# written so that it is none in either.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def feed(head: Head, items: Iterable[str]) -> bytes:
    """Write a feed of items that `entry` made, in their order.

    Its date of building is that of its newest entry.
    """
    root = ET.Element("rss", {"version": "2.0", **SPACES})
    channel = ET.SubElement(root, "channel")
    _text(channel, "title", head.title)
    _text(channel, "link", head.home_url)
    _text(channel, "description", head.subtitle or head.title)
    _text(channel, "language", head.lang)
    _text(channel, "copyright", head.rights)
    _text(channel, "lastBuildDate", timestamps.rfc822(head.updated))
    _text(channel, "generator", "Vigie")
    _text(channel, "docs", "https://www.rssboard.org/rss-specification")
    _text(channel, "ttl", str(TTL_MINUTES))
    ET.SubElement(channel, "atom:link", {"rel": "self", "type": MEDIA_TYPE, "href": head.self_url})
    return atom.write(root, items, "</channel></rss>")


def entry(item: Item) -> str:
    """Write the element of one story; an undated one has no pubDate."""
    made = ET.Element("item")
    _text(made, "title", _TAG.sub("‹", item.title))
    _text(made, "link", item.url)
    ET.SubElement(made, "guid", {"isPermaLink": "false"}).text = item.id
    if item.published:
        _text(made, "pubDate", timestamps.rfc822(item.published))
    _text(made, "dc:creator", item.source_name)
    _text(made, "dc:language", item.lang)
    for _, _, label in item.tags:
        _text(made, "category", label)
    if item.summary:
        _text(made, "description", _escaped(item.summary))
    _text(made, "dc:rights", item.rights)
    return ET.tostring(made, encoding="unicode")


def _escaped(text: str) -> str:
    """Write text as the HTML that a description holds: readers interpret it, and "<" must stay a
    "<".
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(parent: ET.Element, tag: str, value: str) -> None:
    ET.SubElement(parent, tag).text = value

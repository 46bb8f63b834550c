"""Items -> RSS 2.0 (RSS Advisory Board, 2.0.11), for the readers that know nothing else."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from publish.exports import atom, timestamps
from publish.exports.feed_items import FeedHead, StoryItem
from publish.exports.serialise import add_text, add_texts

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


def feed(head: FeedHead, items: Iterable[str]) -> bytes:
    """Write a feed of items that `entry` made, in their order.

    Its date of building is that of its newest entry.
    """
    root = ET.Element("rss", {"version": "2.0", **SPACES})
    channel = ET.SubElement(root, "channel")
    add_text(channel, "title", head.title)
    add_text(channel, "link", head.home_url)
    add_text(channel, "description", head.subtitle or head.title)
    add_text(channel, "language", head.lang)
    add_text(channel, "copyright", head.rights)
    add_text(channel, "lastBuildDate", timestamps.rfc822(head.updated))
    add_text(channel, "generator", "Vigie")
    add_text(channel, "docs", "https://www.rssboard.org/rss-specification")
    add_text(channel, "ttl", str(TTL_MINUTES))
    ET.SubElement(channel, "atom:link", {"rel": "self", "type": MEDIA_TYPE, "href": head.self_url})
    return atom.write(root, items, "</channel></rss>")


def entry(item: StoryItem) -> str:
    """Write the element of one story; an undated one has no pubDate."""
    made = ET.Element("item")
    add_text(made, "title", _TAG.sub("‹", item.title))
    add_text(made, "link", item.url)
    ET.SubElement(made, "guid", {"isPermaLink": "false"}).text = item.id
    if item.published:
        add_text(made, "pubDate", timestamps.rfc822(item.published))
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

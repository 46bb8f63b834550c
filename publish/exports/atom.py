"""Items -> Atom 1.0 (RFC 4287). A title leads to the original; the place on our site is a related
link.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from publish import sanitise
from publish.exports import timestamps
from publish.exports.feed_items import FeedHead, StoryItem
from publish.exports.serialise import add_text, add_texts, without_empty

KIND = "atom"
MEDIA_TYPE = "application/atom+xml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(head: FeedHead, entries: Iterable[str]) -> bytes:
    """Write a feed of entries that `entry` made, in their order."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", XML_LANG: head.lang})
    add_texts(root, {"id": head.self_url, "title": head.title, "subtitle": head.subtitle})
    _link(root, rel="self", type=MEDIA_TYPE, href=head.self_url)
    _link(root, rel="alternate", type="text/html", href=head.home_url)
    add_text(root, "updated", timestamps.rfc3339(head.updated))
    _author(root, head.author, head.author_url)
    add_text(root, "rights", head.rights)
    add_text(root, "generator", "Vigie")
    return write(root, entries, "</feed>")


def entry(item: StoryItem) -> str:
    """Write the element of one story."""
    made = ET.Element("entry", {XML_LANG: item.lang})
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


def write(root: ET.Element, entries: Iterable[str], end: str) -> bytes:
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

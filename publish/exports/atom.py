"""Items -> Atom 1.0 (RFC 4287). A title leads to the original; the place on our site is a related
link.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from publish import sanitise
from publish.exports import timestamps
from publish.exports.feed_items import Head, Item

KIND = "atom"
MEDIA_TYPE = "application/atom+xml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(head: Head, entries: Iterable[str]) -> bytes:
    """Write a feed of entries that `entry` made, in their order."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", XML_LANG: head.lang})
    _text(root, "id", head.self_url)
    _text(root, "title", head.title)
    if head.subtitle:
        _text(root, "subtitle", head.subtitle)
    ET.SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": head.self_url})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": head.home_url})
    _text(root, "updated", timestamps.rfc3339(head.updated))
    _person(root, head.author, head.author_url)
    _text(root, "rights", head.rights)
    _text(root, "generator", "Vigie")
    return write(root, entries, "</feed>")


def entry(item: Item) -> str:
    """Write the element of one story."""
    made = ET.Element("entry", {XML_LANG: item.lang})
    _text(made, "id", item.id)
    _text(made, "title", item.title)
    ET.SubElement(made, "link", {"rel": "alternate", "href": item.url, "hreflang": item.lang})
    ET.SubElement(made, "link", {"rel": "related", "type": "text/html", "href": item.permalink})
    # RFC 4287 would let a version in another language be an alternate too: readers then open the
    # one that comes last.
    for lang, url in item.versions:
        ET.SubElement(made, "link", {"rel": "related", "href": url, "hreflang": lang})
    for url in item.also:
        ET.SubElement(made, "link", {"rel": "related", "href": url})
    for document in item.documents:
        facts = {
            "rel": "enclosure",
            "href": sanitise.address(document.url),
            "title": sanitise.text(document.title),
        }
        if document.bytes:
            facts["length"] = str(document.bytes)
        ET.SubElement(made, "link", {key: value for key, value in facts.items() if value})
    if item.published:
        _text(made, "published", timestamps.rfc3339(item.published))
    _text(made, "updated", timestamps.rfc3339(item.updated))
    _person(made, item.source_name, item.source_url)
    for _, name, label in item.tags:
        ET.SubElement(made, "category", {"term": name, "label": label})
    if item.summary:
        _text(made, "summary", item.summary)
    _text(made, "rights", item.rights)
    return ET.tostring(made, encoding="unicode")


def write(root: ET.Element, entries: Iterable[str], end: str) -> bytes:
    """Write a document with entries, which are written already, before its closing tags `end`."""
    top = ET.tostring(root, encoding="unicode").removesuffix(end)
    body = "\n".join((top, *entries, end, ""))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}'.encode()


def _person(parent: ET.Element, name: str, url: str) -> None:
    author = ET.SubElement(parent, "author")
    _text(author, "name", name)
    if url:
        _text(author, "uri", url)


def _text(parent: ET.Element, tag: str, value: str) -> None:
    ET.SubElement(parent, tag).text = value

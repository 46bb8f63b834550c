"""Sources and feeds -> OPML 2.0 (http://opml.org/spec2.opml): one file of our feeds, one of what we
follow.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from knowledge.source import Source
from publish import sanitise
from publish.exports import feed_items, timestamps
from publish.exports.selections import FOLDERS, Selection
from publish.exports.serialise import add_texts, xml_document
from publish.exports.xml_feeds import ATOM
from publish.indexes import group_by
from publish.site_context import SiteContext

MEDIA_TYPE = "text/x-opml"
FEEDS, SOURCES = "feeds/feeds.opml", "feeds/sources.opml"


def feeds(selections: Iterable[Selection], context: SiteContext) -> bytes:
    """List our own feeds by group, so that a reader's program takes them in at once."""
    body = ET.Element("body")
    groups: dict[str, ET.Element] = {}
    for selection in selections:
        parent = body
        if selection.group != selection.path:
            title = context.catalogue.translate(f"site.leave_{FOLDERS[selection.group]}")
            parent = groups.setdefault(selection.group, ET.Element("outline", {"text": title}))
        ET.SubElement(parent, "outline", _feed(selection, context))
    body.extend(groups.values())
    return _write(context.catalogue.translate("site.leave_opml_feeds"), body, context)


def sources(context: SiteContext) -> bytes:
    """List what is followed, by scope: a source's own feed where that is what is read, else its
    page.
    """
    body = ET.Element("body")
    by_scope = group_by(context.library.followed.values(), lambda source: [source.scope])
    for scope, label in context.catalogue.choices("site.scopes").items():
        if scope in by_scope:
            parent = ET.SubElement(body, "outline", {"text": str(label)})
            for source in by_scope[scope]:
                ET.SubElement(parent, "outline", _source(source))
    return _write(context.catalogue.translate("site.leave_opml_sources"), body, context)


def _feed(selection: Selection, context: SiteContext) -> dict[str, str]:
    label = sanitise.text(selection.label)
    address = feed_items.address(selection.path, ATOM.kind, context.locale)
    return {
        "text": label,
        "title": label,
        "type": "rss",
        "xmlUrl": context.metadata.url(address),
        "htmlUrl": context.metadata.url(f"{context.locale}/{selection.page}"),
        "language": context.locale,
    }


def _source(source: Source) -> dict[str, str]:
    name, url = sanitise.text(source.name), sanitise.address(source.url)
    facts = {"text": name, "title": name, "language": source.lang}
    if source.reader == "feed":
        return {**facts, "type": "rss", "xmlUrl": url}
    return {**facts, "type": "link", "url": url}


def _write(title: str, body: ET.Element, context: SiteContext) -> bytes:
    metadata, newest = context.metadata, timestamps.newest(context.library.entries)
    root = ET.Element("opml", {"version": "2.0"})
    add_texts(
        ET.SubElement(root, "head"),
        {
            "title": feed_items.demo_warning(context) + feed_items.titled(title, context),
            "dateModified": timestamps.rfc822(newest) if newest else "",
            "ownerName": metadata.publisher.name or metadata.name(context.locale),
            "ownerId": metadata.publisher.url,
        },
    )
    root.append(body)
    return xml_document(root)

"""Sources and feeds -> OPML 2.0 (http://opml.org/spec2.opml): one file of our feeds, one of what we
follow.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from xml.etree import ElementTree as ET

from publish import sanitise
from publish.exports import atom, feed_items, timestamps
from publish.exports.selections import Selection
from publish.site_context import SiteContext

MEDIA_TYPE = "text/x-opml"
FEEDS, SOURCES = "feeds/feeds.opml", "feeds/sources.opml"


def feeds(selections: Iterable[Selection], context: SiteContext) -> bytes:
    """List our own feeds by group, so that a reader's program takes them in at once."""
    body = ET.Element("body")
    groups: dict[str, ET.Element] = {}
    for one in selections:
        label = {"text": sanitise.text(one.label)}
        parent = body
        if one.group != one.path:
            parent = groups.setdefault(
                one.group,
                ET.Element(
                    "outline", {"text": context.catalogue.translate(f"site.leave_{one.group}s")}
                ),
            )
        ET.SubElement(
            parent,
            "outline",
            {
                **label,
                "title": label["text"],
                "type": "rss",
                "xmlUrl": context.metadata.url(
                    feed_items.address(one.path, atom.KIND, context.locale)
                ),
                "htmlUrl": context.metadata.url(f"{context.locale}/{one.page}"),
                "language": context.locale,
            },
        )
    body.extend(groups.values())
    return _write(context.catalogue.translate("site.leave_opml_feeds"), body, context)


def sources(context: SiteContext) -> bytes:
    """List what is followed, by scope: a source's own feed where that is what is read, else its
    page.
    """
    body = ET.Element("body")
    for scope, label in context.catalogue.choices("site.scopes").items():
        found = [
            source
            for source in context.library.sources.values()
            if source.enabled and source.scope == scope
        ]
        parent = ET.SubElement(body, "outline", {"text": str(label)}) if found else body
        for source in found:
            url = sanitise.address(source.url)
            name = {
                "text": sanitise.text(source.name),
                "title": sanitise.text(source.name),
                "language": source.lang,
            }
            place = (
                {"type": "rss", "xmlUrl": url}
                if source.reader == "feed"
                else {"type": "link", "url": url}
            )
            ET.SubElement(parent, "outline", {**name, **place})
    return _write(context.catalogue.translate("site.leave_opml_sources"), body, context)


def _write(title: str, body: ET.Element, context: SiteContext) -> bytes:
    newest: datetime | None = timestamps.newest(context.library.entries)
    head: Mapping[str, str] = {
        "title": f"{context.metadata.name(context.locale)}{context.catalogue.translate('site.colon')}{title}",
        "dateModified": timestamps.rfc822(newest) if newest else "",
        "ownerName": context.metadata.publisher.name or context.metadata.name(context.locale),
        "ownerId": context.metadata.publisher.url,
    }
    root = ET.Element("opml", {"version": "2.0"})
    top = ET.SubElement(root, "head")
    for tag, text in head.items():
        if text:
            ET.SubElement(top, tag).text = text
    root.append(body)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"

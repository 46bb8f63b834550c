"""Sources and feeds -> OPML 2.0 (http://opml.org/spec2.opml): one file of our feeds, one of what we
follow.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from xml.etree import ElementTree as ET

from knowledge.i18n.catalogue import Catalogue
from publish.exports import atom, feed_items, sanitise, timestamps
from publish.exports.selections import Selection
from publish.exports.site_metadata import Facts
from publish.library import Library

MEDIA_TYPE = "text/x-opml"
FEEDS, SOURCES = "feeds/feeds.opml", "feeds/sources.opml"


def feeds(
    selections: Iterable[Selection], library: Library, facts: Facts, words: Catalogue
) -> bytes:
    """List our own feeds by group, so that a reader's program takes them in at once."""
    body = ET.Element("body")
    groups: dict[str, ET.Element] = {}
    for one in selections:
        label = {"text": sanitise.text(one.label)}
        parent = body
        if one.group != one.path:
            parent = groups.setdefault(
                one.group,
                ET.Element("outline", {"text": words.translate(f"site.leave_{one.group}s")}),
            )
        ET.SubElement(
            parent,
            "outline",
            {
                **label,
                "title": label["text"],
                "type": "rss",
                "xmlUrl": facts.url(feed_items.address(one.path, atom.KIND, words.locale)),
                "htmlUrl": facts.url(f"{words.locale}/{one.page}"),
                "language": words.locale,
            },
        )
    body.extend(groups.values())
    return _write(words.translate("site.leave_opml_feeds"), body, library, facts, words)


def sources(library: Library, facts: Facts, words: Catalogue) -> bytes:
    """List what is followed, by scope: a source's own feed where that is what is read, else its
    page.
    """
    body = ET.Element("body")
    for scope, label in words.choices("site.scopes").items():
        found = [
            source
            for source in library.sources.values()
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
    return _write(words.translate("site.leave_opml_sources"), body, library, facts, words)


def _write(title: str, body: ET.Element, library: Library, facts: Facts, words: Catalogue) -> bytes:
    newest: datetime | None = timestamps.newest(library.entries)
    head: Mapping[str, str] = {
        "title": f"{facts.name(words.locale)}{words.translate('site.colon')}{title}",
        "dateModified": timestamps.rfc822(newest) if newest else "",
        "ownerName": facts.publisher.name or facts.name(words.locale),
        "ownerId": facts.publisher.url,
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

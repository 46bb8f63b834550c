"""Items -> JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterable
from urllib.parse import urlsplit

from knowledge.model import EntryDocument
from publish import sanitise
from publish.exports import timestamps
from publish.exports.feed_items import FeedFormat, FeedHead, StoryItem
from publish.exports.serialise import without_empty

# An attachment must name its type: one whose name does not tell it is left to the original page.
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip",
}


def feed(head: FeedHead, items: Iterable[str]) -> bytes:
    """Write a feed of items that `entry` made, in their order."""
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home_url,
        "feed_url": head.self_url,
        "description": head.subtitle,
        "language": head.lang,
        "authors": [without_empty({"name": head.author, "url": head.author_url})],
        "_vigie": {"about": f"{head.site_url}subscribe/"},
    }
    top = json.dumps(without_empty(made), ensure_ascii=False).removesuffix("}")
    listed = ",\n".join(items)
    return f'{top}, "items": [\n{listed}\n]}}\n'.encode()


def entry(item: StoryItem) -> str:
    """Write the object of one story. What JSON Feed has no word for stands in `_vigie`."""
    made = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.summary or item.title,
        "date_published": item.published and timestamps.rfc3339(item.published),
        "date_modified": timestamps.rfc3339(item.updated),
        "language": item.lang,
        "authors": [without_empty({"name": item.source_name, "url": item.source_url})],
        "tags": [label for _, _, label in item.tags],
        "attachments": list(filter(None, map(_attachment, item.documents))),
        "_vigie": _extension(item),
    }
    return json.dumps(without_empty(made), ensure_ascii=False, separators=(",", ":"))


def _extension(item: StoryItem) -> dict[str, object]:
    return without_empty(
        {
            "permalink": item.permalink,
            "source": item.source,
            "kind": "".join(item.tagged("kind")),
            "themes": item.tagged("theme"),
            "regime": item.regime,
            "rights": item.rights,
            "versions": dict(item.versions),
        }
    )


def _attachment(document: EntryDocument) -> dict[str, object]:
    url = sanitise.address(document.url)
    media = TYPES.get(urlsplit(url).path.lower().rpartition(".")[2])
    if not media:
        return {}
    return without_empty(
        {
            "url": url,
            "mime_type": media,
            "title": sanitise.text(document.title),
            "size_in_bytes": document.bytes or None,
        }
    )


JSON = FeedFormat("json", "application/feed+json", entry, feed)

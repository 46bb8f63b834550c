"""Items -> JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from publish import sanitise
from publish.exports import timestamps
from publish.exports.feed_items import Head, Item

KIND = "json"
MEDIA_TYPE = "application/feed+json"
# An attachment must name its type: one whose name does not tell it is left to the original page.
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip",
}


def feed(head: Head, items: Iterable[str]) -> bytes:
    """Write a feed of items that `entry` made, in their order."""
    author = {"name": head.author, "url": head.author_url}
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home_url,
        "feed_url": head.self_url,
        "description": head.subtitle,
        "language": head.lang,
        "authors": [_told(author)],
        "_vigie": {"about": f"{head.site_url}subscribe/"},
    }
    top = json.dumps(_told(made), ensure_ascii=False).removesuffix("}")
    listed = ",\n".join(items)
    return f'{top}, "items": [\n{listed}\n]}}\n'.encode()


def entry(item: Item) -> str:
    """Write the object of one story. What JSON Feed has no word for stands in `_vigie`."""
    made = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.summary or item.title,
        "date_published": timestamps.rfc3339(item.published) if item.published else "",
        "date_modified": timestamps.rfc3339(item.updated),
        "language": item.lang,
        "authors": [_told({"name": item.source_name, "url": item.source_url})],
        "tags": [label for _, _, label in item.tags],
        "attachments": list(filter(None, map(_attachment, item.documents))),
        "_vigie": _told(
            {
                "permalink": item.permalink,
                "source": item.source,
                "kind": next((name for group, name, _ in item.tags if group == "kind"), ""),
                "themes": [name for group, name, _ in item.tags if group == "theme"],
                "regime": item.regime,
                "rights": item.rights,
                "versions": dict(item.versions),
            }
        ),
    }
    return json.dumps(_told(made), ensure_ascii=False, separators=(",", ":"))


def _attachment(document: Any) -> dict[str, Any]:
    url = sanitise.address(document.url)
    media = TYPES.get(urlsplit(url).path.lower().rpartition(".")[2])
    if not media:
        return {}
    return _told(
        {
            "url": url,
            "mime_type": media,
            "title": sanitise.text(document.title),
            "size_in_bytes": document.bytes or 0,
        }
    )


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: an absent key says so, an empty one does not."""
    return {key: value for key, value in facts.items() if value}

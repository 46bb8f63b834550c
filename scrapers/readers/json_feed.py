"""JSON Feed 1.0 and 1.1 (jsonfeed.org) -> raw entries."""

import json
from collections.abc import Iterator
from typing import Any

from knowledge.errors import ReadError
from knowledge.model import RawDocument, RawEntry, Snapshot
from scrapers.readers import attachments, soup

VERSION = "https://jsonfeed.org/version/1"


def read(text: str, snapshot: Snapshot, *, limit: int) -> Iterator[RawEntry]:
    """Yield one raw entry per item, at most `limit`.

    Raises ReadError "not_a_feed" where `version` is not a feed's.
    """
    feed = _feed(text, snapshot)
    items = feed["items"]
    newest = items if len(items) <= limit else sorted(items, key=_moment, reverse=True)[:limit]
    for item in newest:
        yield _entry(
            item if isinstance(item, dict) else {}, _text(feed.get("language")), snapshot.url
        )


def title(text: str, snapshot: Snapshot) -> str:
    """Return the feed's own title. Raises like `read`."""
    return soup.squeeze(_text(_feed(text, snapshot).get("title")))


def _feed(text: str, snapshot: Snapshot) -> dict[str, Any]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        feed = None
    known = isinstance(feed, dict) and str(feed.get("version")).startswith(VERSION)
    if not isinstance(feed, dict) or not known or not isinstance(feed.get("items"), list):
        raise ReadError("not_a_feed", url=snapshot.url, seen=soup.glimpse(text))
    return feed


def _entry(item: dict[str, Any], lang: str, start: str) -> RawEntry:
    markup = _text(item.get("content_html"))
    title = _text(item.get("title"))
    url = soup.address(_text(item.get("url")), start)
    return RawEntry(
        url=url,
        title=title,
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        summary=_text(item.get("summary")) or markup or _text(item.get("content_text")),
        lang=_text(item.get("language")) or lang,
        themes=tuple(filter(None, map(_text, _list(item.get("tags"))))),
        external_id=_text(item.get("id")),
        documents=(*_attached(item, url or start), *attachments.in_markup(markup, url or start)),
        # `external_url` is the page elsewhere that a linked item speaks of.
        sources=tuple(filter(None, [soup.address(_text(item.get("external_url")), start)])),
        problem=soup.missing(url, title.strip()),
    )


def _attached(item: dict[str, Any], start: str) -> Iterator[RawDocument]:
    for part in _list(item.get("attachments")):
        if isinstance(part, dict):
            target = soup.address(_text(part.get("url")), start)
            if target and attachments.is_document(target, _text(part.get("mime_type"))):
                size = part.get("size_in_bytes")
                yield RawDocument(
                    target, _text(part.get("title")), f"{size} B" if isinstance(size, int) else ""
                )


def _moment(item: object) -> str:
    return _text(item.get("date_published")) if isinstance(item, dict) else ""


def _text(value: object) -> str:
    # Ids may be numbers in feeds written before version 1.1.
    return (
        str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

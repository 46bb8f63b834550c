"""JSON Feed 1.0 and 1.1 (jsonfeed.org) -> raw entries."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from knowledge.errors import ReadError
from knowledge.model import RawDocument, RawEntry, Snapshot
from scrapers.clean import text_clean
from scrapers.readers import attachments, json_data, left_out, soup

JsonObject = Mapping[str, object]

VERSION = "https://jsonfeed.org/version/1"


def read(text: str, snapshot: Snapshot, *, limit: int) -> Iterator[RawEntry]:
    """Yield one raw entry per item, at most `limit`; the others are passed over.

    Raises ReadError "not_a_feed" where `version` is not a feed's.
    """
    feed = _feed(text, snapshot)
    lang = _text(feed, "language")
    items = json_data.sequence(feed["items"])
    for item in _newest(items, limit):
        yield _entry(json_data.mapping(item), lang, snapshot.url)
    yield from left_out.beyond_cap(len(items) - limit)


def title(text: str, snapshot: Snapshot) -> str:
    """Return the feed's own title. Raises like `read`."""
    return soup.squeeze(_text(_feed(text, snapshot), "title"))


def _feed(text: str, snapshot: Snapshot) -> JsonObject:
    feed = json_data.parse(text)
    if not _is_feed(feed):
        raise ReadError("not_a_feed", url=snapshot.url, seen=soup.glimpse(text))
    return feed


def _is_feed(value: object) -> TypeGuard[JsonObject]:
    feed = json_data.mapping(value)
    known = str(feed.get("version")).startswith(VERSION)
    return known and isinstance(feed.get("items"), list)


def _newest(items: Sequence[object], limit: int) -> Sequence[object]:
    if len(items) <= limit:
        return items
    return sorted(items, key=_moment, reverse=True)[:limit]


def _moment(item: object) -> str:
    return _text(json_data.mapping(item), "date_published")


def _entry(item: JsonObject, lang: str, feed_url: str) -> RawEntry:
    markup = _text(item, "content_html")
    title = text_clean.inert(_text(item, "title"))
    url = soup.address(_text(item, "url"), feed_url)
    start = url or feed_url
    summary = _summary(item) or _content(item)
    return RawEntry(
        url=url,
        title=title,
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        summary=summary,
        lang=_text(item, "language") or lang,
        themes=tuple(filter(None, map(_plain, json_data.sequence(item.get("tags"))))),
        external_id=_text(item, "id"),
        documents=(*_attached(item, start), *attachments.in_markup(markup, start)),
        # `external_url` is the page elsewhere that a linked item speaks of.
        sources=tuple(filter(None, [soup.address(_text(item, "external_url"), feed_url)])),
        problem=soup.missing(url, (title or summary).strip()),
    )


def _summary(item: JsonObject) -> str:
    # Plain text, as the title is (jsonfeed.org): "<" in it is a letter, unless a whole is markup.
    summary = _text(item, "summary")
    return summary if "</" in summary else text_clean.inert(summary)


def _content(item: JsonObject) -> str:
    return _text(item, "content_html") or text_clean.inert(_text(item, "content_text"))


def _attached(item: JsonObject, start: str) -> Iterator[RawDocument]:
    for value in json_data.sequence(item.get("attachments")):
        part = json_data.mapping(value)
        target = soup.address(_text(part, "url"), start)
        if target and attachments.is_document(target, _text(part, "mime_type")):
            yield RawDocument(target, _text(part, "title"), _size(part.get("size_in_bytes")))


def _size(stated: object) -> str:
    return f"{stated} B" if isinstance(stated, int) else ""


def _text(item: JsonObject, key: str) -> str:
    return _plain(item.get(key))


def _plain(value: object) -> str:
    # Ids may be numbers in feeds written before version 1.1.
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    return ""

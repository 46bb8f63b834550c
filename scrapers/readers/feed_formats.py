"""A feed's text -> what it holds: JSON Feed 1.0 and 1.1 (jsonfeed.org) by
our own hand, the others by feedparser.

One odd element does not cost the feed. Feedparser is given bytes in memory only: it would open a
string that looks like a path or a URL.
"""

import functools
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

import feedparser

from knowledge.errors import ReadError
from knowledge.model import RawDocument, RawEntry, Snapshot
from scrapers.clean import text_clean
from scrapers.readers import attachments, json_data, left_out, soup

JsonObject = Mapping[str, object]

VERSION = "https://jsonfeed.org/version/1"
_CHARACTER = re.compile(r"&#([xX][0-9a-fA-F]{1,20}|[0-9]{1,20});")
# Feedparser promises to raise nothing, and does on some broken markup.
_BREAKS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
# Feedparser takes an AttributeError of an element's method for an element that it does not know.
_ODD = tuple(error for error in _BREAKS if error is not AttributeError)
_Parser = feedparser.mixin._FeedParserMixin


def read_json(text: str, snapshot: Snapshot, *, limit: int) -> Iterator[RawEntry]:
    """Yield one raw entry per item, at most `limit`; the others are passed over.

    Raises ReadError "not_a_feed" where `version` is not a feed's.
    """
    feed = _feed(text, snapshot)
    lang = _text(feed, "language")
    items = json_data.sequence(feed["items"])
    for item in _newest(items, limit):
        yield _entry(json_data.mapping(item), lang, snapshot.url)
    yield from left_out.beyond_cap(len(items) - limit)


def json_title(text: str, snapshot: Snapshot) -> str:
    """Return the feed's own title. Raises like `read_json`."""
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


def parse_xml(root: str, base: str) -> feedparser.FeedParserDict:
    """Return a feed, without a `version` for what is none; `base` is where relative links start.

    `root` is the document from its root element on. Nothing is sanitised here: `normalise` cleans
    every text, whatever reader it came through.
    """
    try:
        return feedparser.parse(
            io.BytesIO(_CHARACTER.sub(_character, root).encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": base,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _BREAKS:
        return feedparser.FeedParserDict()


def _character(reference: re.Match[str]) -> str:
    """Keep a numeric reference to a character (XML 1.0, production 66), else return U+FFFD."""
    return reference[0] if _is_character(_code_point(reference[1])) else "\ufffd"


def _code_point(number: str) -> int:
    if number[0] in "xX":
        return int(number[1:], 16)
    return int(number)


def _is_character(code: int) -> bool:
    return code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF


def _end_dc_title(parser: Any) -> None:
    """Let an item's own title replace a Dublin Core one before it, as feedparser does for media."""
    depth = parser.title_depth
    parser._end_title()
    parser.title_depth = depth


def _start_media_description(parser: Any, _attributes: object) -> None:
    """Read what is said of a picture or a film apart from the item's own description."""
    parser.push("media_description", 1)


def _end_media_description(parser: Any) -> None:
    parser.pop("media_description")


def _start_textinput(parser: Any, _attributes: object) -> None:
    """Put the parts of a form aside, as those of a <source>: in an item they break feedparser."""
    parser.push("textinput", 0)
    parser.title_before_form = parser.title_depth
    parser.insource, parser.title_depth = 1, -1


def _end_textinput(parser: Any) -> None:
    parser.insource, parser.title_depth = 0, getattr(parser, "title_before_form", -1)
    parser.pop("textinput")
    parser.sourcedata.clear()


def _passing_over(method: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(method)
    def read(*arguments: object) -> None:
        """Read the element, or pass over it where feedparser breaks on it."""
        try:
            method(*arguments)
        except _ODD:
            return

    return read


def _mend() -> None:
    # Feedparser looks for an e-mail address in each author's name, which takes quadratic time;
    # authors are not kept here.
    _Parser._sync_author_detail = lambda *_: None
    _Parser._end_dc_title = _end_dc_title
    _Parser._start_media_description = _start_media_description
    _Parser._end_media_description = _end_media_description
    for name in ("textinput", "textInput"):
        setattr(_Parser, f"_start_{name}", _start_textinput)
        setattr(_Parser, f"_end_{name}", _end_textinput)
    for name in dir(_Parser):
        if name.startswith(("_start_", "_end_")):
            setattr(_Parser, name, _passing_over(getattr(_Parser, name)))


_mend()

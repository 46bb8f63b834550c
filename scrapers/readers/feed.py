"""RSS 0.9x, 1.0, 2.0, Atom (RFC 4287) or JSON Feed -> raw entries, in the feed's own words.

Feedparser is given bytes in memory only: it would open a string that looks like a path or an
address.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import feedparser

from knowledge.errors import ReadError
from knowledge.i18n.text_fold import fold
from knowledge.model import RawDocument, RawEntry, Snapshot
from knowledge.source import FeedOptions, Source
from scrapers.clean.charset import decode
from scrapers.readers import attachments, json_feed, soup, xml_prolog

FeedItem = Mapping[str, Any]
CHARACTER = re.compile(r"&#([xX][0-9a-fA-F]{1,20}|[0-9]{1,20});")
# Feedparser promises to raise nothing, and does on some broken markup.
FEEDPARSER_BREAKS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)


# Feedparser looks for an e-mail address in each author's name, which takes quadratic time; authors
# are not kept here.
feedparser.mixin._FeedParserMixin._sync_author_detail = lambda *_: None


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one raw entry per item, the newest `max_entries` of them; an empty feed yields none.

    An item without a title or an address bears a `problem`, the code of one. Raises
    ReadError "not_a_feed" for anything else than a feed, "xml_entities" for one that declares
    entities.
    """
    options = _options(source)
    text = decode(snapshot).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        yield from json_feed.read(text, snapshot, limit=options.max_entries)
        return
    parsed = _parse(text, snapshot)
    for item in _newest(parsed.entries, options.max_entries):
        entry = _entry(item, str(parsed.feed.get("language") or ""), snapshot.url)
        # A category may say the kind: the ones that `types` names do.
        yield replace(
            entry, type_label=next((label for label in entry.themes if label in source.types), "")
        )


def wanted(raw: RawEntry, source: Source) -> bool:
    """Return whether the entry bears one of the source's `categories`, or the source names none."""
    labels = set(map(_folded, _options(source).categories))
    return not labels or not labels.isdisjoint(map(_folded, raw.themes))


def title(snapshot: Snapshot) -> str:
    """Return the feed's own title, "" when it states none. Raises like `read`."""
    text = decode(snapshot).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return json_feed.title(text, snapshot)
    return soup.squeeze(str(_parse(text, snapshot).get("feed", {}).get("title") or ""))


def _options(source: Source) -> FeedOptions:
    return source.options if isinstance(source.options, FeedOptions) else FeedOptions()


def _parse(text: str, snapshot: Snapshot) -> Any:
    root = xml_prolog.strip(text, snapshot.url)
    try:
        # Nothing is sanitised here: `normalise` cleans every text, whatever reader it came through.
        parsed = feedparser.parse(
            io.BytesIO(CHARACTER.sub(_character, root).encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": snapshot.url,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except FEEDPARSER_BREAKS:
        parsed = {}
    if not parsed.get("version"):
        raise ReadError("not_a_feed", url=snapshot.url, seen=soup.glimpse(text))
    return parsed


def _character(reference: re.Match[str]) -> str:
    """Return a numeric reference to a character as it is (XML 1.0, production 66), or U+FFFD."""
    code = int(reference[1][1:], 16) if reference[1][0] in "xX" else int(reference[1])
    return reference[0] if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _newest(items: list[FeedItem], limit: int) -> list[FeedItem]:
    if len(items) <= limit:
        return items
    return sorted(items, key=lambda item: _moment(item), reverse=True)[:limit]


def _moment(item: FeedItem) -> tuple[int, ...]:
    return tuple(
        item.get("published_parsed")
        or (item.get("updated_parsed") if "updated" in item else None)
        or ()
    )


def _entry(item: FeedItem, lang: str, start: str) -> RawEntry:
    title = str(item.get("title") or "")
    link = _link(item)
    url = soup.address(
        str(item.get("feedburner_origlink") or link.get("href") or item.get("link") or ""), start
    )
    # Feedparser warns when it answers "updated" from "published"; ask for it only where it stands.
    updated = str(item["updated"]) if "updated" in item else ""
    return RawEntry(
        url=url,
        title=title,
        # RFC 4287 asks for `updated` alone, and RSS 1.0 has only dc:date: then it is the one date
        # there is.
        published=str(item.get("published") or updated),
        updated=updated,
        summary=_summary(item),
        lang=str(item.get("title_detail", {}).get("language") or lang),
        themes=tuple(_themes(item)),
        external_id=str(item.get("id") or ""),
        documents=tuple(_documents(item, url or start)),
        twins=tuple(_twins(item, link)),
        sources=tuple(_sources(item)),
        problem=soup.missing(url, title.strip()),
    )


def _link(item: FeedItem) -> FeedItem:
    """Return the link to the entry's own page: rel=alternate, HTML first (RFC 4287, 4.2.7.2)."""
    alternates = [
        link for link in item.get("links", ()) if link.get("rel", "alternate") == "alternate"
    ]
    pages = [link for link in alternates if "html" in str(link.get("type") or "html")]
    found: FeedItem = (pages or alternates or [{}])[0]
    return found


def _summary(item: FeedItem) -> str:
    contents = [str(content.get("value") or "") for content in item.get("content", ())]
    return str(item.get("summary") or next(iter(contents), ""))


def _themes(item: FeedItem) -> Iterator[str]:
    for tag in item.get("tags", ()):
        if label := str(tag.get("label") or tag.get("term") or "").strip():
            yield label


def _documents(item: FeedItem, start: str) -> Iterator[RawDocument]:
    for link in item.get("links", ()):
        target = soup.address(str(link.get("href") or ""), start)
        if target and attachments.is_document(target, str(link.get("type") or "")):
            length = str(link.get("length") or "")
            yield RawDocument(
                target, str(link.get("title") or ""), f"{length} B" if length.isdigit() else ""
            )
    markup = "\n".join(
        [str(content.get("value") or "") for content in item.get("content", ())] + [_summary(item)]
    )
    yield from attachments.in_markup(markup, start)


def _twins(item: FeedItem, chosen: FeedItem) -> Iterator[tuple[str, str]]:
    for link in item.get("links", ()):
        if (
            link is not chosen
            and link.get("rel") == "alternate"
            and link.get("hreflang")
            and link.get("href")
        ):
            yield str(link["hreflang"]), str(link["href"])


def _sources(item: FeedItem) -> Iterator[str]:
    """Return what RSS 2.0 <source url> or Atom's source element names."""
    origin = item.get("source") or {}
    if href := origin.get("href") or origin.get("link"):
        yield str(href)


def _folded(label: str) -> str:
    return soup.squeeze(fold(label))

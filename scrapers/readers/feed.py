"""RSS 0.9x, 1.0, 2.0, Atom (RFC 4287) or JSON Feed -> raw entries, in the feed's own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, filterfalse
from typing import Any

import feedparser

from knowledge.errors import ReadError
from knowledge.i18n.text_fold import fold
from knowledge.model import RawDocument, RawEntry, Snapshot
from knowledge.source import FeedOptions, Source
from scrapers import readers
from scrapers.clean import text_clean
from scrapers.clean.charset import decode
from scrapers.readers import attachments, event_dates, feed_formats, left_out, soup, xml_text

FeedItem = Mapping[str, Any]
# The two names that the first servers gave to RSS 0.90; feedparser knows the second.
CHANNEL_NETSCAPE = "http://channel.netscape.com/rdf/simple/0.9/"
MY_NETSCAPE = "http://my.netscape.com/rdf/simple/0.9/"


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one raw entry per item, the newest `max_entries` of them; an empty feed yields none.

    An item without an address, or without a title and a text, bears a `problem`, the code of one.
    Those beyond `max_entries` are passed over. Raises
    ReadError "not_a_feed" for anything else than a feed, "xml_entities" for one that declares
    entities.
    """
    limit = _options(source).max_entries
    text = _opened(snapshot)
    if text.startswith("{"):
        yield from feed_formats.read_json(text, snapshot, limit=limit)
        return
    parsed = _parse(text, snapshot)
    lang = _text(parsed.feed, "language")
    for item in _newest(parsed.entries, limit):
        entry = _entry(item, lang, snapshot.url)
        title = _as_html(entry.title, item, parsed)
        yield replace(entry, title=title, type_label=_type_label(entry.themes, source))
    yield from left_out.beyond_cap(len(parsed.entries) - limit)


def wanted(raw: RawEntry, source: Source) -> bool:
    """Return whether the entry bears one of the source's `categories`.

    Any entry does where the source names none.
    """
    labels = set(map(_folded, _options(source).categories))
    return not labels or not labels.isdisjoint(map(_folded, raw.themes))


def title(snapshot: Snapshot) -> str:
    """Return the feed's own title, "" when it states none. Raises like `read`."""
    text = _opened(snapshot)
    if text.startswith("{"):
        return feed_formats.json_title(text, snapshot)
    return soup.squeeze(_text(_parse(text, snapshot).feed, "title"))


def _options(source: Source) -> FeedOptions:
    return readers.options_of(source, FeedOptions)


def _opened(snapshot: Snapshot) -> str:
    """Return the feed's text from its first sign on."""
    return decode(snapshot).lstrip("\ufeff \t\r\n")


def _parse(text: str, snapshot: Snapshot) -> feedparser.FeedParserDict:
    root = xml_text.strip(text, snapshot.url).replace(CHANNEL_NETSCAPE, MY_NETSCAPE, 1)
    root = xml_text.well_formed(root)
    base = xml_text.feed_base(root, snapshot.url)
    root = xml_text.with_schemes(root, base)
    parsed = feed_formats.parse_xml(root, base)
    if not parsed.get("version"):
        raise ReadError("not_a_feed", url=snapshot.url, seen=soup.glimpse(text))
    return parsed


def _newest(items: Sequence[FeedItem], limit: int) -> Sequence[FeedItem]:
    if len(items) <= limit:
        return items
    return sorted(items, key=_moment, reverse=True)[:limit]


def _moment(item: FeedItem) -> tuple[int, ...]:
    moment = item.get("published_parsed")
    if not moment and "updated" in item:
        moment = item.get("updated_parsed")
    return tuple(moment or ())


def _entry(item: FeedItem, lang: str, feed_url: str) -> RawEntry:
    title = _text(item, "title")
    link = _link(item)
    stated = soup.address(_stated_address(item, link), feed_url)
    documents = tuple(_documents(item, stated or feed_url))
    url = stated or _first_file(documents)
    summary = _summary(item)
    updated = _updated(item)
    return RawEntry(
        url=url,
        title=title,
        published=_published(item, updated),
        updated=updated,
        event=event_dates.of_item(item),
        summary=summary,
        lang=_text(item.get("title_detail", {}), "language") or lang,
        themes=tuple(_themes(item)),
        external_id=_text(item, "id"),
        documents=documents,
        twins=tuple(_twins(item, link)),
        sources=tuple(_sources(item)),
        problem=soup.missing(url, (title or summary).strip()),
    )


def _first_file(documents: Iterable[RawDocument]) -> str:
    """Return the address of the first file of an item that has no page of its own, or ""."""
    return next((document.url for document in documents), "")


def _text(item: FeedItem, key: str) -> str:
    return str(item.get(key) or "")


def _as_html(title: str, item: FeedItem, feed: feedparser.FeedParserDict) -> str:
    """Return a title as HTML: in what Atom calls text, "<" is a letter (RFC 4287, 3.1.1)."""
    is_text = _text(item.get("title_detail", {}), "type") == "text/plain"
    if is_text and feed.version.startswith("atom"):
        return text_clean.inert(title)
    return title


def _type_label(themes: tuple[str, ...], source: Source) -> str:
    """Return the category that says the kind: the first that `types` names."""
    for label in themes:
        if label in source.types:
            return label
    return ""


def _stated_address(item: FeedItem, link: FeedItem) -> str:
    return _text(item, "feedburner_origlink") or _text(link, "href") or _text(item, "link")


def _published(item: FeedItem, updated: str) -> str:
    # RFC 4287 asks for `updated` alone, and RSS 1.0 has only dc:date: then it is the one date there
    # is.
    return _text(item, "published") or updated


def _updated(item: FeedItem) -> str:
    # Feedparser warns when it answers "updated" from "published"; ask for it only where it stands.
    if "updated" not in item:
        return ""
    return str(item["updated"])


def _link(item: FeedItem) -> FeedItem:
    """Return the link to the entry's own page: rel=alternate, HTML before any other format.

    RFC 4287, 4.2.7.2.
    """
    alternates = list(filter(_is_alternate, item.get("links", ())))
    pages = list(filter(_is_page, alternates))
    # One that states a language may lead to another version of it.
    own = filterfalse(_names_twin, pages)
    return next(chain(own, pages, alternates), {})


def _is_alternate(link: FeedItem) -> bool:
    return bool(link.get("rel", "alternate") == "alternate")


def _is_page(link: FeedItem) -> bool:
    return "html" in (_text(link, "type") or "html")


def _summary(item: FeedItem) -> str:
    own = _text(item, "summary") or next(iter(_contents(item)), "")
    return own or _text(item, "media_description")


def _contents(item: FeedItem) -> list[str]:
    return [_text(content, "value") for content in item.get("content", ())]


def _themes(item: FeedItem) -> Iterator[str]:
    for tag in item.get("tags", ()):
        label = _text(tag, "label") or _text(tag, "term")
        if label.strip():
            yield label.strip()


def _documents(item: FeedItem, start: str) -> Iterator[RawDocument]:
    for link in item.get("links", ()):
        target = soup.address(_text(link, "href"), start)
        if target and attachments.is_document(target, _text(link, "type")):
            yield RawDocument(target, _text(link, "title"), _size(_text(link, "length")))
    markup = "\n".join([*_contents(item), _summary(item)])
    yield from attachments.in_markup(markup, start)


def _size(length: str) -> str:
    return f"{length} B" if length.isdigit() else ""


def _twins(item: FeedItem, chosen: FeedItem) -> Iterator[tuple[str, str]]:
    for link in item.get("links", ()):
        if link is not chosen and _names_twin(link):
            yield str(link["hreflang"]), str(link["href"])


def _names_twin(link: FeedItem) -> bool:
    return link.get("rel") == "alternate" and bool(link.get("hreflang") and link.get("href"))


def _sources(item: FeedItem) -> Iterator[str]:
    """Yield what RSS 2.0 <source url> or Atom's source element names."""
    origin = item.get("source") or {}
    if href := origin.get("href") or origin.get("link"):
        yield str(href)


def _folded(label: str) -> str:
    return soup.squeeze(fold(label))

"""A sitemap (sitemaps.org 0.9) -> raw entries with no title yet.

It is an index, a urlset or plain text, each perhaps gzipped.
"""

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import SitemapOptions, Source
from scrapers import readers
from scrapers.clean import languages
from scrapers.clean.charset import decode
from scrapers.readers import left_out, soup, xml_text

# The limit on any body, here after the file's own compression.
MAX_BYTES = 10_000_000
CLOSED = re.compile(
    r"</(?:\w+:)?(?:urlset|sitemapindex)\s*>|<(?:\w+:)?(?:urlset|sitemapindex)\b[^<>]*/>"
)
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one raw entry per address that the options take; `updated` is its lastmod.

    An index yields none. Titles come from the pages themselves, save in a news sitemap. Raises
    ReadError "shape_sitemap" for anything but a whole sitemap, "xml_entities" for one that declares
    entities, "too_dense" for one over 10 MB once decompressed.
    """
    options = _options(source)
    if _is_index(_text(snapshot)):
        yield from _children_left_out(snapshot, source)
    listed = list(_entries(snapshot))
    taken = [raw for raw in listed if _takes(raw.url, options, snapshot)]
    yield from _newest(taken, options.max_entries)
    yield from left_out.filtered(len(listed) - len(taken))
    yield from left_out.beyond_cap(len(taken) - options.max_entries)


def follow(snapshot: Snapshot, source: Source, page: int) -> list[str]:
    """Return the children of an index, the newest first.

    They stand on its own site, and hold no index (sitemaps.org).
    """
    if page > 1 or not _is_index(_text(snapshot)):
        return []
    options = _options(source)
    return _wanted(_children(snapshot), options, snapshot)[: options.max_sitemaps]


def _is_index(text: str) -> bool:
    return bool(re.match(r"<(?:\w+:)?sitemapindex\b", text))


def _children(snapshot: Snapshot) -> list[RawEntry]:
    return list(_nodes(_text(snapshot), "sitemap", snapshot))


def _wanted(children: list[RawEntry], options: SitemapOptions, snapshot: Snapshot) -> list[str]:
    """Return the addresses of the children that the options take, each once."""
    wanted = [raw for raw in children if _takes_child(raw.url, options, snapshot)]
    return list(dict.fromkeys(raw.url for raw in _newest_first(wanted)))


def _children_left_out(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield a row for each child of an index that `follow` does not name."""
    options = _options(source)
    children = _children(snapshot)
    wanted = _wanted(children, options, snapshot)
    if (snapshot.asked or snapshot.url) != source.url:
        # An index in an index is not followed.
        wanted = []
    unwanted = len({raw.url for raw in children}) - len(wanted)
    beyond = max(len(wanted) - options.max_sitemaps, 0)
    yield from left_out.sitemaps(unwanted=unwanted, beyond_cap=beyond)


def _options(source: Source) -> SitemapOptions:
    return readers.options_of(source, SitemapOptions)


def _newest(raws: list[RawEntry], limit: int) -> list[RawEntry]:
    if len(raws) <= limit:
        return raws
    return _newest_first(raws)[:limit]


def _newest_first(raws: Iterable[RawEntry]) -> list[RawEntry]:
    return sorted(raws, key=lambda raw: raw.updated, reverse=True)


def _takes(url: str, options: SitemapOptions, snapshot: Snapshot) -> bool:
    if _matches(options.exclude, url):
        return False
    if options.include:
        return _matches(options.include, url)
    return soup.same_site(url, snapshot.url)


def _takes_child(url: str, options: SitemapOptions, snapshot: Snapshot) -> bool:
    if options.sitemaps and not _matches(options.sitemaps, url):
        return False
    return soup.same_site(url, snapshot.url)


def _matches(patterns: Iterable[str], url: str) -> bool:
    return any(re.search(pattern, url) for pattern in patterns)


def _entries(snapshot: Snapshot) -> Iterator[RawEntry]:
    text = _text(snapshot)
    if re.match(r"https?://\S+\s*(\n|$)", text):
        return (RawEntry(url=line.strip()) for line in text.splitlines() if soup.address(line, ""))
    if not _is_whole(text):
        raise ReadError("shape_sitemap", url=snapshot.url, seen=soup.glimpse(text))
    return _nodes(text, "url", snapshot)


def _is_whole(text: str) -> bool:
    """Return whether a text is a sitemap or an index, from its first tag to its last."""
    opened = re.match(r"<(?:\w+:)?(urlset|sitemapindex)\b", text)
    return bool(opened and CLOSED.search(text[-2000:]))


def _text(snapshot: Snapshot) -> str:
    """Return the sitemap from its root element on."""
    if snapshot.body.startswith(b"\x1f\x8b"):
        snapshot = replace(snapshot, body=_unzipped(snapshot))
    return xml_text.strip(decode(snapshot).lstrip("\ufeff"), snapshot.url)


def _unzipped(snapshot: Snapshot) -> bytes:
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        body = stream.decompress(snapshot.body, MAX_BYTES)
    except zlib.error:
        raise ReadError("shape_sitemap", url=snapshot.url, seen="a broken gzip file") from None
    if stream.unconsumed_tail:
        raise ReadError("too_dense", url=snapshot.url)
    return body


def _nodes(text: str, name: str, snapshot: Snapshot) -> Iterator[RawEntry]:
    """Read the <url> or <sitemap> elements, one at a time, in whatever namespace the file is."""
    events = etree.iterparse(
        io.BytesIO(xml_text.well_formed(text).encode("utf-8", "replace")),
        tag=f"{{*}}{name}",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        # A cut file was refused before.
        recover=True,
    )
    for _, node in events:
        prefix = _prefix(node)
        url = soup.address(_text_at(node, f"{prefix}loc"), snapshot.url)
        yield RawEntry(
            url=url,
            title=_text_at(node, f"{NEWS}news/{NEWS}title"),
            published=_text_at(node, f"{NEWS}news/{NEWS}publication_date"),
            updated=_text_at(node, f"{prefix}lastmod"),
            twins=tuple(_twins(node, url)),
            problem="" if url else "no_address",
        )
        node.clear()


def _prefix(node: "etree._Element") -> str:
    """Return what stands before the names of a sitemap's elements: their namespace, or none."""
    namespace = etree.QName(node).namespace
    return f"{{{namespace}}}" if namespace else ""


def _text_at(node: "etree._Element", path: str) -> str:
    return (node.findtext(path) or "").strip()


def _twins(node: "etree._Element", url: str) -> Iterator[tuple[str, str]]:
    for link in node.iterfind(LINK):
        lang = languages.first_part(link.get("hreflang", ""))
        target = soup.address(link.get("href", ""), url)
        if lang not in ("", "x") and target not in ("", url):
            yield lang, target

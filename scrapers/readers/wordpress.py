"""WordPress REST API, /wp-json/wp/v2/posts -> raw entries.

See developer.wordpress.org/rest-api/reference/posts/.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from w3lib.url import add_or_replace_parameters

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import FeedOptions, Source, WordpressOptions
from scrapers import readers
from scrapers.clean.charset import decode
from scrapers.readers import attachments, json_data, soup

Post = Mapping[str, object]

API = "wp-json/wp/v2/posts"
BEYOND = "rest_post_invalid_page_number"


def start(source: Source) -> str:
    """Return the API's first page; source.url is the site's root, or the API itself."""
    return _page_address(source, 1)


# `source` is not looked at: all readers have one signature.
def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:  # noqa: ARG001
    """Yield one raw entry per post; a page beyond the last yields none.

    Dates are those of the site's own clock. Raises ReadError "shape_wordpress" when the answer is
    no list of posts: `fallback` then gives the feed.
    """
    for post in _posts(snapshot):
        yield _entry(json_data.mapping(post), snapshot.url)


def follow(snapshot: Snapshot, source: Source, page: int) -> list[str]:
    """Return the next page's address, none after the last page or `max_pages`."""
    options = _options(source)
    if page < options.max_pages and _has_next(snapshot, page, options.per_page):
        return [_page_address(source, page + 1)]
    return []


def fallback(source: Source) -> Source:
    """Return the same source read through its feed, for a site that closed its API."""
    feed = _options(source).feed or f"{_root(source.url)}feed/"
    return source.model_copy(update={"reader": "feed", "url": feed, "options": FeedOptions()})


def _options(source: Source) -> WordpressOptions:
    return readers.options_of(source, WordpressOptions)


def _has_next(snapshot: Snapshot, page: int, per_page: int) -> bool:
    """Return whether X-WP-TotalPages says so, or whether the page is full where it is hidden."""
    total = snapshot.headers.get("x-wp-totalpages", "")
    if total.isdecimal():
        return page < int(total[:9])
    return len(_posts(snapshot)) >= per_page


def _root(url: str) -> str:
    return re.sub(r"(wp-json|\?rest_route=).*$|[?#].*$", "", url).rstrip("/") + "/"


def _page_address(source: Source, page: int) -> str:
    numbers = {"per_page": str(_options(source).per_page), "page": str(page)}
    if "rest_route=" in source.url or "wp-json/" in source.url:
        return str(add_or_replace_parameters(source.url, numbers))
    return f"{_root(source.url)}{API}?{urlencode(numbers)}"


def _posts(snapshot: Snapshot) -> Sequence[object]:
    text = decode(snapshot).lstrip("\ufeff \t\r\n")
    answer = json_data.parse(text)
    if json_data.mapping(answer).get("code") == BEYOND:
        return []
    if snapshot.status >= 400 or not _are_posts(answer):
        raise ReadError("shape_wordpress", url=snapshot.url, seen=soup.glimpse(text))
    return json_data.sequence(answer)


def _are_posts(answer: object) -> bool:
    """Return whether an answer is a list of posts; a single odd one among them is named later."""
    if not isinstance(answer, list):
        return False
    return not answer or any(isinstance(post, dict) for post in answer)


def _entry(post: Post, origin: str) -> RawEntry:
    title = _rendered(post, "title")
    url = soup.address(_text(post.get("link")), origin)
    content = _rendered(post, "content")
    summary = _rendered(post, "excerpt") or content
    return RawEntry(
        url=url,
        title=title,
        published=_text(post.get("date")),
        updated=_text(post.get("modified")),
        summary=summary,
        lang=_text(post.get("lang")),
        themes=tuple(_terms(post)),
        external_id=_rendered(post, "guid"),
        documents=tuple(attachments.in_markup(content, url or origin)),
        problem=soup.missing(url, soup.squeeze(title or summary)),
    )


def _rendered(post: Post, key: str) -> str:
    part = post.get(key)
    if isinstance(part, dict):
        return _text(part.get("rendered"))
    return _text(part)


def _terms(post: Post) -> Iterator[str]:
    """Yield the names of categories and tags, where the answer embeds them.

    Elsewhere they are numbers, of no use.
    """
    embedded = json_data.mapping(post.get("_embedded"))
    for group in json_data.sequence(embedded.get("wp:term")):
        for term in json_data.sequence(group):
            name = json_data.mapping(term).get("name")
            if isinstance(name, str):
                yield name


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

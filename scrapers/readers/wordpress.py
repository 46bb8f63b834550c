"""WordPress REST API, /wp-json/wp/v2/posts -> raw entries
(developer.wordpress.org/rest-api/reference/posts/).
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from w3lib.url import add_or_replace_parameters

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import FeedOptions, Source, WordpressOptions
from scrapers.clean.charset import decode
from scrapers.readers import attachments, soup

API = "wp-json/wp/v2/posts"
BEYOND = "rest_post_invalid_page_number"


def start(source: Source) -> str:
    """Return the API's first page; source.url is the site's root, or the API itself."""
    return _page_address(source, 1)


# `source` is not looked at: all readers have one signature.
def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:  # noqa: ARG001
    """Yield one raw entry per post, dated by the site's own clock; a page beyond the last yields
    none.

    Raises ReadError "shape_wordpress" when the answer is no list of posts: `fallback` then gives
    the feed.
    """
    for post in _posts(snapshot):
        yield _entry(post, snapshot.url)


def follow(snapshot: Snapshot, source: Source, page: int) -> list[str]:
    """Return the next page's address, up to X-WP-TotalPages, or while pages are full where the site
    hides that count.
    """
    options = _options(source)
    total = snapshot.headers.get("x-wp-totalpages", "")
    more = page < int(total[:9]) if total.isdecimal() else len(_posts(snapshot)) >= options.per_page
    return [_page_address(source, page + 1)] if more and page < options.max_pages else []


def fallback(source: Source) -> Source:
    """Return the same source read through its feed, for a site that closed its API."""
    feed = _options(source).feed or f"{_root(source.url)}feed/"
    return source.model_copy(update={"reader": "feed", "url": feed, "options": FeedOptions()})


def _options(source: Source) -> WordpressOptions:
    return source.options if isinstance(source.options, WordpressOptions) else WordpressOptions()


def _root(url: str) -> str:
    return re.sub(r"(wp-json|\?rest_route=).*$|[?#].*$", "", url).rstrip("/") + "/"


def _page_address(source: Source, page: int) -> str:
    numbers = {"per_page": str(_options(source).per_page), "page": str(page)}
    if "rest_route=" in source.url or "wp-json/" in source.url:
        return str(add_or_replace_parameters(source.url, numbers))
    return f"{_root(source.url)}{API}?{urlencode(numbers)}"


def _posts(snapshot: Snapshot) -> list[dict[str, Any]]:
    text = decode(snapshot).lstrip("\ufeff \t\r\n")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict) and answer.get("code") == BEYOND:
        return []
    if (
        snapshot.status >= 400
        or not isinstance(answer, list)
        or not all(isinstance(post, dict) for post in answer)
    ):
        raise ReadError("shape_wordpress", url=snapshot.url, seen=soup.glimpse(text))
    return answer


def _entry(post: dict[str, Any], origin: str) -> RawEntry:
    title = _rendered(post, "title")
    url = soup.address(_text(post.get("link")), origin)
    content = _rendered(post, "content")
    return RawEntry(
        url=url,
        title=title,
        published=_text(post.get("date")),
        updated=_text(post.get("modified")),
        summary=_rendered(post, "excerpt") or content,
        lang=_text(post.get("lang")),
        themes=tuple(_terms(post)),
        external_id=_rendered(post, "guid"),
        documents=tuple(attachments.in_markup(content, url or origin)),
        problem=soup.missing(url, soup.squeeze(title)),
    )


def _rendered(post: dict[str, Any], key: str) -> str:
    part = post.get(key)
    return _text(part.get("rendered")) if isinstance(part, dict) else _text(part)


def _terms(post: dict[str, Any]) -> Iterator[str]:
    """Return the names of categories and tags, where the answer embeds them; else they are numbers,
    of no use.
    """
    embedded = post.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, dict) else None
    for group in groups if isinstance(groups, list) else []:
        for term in group if isinstance(group, list) else []:
            if isinstance(term, dict) and isinstance(term.get("name"), str):
                yield term["name"]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

"""A list page -> raw entries, one a row, by the CSS selectors of `ListingOptions`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from bs4 import Tag

from knowledge.errors import ReadError
from knowledge.model import RawDocument, RawEntry, Snapshot
from knowledge.source import ListingOptions, Source
from scrapers.readers import (
    attachments,
    html_page,
    metadata_dates,
    page_head,
    script_pages,
    soup,
)
from scrapers.readers.html_page import HtmlPage

HEADINGS = "h1, h2, h3, h4, h5, h6"
# Links of a row that are labels: its theme, its author.
_LABEL_RELS = frozenset(("tag", "category", "author"))
_LABEL_NAME = re.compile(
    r"(^|[-_])(tags?|themes?|thema(s|ts|tique)?|topics?|rubri(que|ek)s?|categor(y|ie|ies|ieen)"
    r"|labels?|badges?|chips?|pills?|kicker|taxonomy|author|auteur|byline)([-_]|$)",
    re.IGNORECASE,
)
_LABEL_PATH = re.compile(
    r"(^|/)(tags?|themes?|thema(s|tique|tiques)?|topics?|rubri(que|ek)s?|categor(y|ie|ies|ieen)"
    r"|mots?-cles?|keywords?|trefwoord(en)?|authors?|auteurs?|taxonomy)/[^/]+/?$",
    re.IGNORECASE,
)


def start(source: Source) -> str:
    """Return the address of the first page."""
    return source.url


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one raw entry per row.

    A page without rows yields none when it is a later one, or when the source may be empty; the
    first page without rows raises ReadError "shape_listing", or "made_by_script" where a browser
    would make them. A row without a link or a title bears a `problem`.
    """
    options = _options(source)
    page = html_page.parse(snapshot)
    rows = _innermost(page.tree.select(options.row))
    if not rows and _must_have_rows(snapshot, source):
        raise _without_rows(page, options)
    spoken = page_head.language(page)
    for row in rows:
        entry = _entry(row, options, page.base)
        yield replace(entry, lang=entry.lang or spoken)


def follow(snapshot: Snapshot, source: Source, page: int) -> list[str]:
    """Return the next page's address, none after an empty page or the last of `max_pages`."""
    options = _options(source)
    if not options.pages or page >= options.max_pages:
        return []
    if not html_page.parse(snapshot).tree.select_one(options.row):
        return []
    return [_page_address(source, options, page)]


def _options(source: Source) -> ListingOptions:
    if not isinstance(source.options, ListingOptions):
        raise TypeError(f"{source.id}: a listing needs ListingOptions")
    return source.options


def _page_address(source: Source, options: ListingOptions, page: int) -> str:
    return urljoin(source.url, options.pages.replace("{page}", str(options.first_page + page)))


def _must_have_rows(snapshot: Snapshot, source: Source) -> bool:
    return not source.may_be_empty and _is_first(snapshot, source)


def _without_rows(page: HtmlPage, options: ListingOptions) -> ReadError:
    code = "made_by_script" if script_pages.is_made_by_script(page) else "shape_listing"
    seen = soup.glimpse_of(page.tree)
    return ReadError(code, url=page.url, selector=options.row, seen=seen)


def _is_first(snapshot: Snapshot, source: Source) -> bool:
    """Return whether the snapshot is the list's first page and not one that `follow` named."""
    options = _options(source)
    if not options.pages:
        return True
    later = {_page_address(source, options, page) for page in range(1, options.max_pages)}
    return (snapshot.asked or snapshot.url) not in later


def _innermost(rows: Sequence[Tag]) -> list[Tag]:
    """Leave out what holds other rows: a wrapper that the selector meant for teasers met too."""
    holders: set[int] = set()
    for row in rows:
        holders.update(map(id, row.parents))
    return [row for row in rows if id(row) not in holders]


def link_of(row: Tag, options: ListingOptions, origin: str) -> tuple[Tag | None, str]:
    """Return the link of a row and its address, (None, "") where it has none."""
    return _link(row, _heading(row, options), options, origin)


def title_of(row: Tag, options: ListingOptions, origin: str) -> str:
    """Return the title of a row."""
    heading = _heading(row, options)
    link, url = _link(row, heading, options, origin)
    return soup.words(heading) or _words_of_link(link, url, row, origin)


def _entry(row: Tag, options: ListingOptions, origin: str) -> RawEntry:
    heading = _heading(row, options)
    link, url = _link(row, heading, options, origin)
    title = soup.words(heading) or _words_of_link(link, url, row, origin)
    summary = _summary(row, options)
    return RawEntry(
        url=url,
        title=title,
        published=metadata_dates.selected(row, options.date),
        summary=summary,
        lang=_language(row, link),
        type_label=soup.node_type(row),
        themes=_themes(row, options),
        documents=_documents(row, link, origin),
        problem=soup.missing(url, title or summary),
    )


def _summary(row: Tag, options: ListingOptions) -> str:
    if not options.summary:
        return ""
    return soup.words(row.select_one(options.summary))


def _language(row: Tag, link: Tag | None) -> str:
    stated = soup.attribute(row, "lang")
    if stated or link is None:
        return stated
    return soup.attribute(link, "hreflang")


def _themes(row: Tag, options: ListingOptions) -> tuple[str, ...]:
    if not options.theme:
        return ()
    return tuple(soup.words(theme) for theme in row.select(options.theme))


def _documents(row: Tag, link: Tag | None, origin: str) -> tuple[RawDocument, ...]:
    """Return the files that the row links to, or the one that its own link around it leads to."""
    found = tuple(attachments.among(soup.links(row, origin)))
    if found or link is None:
        return found
    return tuple(attachments.among(soup.links(link, origin)))


def _link(
    row: Tag, heading: Tag | None, options: ListingOptions, origin: str
) -> tuple[Tag | None, str]:
    """Return the row's own link and its address.

    That is what `link` selects, else the link in its title, else the first that shares nothing and
    is no theme's or author's.
    """
    for place in _places_of_link(row, heading, options):
        links = list(_wanted_links(place, options, origin))
        if links:
            return next(_own_links(links, row, options), links[0])
    return None, ""


def _own_links(
    links: Iterable[tuple[Tag, str]], row: Tag, options: ListingOptions
) -> Iterator[tuple[Tag, str]]:
    """Yield the links that are selected, or else those that are no labels."""
    for link, target in links:
        if options.link or not _is_label(link, target, row, options.theme):
            yield link, target


def _wanted_links(place: Tag, options: ListingOptions, origin: str) -> Iterator[tuple[Tag, str]]:
    for link, target in soup.links(place, origin):
        if not options.link_prefix or _starts(link, target, options.link_prefix):
            yield link, target


def _places_of_link(row: Tag, heading: Tag | None, options: ListingOptions) -> list[Tag]:
    if options.link:
        return row.select(options.link)
    if heading is None:
        return [row]
    around = heading.find_parent("a")
    return list(filter(None, [heading, around, row]))


def _heading(row: Tag, options: ListingOptions) -> Tag | None:
    """Return what `title` selects, else the row's first heading; none where `link` bears it."""
    if options.title or not options.link:
        return row.select_one(options.title or HEADINGS)
    return None


def _starts(link: Tag, target: str, prefixes: tuple[str, ...]) -> bool:
    return target.startswith(prefixes) or soup.attribute(link, "href").startswith(prefixes)


def _is_label(link: Tag, target: str, row: Tag, selector: str = "") -> bool:
    """Return whether a link of a row leads to its theme or author, and not to its own page.

    `selector` is the one of the source's themes.
    """
    if _says_label(link, target):
        return True
    inside = list(_to_row(link, row))
    if any(map(_is_named_label, inside)):
        return True
    return bool(selector) and not _identities(row.select(selector)).isdisjoint(map(id, inside))


def _says_label(link: Tag, target: str) -> bool:
    """Return whether a link says by its `rel` or its address that it is a label."""
    if not _LABEL_RELS.isdisjoint(map(str, link.get_attribute_list("rel"))):
        return True
    return bool(_LABEL_PATH.search(urlsplit(target).path))


def _identities(tags: Iterable[Tag]) -> set[int]:
    return set(map(id, tags))


def _words_of_link(link: Tag | None, target: str, row: Tag, origin: str) -> str:
    """Return the words of a row's own link, or of another to the same page where it is an image."""
    return soup.words(link) or next(filter(None, _words_to(target, row, origin)), "")


def _words_to(target: str, row: Tag, origin: str) -> Iterator[str]:
    for link, address in soup.links(row, origin):
        if address == target:
            yield soup.words(link)


def _to_row(link: Tag, row: Tag) -> Iterator[Tag]:
    """Yield a link and what holds it, below the row."""
    holder: Tag | None = link
    while holder is not None and holder is not row:
        yield holder
        holder = holder.parent


def _is_named_label(tag: Tag) -> bool:
    return any(map(_LABEL_NAME.search, soup.classes(tag)))

"""A list page -> raw entries, one a row, by the CSS selectors of `ListingOptions`."""

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from bs4 import Tag

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import ListingOptions, Source
from scrapers.readers import attachments, metadata_dates, soup

HEADINGS = "h1, h2, h3, h4, h5, h6"


def start(source: Source) -> str:
    """Give the address of the first page."""
    return source.url


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one raw entry per row.

    A page without rows yields none when it is a later one, or when the source may be empty; the
    first page without rows raises ReadError "shape_listing": the site changed. A row without a link
    or a title bears a `problem`.
    """
    options = _options(source)
    page = soup.parse(snapshot)
    rows = _innermost(page.select(options.row))
    if not rows and not source.may_be_empty and _is_first(snapshot, source):
        raise ReadError(
            "shape_listing", url=snapshot.url, selector=options.row, seen=soup.glimpse_of(page)
        )
    origin = soup.base(page, snapshot)
    for row in rows:
        yield _entry(row, options, origin)


def follow(snapshot: Snapshot, source: Source, page: int) -> list[str]:
    """Give the next page's address, none after an empty page or the last that `max_pages` allows."""
    options = _options(source)
    if (
        not options.pages
        or page >= options.max_pages
        or not soup.parse(snapshot).select_one(options.row)
    ):
        return []
    return [_page_address(source, options, page)]


def _options(source: Source) -> ListingOptions:
    if not isinstance(source.options, ListingOptions):
        raise TypeError(f"{source.id}: a listing needs ListingOptions")
    return source.options


def _page_address(source: Source, options: ListingOptions, page: int) -> str:
    return urljoin(source.url, options.pages.replace("{page}", str(options.first_page + page)))


def _is_first(snapshot: Snapshot, source: Source) -> bool:
    """Say whether the snapshot is the list's first page and not one that `follow` named."""
    options = _options(source)
    asked = snapshot.asked or snapshot.url
    later = (
        {_page_address(source, options, page) for page in range(1, options.max_pages)}
        if options.pages
        else ()
    )
    return asked not in later


def _innermost(rows: Sequence[Tag]) -> list[Tag]:
    """Leave out what holds other rows: a wrapper that the selector meant for teasers met too."""
    holders = {id(parent) for row in rows for parent in row.parents}
    return [row for row in rows if id(row) not in holders]


def _entry(row: Tag, options: ListingOptions, origin: str) -> RawEntry:
    heading = _heading(row, options)
    link, url = _link(row, heading, options, origin)
    title = soup.words(heading) or soup.words(link)
    documents = tuple(attachments.inside(row, origin))
    if (
        link is not None
        and not documents
        and attachments.is_document(url, str(link.get("type") or ""))
    ):
        documents = tuple(attachments.inside(link, origin))
    return RawEntry(
        url=url,
        title=title,
        published=metadata_dates.selected(row, options.date),
        summary=soup.words(row.select_one(options.summary)) if options.summary else "",
        lang=str(row.get("lang") or (link.get("hreflang") if link is not None else "") or ""),
        type_label=soup.node_type(row),
        themes=tuple(soup.words(theme) for theme in row.select(options.theme))
        if options.theme
        else (),
        documents=documents,
        problem="no_address" if not url else "" if title else "no_title",
    )


def _link(
    row: Tag, heading: Tag | None, options: ListingOptions, origin: str
) -> tuple[Tag | None, str]:
    """Find the row's own link: what `link` selects, else the one in its title, else the first that
    shares nothing.
    """
    around = heading.find_parent("a") if heading is not None else None
    places = (
        row.select(options.link)
        if options.link
        else [tag for tag in (heading, around, row) if tag is not None]
    )
    for place in places:
        for link, target in soup.links(place, origin):
            if not options.link_prefix or _starts(link, target, options.link_prefix):
                return link, target
    return None, ""


def _heading(row: Tag, options: ListingOptions) -> Tag | None:
    """Find the row's title: what `title` selects, else its first heading; none where `link` bears
    it.
    """
    if options.title or not options.link:
        return row.select_one(options.title or HEADINGS)
    return None


def _starts(link: Tag, target: str, prefixes: tuple[str, ...]) -> bool:
    return target.startswith(prefixes) or str(link.get("href") or "").startswith(prefixes)

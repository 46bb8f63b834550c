"""A list that is one long table: a row with a date opens a day, the rows below it hold that day's.

It is the example of a module for one odd site: copy it, and name the copy after your source.
"""

from collections.abc import Iterator

from bs4 import Tag

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import Source
from scrapers.readers import html_page, soup

ROWS = "table tr"


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one entry per row with a link, dated by the nearest row above it that has none.

    Raises ReadError "shape_listing" where there is no table: a wrong entry is worse than none.
    """
    page = html_page.parse(snapshot)
    rows = page.tree.select(ROWS)
    if not rows and not source.may_be_empty:
        seen = soup.glimpse_of(page.tree)
        raise ReadError("shape_listing", url=snapshot.url, selector=ROWS, seen=seen)
    day = ""
    for row in rows:
        link = row.find("a", href=True)
        if isinstance(link, Tag):
            yield _entry(link, day, page.base)
        else:
            day = soup.words(row) or day


def _entry(link: Tag, day: str, base: str) -> RawEntry:
    url, title = soup.address(link, base), soup.words(link)
    return RawEntry(url=url, title=title, published=day, problem=soup.missing(url, title))

"""A list page -> the address of its page number {page}, as its pager writes it."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from scrapers.readers import soup
from scrapers.readers.html_page import HtmlPage

_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_SHOWN = re.compile(r"\D{0,12}(\d{1,3})\D{0,3}")
FEWEST = 2


class Pager(NamedTuple):
    """An address with {page} in place of the number, and the number of the first page."""

    address: str
    first: int

    @property
    def options(self) -> dict[str, object]:
        """Return the pager as the options of a listing."""
        written: dict[str, object] = {"pages": self.address}
        if self.first:
            written["first_page"] = self.first
        return written


def options(page: HtmlPage) -> dict[str, object]:
    """Return the pager of a page as the options of a listing, {} where it has none."""
    found = find(page)
    return found.options if found else {}


def find(page: HtmlPage) -> Pager | None:
    """Return the pager that two links at least agree on, or that links to a second page alone."""
    votes: dict[Pager, set[int]] = {}
    for number, href in _numbered(page):
        for pager in _readings(number, href):
            votes.setdefault(pager, set()).add(number)
    best = max(votes, key=lambda pager: len(votes[pager]), default=None)
    if best is None or not _is_enough(votes[best]):
        return None
    return best


def _is_enough(numbers: set[int]) -> bool:
    return 2 in numbers or len(numbers) >= FEWEST


def _numbered(page: HtmlPage) -> Iterator[tuple[int, str]]:
    """Yield the links of the page itself that show the number of a page, and that number."""
    path = urlsplit(page.url).path.rstrip("/")
    for link, target in soup.links(page.tree, page.base):
        shown = _SHOWN.fullmatch(soup.words(link)[:40])
        if shown and int(shown[1]) > 1 and _is_beside(target, page.url, path):
            yield int(shown[1]), soup.attribute(link, "href").strip()


def _is_beside(target: str, url: str, path: str) -> bool:
    return soup.same_site(target, url) and urlsplit(target).path.startswith(path)


def _readings(number: int, href: str) -> Iterator[Pager]:
    """Yield how an address may hold the number that is shown: as it is, or counted from 0."""
    for found in _NUMBER.finditer(href):
        first = int(found[0]) - number + 1
        if first in (0, 1) and "{" not in href:
            yield Pager(f"{href[: found.start()]}{{page}}{href[found.end() :]}", first)

"""A whole page, before it is stripped -> its own dates: marked, stated in its head, or printed."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from scrapers.readers import (
    agreement,
    date_marks,
    metadata_dates,
    page_head,
    page_scan,
    visible_dates,
)
from scrapers.readers.agreement import Saying
from scrapers.readers.foreign_parts import ForeignParts
from scrapers.readers.html_page import HtmlPage
from scrapers.readers.metadata_dates import MetadataDates
from scrapers.readers.page_scan import PageScan
from scrapers.readers.visible_dates import VisibleDates


class PageDates(NamedTuple):
    """Dates as stated or printed, "" for none; `label` is the page's word for its kind."""

    published: str = ""
    updated: str = ""
    label: str = ""


def find(page: HtmlPage, selector: str = "", zone: str = "") -> PageDates:
    """Return the dates of a page: as selected, else as its places agree that they are.

    `zone` is the time zone of what is stated in UTC.
    """
    scan = page_scan.scan(page)
    title = page_scan.title_place(scan, page)
    holder = None if title is None else scan.lines[title].holder
    foreign = ForeignParts(scan.top, holder, scan.articles)
    lang = page_head.language(page)
    marked = date_marks.find(scan, title, foreign, lang)
    head = metadata_dates.of_head(page)
    printed = _printed(scan, title, foreign, lang)
    say = partial(agreement.saying, lang=lang, zone=zone)
    sayings = (
        say(printed.published, is_label=True, is_named=True, is_printed=True),
        say(marked.published, is_named=True),
        *_of_head(head, say),
        say(marked.nameless, is_printed=True),
        say(printed.bare, is_printed=True),
    )
    address = say(metadata_dates.of_address(page))
    return PageDates(
        metadata_dates.selected(page.tree, selector)
        or agreement.believed(sayings, address, say(printed.updated)),
        marked.updated or head.updated or printed.updated,
        printed.label,
    )


def _of_head(head: MetadataDates, say: Callable[..., Saying]) -> Iterator[Saying]:
    """Yield what the head says: one saying, or two where its programs contradict each other."""
    stated, meta = say(head.published, is_named=True), say(head.of_meta, is_named=True)
    yield stated
    if not stated.agrees(meta):
        yield meta


def _printed(scan: PageScan, title: int | None, foreign: ForeignParts, lang: str) -> VisibleDates:
    """Return what the lines of the page's own parts print."""
    lines: list[str] = []
    place, beside = None, set()
    end = page_scan.end_of_text(scan, title)
    for number, line in enumerate(scan.lines):
        if number == title:
            place = len(lines)
        if visible_dates.may_be_dated(line.text):
            if _is_of_others(number, scan, title, foreign):
                continue
            if number > end or foreign.is_in_aside(line.holder):
                beside.add(len(lines))
        lines.append(line.text)
    return visible_dates.find(lines, place, lang, beside)


def _is_of_others(number: int, scan: PageScan, title: int | None, foreign: ForeignParts) -> bool:
    """Return whether a line belongs to another page, or to what stands around the text."""
    near = visible_dates.is_next(number, title)
    return number in scan.others or foreign.holds(scan.lines[number].holder, near_title=near)

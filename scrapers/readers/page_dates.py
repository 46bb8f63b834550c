"""A whole page, before it is stripped -> its own dates: marked, stated in its head, or printed."""

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
from scrapers.readers.foreign_parts import ForeignParts
from scrapers.readers.html_page import HtmlPage
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
        say(marked.published, is_named=True),
        say(head.published, is_named=True),
        say(printed.published, is_label=True, is_named=True),
        say(marked.nameless),
        say(printed.bare),
        say(metadata_dates.of_address(page)),
    )
    return PageDates(
        metadata_dates.selected(page.tree, selector) or agreement.believed(sayings),
        marked.updated or head.updated or printed.updated,
        printed.label,
    )


def _printed(scan: PageScan, title: int | None, foreign: ForeignParts, lang: str) -> VisibleDates:
    """Return what the lines of the page's own parts print."""
    lines: list[str] = []
    place, beside = None, set()
    for number, line in enumerate(scan.lines):
        if number == title:
            place = len(lines)
        if visible_dates.may_be_dated(line.text):
            if _is_of_others(number, scan, title, foreign):
                continue
            if foreign.is_in_aside(line.holder):
                beside.add(len(lines))
        lines.append(line.text)
    return visible_dates.find(lines, place, lang, beside)


def _is_of_others(number: int, scan: PageScan, title: int | None, foreign: ForeignParts) -> bool:
    """Return whether a line belongs to another page, or to what stands around the text."""
    near = title is not None and abs(number - title) <= visible_dates.NEXT
    return number in scan.others or foreign.holds(scan.lines[number].holder, near_title=near)

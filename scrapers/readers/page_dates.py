"""A whole page, before it is stripped -> its own dates: marked, stated in its head, or printed.

A wrong date is worse than none: where places that name the day contradict each other and no other
place decides, there is none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import filterfalse, product
from operator import attrgetter
from typing import NamedTuple

from scrapers.clean import date_shapes, dates
from scrapers.readers import date_marks, metadata_dates, page_head, page_scan, visible_dates
from scrapers.readers.foreign_parts import ForeignParts
from scrapers.readers.html_page import HtmlPage
from scrapers.readers.metadata_dates import MetadataDates
from scrapers.readers.page_scan import PageScan
from scrapers.readers.visible_dates import VisibleDates

# Beyond that two places speak of two days, not of one in two time zones.
_NEIGHBOURS = timedelta(days=1)
# Where people live that count a moment as the earliest and as the latest day.
_OUTMOST_ZONES = ("Pacific/Honolulu", "Pacific/Auckland")
_NAMED = attrgetter("is_named")


class PageDates(NamedTuple):
    """Dates as stated or printed, "" for none; `label` is the page's word for its kind."""

    published: str = ""
    updated: str = ""
    label: str = ""


class _Saying(NamedTuple):
    """What one place says, and the days that it may mean.

    `elsewhere` are the days that a moment in UTC is in some inhabited place. `is_label` tells that
    the page prints what the day is of, `is_printed` that it prints it, `is_named` that a name says
    so.
    """

    text: str
    days: frozenset[date]
    elsewhere: frozenset[date] = frozenset()
    is_label: bool = False
    is_named: bool = False
    is_printed: bool = False

    def agrees(self, other: "_Saying") -> bool:
        """Return whether both may mean one day."""
        return not self.days.isdisjoint(other.days)

    def is_beside(self, other: "_Saying") -> bool:
        """Return whether both are of one day, or of two that follow each other."""
        return any(abs(day - its) <= _NEIGHBOURS for day, its in product(self.days, other.days))

    def yields_to(self, other: "_Saying") -> bool:
        """Return whether the other one tells which day this moment is where the page is made."""
        if other.is_printed and ":" in self.text:
            return True
        return not self.elsewhere.isdisjoint(other.days)


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
    say = partial(_saying, lang=lang, zone=zone)
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
        or _believed(sayings, address, say(printed.updated)),
        marked.updated or head.updated or printed.updated,
        printed.label,
    )


def _of_head(head: MetadataDates, say: Callable[..., _Saying]) -> Iterator[_Saying]:
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


def _saying(
    text: str,
    lang: str,
    zone: str,
    *,
    is_label: bool = False,
    is_named: bool = False,
    is_printed: bool = False,
) -> _Saying:
    """Return what a text says; in figures of an open order it may mean two days."""
    elsewhere: set[date] = set()
    for other in _OUTMOST_ZONES if ":" in text else ():
        elsewhere |= _days(text, lang, other)
    days = _days(text, lang, zone)
    return _Saying(text, days, frozenset(elsewhere), is_label, is_named, is_printed)


def _days(text: str, lang: str, zone: str) -> frozenset[date]:
    for written in date_shapes.written(dates.folded_text(text), lang[:2], zone)[:1]:
        # With points between them, figures are day first in every language.
        swapped = None if written.day and written.sign == "." else written.swapped
        return frozenset(filter(None, (written.day, swapped)))
    return frozenset()


def _believed(sayings: Iterable[_Saying], address: _Saying, changed: _Saying) -> str:
    """Return the text of the day that most places say, "" where nothing decides between two days.

    The sayings are in the order in which they are believed where they agree. A day that is another
    one altogether than that of the page's address is not believed, nor one that no second place
    says and that is later than `changed`, the day that the page prints as that of its last change.
    """
    said = _witnesses([*sayings, address])
    chosen = _chosen(said)
    if chosen is None or _is_elsewhere(chosen, address):
        return ""
    if sum(map(chosen.agrees, said)) == 1 and _is_after(chosen, changed):
        return ""
    return chosen.text


def _is_elsewhere(chosen: _Saying, address: _Saying) -> bool:
    """Return whether the page's address holds another day altogether."""
    return bool(address.days) and not chosen.is_beside(address)


def _witnesses(sayings: Iterable[_Saying]) -> list[_Saying]:
    """Return what says a day, each text once: a program writes one moment in several places."""
    said: dict[str, _Saying] = {}
    for each in sayings:
        if each.days:
            said.setdefault(each.text, each)
    return list(said.values())


def _is_after(chosen: _Saying, changed: _Saying) -> bool:
    """Return whether a day that no label names is later than that of the last change."""
    return not chosen.is_label and bool(changed.days) and max(changed.days) < min(chosen.days)


def _chosen(said: Sequence[_Saying]) -> _Saying | None:
    best = _most_agreed(said)
    if not best:
        return None
    if all(map(best[0].agrees, best)):
        # What leaves the order of day and month open is read as the others say.
        return min(best, key=lambda each: len(each.days))
    return _decided(best)


def _most_agreed(said: Sequence[_Saying]) -> list[_Saying]:
    """Return the sayings with which most agree."""
    counts = [sum(map(each.agrees, said)) for each in said]
    most = max(counts, default=0)
    return [each for each, count in zip(said, counts, strict=True) if count == most]


def _decided(best: Sequence[_Saying]) -> _Saying | None:
    """Return which of several days is believed: the labelled one, or that of the time zone."""
    for each in best:
        if each.is_label:
            return each
    return _by_zone(best)


def _by_zone(best: Sequence[_Saying]) -> _Saying | None:
    """Return which of two days that follow each other is that of the page's own time zone."""
    named = list(filter(_NAMED, best))
    others = list(filterfalse(_NAMED, best))
    if len(named) != 1 or not all(map(named[0].is_beside, others)):
        return None
    return others[0] if named[0].yields_to(others[0]) else named[0]

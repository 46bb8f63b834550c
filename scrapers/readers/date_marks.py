"""A page's elements that are there for a date -> its dates, by the names that they bear.

That is <time>, <abbr class="published">, microdata, and what a class calls a date.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bs4 import NavigableString, PageElement, Tag

from scrapers.clean import date_words, dates
from scrapers.readers import page_scan, soup, visible_dates
from scrapers.readers.foreign_parts import ForeignParts
from scrapers.readers.page_scan import Mark, PageScan

PUBLISHED = re.compile(date_words.PUBLISHED_NAME, re.IGNORECASE)
UPDATED = re.compile(date_words.UPDATED_NAME, re.IGNORECASE)
OTHER = re.compile(date_words.OTHER_NAME, re.IGNORECASE)
STATED = ("datetime", "content", "title", "data-time")
# The first of these that the names around a mark speak of is its kind.
KINDS = (("other", OTHER), ("updated", UPDATED), ("published", PUBLISHED))
MARKS = 300
HOLDERS = 3
# A line above the title is as far from it as so many lines below it.
ABOVE = 3
LABEL = 80
# An element with more words in it than that is no mark of a date.
LONGEST = 120


class MarkedDates(NamedTuple):
    """Dates as written for machines or as printed, "" where there is none.

    `nameless` is that of a mark near the title which says only that it is a date.
    """

    published: str = ""
    updated: str = ""
    nameless: str = ""


def find(scan: PageScan, title: int | None, foreign: ForeignParts, lang: str = "") -> MarkedDates:
    """Read the marks of a page, by the names that they and their holders bear."""
    found: dict[str, str] = {}
    for kind, mark in _by_kind(scan, title, foreign, lang):
        if kind in found:
            continue
        stated = moment(mark, lang)
        if _says_a_day(stated):
            found[kind] = stated
    if scan.is_of_event:
        found.pop("nameless", None)
    return MarkedDates(*(found.get(name, "") for name in MarkedDates._fields))


def _by_kind(
    scan: PageScan, title: int | None, foreign: ForeignParts, lang: str
) -> Iterator[tuple[str, Tag]]:
    """Yield the marks of dates of the page with their kinds, nameless ones of its text alone."""
    end = page_scan.end_of_text(scan, title)
    for place, mark in _own(scan, title, foreign):
        kind = _kind(mark, foreign, lang)
        if kind and (kind != "nameless" or place <= end):
            yield kind, mark


def _own(scan: PageScan, title: int | None, foreign: ForeignParts) -> Iterator[Mark]:
    """Yield the marks that stand in the page's own parts."""
    for mark in _in_order(scan.marks, title):
        near_title = visible_dates.is_next(mark.place - 1, title)
        if not foreign.holds(mark.tag, near_title=near_title):
            yield mark


def moment(mark: Tag, lang: str = "") -> str:
    """Return the moment of a mark, or the day that it prints where that is another one."""
    stated = next(filter(None, map(mark.get, STATED)), "")
    stated, text = str(stated).strip(), soup.words(mark)
    if not _says_a_day(stated):
        return text
    if visible_dates.is_contradicted(stated, text[:LONGEST], lang):
        return text
    return stated


def _says_a_day(stated: str) -> bool:
    return any(dates.published_and_updated(stated))


def _in_order(marks: Sequence[Mark], title: int | None) -> list[Mark]:
    """Return the marks by how near the title they are; those above it are rather of others."""
    start = title or 0

    def distance(mark: Mark) -> int:
        """Return how far a mark is from the title, in lines."""
        lines = mark.place - start
        return lines if lines > 0 else ABOVE * (1 - lines)

    return sorted(marks, key=distance)[:MARKS]


def _kind(mark: Tag, foreign: ForeignParts, lang: str) -> str:
    """Return "published", "updated", "nameless", or "" for a mark of no date of the page."""
    if not _may_be_for_date(mark):
        return ""
    own = _names(mark)
    if PUBLISHED.search(own) and UPDATED.search(own):
        # WordPress marks a text that was never changed so.
        return "published"
    kind = _kind_by_names(_names_around(mark, foreign))
    if kind == "nameless" and not _may_be_nameless(mark, foreign, lang):
        return ""
    return kind


def _kind_by_names(around: str) -> str:
    """Return the kind that names around a mark speak of first, "" for none of a page's dates."""
    for kind, names in KINDS:
        if names.search(around):
            return "" if kind == "other" else kind
    return "nameless"


def _may_be_nameless(mark: Tag, foreign: ForeignParts, lang: str) -> bool:
    return not foreign.is_in_aside(mark) and _is_alone(mark, foreign, lang)


def _may_be_for_date(mark: Tag) -> bool:
    return mark.name in ("time", "meta") or _is_short(mark)


def _is_short(mark: Tag) -> bool:
    return len(mark.get_text()) <= LONGEST


def _names_around(mark: Tag, foreign: ForeignParts) -> str:
    """Return the names of the mark and of what holds it, and the words before it."""
    holders = [mark]
    for parent in mark.parents:
        if parent is foreign.top or len(holders) > HOLDERS or not _is_short(parent):
            break
        holders.append(parent)
    return " ".join([*map(_names, holders), _label(mark, holders[-1])])


def _names(tag: Tag) -> str:
    # Drupal names every page after its type; that says nothing of the date.
    classes = re.sub(r"\b(node|page)-\S*", "", " ".join(soup.classes(tag)))
    names = [classes, soup.attribute(tag, "itemprop"), soup.attribute(tag, "property")]
    if tag.has_attr("pubdate"):
        names.append("pubdate")
    return " ".join(names)


def _label(mark: Tag, top: Tag) -> str:
    """Return the few words before the mark, back to the mark before it: they may name its date."""
    words: list[str] = []
    for piece in mark.previous_elements:
        if piece is top or _is_time(piece) or sum(map(len, words)) > LABEL:
            break
        if _is_text_beside(piece):
            words.append(str(piece))
    return soup.squeeze(" ".join(reversed(words)))[-LABEL:]


def _is_time(piece: PageElement) -> bool:
    return isinstance(piece, Tag) and piece.name == "time"


def _is_text_beside(piece: PageElement) -> bool:
    """Return whether a piece is text, and not that of a <time>."""
    return isinstance(piece, NavigableString) and not piece.find_parent("time")


def _is_alone(mark: Tag, foreign: ForeignParts, lang: str) -> bool:
    """Return whether nothing stands in the mark's paragraph but what stands beside a date."""
    if any(parent is foreign.title for parent in mark.parents):
        return True
    holder = mark if mark.name in soup.BLOCKS else mark.find_parent(list(soup.BLOCKS))
    return holder is not None and _is_all_of(holder, mark, lang)


def _is_all_of(holder: Tag, mark: Tag, lang: str) -> bool:
    text = soup.words(holder)
    if text in ("", soup.words(mark)) and mark.get("datetime"):
        return holder.name != "li"
    found = visible_dates.in_line(text, lang)
    return bool(found) and visible_dates.stands_alone(found[0])

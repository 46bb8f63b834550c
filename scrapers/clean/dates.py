"""A date as printed or in a machine's form -> the day that the source states, or None.

A date is never invented. The day is the one that is written: in "2026-11-19T00:30:00+01:00" the
19th; but what is stated in UTC is the day in the source's own time zone. Of 04/05/2026 the order of
day and month is the list's own. A month alone, a year alone, a range of days, "yesterday": None.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from knowledge.i18n.text_fold import fold
from knowledge.source import DateOrder
from scrapers.clean import date_shapes, date_words
from scrapers.clean.date_shapes import WrittenDate

MAX_CHARS = 200

_KINDS = (
    ("published", re.compile(rf"\b{date_words.PUBLISHED}")),
    ("updated", re.compile(rf"\b{date_words.UPDATED}")),
    ("printed", re.compile(rf"\b{date_words.PRINTED}|©")),
)
# Signs that stand in place of the hyphen of a date in figures.
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2212", "----")
_DASH_IN_FIGURES = re.compile(r"(?<=\d)–(?=\d\d?(?:–|-))|(?<=[-–]\d\d)–(?=\d)")
_IN_FIGURES = re.compile(r"\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d")
# By which of the two readings of a date is a day of the calendar: with the day first, or the month.
_ORDERS: dict[tuple[bool, bool], DateOrder] = {
    (True, False): "day-first",
    (False, True): "month-first",
}
_MONTH_FIRST_REGIONS = frozenset(("en-us", "en-ph"))
_DAY_FIRST_REGIONS = frozenset(("en-gb", "en-ie", "en-be", "en-eu", "en-au", "en-nz", "en-in"))


class Dates(NamedTuple):
    """The day of publication and the day of the last change, each None where it is not stated."""

    published: date | None
    updated: date | None


def day(text: str, lang: str = "") -> date | None:
    """Return the day of publication that a text states, or that of its last change, or None.

    `lang` is only needed for month names other than French, Dutch, English and German.
    """
    published, updated = published_and_updated(text, lang)
    return published or updated


def published_and_updated(
    text: str, lang: str = "", *, order: DateOrder = "day-first", zone: str = ""
) -> Dates:
    """Return both days of "Publié le 02 août 2024 - Modifié le 28 août 2024".

    The day of a print-out is neither. `zone` is the time zone of what is stated in UTC.
    """
    folded = folded_text(text)
    days: dict[str, date] = {}
    start = 0
    for found in date_shapes.written(folded, lang[:2], zone):
        if stated := reading(found, order):
            days.setdefault(kind(folded[start : found.start]), stated)
        start = found.end
    return Dates(days.get("published"), days.get("updated"))


def reading(found: WrittenDate, order: DateOrder) -> date | None:
    """Return the day that a written date means in lists of an order; None where that is open."""
    if not found.is_open:
        return found.day or found.swapped
    if order == "month-first":
        return found.swapped
    # With points between them, figures are day first in every language.
    return found.day if order == "day-first" or found.sign == "." else None


@lru_cache(maxsize=500)  # A row's date is read for its list's order, and for its day.
def folded_text(text: str) -> str:
    """Return the beginning of a text in the form in which dates are looked for."""
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARS]).translate(_HYPHENS)
    return fold(_DASH_IN_FIGURES.sub("-", plain))


def kind(label: str) -> str:
    """Return the kind of a date by the last telling word before it; without any, publication."""
    last, found = -1, "published"
    for name, words in _KINDS:
        for word in words.finditer(label):
            if word.start() >= last:
                last, found = word.start(), name
    return found


def order_of(texts: Iterable[str], lang: str = "", stated: DateOrder = "") -> DateOrder:
    """Return the order of day and month in one list, "" where nothing tells it.

    The rows that allow one reading decide; where they say nothing, what a person stated does, and
    then the language.
    """
    seen = set(map(_order_in, _figures(texts))) - {""}
    if not seen:
        return stated or order_of_language(lang)
    order, *others = seen
    return stated if others else order


def are_open(texts: Iterable[str]) -> bool:
    """Return whether dates in figures allow two readings, and none of them shows which is meant."""
    figures = list(_figures(texts))
    return any(found.is_open for found in figures) and not any(map(_order_in, figures))


def order_of_language(lang: str) -> DateOrder:
    """Return the order in which a language writes days in figures; "" for one that has two."""
    tag = lang.lower().replace("_", "-")
    if tag in _MONTH_FIRST_REGIONS:
        return "month-first"
    if tag in _DAY_FIRST_REGIONS or tag[:2] != "en":
        return "day-first"
    return ""


def _figures(texts: Iterable[str]) -> Iterator[WrittenDate]:
    for text in filter(_IN_FIGURES.search, texts):
        yield from date_shapes.written(folded_text(text))


def _order_in(found: WrittenDate) -> DateOrder:
    """Return the order that a date in figures shows: that of its only reading."""
    readings = found.day is not None, found.swapped is not None
    return _ORDERS.get(readings, "") if found.sign else ""

"""A date as printed or in a machine's form -> the day that the source states, or None.

A date is never invented. The day is the one that is written: in "2026-11-19T00:30:00+01:00" the
19th, whatever the hour is in UTC. Day first, always (04/05/2026 is 4 May). A month alone, a year
alone, a range of days, "yesterday": None.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from knowledge.i18n import month_names
from knowledge.i18n.text_fold import fold

MAX_CHARS = 200
FIRST_YEAR, LAST_YEAR = 1990, 2099

# What sites write that CLDR does not list.
_OTHER_NAMES = {"fev": 2, "feber": 2, "febr": 2, "juill": 7, "aou": 8}
_LOCALES = ("fr", "nl", "en", "en_GB", "de", "de_AT")
_MONTHS = {**month_names.numbers(_LOCALES), **_OTHER_NAMES}
_OWN_LANGUAGES = frozenset({"", "fr", "nl", "en", "de"})
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d.,/-])(?<!\d:)(?P<day>\d{1,2})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # ISO 8601 and RFC 3339, the day as written; also 2026/11/19.
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-/])(?P<number>\d{1,2})(?P=sep)"
        r"(?P<day>\d{1,2})(?!\d)",
        r"(?<![\w-])(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?=t\d{4}|$)",
        # 2 août 2024, 1er janvier 2026, 1erjanvier 2026, 24. Mai 2026, 19th of November 2026,
        # 19-nov-2026.
        _DAY
        + r"(?:er|ere|e|ste|de|st|nd|rd|th|\.)?(?:\s*|\s+of\s+|-)"
        + _MONTH
        + r"[\s,-]*"
        + _YEAR,
        # RFC 822 allows a year of two digits; only its whole shape is taken for it.
        r"(?:^|,\s)(?P<day>\d{1,2})\s" + _MONTH + r"\s(?P<short>\d\d)\s+\d\d:\d\d",
        # November 19, 2026.
        r"(?<![a-z])" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR,
        # 06.06.2017, 14/05/2020, 2-9-2021, 2. 9. 2021.
        _DAY + r"(?P<sep>\s?[./-]\s?)(?P<number>\d{1,2})(?P=sep)" + _YEAR,
    )
)
_RANGE = re.compile(
    r"\d{1,2}(?:er|e|\.)?(?:\s+[a-z]{3,9})?\s*(?:[-–—&]|\b(?:au|et|en|and|to|tot|bis|und|t/m)\b)\s*$"
)
_UPDATED = re.compile(
    r"modifie|mise? a jour|actualise|revise|gewijzigd|aangepast|bijgewerkt|geactualiseerd|herzien"
    r"|updated?|modified|changed|revised|geandert|aktualisiert"
)
_PRINTED = re.compile(
    r"imprime|impression|consulte|afgedrukt|geraadpleegd|afdruk|printed|accessed|retrieved|gedruckt"
)
_PUBLISHED = re.compile(
    r"publie|parution|paru|mise? en ligne|diffuse"
    r"|gepubliceerd|verschenen|geplaatst|publicatiedatum|online gezet"
    r"|published|posted|released?|issued|veroffentlicht"
)


_ABROAD = re.compile(
    r"(?<!\d)(\d{1,2})\.?\s+(?:de\s+|di\s+)?([^\W\d_]{3,15})\.?\s+(?:del?\s+)?((?:19|20)\d\d)(?!\d)"
)
_STRICT = {
    "DATE_ORDER": "DMY",
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
}


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


def published_and_updated(text: str, lang: str = "") -> Dates:
    """Return both days of "Publié le 02 août 2024 - Modifié le 28 août 2024".

    The day of a print-out is neither.
    """
    folded = fold(unicodedata.normalize("NFKC", text[:MAX_CHARS]))
    stated = _stated(folded)
    if any(stated) or lang[:2] in _OWN_LANGUAGES:
        return stated
    return Dates(_in_another_language(folded, lang[:2]), None)


def _stated(folded: str) -> Dates:
    """Return the first day of each kind that a folded text states."""
    days: dict[str, date] = {}
    start = 0
    for found in _dates_in(folded):
        if found.day:
            days.setdefault(_kind(folded[start : found.start]), found.day)
        start = found.end
    return Dates(days.get("published"), days.get("updated"))


class _Found(NamedTuple):
    day: date | None
    start: int
    end: int


def _dates_in(folded: str) -> Iterator[_Found]:
    """Yield each date of a folded text in its order.

    One that is no day of the calendar, or that ends a range, has the day None.
    """
    marks: list[re.Match[str]] = []
    for shape in _SHAPES:
        marks += shape.finditer(folded)
    end = 0
    for mark in sorted(marks, key=re.Match.start):
        if mark.start() >= end:
            end = mark.end()
            ranged = _RANGE.search(folded[: mark.start()])
            yield _Found(None if ranged else _day_of(mark), mark.start(), end)


def _day_of(mark: re.Match[str]) -> date | None:
    part = mark.groupdict()
    return _calendar(_year_of(part), _month_of(part), int(part["day"]))


def _year_of(part: dict[str, str]) -> int:
    if "short" in part:
        return 2000 + int(part["short"])
    return int(part["year"])


def _month_of(part: dict[str, str]) -> int:
    if "month" in part:
        return _MONTHS[part["month"]]
    return int(part["number"])


def _calendar(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _kind(label: str) -> str:
    """Return the kind of a date by the last telling word before it; without any, publication."""
    last, kind = -1, "published"
    for name, words in (("published", _PUBLISHED), ("updated", _UPDATED), ("printed", _PRINTED)):
        for word in words.finditer(label):
            if word.start() >= last:
                last, kind = word.start(), name
    return kind


@lru_cache(maxsize=1_000)
def _in_another_language(folded: str, lang: str) -> date | None:
    # dateparser costs 20 ms a date: it sees one short shape only, in a language whose months are
    # not above.
    shape = _ABROAD.search(folded)
    if not shape:
        return None
    import dateparser

    try:
        moment = dateparser.parse(" ".join(shape.groups()), languages=[lang], settings=_STRICT)
    except ValueError:  # a language that it does not know
        return None
    if moment is None or (moment.day, moment.year) != (int(shape[1]), int(shape[3])):
        return None
    return _calendar(moment.year, moment.month, moment.day)

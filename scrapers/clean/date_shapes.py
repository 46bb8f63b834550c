"""A folded text -> the dates that are written in it, each with its place and what it may mean.

Days of every language that Unicode's CLDR knows; nothing is chosen here.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from knowledge.i18n import month_names
from knowledge.i18n.text_fold import fold

FIRST_YEAR, LAST_YEAR = 1990, 2099
# POSIX: a year of two digits from 69 on is of the last century.
_LAST_CENTURY = 69

# What sites write that CLDR does not list.
_OTHER_NAMES = {"fev": 2, "feber": 2, "febr": 2, "juill": 7, "aou": 8, "sept": 9, "marz": 3}
_LOCALES = ("fr", "nl", "en", "en_GB", "de", "de_AT")
_MONTHS = {**month_names.numbers(_LOCALES), **_OTHER_NAMES}
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d.,/-])(?<!\d:)(?P<day>\d{1,2})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?"
# What a year of two digits is not: the hour of "12 mars 14 h 30".
_SHORT = r"'?(?P<short>\d\d)(?![\d/.:-]|\s?(?:h|u|uhr|am|pm)\b)"
_UTC_TIME = re.compile(
    rf"[t\s,]{{0,3}}{_CLOCK}\s?(?:(?:gmt|utc|ut)?[+-]00:?00|z|gmt|utc|ut)(?![\w+-])"
)
# Only what holds a month's name, figures with a sign between them, or one of these is looked for.
_IN_FIGURES = (
    # ISO 8601 and RFC 3339, the day as written; also 2026/11/19 and 2026.11.19.
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)"
    r"(?P<sep>[-/.])(?P<number>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
    # 06.06.2017, 14/05/2020, 2-9-2021, 2. 9. 2021, and the same with a year of two digits.
    rf"{_DAY}(?P<sep>\s?[./-]\s?)(?P<number>\d{{1,2}})(?P=sep){_YEAR}",
    rf"{_DAY}(?P<sep>\s?[./-]\s?)(?P<number>\d{{1,2}})(?P=sep){_SHORT}",
)
_OTHERS = (
    r"(?<![\w-])(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)(?=t?\d{4}|$)",
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?(?P<number>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
)
_NAMED = (
    # 2 août 2024, 1er janvier 2026, 1 er mai 2026, 1° avril 2026, 24. Mai 2026, 19th of November
    # 2026, 19 de noviembre de 2026, 19-nov-2026.
    rf"{_DAY}\s?(?:ere|er|e|ste|de|st|nd|rd|th|o|°|\.)?(?:\s+(?:of|de|di|d'|den)\s*|\s*|-)"
    r"{month}[\s,.-]*(?:del?\s+|of\s+)?" + _YEAR,
    # RFC 822 allows a year of two digits, RFC 850 asks for it; only their whole shapes are taken.
    rf"(?:^|,\s)(?P<day>\d{{1,2}})\s{{month}}\s(?P<short>\d\d)\s+{_CLOCK}",
    rf"{_DAY}-{{month}}-{_SHORT}",
    rf"{_DAY}\.?\s{{month}}\s'(?P<short>\d\d)(?!\d)",
    # November 19, 2026; Nov 19 10:00:00 CET 2026.
    rf"(?<![^\W\d_]){{month}}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s+{_YEAR}",
    rf"(?<![^\W\d_]){{month}}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+"
    rf"(?:(?P<zone>[a-z]{{1,5}})\s+)?{_YEAR}",
)
_FIGURE_FORMS = tuple(map(re.compile, _IN_FIGURES))
_OTHER_FORMS = tuple(map(re.compile, _OTHERS))
_SIGNS = re.compile(r"\d\s?[./-]\s?\d")
# So far before a date another may stand that it ends a range with.
_BEFORE = 40
_GREENWICH = frozenset(("gmt", "utc", "ut", "z"))
# What joins two days to a range: "3 et 4 mars", "du 3 mars au 5 avril", "3.12. bis 5.12.2026".
_JOINT = r"(?:[-–—&]|\b(?:au|et|en|and|to|tot|bis|und|until|t/m)\b)"
_RANGE = re.compile(rf"\d{{1,2}}(?:er|e|\.)?(?:\s?[^\W\d_]{{3,9}}|\d{{1,2}}\.)?\s*{_JOINT}\s*$")
_BETWEEN = re.compile(rf"\s*+{_JOINT}\s*+(?:le|den|the|op)?\s*")


class WrittenDate(NamedTuple):
    """A date as it is written: its place, and its day when the first number is the day.

    `swapped` is its day when the first number is the month, None where that can not be. Both are
    None for no day of the calendar, and for an end of a range. `sign` stands between the figures
    where the month is one and the year comes last.
    """

    start: int
    end: int
    day: date | None
    swapped: date | None = None
    sign: str = ""

    @property
    def is_day(self) -> bool:
        """Return whether it is a day of the calendar, however it is read."""
        return self.day is not None or self.swapped is not None

    @property
    def is_open(self) -> bool:
        """Return whether it is one day or another, as the first number is the day or the month."""
        return None not in (self.day, self.swapped) and self.day != self.swapped


class _Grammar(NamedTuple):
    """The forms of dates with a month's name in a language, and the numbers of its months."""

    forms: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    name: re.Pattern[str]

    def likely(self, folded: str) -> Iterator[re.Pattern[str]]:
        """Yield the forms that a text may hold."""
        yield from _OTHER_FORMS
        if _SIGNS.search(folded):
            yield from _FIGURE_FORMS
        if self.name.search(folded):
            yield from self.forms


@lru_cache(maxsize=10_000)
def written(folded: str, lang: str = "", zone: str = "") -> tuple[WrittenDate, ...]:
    """Return the dates in a folded text, in their order.

    `lang` is only needed for names of months that are not French, Dutch, English or German. What is
    stated in UTC is the day in `zone`, the day as written where that is "".
    """
    if not any(map(str.isdigit, folded)):
        return ()
    grammar = _grammar(lang)
    found = []
    for mark in _apart(folded, grammar):
        before = folded[max(0, mark.start() - _BEFORE) : mark.start()]
        meaning = _meaning(mark, grammar, zone)
        found.append(_no_day(meaning) if _RANGE.search(before) else meaning)
    return tuple(_without_ranges(folded, found))


def _apart(folded: str, grammar: _Grammar) -> Iterator[re.Match[str]]:
    """Yield the places of dates, of two that overlap the first, of two at one place the longer."""
    marks: list[re.Match[str]] = []
    for form in grammar.likely(folded):
        marks += form.finditer(folded)
    end = 0
    for mark in sorted(marks, key=_place):
        if mark.start() >= end:
            end = mark.end()
            yield mark


def _place(mark: re.Match[str]) -> tuple[int, int]:
    return mark.start(), -mark.end()


def _no_day(found: WrittenDate) -> WrittenDate:
    return found._replace(day=None, swapped=None)


def _without_ranges(folded: str, found: list[WrittenDate]) -> list[WrittenDate]:
    """Return the dates; those that a range goes from and to mean no day."""
    for place in range(1, len(found)):
        first, last = found[place - 1], found[place]
        if _BETWEEN.fullmatch(folded, first.end, last.start):
            found[place - 1], found[place] = _no_day(first), _no_day(last)
    return found


def _meaning(mark: re.Match[str], grammar: _Grammar, zone: str) -> WrittenDate:
    part = mark.groupdict()
    year, number = _year_of(part), int(part["day"])
    if part.get("month"):
        stated = _calendar(year, grammar.months[part["month"]], number)
        return WrittenDate(*mark.span(), _local(stated, mark, zone))
    month = int(part["number"])
    stated = _calendar(year, month, number)
    if mark.string.startswith(part.get("year") or "-", mark.start()):
        return WrittenDate(*mark.span(), _local(stated, mark, zone))
    return WrittenDate(*mark.span(), stated, _swapped(part, year), part["sep"].strip())


def _swapped(part: dict[str, str], year: int) -> date | None:
    """Return the day of figures of which the first is the month."""
    # 12.30.45 is an hour.
    if part["sep"].strip() == "." and part.get("short"):
        return None
    return _calendar(year, int(part["day"]), int(part["number"]))


def _year_of(part: dict[str, str]) -> int:
    if not part.get("short"):
        return int(part["year"])
    short = int(part["short"])
    return short + (1900 if short >= _LAST_CENTURY else 2000)


def _calendar(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _local(day: date | None, mark: re.Match[str], zone: str) -> date | None:
    """Return the day in a zone of what is stated in UTC, and any other as written."""
    if day is None or not zone:
        return day
    clock = _greenwich_clock(mark)
    return day if clock is None else _in_zone(day, clock, zone)


def _in_zone(day: date, clock: tuple[int, int, int], zone: str) -> date:
    """Return the day in a zone of a moment in UTC; midnight there is a day and no moment."""
    hour, minute, _ = clock
    if not any(clock) or hour > 23 or minute > 59:
        return day
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    return moment.astimezone(ZoneInfo(zone)).date()


def _greenwich_clock(mark: re.Match[str]) -> tuple[int, int, int] | None:
    clock = _clock_mark(mark)
    if clock is None:
        return None
    return int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)


def _clock_mark(mark: re.Match[str]) -> re.Match[str] | None:
    """Return what holds the hour of a date in UTC, None for any other."""
    part = mark.groupdict()
    if part.get("zone"):
        return mark if part["zone"] in _GREENWICH else None
    # The RFC forms hold the clock already; it is looked for after the day and the year.
    end = mark.start("hour") if part.get("hour") else mark.end()
    return _UTC_TIME.match(mark.string, end)


def _months(lang: str) -> dict[str, int]:
    """Return the numbers of the months by name: those of a language before the usual ones."""
    locale = _locale(lang)
    months = dict(_MONTHS)
    for name, number in _named_months(locale) if locale else ():
        if not name.isdigit():
            months[name] = number
    return months


def _locale(lang: str) -> Locale | None:
    try:
        return Locale.parse(lang) if lang else None
    except (UnknownLocaleError, ValueError):
        return None


def _named_months(locale: Locale) -> Iterator[tuple[str, int]]:
    """Yield the folded names of the months in a language, each with its number."""
    for context in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, context, locale).items():
                yield fold(name).rstrip("."), number


@lru_cache(maxsize=50)
def _grammar(lang: str) -> _Grammar:
    months = _months(lang)
    names = sorted(map(re.escape, months), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(names)})(?![^\W\d_])\.?"
    forms = tuple(re.compile(form.replace("{month}", month)) for form in _NAMED)
    return _Grammar(forms, months, re.compile(month))

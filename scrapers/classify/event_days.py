"""What an event's entry says -> the first day of the event itself, and its last, or none.

The day that a page states for machines (schema.org, RSS) wins; else the first day in the title, the
lead or the text that is not a deadline, an act's or the day of publication. A wrong day is worse
than none: a day without a year is read by the day of publication, or not at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from functools import lru_cache, partial
from itertools import chain

from babel.dates import get_day_names

from knowledge.i18n import month_names
from knowledge.i18n.text_fold import fold
from knowledge.model import Entry, RawEntry

TYPES = frozenset({"event", "training"})
# An announcement comes before its event, a page on a past one soon after it.
SOONEST, LATEST = timedelta(days=-120), timedelta(days=550)
_TEXT_CHARS, _BEFORE_CHARS = 3_000, 60
_LOCALES = ("fr", "nl", "en")
_MONTHS = month_names.numbers((*_LOCALES, "en_GB"))
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)(?!\d))?"
_NTH = r"(?:er|ere|e|ste|de|st|nd|rd|th)?\.?"
_TO = r"\s*(?:-|–|,|/|&|\b(?:au|et|en|tot en met|tot|t/m|to|and)\b(?:\s+(?:le|the))?)\s*"
_WEEKDAY = r"(?:(?P<weekday>[a-z]{4,10})\.?,?\s+(?:le\s+|the\s+)?)?"
_DAY = r"(?<![\d.,/-])(?P<day>\d{1,2})" + _NTH
_LAST = r"(?P<last>(?:" + _TO + r"(?:[a-z]{4,10}\s+)?\d{1,2}(?!\d)" + _NTH + r"){1,5})?"
_SHAPES = (
    # jeudi 12 novembre 2026, du 22 au 26 octobre, 12 en 13 november 2019.
    re.compile(_WEEKDAY + _DAY + _LAST + r"\s+(?:of\s+)?" + _MONTH + _YEAR),
    # November 19-21, 2026.
    re.compile(r"(?<![a-z])" + _MONTH + r"\s+(?P<day>\d{1,2})(?!\d)" + _NTH + _LAST + _YEAR),
    # 12/11/2026, 12.11.2026.
    re.compile(
        r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<sep>[./-])(?P<number>\d{1,2})(?P=sep)"
        r"(?P<year>20\d\d)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
)
# "du 28 février au 2 mars 2027": the year stands behind the last day.
_YEAR_BEHIND = re.compile(
    r"\s*(?:-|–|\b(?:au|tot en met|tot|t/m|to|until)\b)\s*(?:[a-z]{4,10}\s+)?\d{1,2}"
    + _NTH
    + r"\s+[a-z]{3,9}\.?\s+(?P<year>20\d\d)(?!\d)"
)
# What stands between the first day of an event and its last: "au", " - ", and an hour perhaps.
_UNTIL = re.compile(
    r"(?:t[\d:.]{4,15}(?:z|[+-][\d:]{4,5})?)?"
    r"(?:\s*+,?\s*+(?:(?:a|om|at)\s++)?\d{1,2}\s?(?:h|u|:)\s?(?:\d\d)?(?:\s?uur)?)?"
    r"\s*+(?:-|–|/|\b(?:au|tot en met|tot|t/m|to|until)\b(?:\s++(?:le|the))?)\s*"
)
# Two days further apart have hardly to do with each other.
LONGEST = timedelta(days=120)
# What stands before a day that is not the event's.
_OTHER_DAYS = re.compile(
    r"(?:\bavant le|\bjusqu'au|\bau plus tard(?: le)?|\bdate limite\b.{0,25}|\bcloture\b.{0,25}"
    r"|\binscri\w+.{0,20}\b(?:avant|jusqu'au|d'ici)(?: le)?|\bd'ici(?: le| au)?|\bdepuis le"
    r"|\b(?:publie|mise? en ligne|modifie|mise? a jour|paru|edite)\w*(?: le)?"
    r"|\b(?:loi|arrete\w*|decret|directive|reglement|circulaire|ordonnance|convention)"
    r"(?: royal| ministeriel)?(?: du| de)?"
    r"|\buiterlijk(?: op)?|\bvoor|\bten laatste(?: op)?|\bvanaf|\bsinds|\bdeadline\b.{0,25}"
    r"|\binschrijv\w+.{0,20}\b(?:tot|voor)(?: en met)?"
    r"|\b(?:gepubliceerd|geplaatst|bijgewerkt|gewijzigd|verschenen)(?: op)?"
    r"|\b(?:wet|besluit|decreet|richtlijn|verordening|ordonnantie|overeenkomst)(?: van)?"
    r"|\bbefore|\bby|\buntil|\bno later than|\bdeadline\b.{0,25}|\bsince|\bpublished(?: on)?"
    r"|\bposted(?: on)?|\bupdated(?: on)?)\s*+(?::\s*+)?$"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A day as a text writes it, and the year, which may be unsaid."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    last: "_Found | None" = None


@dataclass(frozen=True, slots=True)
class _Days:
    """The first day of an event, and its last where it has several."""

    first: Day
    last: Day | None = None


def with_day(entry: Entry, raw: RawEntry) -> Entry:
    """Return the entry with the day of its event, where it tells of one."""
    if entry.type not in TYPES:
        return entry
    days = _find(entry, raw)
    if days is None:
        return replace(entry, event_date=None, event_end=None)
    return replace(entry, event_date=days.first, event_end=days.last)


def _find(entry: Entry, raw: RawEntry) -> _Days | None:
    """Return the days of the event that an entry tells of, None where they are not said."""
    texts = (raw.event, entry.title, raw.summary or entry.summary, raw.text)
    days = (_first(text, entry) for text in texts)
    return next(filter(None, days), None)


def _first(text: str, entry: Entry) -> _Days | None:
    """Return the first day in a text that may be the event's, with the last one beside it."""
    likely = list(_likely_days(text, entry))
    # The day of publication may be printed above the text; another one says more.
    others = filter(partial(_says_more, published=entry.date), likely)
    return next(chain(others, likely), None)


def _likely_days(text: str, entry: Entry) -> Iterator[_Days]:
    for found in _days_in(text):
        day = _day(found, entry)
        if day and _is_likely(day, entry):
            yield _Days(day, _last_day(day, found))


def _says_more(days: _Days, published: Day | None) -> bool:
    return days.first != published or days.last is not None


def _last_day(first: Day, found: _Found) -> Day | None:
    """Return the last day of an event, None where it is the first one or hardly its own."""
    last = found.last
    if last is None:
        return None
    years = [last.year] if last.year else [first.year, first.year + 1]
    for day in filter(None, (_calendar(year, last) for year in years)):
        if first < day <= first + LONGEST:
            return day
    return None


def _days_in(text: str) -> Iterator[_Found]:
    folded = fold(text[:_TEXT_CHARS])
    marks = list(_marks(folded))
    while marks:
        mark, last = marks.pop(0), None
        if marks and _UNTIL.fullmatch(folded, mark.end(), marks[0].start()):
            last = _read(marks.pop(0), folded)
        if not _OTHER_DAYS.search(_before(mark, folded)):
            yield _spanning(mark, _read(mark, folded), last)


def _spanning(mark: re.Match[str], first: _Found, last: _Found | None) -> _Found:
    """Return a day with the last one, whose year is that of both unless it begins between them."""
    if last is None:
        return first
    year = first.year
    if last.year and not mark.groupdict().get("year"):
        year = last.year - int(first.month > last.month)
    return replace(first, year=year, last=last)


def _marks(folded: str) -> Iterator[re.Match[str]]:
    """Yield the places of days in their order, of two that overlap the first."""
    marks = chain.from_iterable(shape.finditer(folded) for shape in _SHAPES)
    end = 0
    for mark in sorted(marks, key=re.Match.start):
        if mark.start() >= end:
            end = mark.end()
            yield mark


def _before(mark: re.Match[str], folded: str) -> str:
    """Return the words before a day; what is no weekday before its number is one of them."""
    start = mark.start()
    if mark.groupdict().get("weekday") and _weekday(mark) is None:
        start = mark.start("day")
    return folded[max(0, start - _BEFORE_CHARS) : start]


def _read(mark: re.Match[str], folded: str) -> _Found:
    part = mark.groupdict()
    month = _MONTHS[part["month"]] if part.get("month") else int(part["number"])
    found = _Found(int(part["day"]), month, _year(mark, folded), _weekday(mark))
    numbers = re.findall(r"\d+", part.get("last") or "")
    if not numbers:
        return found
    return replace(found, last=replace(found, day=int(numbers[-1]), weekday=None))


def _year(mark: re.Match[str], folded: str) -> int | None:
    """Return the year that a day is of, or that stands a little behind it."""
    if year := mark.groupdict().get("year"):
        return int(year)
    behind = _YEAR_BEHIND.match(folded, mark.end())
    return int(behind["year"]) if behind else None


def _weekday(mark: re.Match[str]) -> int | None:
    return _weekdays().get(mark.groupdict().get("weekday") or "")


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    """Return the number of each weekday by its folded name: Monday is 0."""
    found: dict[str, int] = {}
    for locale in _LOCALES:
        for number, name in get_day_names("wide", locale=locale).items():
            found[fold(name)] = number
    return found


def _day(found: _Found, entry: Entry) -> Day | None:
    """Return a day of the calendar; one without a year is the first from the publication on."""
    if found.year:
        return _calendar(found.year, found)
    if not entry.date:
        return None
    return _first_from(entry.date, found)


def _first_from(published: Day, found: _Found) -> Day | None:
    """Return the first day from the publication on that is of the weekday, if one is said."""
    for year in (published.year, published.year + 1):
        day = _calendar(year, found)
        if _is_said_of(day, found, published):
            return day
    return None


def _is_said_of(day: Day | None, found: _Found, published: Day) -> bool:
    if day is None or day < published:
        return False
    return found.weekday in (None, day.weekday())


def _calendar(year: int, found: _Found) -> Day | None:
    try:
        return Day(year, found.month, found.day)
    except ValueError:
        return None


def _is_likely(day: Day, entry: Entry) -> bool:
    if entry.date is None:
        return day <= entry.first_seen.date() + LATEST
    return entry.date + SOONEST <= day <= entry.date + LATEST

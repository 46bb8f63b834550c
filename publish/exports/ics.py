"""Happenings -> iCalendar (RFC 5545): dates of entry into force, events, and whatever else falls on
a day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Day
from operator import attrgetter

from knowledge.sheets.values import ZONE
from publish import sanitise

MEDIA_TYPE = "text/calendar"
LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
# The hours of Brussels since 1996 (directive 2000/84/EC): summer from the last Sunday of March to
# that of October.
_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE.key}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Vigie//Vigie//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What falls on a day. `uid` never changes for the same happening; `stamp` is when what is said
    here last changed.

    `day` is a whole day or a moment, and `end` what it is of the same kind: the last day, or the
    moment at which it is over. `lang` is the language of its texts; `sequence` grows when the day
    itself is corrected (RFC 5545, 3.8.7.4). `status` is CONFIRMED, TENTATIVE, CANCELLED or ""
    (3.8.1.11). `rule` is by what it comes back (3.3.10), "" for once.
    """

    uid: str
    day: Day
    summary: str
    stamp: datetime
    description: str = ""
    url: str = ""
    lang: str = ""
    categories: tuple[str, ...] = ()
    sequence: int = 0
    end: Day | None = None
    place: str = ""
    status: str = ""
    rule: str = ""

    @property
    def is_timed(self) -> bool:
        """Return whether it begins at a moment, and not with a day."""
        return isinstance(self.day, datetime)

    @property
    def transparency(self) -> str:
        """Return whether it keeps people from another meeting (3.8.2.7): not a whole day, nor what
        is called off.
        """
        if self.is_timed and self.status != "CANCELLED":
            return "OPAQUE"
        return "TRANSPARENT"


def calendar(rows: Iterable[Happening], *, name: str = "", lang: str = "") -> bytes:
    """Write a calendar of the rows in the order of their days: CR LF, lines of at most 75 octets,
    no clock read.

    Raises ValueError where two rows share a uid, or where a stamp or a moment has no zone.
    """
    found = sorted(rows, key=lambda row: (row.day.isoformat(), row.uid))
    if len({row.uid for row in found}) < len(found):
        raise ValueError("two happenings share a uid: a calendar program would keep one of them")
    lines = [*_HEAD]
    if name:
        # NAME is RFC 7986; the other one is what programs older than it read.
        lines += [text_line("NAME", name, lang), text_line("X-WR-CALNAME", name)]
    if any(map(attrgetter("is_timed"), found)):
        lines += _ZONE
    for row in found:
        lines += _event(row)
    return document([*lines, "END:VCALENDAR"])


def document(lines: Iterable[str]) -> bytes:
    """Write the lines of a calendar or a vCard: folded, each ended by CR LF."""
    return "\r\n".join((*map(fold, lines), "")).encode()


def fold(line: str) -> str:
    """Part a line so that none has more than 75 octets of UTF-8 (RFC 5545, 3.1), never within a
    character.
    """
    parts, used = [""], 0
    for char in line:
        width = len(char.encode())
        if used + width > LINE_OCTETS:
            parts.append(" ")
            used = 1
        parts[-1] += char
        used += width
    return "\r\n".join(parts)


def text_line(name: str, text: str, lang: str = "") -> str:
    """Write a property that holds a text, in a language where one is given."""
    return f"{name}{language(lang)}:{escaped(text)}"


def text_lines(texts: Mapping[str, str], lang: str = "") -> Iterator[str]:
    """Write a property for each text that is not empty."""
    for name, text in texts.items():
        if text:
            yield text_line(name, text, lang)


def language(lang: str) -> str:
    """Return the parameter that names a text's language, "" for what is none."""
    return f";LANGUAGE={lang}" if lang and sanitise.lang(lang) == lang else ""


def escaped(value: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11; RFC 2426, 5); a line break, which `sanitise.text`
    turns into a space, cannot end the property.
    """
    return sanitise.text(value).translate(_ESCAPES)


def _event(row: Happening) -> list[str]:
    if row.stamp.tzinfo is None:
        raise ValueError(f"{row.uid}: a stamp without a zone")
    stamp = f"{row.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT",
        text_line("UID", row.uid),
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{row.sequence}",
        *_span(row),
        *_rule(row),
        text_line("SUMMARY", row.summary, row.lang),
        *_details(row),
        f"TRANSP:{row.transparency}",
        "END:VEVENT",
    ]


def _details(row: Happening) -> Iterator[str]:
    """Write what not every happening has."""
    yield from text_lines({"DESCRIPTION": row.description}, row.lang)
    # A URI is not escaped (3.3.13): `address` leaves nothing in it that could end the line.
    if url := sanitise.address(row.url):
        yield f"URL:{url}"
    yield from text_lines({"LOCATION": row.place}, row.lang)
    if row.categories:
        yield f"CATEGORIES{language(row.lang)}:" + ",".join(map(escaped, row.categories))
    if row.status:
        yield f"STATUS:{row.status}"


def _span(row: Happening) -> Iterator[str]:
    """Write the beginning and the end; that of whole days is the day after the last one (3.6.1)."""
    if isinstance(row.day, datetime):
        yield f"DTSTART;TZID={ZONE.key}:{_moment(row.day)}"
        if isinstance(row.end, datetime):
            yield f"DTEND;TZID={ZONE.key}:{_moment(row.end)}"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(row.day)}"
        yield f"DTEND;VALUE=DATE:{_day(_next(row.end or row.day))}"


def _rule(row: Happening) -> Iterator[str]:
    """Write by what it comes back."""
    if row.rule:
        yield f"RRULE:{row.rule}"


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment}: a moment without a zone")
    return moment.astimezone(ZONE).isoformat()[:19].replace("-", "").replace(":", "")


def _day(day: Day) -> str:
    return day.isoformat().replace("-", "")


def _next(day: Day) -> Day:
    """Return the day after, on which a whole-day event ends; the last day there is, itself."""
    if day == Day.max:
        return day
    return day + timedelta(days=1)

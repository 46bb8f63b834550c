"""Happenings -> iCalendar (RFC 5545) with whole days: dates of entry into force, and whatever else falls on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Day

from hooks.exports import inert

MEDIA_TYPE = "text/calendar"
LINE_OCTETS = 75
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,"}


@dataclass(frozen=True, slots=True)
class Happening:
    """What falls on a day. `uid` never changes for the same happening; `stamp` is when what is said here last changed.

    `lang` is the language of its texts; `sequence` grows when the day itself is corrected (RFC 5545, 3.8.7.4).
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


def calendar(rows: Iterable[Happening], *, name: str = "", lang: str = "") -> bytes:
    """Write a calendar of the rows in the order of their days: CR LF, lines of at most 75 octets, no clock read.

    ValueError where two rows share a uid, or where a stamp has no zone.
    """
    found = sorted(rows, key=lambda row: (row.day, row.uid))
    if len({row.uid for row in found}) < len(found):
        raise ValueError("two happenings share a uid: a calendar program would keep one of them")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vigie//Vigie//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if name:
        tongue = f";LANGUAGE={lang}" if inert.lang(lang) == lang else ""
        # NAME is RFC 7986; the other one is what programs older than it read.
        lines += [f"NAME{tongue}:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    for row in found:
        lines += _event(row)
    return "".join(f"{fold(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def fold(line: str) -> str:
    """Part a line so that none has more than 75 octets of UTF-8 (RFC 5545, 3.1), never within a character."""
    parts, used = [""], 0
    for char in line:
        width = len(char.encode())
        if used + width > LINE_OCTETS:
            parts.append(" ")
            used = 1
        parts[-1] += char
        used += width
    return "\r\n".join(parts)


def _event(row: Happening) -> list[str]:
    if row.stamp.tzinfo is None:
        raise ValueError(f"{row.uid}: a stamp without a zone")
    tongue = f";LANGUAGE={row.lang}" if row.lang and inert.lang(row.lang) == row.lang else ""
    stamp = f"{row.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(row.uid)}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{row.sequence}",
        f"DTSTART;VALUE=DATE:{_day(row.day)}",
        f"DTEND;VALUE=DATE:{_day(_next(row.day))}",
        f"SUMMARY{tongue}:{_text(row.summary)}",
    ]
    if row.description:
        lines.append(f"DESCRIPTION{tongue}:{_text(row.description)}")
    # A URI is not escaped (3.3.13): `address` leaves nothing in it that could end the line.
    if url := inert.address(row.url):
        lines.append(f"URL:{url}")
    if row.categories:
        lines.append("CATEGORIES:" + ",".join(map(_text, row.categories)))
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _text(value: str) -> str:
    """Escape a text value (3.3.11); a line break, which `inert.text` turns into a space, cannot end the property."""
    return "".join(_ESCAPES.get(char, char) for char in inert.text(value))


def _day(day: Day) -> str:
    return day.isoformat().replace("-", "")


def _next(day: Day) -> Day:
    """Give the day after, on which a whole-day event ends; the last day there is ends on itself."""
    return day + timedelta(days=1) if day < Day.max else day

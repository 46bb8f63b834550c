"""Entry -> when it was published and when it changed, in the forms of RFC 3339 and RFC 822. No
clock is read.

A day that a source states has no hour: it stands as midnight UTC. An entry without a day has no
moment of publication.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.utils import format_datetime

from knowledge.model import Entry

# What makes an entry say something else to a reader; its themes or aliases do not.
TOLD = frozenset({"title", "date", "summary", "type", "url", "text"})


def published(entry: Entry) -> datetime | None:
    """Return the day of publication as a moment, or None where the source states none: a date is
    never invented.
    """
    if entry.date is None:
        return None
    return datetime.combine(entry.date, time.min, UTC)


def changed(entry: Entry) -> datetime:
    """Return the moment the entry was first seen, or that of the last correction seen since."""
    if not entry.history:
        return entry.first_seen
    return max((entry.first_seen, *(change.at for change in entry.history if change.key in TOLD)))


def newest(entries: Iterable[Entry]) -> datetime | None:
    """Return the moment of the latest change among entries, or None for none."""
    return max(map(changed, entries), default=None)


def rfc3339(moment: datetime) -> str:
    """Return "2026-11-22T18:00:00Z" (RFC 3339, in UTC, to the second)."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def rfc822(moment: datetime) -> str:
    """Return "Sun, 22 Nov 2026 18:00:00 GMT" (RFC 822 with the four-digit year of RFC 1123)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)

"""An event: a meeting of the network, a themed day, a training, a seminar, an exchange between
peers (intervision).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Annotated, Literal, get_args

from pydantic import Field

from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.shared_fields import (
    ActionFields,
    Audiences,
    OptionalOrganisationId,
    OptionalSection,
    Steps,
)
from knowledge.sheets.sheet import BrokenRule, Given, Kind, SheetKeys
from knowledge.sheets.values import (
    ZONE,
    Address,
    Count,
    FilePath,
    Percent,
    TextLine,
    When,
)

EventType = Literal["meeting", "themed-day", "training", "seminar", "intervision"]
TYPES = Choices("event_types", get_args(EventType))
EventStatus = Literal["planned", "held", "cancelled"]
STATUSES = Choices("event_statuses", get_args(EventStatus))


class Indicators(SheetModel):
    """What is counted of an event once it was held."""

    participants: Count | None = None
    satisfaction: Percent | None = None


class Document(SheetModel):
    """A document of an event: a file beside the sheet, or an address."""

    title: TextLine
    file: Annotated[FilePath | None, SheetField(terms="files")] = None
    url: Address | None = None


class Event(SheetKeys):
    """What the network organises or takes part in, on one day or on several."""

    type: Annotated[EventType, SheetField(choices=TYPES)]
    start: When
    end: When | None = None
    place: TextLine | None = None
    link: Address | None = None
    organiser: OptionalOrganisationId = None
    audiences: Audiences = ()
    fields: ActionFields = ()
    steps: Steps = ()
    status: Annotated[EventStatus, SheetField(choices=STATUSES)]
    indicators: Indicators | None = None
    documents: Annotated[tuple[Document, ...], Field(max_length=50)] = ()
    programme: OptionalSection = None
    decisions: OptionalSection = None

    @property
    def first_day(self) -> date:
        """Return the day on which it begins, in the site's time zone."""
        return day(self.start)

    @property
    def last_day(self) -> date:
        """Return the day on which it ends; that of its start where it states no end."""
        return day(self.end or self.start)


def day(when: date) -> date:
    """Return the day of a day, or of a moment, in the site's time zone."""
    if isinstance(when, datetime):
        return when.astimezone(ZONE).date()
    return when


def rules(held: Given) -> Iterator[BrokenRule]:
    """Yield what is wrong with the days of an event, and with what is known once it was held."""
    start, end, status = held.get("start"), held.get("end"), held.get("status")
    if start and end:
        yield from _ending(start, end)
    if status in {"planned", "cancelled"} and held.get("indicators") not in (None, Indicators()):
        yield BrokenRule("indicators", "event_not_held", {"found": str(status)})
    yield from _documents(held.get("documents") or ())


def _documents(documents: Iterable[Document]) -> Iterator[BrokenRule]:
    """Yield each document that is neither a file nor an address, or both."""
    for document in documents:
        if (document.file is None) == (document.url is None):
            yield BrokenRule("documents", "event_document", {"found": document.title})


def _ending(start: date, end: date) -> Iterator[BrokenRule]:
    facts = {"found": _written(end), "before": _written(start)}
    if isinstance(start, datetime) != isinstance(end, datetime):
        yield BrokenRule("end", "event_end_shape", facts)
    elif end < start or (isinstance(start, datetime) and end == start):
        yield BrokenRule("end", "event_end", facts)


def _written(when: date) -> str:
    if isinstance(when, datetime):
        return when.isoformat(timespec="minutes")[:16]
    return when.isoformat()


KIND = Kind(
    "event",
    "events",
    Event,
    rules,
    shared=(
        *("type", "start", "end", "organiser", "audiences", "fields", "steps"),
        *("status", "indicators"),
    ),
    reserved=frozenset({"all"}),
)

"""An event: a meeting of the network, a themed day, a training, a seminar, an exchange between
peers (intervision).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.sheet import Kind, Mistake, SheetKeys
from knowledge.sheets.values import (
    ZONE,
    Address,
    Count,
    FilePath,
    Id,
    Line,
    Percent,
    Prose,
    Terms,
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

    title: Line
    file: Annotated[FilePath | None, SheetField(terms="files")] = None
    url: Address | None = None


class Event(SheetKeys):
    """What the network organises or takes part in, on one day or on several."""

    type: Annotated[EventType, SheetField(choices=TYPES)]
    start: When
    end: When | None = None
    place: Line | None = None
    link: Address | None = None
    organiser: Annotated[Id | None, SheetField(terms="organisations")] = None
    audiences: Annotated[Terms, SheetField(terms="audiences")] = ()
    fields: Annotated[Terms, SheetField(terms="fields")] = ()
    steps: Annotated[Terms, SheetField(terms="steps")] = ()
    status: Annotated[EventStatus, SheetField(choices=STATUSES)]
    indicators: Indicators | None = None
    documents: Annotated[tuple[Document, ...], Field(max_length=50)] = ()
    programme: Annotated[Prose | None, SheetField(section=True)] = None
    decisions: Annotated[Prose | None, SheetField(section=True)] = None

    @property
    def first_day(self) -> date:
        """Give the day on which it begins, in the site's time zone."""
        return day(self.start)

    @property
    def last_day(self) -> date:
        """Give the day on which it ends; that of its beginning where nothing else is said."""
        return day(self.end or self.start)


def day(when: date) -> date:
    """Give the day of a day, or of a moment, in the site's time zone."""
    return when.astimezone(ZONE).date() if isinstance(when, datetime) else when


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold the days of an event together, and what is only known once it was held."""
    start, end, status = held.get("start"), held.get("end"), held.get("status")
    if start and end:
        yield from _ending(start, end)
    told = held.get("indicators")
    if (
        status in {"planned", "cancelled"}
        and told
        and (told.participants, told.satisfaction) != (None, None)
    ):
        yield Mistake("indicators", "event_not_held", {"found": status})
    for document in held.get("documents") or ():
        if (document.file is None) == (document.url is None):
            yield Mistake("documents", "event_document", {"found": document.title})


def _ending(start: date, end: date) -> Iterator[Mistake]:
    facts = {"found": _written(end), "before": _written(start)}
    if isinstance(start, datetime) != isinstance(end, datetime):
        yield Mistake("end", "event_end_shape", facts)
    elif end < start or (isinstance(start, datetime) and end == start):
        yield Mistake("end", "event_end", facts)


def _written(when: date) -> str:
    return (
        when.isoformat(timespec="minutes")[:16] if isinstance(when, datetime) else when.isoformat()
    )


KIND = Kind(
    "event",
    "events",
    Event,
    rules,
    shared=(
        "type",
        "start",
        "end",
        "organiser",
        "audiences",
        "fields",
        "steps",
        "status",
        "indicators",
    ),
)

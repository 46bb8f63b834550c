"""Events -> the agenda, what stands around the text of each event, and what comes next for the
home.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.kinds.event import KIND, STATUSES, TYPES, Event
from knowledge.sheets.reading import Sheet
from knowledge.sheets.values import ZONE
from publish.generated_page import GeneratedPage
from publish.library import Library
from publish.pages import calendars, organisations, sheet_context
from publish.site_context import SiteContext

MEETING = "meeting"


@dataclass(frozen=True)
class Shown:
    """An event as the pages show it: its type, when and how far it is in words.

    `state` is the status, or "unconfirmed" where it was planned, its day is past, and nobody said
    whether it was held.
    """

    sheet: Sheet[Event]
    type: str
    when: str
    state: str
    state_label: str

    @property
    def keys(self) -> Event:
        """Return the keys of its sheet."""
        keys: Event = self.sheet.keys
        return keys


@dataclass(frozen=True)
class Year:
    """The past events of a year, the newest first, and how many of them are meetings that were
    held.
    """

    year: int
    events: tuple[Shown, ...]
    held: int


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the agenda."""
    past = years(context)
    facts = {
        "coming": coming(context),
        "years": past,
        "this_year": (
            context.library.build_date.year,
            held(context.library, context.locale, context.library.build_date.year),
        ),
        "target": int(context.library.settings.get("meetings_per_year") or 0),
        "calendars": [
            (calendars.path(name), _calendar(name, context.catalogue)) for name in ("", *TYPES)
        ],
    }
    title = KIND.plural(context.locale)
    toc = [
        ("coming", context.catalogue.translate("site.agenda_coming")),
        *((f"y-{one.year}", str(one.year)) for one in past),
    ]
    yield GeneratedPage(
        f"{KIND.folder}/index.md",
        title,
        "events.html",
        facts,
        context.catalogue.translate("site.agenda_lead"),
        toc=tuple(toc),
    )


def facts(sheet: Sheet[Event], context: SiteContext) -> Mapping[str, Any]:
    """Return what stands around an event's text."""
    keys: Event = sheet.keys
    return {
        "event": shown(sheet, context),
        "organiser": organisations.named(keys.organiser, context.library, context.locale)
        if keys.organiser
        else None,
        "audiences": [context.library.audience(name) for name in keys.audiences],
        "terms": sheet_context.terms(keys, context.library),
        "documents": [(one, _size(sheet, one.file, context.library)) for one in keys.documents],
        "dossier": f"dossiers/{sheet.id}/"
        if keys.type == MEETING and keys.status != "cancelled"
        else "",
        "is_past": keys.last_day < context.library.build_date,
        **sheet_context.beside(
            sheet, events(context.library, context.locale), lambda one: str(one.title)
        ),
    }


def events(library: Library, lang: str) -> list[Sheet[Event]]:
    """Return every event once, the oldest first."""
    return sorted(library.sheets.each(KIND, lang), key=order)


def order(sheet: Sheet[Event]) -> tuple[Day, str, str]:
    """Return where an event stands in time: a whole day comes before the hours of that day."""
    return sheet.keys.first_day, sheet.keys.start.isoformat(), sheet.id


def coming(context: SiteContext, limit: int | None = None) -> list[Shown]:
    """Return the events that are not over on the day of the build, the next one first.

    Where there is a limit, as on the home, those that are called off give way to the others.
    """
    ahead = [
        one
        for one in events(context.library, context.locale)
        if one.keys.last_day >= context.library.build_date
    ]
    kept = (
        ahead if limit is None else [one for one in ahead if one.keys.status != "cancelled"][:limit]
    )
    return [shown(one, context) for one in kept]


def years(context: SiteContext) -> list[Year]:
    """Part the past events by year, the newest first."""
    past = [
        one
        for one in reversed(events(context.library, context.locale))
        if one.keys.last_day < context.library.build_date
    ]
    found: dict[int, list[Sheet[Event]]] = {}
    for one in past:
        found.setdefault(one.keys.first_day.year, []).append(one)
    return [
        Year(
            year,
            tuple(shown(one, context) for one in some),
            held(context.library, context.locale, year),
        )
        for year, some in found.items()
    ]


def held(library: Library, lang: str, year: int) -> int:
    """Return the number of the network's meetings that were held in a year."""
    of_year = [one.keys for one in events(library, lang) if one.keys.first_day.year == year]
    return sum(keys.type == MEETING and keys.status == "held" for keys in of_year)


def shown(sheet: Sheet[Event], context: SiteContext) -> Shown:
    """Return an event as every page shows it."""
    keys: Event = sheet.keys
    is_open = keys.status == "planned" and keys.last_day < context.library.build_date
    label = (
        context.catalogue.translate("site.agenda_unconfirmed")
        if is_open
        else STATUSES.label(keys.status, context.locale)
    )
    return Shown(
        sheet,
        TYPES.label(keys.type, context.locale),
        when(keys, context.catalogue),
        "unconfirmed" if is_open else keys.status,
        label,
    )


def when(keys: Event, catalogue: Catalogue) -> str:
    """Return when an event is, in the hours of Brussels: a day, several, or a day with
    its hours.
    """
    start, end, first, last = keys.start, keys.end, keys.first_day, keys.last_day
    if not isinstance(start, datetime):
        return catalogue.day(first) if first == last else catalogue.span(first, last)
    if not isinstance(end, datetime):
        return catalogue.translate(
            "site.agenda_from", day=catalogue.day(first), start=hour(start, catalogue)
        )
    told = {"start": hour(start, catalogue), "end": hour(end, catalogue)}
    if first == last:
        return catalogue.translate("site.agenda_from_to", day=catalogue.day(first), **told)
    return catalogue.translate(
        "site.agenda_over", first=catalogue.day(first), last=catalogue.day(last), **told
    )


def hour(moment: datetime, catalogue: Catalogue) -> str:
    """Return "9 h 30" or "9.30 uur", in the hours of Brussels."""
    local = moment.astimezone(ZONE)
    key = "agenda_time" if local.minute else "agenda_hour"
    return catalogue.translate(f"site.{key}", hour=local.hour, minute=f"{local.minute:02}")


def _calendar(name: str, catalogue: Catalogue) -> str:
    return (
        catalogue.choice("site.agenda_calendar", name)
        if name
        else catalogue.translate("site.agenda_all")
    )


def _size(sheet: Sheet[Event], file: str | None, library: Library) -> int:
    """Return the size in bytes of a file beside a sheet; 0 for none."""
    path = (library.root / sheet.path).parent / file if file else None
    return path.stat().st_size if path and path.is_file() else 0

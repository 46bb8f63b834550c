"""Events -> the agenda, what stands around the text of each event, and what comes next for the
home.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from functools import partial
from itertools import filterfalse

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.kinds.event import KIND, STATUSES, TYPES, Event
from knowledge.sheets.reading import Sheet
from knowledge.sheets.values import ZONE
from knowledge.storage import contained
from publish import event_days
from publish.cards import Card
from publish.generated_page import GeneratedPage
from publish.library import Library
from publish.pages import calendars, directory, sheet_context
from publish.pages.directory import Named
from publish.site_context import SiteContext

MEETING = "meeting"
# Of the events that the sources announce; the page of their kind has the others.
ANNOUNCED = 20


@dataclass(frozen=True)
class ShownEvent:
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
        return self.sheet.keys


@dataclass(frozen=True)
class Year:
    """The past events of a year, the newest first, and how many of them are meetings that were
    held.
    """

    year: int
    events: tuple[ShownEvent, ...]
    held: int


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the agenda."""
    translate, library = context.catalogue.translate, context.library
    past, this_year = years(context), library.build_date.year
    facts = {
        "coming": coming(context),
        "announced": announced(context),
        "years": past,
        "this_year": (this_year, held(library, context.locale, this_year)),
        "target": int(library.settings.get("meetings_per_year") or 0),
        "calendars": calendars.named(context),
    }
    toc = [("coming", translate("site.agenda_coming"))]
    if facts["announced"]:
        toc.append(("announced", translate("site.agenda_announced")))
    for year in past:
        toc.append((f"y-{year.year}", str(year.year)))
    yield GeneratedPage(
        f"{KIND.folder}/index.md",
        translate("site.agenda_title"),
        "events.html",
        facts,
        translate("site.agenda_lead"),
        toc=tuple(toc),
    )


def facts(sheet: Sheet[Event], context: SiteContext) -> Mapping[str, object]:
    """Return what stands around an event's text."""
    keys, library = sheet.keys, context.library
    return {
        "event": shown(sheet, context),
        "organiser": _organiser(keys, context),
        "audiences": list(map(library.audience, keys.audiences)),
        "terms": sheet_context.terms(keys, library),
        "documents": [(paper, _size(sheet, paper.file, library)) for paper in keys.documents],
        "dossier": _dossier(sheet),
        "is_past": is_past(sheet, library),
        **sheet_context.beside(sheet, events(library, context.locale), _title),
    }


def events(library: Library, lang: str) -> list[Sheet[Event]]:
    """Return every event once, the oldest first."""
    return sorted(library.sheets.each(KIND, lang), key=order)


def order(sheet: Sheet[Event]) -> tuple[Day, str, str]:
    """Return where an event stands in time: a whole day comes before the hours of that day."""
    return sheet.keys.first_day, sheet.keys.start.isoformat(), sheet.id


def is_past(sheet: Sheet[Event], library: Library) -> bool:
    """Return whether an event is over on the day of the build."""
    return sheet.keys.last_day < library.build_date


def is_meeting(sheet: Sheet[Event]) -> bool:
    """Return whether an event is a meeting of the network that is not called off."""
    return sheet.keys.type == MEETING and not _is_cancelled(sheet)


def coming(context: SiteContext, limit: int | None = None) -> list[ShownEvent]:
    """Return the events that are not over on the day of the build, the next one first.

    Where there is a limit, as on the home, those that are called off give way to the others.
    """
    ahead = []
    for sheet in events(context.library, context.locale):
        if not is_past(sheet, context.library):
            ahead.append(sheet)
    if limit is not None:
        ahead = list(filterfalse(_is_cancelled, ahead))[:limit]
    return list(map(partial(shown, context=context), ahead))


def announced(context: SiteContext) -> list[tuple[Card, Day]]:
    """Return the events that the sources announce, the next first, with their days."""
    ahead = event_days.coming(context.indexes.kinds.get("event", ()), context.library.build_date)
    return [(card, event_days.of(card) or Day.min) for card in ahead[:ANNOUNCED]]


def years(context: SiteContext) -> list[Year]:
    """Group the past events by year, the newest first."""
    library, locale = context.library, context.locale
    by_year: dict[int, list[ShownEvent]] = {}
    for sheet in reversed(events(library, locale)):
        if is_past(sheet, library):
            by_year.setdefault(sheet.keys.first_day.year, []).append(shown(sheet, context))
    found = []
    for year, past in by_year.items():
        found.append(Year(year, tuple(past), held(library, locale, year)))
    return found


def held(library: Library, lang: str, year: int) -> int:
    """Return the number of the network's meetings that were held in a year."""
    return sum(_was_held(sheet.keys, year) for sheet in events(library, lang))


def shown(sheet: Sheet[Event], context: SiteContext) -> ShownEvent:
    """Return an event as every page shows it."""
    keys, locale = sheet.keys, context.locale
    state: str = keys.status
    label = STATUSES.label(state, locale)
    if state == "planned" and is_past(sheet, context.library):
        state, label = "unconfirmed", context.catalogue.translate("site.agenda_unconfirmed")
    time = when(keys, context.catalogue)
    return ShownEvent(sheet, TYPES.label(keys.type, locale), time, state, label)


def when(keys: Event, catalogue: Catalogue) -> str:
    """Return when an event is, in the hours of Brussels: a day, several, or a day with
    its hours.
    """
    first, last = catalogue.day(keys.first_day), catalogue.day(keys.last_day)
    if not isinstance(keys.start, datetime):
        return _whole_days(keys, catalogue)
    start = hour(keys.start, catalogue)
    if not isinstance(keys.end, datetime):
        return catalogue.translate("site.agenda_from", day=first, start=start)
    hours = {"start": start, "end": hour(keys.end, catalogue)}
    if keys.first_day == keys.last_day:
        return catalogue.translate("site.agenda_from_to", day=first, **hours)
    return catalogue.translate("site.agenda_over", first=first, last=last, **hours)


def hour(moment: datetime, catalogue: Catalogue) -> str:
    """Return "9 h 30" or "9.30 uur", in the hours of Brussels."""
    local = moment.astimezone(ZONE)
    key = "site.agenda_hour"
    if local.minute:
        key = "site.agenda_time"
    return catalogue.translate(key, hour=local.hour, minute=f"{local.minute:02}")


def _whole_days(keys: Event, catalogue: Catalogue) -> str:
    if keys.first_day == keys.last_day:
        return catalogue.day(keys.first_day)
    return catalogue.span(keys.first_day, keys.last_day)


def _title(keys: Event) -> str:
    return str(keys.title)


def _is_cancelled(sheet: Sheet[Event]) -> bool:
    return sheet.keys.status == "cancelled"


def _was_held(keys: Event, year: int) -> bool:
    is_of_year = keys.first_day.year == year
    return is_of_year and keys.type == MEETING and keys.status == "held"


def _dossier(sheet: Sheet[Event]) -> str:
    return f"dossiers/{sheet.id}/" if is_meeting(sheet) else ""


def _organiser(keys: Event, context: SiteContext) -> Named | None:
    if not keys.organiser:
        return None
    return directory.named(keys.organiser, context.library, context.locale)


def _size(sheet: Sheet[Event], file: str | None, library: Library) -> int:
    """Return the size in bytes of a file beside a sheet; 0 for none."""
    if not file:
        return 0
    path = (library.root / sheet.path).parent / file
    return path.stat().st_size if contained.is_file(path, library.root) else 0

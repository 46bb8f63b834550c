"""Events -> calendars for Outlook and others (RFC 5545): one of each type, and one of all, in each
language.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from datetime import date as Day

from knowledge.sheets.kinds.event import KIND, TYPES, Event
from knowledge.sheets.reading import Sheet
from publish.exports import ics
from publish.exports.ics import Happening
from publish.pages import organisations
from publish.site_context import SiteContext

STATES = {"planned": "CONFIRMED", "held": "CONFIRMED", "cancelled": "CANCELLED"}
# A day that nobody set: a library that was made without a build.
_NO_DAY = Day(1970, 1, 1)


def path(name: str) -> str:
    """Return the path of the calendar of a type, or of all events for "", under a language's
    folder.
    """
    return f"{KIND.folder}/{name or 'all'}.ics"


def files(context: SiteContext) -> Mapping[str, bytes]:
    """Write the calendars, those of a type without events too: an address that somebody follows
    does not vanish.
    """
    found: list[Sheet[Event]] = [*context.library.sheets.each(KIND, context.locale)]
    made = {name: [one for one in found if name in {"", one.keys.type}] for name in ("", *TYPES)}
    return {path(name): _calendar(name, some, context) for name, some in made.items()}


def happening(sheet: Sheet[Event], context: SiteContext) -> Happening:
    """Return what a calendar holds of an event. A uid is the same in every language, so that two
    subscriptions are one.

    The stamp is the day of the build: no sheet says when it was written.
    """
    keys: Event = sheet.keys
    title = (
        context.catalogue.translate("site.agenda_cancelled", title=keys.title)
        if keys.status == "cancelled"
        else keys.title
    )
    return Happening(
        uid=f"event-{sheet.id}@vigie",
        day=keys.start,
        end=keys.end,
        summary=_warning(context) + title,
        stamp=datetime.combine(max(context.library.build_date, _NO_DAY), datetime.min.time(), UTC),
        description=" ".join(_said(keys, context)),
        url=context.metadata.url(f"{context.locale}/{KIND.folder}/{sheet.id}/")
        if context.metadata.absolute
        else keys.link or "",
        lang=sheet.lang,
        categories=(TYPES.label(keys.type, context.locale),),
        place=keys.place or keys.link or "",
        status=STATES[keys.status],
    )


def _calendar(name: str, found: list[Sheet[Event]], context: SiteContext) -> bytes:
    label = (
        context.catalogue.choice("site.agenda_calendar", name)
        if name
        else context.catalogue.translate("site.agenda_all")
    )
    site_name, colon = (
        context.metadata.name(context.locale),
        context.catalogue.translate("site.colon"),
    )
    title = f"{_warning(context)}{site_name}{colon}{label}"
    return ics.calendar((happening(one, context) for one in found), name=title, lang=context.locale)


def _said(keys: Event, context: SiteContext) -> Iterator[str]:
    yield keys.description
    if keys.organiser:
        name = organisations.named(keys.organiser, context.library, context.locale).name
        translate = context.catalogue.translate
        yield f"{translate('site.agenda_organiser')}{translate('site.colon')}{name}."
    if keys.link:
        yield keys.link


def _warning(context: SiteContext) -> str:
    return context.catalogue.translate("site.leave_demo") if context.metadata.demo else ""

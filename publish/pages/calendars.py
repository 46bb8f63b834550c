"""Events -> calendars for Outlook and others (RFC 5545): one of each type, and one of all, in each
language.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from datetime import date as Day

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.kinds.event import KIND, TYPES, Event
from knowledge.sheets.reading import Sheet
from publish.exports import feed_items, ics
from publish.exports.ics import Happening
from publish.pages import directory
from publish.site_context import SiteContext

STATES = {"planned": "CONFIRMED", "held": "CONFIRMED", "cancelled": "CANCELLED"}
# The types of event, each with its calendar; "" is all of them.
NAMES = ("", *TYPES)
# A day that nobody set: a library that was made without a build.
_NO_DAY = Day(1970, 1, 1)


def path(name: str) -> str:
    """Return the path of the calendar of a type, or of all events for "", under a language's
    folder.
    """
    return f"{KIND.folder}/{name or 'all'}.ics"


def named(context: SiteContext) -> list[tuple[str, str]]:
    """Return (path, label) of each calendar, that of all events first."""
    return [(path(name), _label(name, context.catalogue)) for name in _filled(context)]


def files(context: SiteContext) -> Mapping[str, bytes]:
    """Write the calendars that hold an event, past ones too: a calendar without any is none (RFC
    5545, 3.6).
    """
    return {path(name): _calendar(name, context) for name in _filled(context)}


def happening(sheet: Sheet[Event], context: SiteContext) -> Happening:
    """Return what a calendar holds of an event. A uid is the same in every language, so that two
    subscriptions are one.

    The stamp is the day of the build: no sheet says when it was written.
    """
    keys = sheet.keys
    return Happening(
        uid=f"event-{sheet.id}@vigie",
        day=keys.start,
        end=keys.end,
        summary=feed_items.demo_warning(context) + _title(keys, context.catalogue),
        stamp=datetime.combine(max(context.library.build_date, _NO_DAY), datetime.min.time(), UTC),
        description=" ".join(_described(keys, context)),
        url=_address(sheet, context),
        lang=sheet.lang,
        categories=(TYPES.label(keys.type, context.locale),),
        place=keys.place or keys.link or "",
        status=STATES[keys.status],
    )


def _filled(context: SiteContext) -> list[str]:
    """Return the names of the calendars that hold an event."""
    held: set[str] = set()
    for sheet in context.library.sheets.each(KIND, context.locale):
        held |= {"", sheet.keys.type}
    return list(filter(held.__contains__, NAMES))


def _calendar(name: str, context: SiteContext) -> bytes:
    found = []
    for sheet in context.library.sheets.each(KIND, context.locale):
        if name in {"", sheet.keys.type}:
            found.append(happening(sheet, context))
    title = feed_items.titled(_label(name, context.catalogue), context)
    title = feed_items.demo_warning(context) + title
    return ics.calendar(found, name=title, lang=context.locale)


def _label(name: str, catalogue: Catalogue) -> str:
    if name:
        return catalogue.choice("site.agenda_calendar", name)
    return catalogue.translate("site.agenda_all")


def _title(keys: Event, catalogue: Catalogue) -> str:
    if keys.status == "cancelled":
        return catalogue.translate("site.agenda_cancelled", title=keys.title)
    return keys.title


def _address(sheet: Sheet[Event], context: SiteContext) -> str:
    if context.metadata.absolute:
        return context.metadata.url(f"{context.locale}/{KIND.folder}/{sheet.id}/")
    return sheet.keys.link or ""


def _described(keys: Event, context: SiteContext) -> Iterator[str]:
    yield keys.description
    if keys.organiser:
        name = directory.named(keys.organiser, context.library, context.locale).name
        translate = context.catalogue.translate
        yield f"{translate('site.agenda_organiser')}{translate('site.colon')}{name}."
    if keys.link:
        yield keys.link

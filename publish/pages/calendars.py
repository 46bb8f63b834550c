"""Events -> calendars for Outlook and others (RFC 5545): one of each type, and one of all, in each
language.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from datetime import date as Day

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.kinds.event import KIND, TYPES, Event
from knowledge.sheets.reading import Sheet
from publish.exports import ics
from publish.exports.ics import Happening
from publish.exports.site_metadata import Facts
from publish.library import Library
from publish.pages import organisations

STATES = {"planned": "CONFIRMED", "held": "CONFIRMED", "cancelled": "CANCELLED"}
# A day that nobody set: a library that was made without a build.
_NO_DAY = Day(1970, 1, 1)


def path(name: str) -> str:
    """Give the path of the calendar of a type, or of all events for "", under a language's folder."""
    return f"{KIND.folder}/{name or 'all'}.ics"


def files(library: Library, words: Catalogue, site: Facts) -> Mapping[str, bytes]:
    """Write the calendars, those of a type without events too: an address that somebody follows
    does not vanish.
    """
    found: list[Sheet[Event]] = [*library.sheets.each(KIND, words.locale)]
    made = {name: [one for one in found if name in {"", one.keys.type}] for name in ("", *TYPES)}
    return {path(name): _calendar(name, some, library, words, site) for name, some in made.items()}


def happening(sheet: Sheet[Event], library: Library, words: Catalogue, site: Facts) -> Happening:
    """Say of an event what a calendar holds. A uid is the same in every language, so that two
    subscriptions are one.

    The stamp is the day of the build: no sheet says when it was written.
    """
    keys: Event = sheet.keys
    title = (
        words.translate("site.agenda_cancelled", title=keys.title)
        if keys.status == "cancelled"
        else keys.title
    )
    return Happening(
        uid=f"event-{sheet.id}@vigie",
        day=keys.start,
        end=keys.end,
        summary=_warning(words, site) + title,
        stamp=datetime.combine(max(library.built_on, _NO_DAY), datetime.min.time(), UTC),
        description=" ".join(_said(keys, library, words)),
        url=site.url(f"{words.locale}/{KIND.folder}/{sheet.id}/")
        if site.absolute
        else keys.link or "",
        lang=sheet.lang,
        categories=(TYPES.label(keys.type, words.locale),),
        place=keys.place or keys.link or "",
        status=STATES[keys.status],
    )


def _calendar(
    name: str, found: list[Sheet[Event]], library: Library, words: Catalogue, site: Facts
) -> bytes:
    label = (
        words.choice("site.agenda_calendar", name) if name else words.translate("site.agenda_all")
    )
    title = (
        f"{_warning(words, site)}{site.name(words.locale)}{words.translate('site.colon')}{label}"
    )
    return ics.calendar(
        (happening(one, library, words, site) for one in found), name=title, lang=words.locale
    )


def _said(keys: Event, library: Library, words: Catalogue) -> Iterator[str]:
    yield keys.description
    if keys.organiser:
        name = organisations.named(keys.organiser, library, words.locale).name
        yield f"{words.translate('site.agenda_organiser')}{words.translate('site.colon')}{name}."
    if keys.link:
        yield keys.link


def _warning(words: Catalogue, site: Facts) -> str:
    return words.translate("site.leave_demo") if site.demo else ""

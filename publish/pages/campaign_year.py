"""The year of a communication kit -> what the build makes of it: posters, a calendar to subscribe
to, and the same as a table.
"""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from datetime import date as Day
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from knowledge.sheets.kinds.communication_kit import CommunicationKit, Month
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.exports import demo_mark, feed_items, ics, open_data
from publish.exports.ics import Happening
from publish.pages import posters, render
from publish.pages.posters import Poster, PosterWords
from publish.site_context import SiteContext

COLUMNS = ("month", "theme", "title", "message", "action")
# The calendar's rule begins in it and never ends, so that any year will do; nor does what is said
# change with the day of the build.
FIRST_YEAR = 2026
_PAPERS = ("a3", "a4")
Kit = Sheet[Toolkit]


class MadeFile(NamedTuple):
    """A file that nobody wrote: its name, what it is, and in words what it holds."""

    name: str
    title: str
    alternative: str
    data: bytes


def files(kit: Kit, context: SiteContext) -> Iterator[MadeFile]:
    """Yield the files of a kit's year; none where it has no year."""
    found = months(kit)
    if not found:
        return
    drawn = list(map(partial(_poster, kit=kit, context=context), found))
    made = partial(_made, context=context)
    yield made("calendar.csv", "table", table(kit, context))
    yield made("calendar.ics", "calendar", calendar(kit, context))
    for paper in _PAPERS:
        title = context.catalogue.translate("site.kits_posters", paper=paper.upper())
        told = f"{feed_items.demo_warning(context)}{kit.keys.title}. {title}"
        data = posters.pdf(drawn, paper, kit.lang, told)
        yield made(f"posters-{paper}.pdf", "posters", data, paper=paper.upper())
    for month, poster in zip(found, drawn, strict=True):
        yield _drawing(month, poster, context)


def months(kit: Kit) -> tuple[Month, ...]:
    """Return the months of a kit's year in their order."""
    if not isinstance(kit.keys, CommunicationKit):
        return ()
    return tuple(sorted(kit.keys.year, key=attrgetter("month")))


def rows(kit: Kit, context: SiteContext) -> Iterator[tuple[str, str, Month, str]]:
    """Yield the name of each month, its theme, what it says and its poster's path."""
    for month in months(kit):
        path = f"{kit.kind.folder}/{kit.id}/{_poster_name(month)}"
        yield context.catalogue.month_name(month.month), _theme(month, context), month, path


def table(kit: Kit, context: SiteContext) -> bytes:
    """Write a row a month, as a Belgian spreadsheet reads it: parted at semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(partial(context.catalogue.choice, "site.kits_year_columns"), COLUMNS))
    for name, theme, month, _ in rows(kit, context):
        told = (name, theme, month.title, month.message, month.action)
        writer.writerow(map(partial(open_data.cell, "text"), told))
    return (open_data.BOM + out.getvalue()).encode()


def calendar(kit: Kit, context: SiteContext) -> bytes:
    """Write a calendar that comes back every year, on the first Monday of each month."""
    happening = partial(_happening, kit=kit, context=context)
    return ics.calendar(map(happening, months(kit)), name=kit.keys.title, lang=kit.lang)


def _happening(month: Month, kit: Kit, context: SiteContext) -> Happening:
    address = f"{kit.lang}/{kit.kind.folder}/{kit.id}/"
    return Happening(
        uid=f"{kit.id}-{month.month:02}-{kit.lang}@vigie",
        day=_first_monday(month.month),
        summary=month.title,
        stamp=datetime(FIRST_YEAR, 1, 1, tzinfo=UTC),
        description=f"{month.message} {month.action}",
        url=context.metadata.url(address) if context.metadata.absolute else "",
        lang=kit.lang,
        categories=(_theme(month, context),),
        rule=f"FREQ=YEARLY;BYMONTH={month.month};BYDAY=1MO",
    )


def _first_monday(month: int) -> Day:
    first = Day(FIRST_YEAR, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _theme(month: Month, context: SiteContext) -> str:
    return context.library.theme(month.theme).label(context.locale)


def _poster(month: Month, kit: Kit, context: SiteContext) -> Poster:
    translate, metadata = context.catalogue.translate, context.metadata
    name = feed_items.demo_warning(context) + metadata.name(kit.lang)
    whose = name, kit.keys.licence or metadata.terms.short
    words = PosterWords(
        month.month - 1,
        12,
        _theme(month, context),
        month.title,
        month.message,
        month.action,
        translate("site.kits_poster_action"),
        translate("site.kits_poster_contact"),
        " · ".join(filter(None, whose)),
    )
    return posters.draw(words)


def _poster_name(month: Month) -> str:
    return f"poster-{month.month:02}-{month.theme}.svg"


def _drawing(month: Month, poster: Poster, context: SiteContext) -> MadeFile:
    theme = _theme(month, context)
    alternative = f"{theme}. {month.title}. {month.message} {month.action}"
    facts = {"poster": poster, "alternative": alternative, "lang": context.locale}
    drawn = render.render("poster.svg", context, **facts)
    name = context.catalogue.month_name(month.month)
    title = context.catalogue.translate("site.kits_poster", month=name, title=month.title)
    return MadeFile(_poster_name(month), title, alternative, drawn.encode())


def _made(name: str, about: str, data: bytes, *, context: SiteContext, **facts: str) -> MadeFile:
    """Return a file with what the catalogue says of its kind."""
    translate: Callable[..., str] = context.catalogue.translate
    title = translate(f"site.kits_{about}", **facts)
    data = demo_mark.marked({name: data}, context.metadata, context.locale)[name]
    return MadeFile(name, title, translate(f"site.kits_{about}_told", **facts), data)

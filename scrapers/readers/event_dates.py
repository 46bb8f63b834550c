"""A page or an item of a feed -> the day of the event that it states for machines.

That is schema.org's startDate (JSON-LD, microdata), and the modules of RSS for events.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import Tag

from scrapers.readers import json_data, soup
from scrapers.readers.html_page import HtmlPage

_EVENT = "Event"
_LONGEST, _SCRIPTS = 200_000, 20
# Feedparser's names of ev:startdate (RSS 1.0, module Event) and xCal:dtstart.
_OF_ITEM = (("ev_startdate", "ev_enddate"), ("xcal_dtstart", "xcal_dtend"))
_TO = " / "


def of_page(page: HtmlPage) -> str:
    """Return the start of the event that a page is about, as written, and its end: "… / …".

    "" for none. Several different starts are a list of events, and none of them is the page's own.
    """
    times = list(_linked(page)) or list(_microdata(page))
    starts = {time.partition(_TO)[0] for time in times}
    return max(times, key=len) if len(starts) == 1 else ""


def of_item(item: Mapping[str, Any]) -> str:
    """Return when the event is that an item of a feed is about, as `of_page` does."""
    for start, end in _OF_ITEM:
        if item.get(start):
            return _interval(item[start], item.get(end))
    return ""


def _interval(start: object, end: object) -> str:
    return f"{start}{_TO}{end}" if end and isinstance(end, str) else str(start)


def _linked(page: HtmlPage) -> Iterator[str]:
    for script in page.tree.find_all("script", type="application/ld+json", limit=_SCRIPTS):
        text = script.get_text()
        if len(text) <= _LONGEST:
            for thing in _things(json_data.parse(text)):
                yield from _time(thing)


def _things(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a JSON-LD script, and those of its graphs."""
    for item in json_data.listed(value):
        thing = json_data.mapping(item)
        yield thing
        yield from map(json_data.mapping, json_data.sequence(thing.get("@graph")))


def _time(thing: Mapping[str, object]) -> Iterator[str]:
    """Yield when a thing is that is an event: "Event", "BusinessEvent", …"""
    kinds = map(str, json_data.listed(thing.get("@type")))
    start = thing.get("startDate")
    if isinstance(start, str) and any(kind.endswith(_EVENT) for kind in kinds):
        yield _interval(start, thing.get("endDate"))


def _microdata(page: HtmlPage) -> list[str]:
    starts, ends = (
        page.main.select(f"[itemtype$=Event] [itemprop={name}]")
        for name in ("startDate", "endDate")
    )
    found = list(filter(None, map(_moment, starts)))
    if len(found) == 1 and len(ends) == 1:
        return [_interval(found[0], _moment(ends[0]))]
    return found


def _moment(tag: Tag) -> str:
    return soup.attribute(tag, "datetime") or soup.attribute(tag, "content")

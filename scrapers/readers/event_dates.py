"""A page or an item of a feed -> the day of the event that it states for machines.

That is schema.org's startDate (JSON-LD, microdata), and the modules of RSS for events.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from scrapers.readers import json_data, soup
from scrapers.readers.html_page import HtmlPage

_EVENT = "Event"
_LONGEST, _SCRIPTS = 200_000, 20
# Feedparser's names of ev:startdate (RSS 1.0, module Event) and xCal:dtstart.
_OF_ITEM = ("ev_startdate", "xcal_dtstart")


def of_page(page: HtmlPage) -> str:
    """Return the start of the event that a page is about, as written; "" for none.

    Several different ones are a list of events, and none of them is the page's own.
    """
    starts = set(_linked(page)) or set(_microdata(page))
    return starts.pop() if len(starts) == 1 else ""


def of_item(item: Mapping[str, Any]) -> str:
    """Return the start of the event that an item of a feed is about, as written; "" for none."""
    return next((str(item[name]) for name in _OF_ITEM if item.get(name)), "")


def _linked(page: HtmlPage) -> Iterator[str]:
    for script in page.tree.find_all("script", type="application/ld+json", limit=_SCRIPTS):
        text = script.get_text()
        if len(text) <= _LONGEST:
            for thing in _things(json_data.parse(text)):
                yield from _start(thing)


def _things(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a JSON-LD script, and those of its graphs."""
    for item in json_data.listed(value):
        thing = json_data.mapping(item)
        yield thing
        yield from map(json_data.mapping, json_data.sequence(thing.get("@graph")))


def _start(thing: Mapping[str, object]) -> Iterator[str]:
    """Yield the start of a thing that is an event: "Event", "BusinessEvent", …"""
    kinds = map(str, json_data.listed(thing.get("@type")))
    start = thing.get("startDate")
    if isinstance(start, str) and any(kind.endswith(_EVENT) for kind in kinds):
        yield start


def _microdata(page: HtmlPage) -> list[str]:
    found = []
    for tag in page.main.select("[itemtype$=Event] [itemprop=startDate]"):
        found.append(soup.attribute(tag, "datetime") or soup.attribute(tag, "content"))
    return list(filter(None, found))

"""Compare two calendars (RFC 5545) by their components, whatever the order and folding of lines."""

from collections import Counter
from collections.abc import Iterator

from icalendar import Calendar
from icalendar.cal.component import Component

from tests.same.differences import Difference, Kind, in_text

Property = tuple[str, str]


def compare(path: str, before: bytes, after: bytes) -> Iterator[Difference]:
    """Yield each property that differs; raise ValueError if one of the texts is no calendar."""
    old, new = Counter(_read(before)), Counter(_read(after))
    removed, added = _by_name(old - new), _by_name(new - old)
    for name in sorted(removed.keys() | added.keys()):
        was, now = ", ".join(removed.get(name, [])), ", ".join(added.get(name, []))
        yield in_text(path, Kind.CALENDAR, name, was, now)


def _by_name(properties: Counter[Property]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for name, value in sorted(properties.elements()):
        named.setdefault(name, []).append(value)
    return named


def _read(data: bytes) -> Iterator[Property]:
    for calendar in Calendar.from_ical(data, multiple=True):
        yield from _properties(calendar, "")


def _properties(component: Component, parent: str) -> Iterator[Property]:
    uid = component.get("UID")
    place = f"{parent}{component.name}[{uid}]" if uid else f"{parent}{component.name}"
    yield place, "present"
    for name, value in component.property_items(recursive=False):
        if name not in {"BEGIN", "END"}:
            yield f"{place} {name}", f"{_parameters(value)}:{_text(value)}"
    for child in component.subcomponents:
        yield from _properties(child, f"{place} > ")


def _parameters(value: object) -> str:
    held = getattr(value, "params", {})
    return "".join(f";{name}={held[name]}" for name in sorted(held))


def _text(value: object) -> str:
    data = value.to_ical() if hasattr(value, "to_ical") else value
    return data.decode() if isinstance(data, bytes) else str(data)

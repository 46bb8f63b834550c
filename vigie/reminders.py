"""What people wrote -> what of it waits for a person on a day: contacts, seats, translations."""

from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import NamedTuple

from knowledge.sheets import cross_checks, persons
from knowledge.sheets.collection import Collection
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import action
from knowledge.sheets.reading import Sheet, is_of
from scrapers import page_links

LINKS = "links"


class Reminder(NamedTuple):
    """What is to be done, and the roles or files that it is about, those with a day followed by
    it.
    """

    kind: str
    about: tuple[str, ...]


def on(held: Collection, today: Day) -> list[Reminder]:
    """Return what is to be done on a day: contacts to check, names that will go or have gone, seats
    that are vacant, translations older than their original, actions past their end.
    """
    found: dict[str, list[str]] = {}
    for kind, about in (*_of_persons(held, today), *_of_sheets(held, today)):
        found.setdefault(kind, []).append(about)
    return [Reminder(kind, tuple(about)) for kind, about in found.items()]


def links(root: Path) -> list[Reminder]:
    """Return the links that lead nowhere, as one reminder, none where all lead somewhere."""
    found = page_links.still_broken(root)
    if not found:
        return []
    return [Reminder(LINKS, tuple(f"{link.url} ({', '.join(link.files)})" for link in found))]


def _of_persons(held: Collection, today: Day) -> Iterator[tuple[str, str]]:
    for seat in persons.roles(held.sheets):
        for kind, day in persons.to_do(seat.role.person, today):
            yield kind, f"{seat.id} ({day:%d/%m/%Y})"
        if persons.vacant(seat.role, today):
            yield "vacant", seat.id


def _of_sheets(held: Collection, today: Day) -> Iterator[tuple[str, str]]:
    for sheet in held.sheets:
        if cross_checks.older(sheet, held):
            yield "stale", sheet.path
        if _is_past(sheet, today):
            yield "ended", sheet.path


def _is_past(sheet: Sheet[SheetModel], today: Day) -> bool:
    """Return whether an action should have ended and is not said to have."""
    if not is_of(sheet, action.KIND):
        return False
    end = sheet.keys.end
    return end is not None and end < today and sheet.keys.status != "done"

"""Persons of the directory, as on a given day: who may be shown, whose check is due, which seat is
vacant.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta

from knowledge.model import Problem
from knowledge.sheets.collection import Collection
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds.organisation import KIND, Organisation, Person, Role
from knowledge.sheets.reading import Sheet, is_of
from knowledge.sheets.sheet import BrokenRule

# So long before a name goes, those who can prolong it are told.
NOTICE = timedelta(days=60)


@dataclass(frozen=True)
class DirectoryRole:
    """A role and where it stands; `id` is how other sheets name it, as "actiris/well-being"."""

    sheet: Sheet[Organisation]
    role: Role

    @property
    def id(self) -> str:
        """Return the role’s name, as other sheets do."""
        return f"{self.sheet.id}/{self.role.id}"

    @property
    def topics(self) -> tuple[str, ...]:
        """Return what the role answers for: its own topics, or else its organisation's."""
        return self.role.topics or self.sheet.keys.topics


def roles(sheets: Iterable[Sheet[SheetModel]]) -> Iterator[DirectoryRole]:
    """Yield every role of the organisations among these sheets."""
    for sheet in sheets:
        if is_of(sheet, KIND):
            for role in sheet.keys.roles or ():
                yield DirectoryRole(sheet, role)


def shown(person: Person, today: Day) -> bool:
    """Return whether a person's name may be shown: up to the day on which it expires, that day
    included.
    """
    return today <= person.expires


def due(person: Person) -> Day:
    """Return the day by which the data are to be checked again.

    31 August and six months make the end of February.
    """
    months = person.last_verified.month - 1 + person.review_every
    year, month = person.last_verified.year + months // 12, months % 12 + 1
    return Day(year, month, min(person.last_verified.day, monthrange(year, month)[1]))


def overdue(person: Person, today: Day) -> bool:
    """Return whether the check is late."""
    return due(person) < today


def expiring(person: Person, today: Day) -> bool:
    """Return whether the name will soon go."""
    return shown(person, today) and person.expires - today <= NOTICE


def vacant(role: Role, today: Day) -> bool:
    """Return whether a role is a seat that nobody holds."""
    return role.seat is not None and (role.person is None or not shown(role.person, today))


def reachable(role: Role) -> bool:
    """Return whether a reader can write to a role, or call it."""
    return bool(role.mailbox or role.phone)


def on(held: Collection, today: Day) -> Collection:
    """Return what may be shown on a day: the same sheets, without the persons who have expired.

    Applied once, where the library is loaded: what is built from it cannot hold their names.
    """
    sheets = tuple(_on(sheet, today) for sheet in held.sheets)
    drafts = tuple(_on(sheet, today) for sheet in held.drafts)
    return replace(held, sheets=sheets, drafts=drafts)


def warnings(held: Collection, today: Day) -> Iterator[Problem]:
    """Yield what is to be done about persons: to check, soon to go, gone from the site and still in
    the file.
    """
    for seat in roles(held.sheets):
        person = seat.role.person
        if person is None:
            continue
        facts = {"path": seat.sheet.path, "role": seat.id}
        if not shown(person, today):
            yield Problem("person_expired", {**facts, "found": str(person.expires)})
            continue
        if overdue(person, today):
            yield Problem("person_overdue", {**facts, "found": str(due(person))})
        if expiring(person, today):
            yield Problem("person_expiring", {**facts, "found": str(person.expires)})


def clashes(held: Collection) -> Iterator[tuple[Sheet[SheetModel], BrokenRule]]:
    """Yield each person whose id stands for another name in another file; within a file, the kind's
    rules see it.
    """
    first: dict[str, tuple[str, DirectoryRole]] = {}
    for sheet in (*held.sheets, *held.drafts):
        for number, seat in enumerate(roles([sheet])):
            person = seat.role.person
            if person is None:
                continue
            name, other = first.setdefault(person.id, (person.name, seat))
            if name != person.name and other.sheet is not sheet:
                facts = {"found": person.id, "other": other.id}
                place = (number, "person", "id")
                yield sheet, BrokenRule("roles", "organisation_person_twice", facts, place)


def _on(sheet: Sheet[SheetModel], today: Day) -> Sheet[SheetModel]:
    if not is_of(sheet, KIND):
        return sheet
    kept = tuple(_without_expired(role, today) for role in sheet.keys.roles or ())
    if kept == (sheet.keys.roles or ()):
        return sheet
    return replace(sheet, keys=sheet.keys.model_copy(update={"roles": kept}))


def _without_expired(role: Role, today: Day) -> Role:
    if role.person is None or shown(role.person, today):
        return role
    return role.model_copy(update={"person": None})

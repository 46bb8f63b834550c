"""Persons of the directory, as on a given day: who may be shown, whose check is due, which seat is
vacant; and a file of the directory without a person: the lines of the block go, every other byte
stays.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from typing import Any, NamedTuple

import yaml

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.sheets.collection import Collection
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds.organisation import KIND, Organisation, Person, Role
from knowledge.sheets.reading import Sheet, is_of
from knowledge.sheets.sheet import BrokenRule
from knowledge.storage import front_matter

# So long before a name goes, those who can prolong it are told.
NOTICE = timedelta(days=60)
# What is to be done about a person, with the code of its problem.
WARNINGS = {
    "expired": "person_expired",
    "overdue": "person_overdue",
    "expiring": "person_expiring",
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Keys = dict[str, Any]
# Of a role's id and its person's own keys: whether this person is asked for.
Asked = Callable[[str, Keys], bool]


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


def unnamed(keys: SheetModel) -> SheetModel:
    """Return the keys of an organisation without who holds its roles; other keys as they are."""
    if not isinstance(keys, Organisation):
        return keys
    roles = tuple(role.model_copy(update={"person": None}) for role in keys.roles)
    return keys.model_copy(update={"roles": roles})


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
        facts = {"path": seat.sheet.path, "role": seat.id}
        for what, day in to_do(seat.role.person, today):
            yield Problem(WARNINGS[what], {**facts, "found": str(day)})


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


def forget(raw: bytes, path: str, asked: Asked) -> tuple[bytes, tuple[str, ...]]:
    """Take out the persons that are asked for; return the bytes that are left, and the names that
    went.

    Raises SheetError where the file cannot be read, or where what is left would not say the same of
    all the rest.
    """
    data, _ = front_matter.mapping(raw, path)
    text = raw.decode("utf-8-sig")
    found = list(_persons(data, asked))
    # From the end on, so that what is cut moves nothing that is still to be cut.
    for place in reversed(list(_places(text, [number for number, _, _ in found]))):
        text = _without(text, place)
    left = text.encode()
    names = []
    for _, role, person in found:
        names.append(str(person.get("name") or ""))
        del role["person"]
    if front_matter.mapping(left, path)[0] != data:
        raise SheetError([Problem("person_entangled", {"path": path})])
    return left, tuple(names)


def to_do(person: Person | None, today: Day) -> Iterator[tuple[str, Day]]:
    """Yield what is to be done about a person, with the day that counts."""
    if person is None:
        return
    if not shown(person, today):
        yield "expired", person.expires
        return
    if overdue(person, today):
        yield "overdue", due(person)
    if expiring(person, today):
        yield "expiring", person.expires


def _on(sheet: Sheet[SheetModel], today: Day) -> Sheet[SheetModel]:
    if not is_of(sheet, KIND):
        return sheet
    held = sheet.keys.roles or ()
    kept = tuple(_without_expired(role, today) for role in held)
    if kept == held:
        return sheet
    return replace(sheet, keys=sheet.keys.model_copy(update={"roles": kept}))


def _without_expired(role: Role, today: Day) -> Role:
    if role.person is None or shown(role.person, today):
        return role
    return role.model_copy(update={"person": None})


class _Place(NamedTuple):
    """Where a person is written: the role's mapping, and the key and the value in it."""

    role: yaml.MappingNode
    key: yaml.Node
    value: yaml.Node


def _persons(data: Keys, asked: Asked) -> Iterator[tuple[int, Keys, Keys]]:
    """Yield the number of each role whose person is asked for, its keys and the person's."""
    roles = data.get("roles")
    if not isinstance(roles, list):
        return
    for number, role in enumerate(roles):
        if not isinstance(role, dict):
            continue
        person = role.get("person")
        if isinstance(person, dict) and asked(str(role.get("id")), person):
            yield number, role, person


def _places(text: str, numbers: list[int]) -> Iterator[_Place]:
    """Yield where the persons of these roles are written."""
    if not numbers:
        return
    root = yaml.compose(text, _Loader)
    roles = _entry(root, "roles")[1]
    for number in numbers:
        role = roles.value[number]
        yield _Place(role, *_entry(role, "person"))


def _entry(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node]:
    """Return the key and the value of a mapping's key, which is known to be there."""
    entries: list[tuple[yaml.Node, yaml.Node]] = getattr(node, "value", [])
    return next(entry for entry in entries if entry[0].value == name)


def _without(text: str, place: _Place) -> str:
    if place.role.flow_style:
        return _out_of_braces(text, place)
    lines = text.splitlines(keepends=True)
    first, column = place.key.start_mark.line, place.key.start_mark.column
    last = max(first, _end(place.value).line)
    # A comment set deeper than the key belongs to the person, and may name them.
    while last + 1 < len(lines) and _is_inner_comment(lines[last + 1], column):
        last += 1
    before = lines[first][:column]
    if before.strip():
        # The person opens the role's element of the list, "- person:": the next key takes its place
        # after the dash.
        return _dashed(lines, first, last, before)
    return "".join((*lines[:first], *lines[last + 1 :]))


def _dashed(lines: list[str], first: int, last: int, dash: str) -> str:
    following = "".join(lines[last + 1 : last + 2])[len(dash) :]
    return "".join((*lines[:first], dash + following, *lines[last + 2 :]))


def _out_of_braces(text: str, place: _Place) -> str:
    start, end = place.key.start_mark.index, place.value.end_mark.index
    if any(key.start_mark.index < start for key, _ in place.role.value):
        comma = text.rindex(",", place.role.start_mark.index, start)
        return text[:comma] + text[end:]
    comma = text.find(",", end, place.role.end_mark.index)
    if comma >= 0:
        end = comma + 1
    return text[:start] + text[end:].lstrip(" ")


def _end(node: yaml.Node) -> yaml.Mark:
    """Return where the last word of a block is: YAML ends a block where the next one begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = _last(node.value)
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return node.start_mark
    return node.end_mark


def _last(inner: list[yaml.Node] | list[tuple[yaml.Node, yaml.Node]]) -> yaml.Node:
    """Return the last element of a list, or the last value of a mapping's keys and values."""
    last = inner[-1]
    if isinstance(last, tuple):
        return last[1]
    return last


def _is_inner_comment(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) > column

"""A file of the directory -> the same without a person: the lines of the block go, every other byte
stays.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.storage import front_matter

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Keys = dict[str, Any]
# Of a role's id and its person's own keys: whether this person is asked for.
Asked = Callable[[str, Keys], bool]


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
        node = node.value[-1]
        if isinstance(node, tuple):  # a key and its value
            _, node = node
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return node.start_mark
    return node.end_mark


def _is_inner_comment(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) > column

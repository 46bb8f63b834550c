"""A file of the directory -> the same without a person: the lines of the block go, every other byte
stays.
"""

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.storage import front_matter

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Of the role's id and the person's own keys: whether this is the one.
Asked = Callable[[str, dict[str, Any]], bool]


def forget(raw: bytes, path: str, asked: Asked) -> tuple[bytes, tuple[str, ...]]:
    """Take out the persons that are asked for; give the bytes that are left, and the names that
    went.

    Raises SheetError where the file cannot be read, or where what is left would not say the same of
    all the rest.
    """
    data, _ = front_matter.mapping(raw, path)
    text = raw.decode("utf-8-sig")
    names = tuple(str(person.get("name") or "") for _, person in _persons(data, asked))
    # From the end on, so that what is cut moves nothing that is still to be cut.
    for mapping, key, value in reversed(list(_nodes(text, data, asked))):
        text = _without(text, mapping, key, value)
    left = text.encode()
    for role, _ in _persons(data, asked):
        del role["person"]
    if front_matter.mapping(left, path)[0] != data:
        raise SheetError([Problem("person_entangled", {"path": path})])
    return left, names


def _persons(data: Any, asked: Asked) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    roles = data.get("roles")
    held = [role for role in roles if isinstance(role, dict)] if isinstance(roles, list) else []
    named = ((role, role.get("person")) for role in held)
    return [
        (role, person)
        for role, person in named
        if isinstance(person, dict) and asked(str(role.get("id")), person)
    ]


def _nodes(text: str, data: Any, asked: Asked) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the mapping of each role that is meant, and the key and value nodes of its person."""
    meant = [id(role) for role, _ in _persons(data, asked)]
    root: Any = yaml.compose(text, _Loader)
    listed = next(value for key, value in root.value if key.value == "roles") if meant else None
    for role, node in zip(data["roles"], listed.value, strict=True) if listed else ():
        if id(role) in meant:
            key, value = next((key, value) for key, value in node.value if key.value == "person")
            yield node, key, value


def _without(text: str, role: Any, key: Any, value: Any) -> str:
    if role.flow_style:
        return _out_of_braces(text, role, key, value)
    lines = text.splitlines(keepends=True)
    first, last, column = (
        key.start_mark.line,
        max(key.start_mark.line, _end(value).line),
        key.start_mark.column,
    )
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
    following = lines[last + 1][len(dash) :] if last + 1 < len(lines) else ""
    return "".join((*lines[:first], dash + following, *lines[last + 2 :]))


def _out_of_braces(text: str, role: Any, key: Any, value: Any) -> str:
    start, end = key.start_mark.index, value.end_mark.index
    before = next((one for one, _ in reversed(role.value) if one.start_mark.index < start), None)
    if before is not None:
        start = text.rindex(",", role.start_mark.index, start)
    else:
        comma = text.find(",", end, role.end_mark.index)
        end = comma + 1 if comma >= 0 else end
    return text[:start] + text[end:].lstrip(" ") if before is None else text[:start] + text[end:]


def _end(node: Any) -> Any:
    """Give where the last word of a block stands: YAML says that a block ends where the next one
    begins.
    """
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.end_mark if not isinstance(node, yaml.ScalarNode) or node.value else node.start_mark


def _is_inner_comment(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) > column

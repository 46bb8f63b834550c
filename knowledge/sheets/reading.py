"""A sheet's file -> its keys, held against its kind's model; every mistake at once, with its place
and its words.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeGuard

from pydantic import ValidationError, create_model

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets import error_messages
from knowledge.sheets.error_messages import Where
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import K, Kind
from knowledge.storage import front_matter
from knowledge.storage.yaml_document import KeyPlace

# What a key holds that somebody left without a value.
_UNSET: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Sheet(Generic[K]):
    """A document that people wrote. `lang` is "" where one file holds all languages; `path` is told
    from the instance's folder. `body` is the Markdown below the front matter, which begins on line
    `body_line` of the file; `lines` holds the line of each place in the front matter.
    """

    kind: Kind[K]
    id: str
    lang: str
    path: str
    keys: K
    body: str = ""
    body_line: int = 1
    lines: Mapping[KeyPlace, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Reading:
    """What came of one file: the sheet, whole if there are no problems, else what is right of it,
    or None.
    """

    sheet: Sheet[SheetModel] | None
    problems: tuple[Problem, ...] = ()


def is_of(sheet: Sheet[SheetModel], kind: Kind[K]) -> TypeGuard[Sheet[K]]:
    """Return whether a sheet is of a kind."""
    return sheet.kind.id == kind.id


def markdown(raw: bytes, path: str, kind: Kind[SheetModel], lang: str) -> Reading:
    """Read a sheet of `docs/<lang>/`."""
    try:
        held = front_matter.split(raw, path)
    except SheetError as error:
        return _unread(error, raw, kind, lang)
    first = raw.decode("utf-8-sig").count("\n") - held.body.count("\n") + 1
    headings = kind.headings(lang)
    heads = front_matter.places(held.head)
    lines: dict[KeyPlace, int] = dict(heads)
    data = dict(held.data)
    for section in bodies.sections(held.body):
        if key := bodies.named(section.heading, headings):
            data[key] = section.text
            lines[key,] = first + section.line
    where = Where(path, lines, lang)
    keys, found = check(data, kind, where)
    in_head = set(held.data) & set(headings)
    problems = [*error_messages.misplaced(in_head, kind, Where(path, heads, lang)), *found]
    if held.review:
        problems.append(error_messages.unknown("review", kind.model, where))
    return Reading(Sheet(kind, _id(path), lang, path, keys, held.body, first, heads), (*problems,))


def mapping(
    raw: bytes, path: str, kind: Kind[SheetModel], site_locales: Iterable[str] = ()
) -> Reading:
    """Read a file that is YAML alone, as those of the directory."""
    try:
        data, lines = front_matter.mapping(raw, path)
    except SheetError as error:
        return _unread(error, raw, kind, "", site_locales)
    keys, problems = check(data, kind, Where(path, lines, ""))
    return Reading(Sheet(kind, _id(path), "", path, keys, lines=lines), tuple(problems))


def check(data: Mapping[str, object], kind: Kind[K], where: Where) -> tuple[K, list[Problem]]:
    """Hold what is written against the model, then what is right of it against the rules between
    keys.

    Returns the keys, those at fault absent, and what is wrong.
    """
    held = {key: value for key, value in data.items() if value not in _UNSET}
    keys, problems, at_fault = _validated(held, kind, where)
    given = {name: keys.get(name) for name in kind.model.model_fields if name not in at_fault}
    for rule in kind.rules(given):
        problems.append(error_messages.broken(rule, kind, where))
    return keys, problems


def _validated(
    held: Mapping[str, object], kind: Kind[K], where: Where
) -> tuple[K, list[Problem], set[int | str]]:
    """Return the keys, those at fault absent, what is wrong, and which keys are at fault."""
    try:
        return kind.model.model_validate(held), [], set()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    at_fault = {detail["loc"][0] for detail in errors}
    right = {key: value for key, value in held.items() if key not in at_fault}
    keys = lenient(kind.model).model_validate(right)
    return keys, error_messages.told(errors, kind.model, held, where), at_fault


@cache
def lenient(model: type[K]) -> type[K]:
    """Return the model in which no key is required, so that the rules see all that is right in a
    sheet with a mistake.
    """
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        free = copy(info)
        if info.is_required():
            free.default = None
        fields[name] = (info.annotation, free)
    return create_model(f"{model.__name__}InPart", __base__=model, **fields)


def _unread(
    error: SheetError,
    raw: bytes,
    kind: Kind[SheetModel],
    lang: str,
    site_locales: Iterable[str] = (),
) -> Reading:
    """Return the reading of a file in which no key can be read."""
    told = [error_messages.of_file(fault, raw, kind, lang, site_locales) for fault in error.faults]
    return Reading(None, tuple(told))


def _id(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]

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
from knowledge.sheets import error_messages, head_fences, headings_astray, value_mistakes
from knowledge.sheets.error_messages import WARNINGS, Where
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import K, Kind
from knowledge.sheets.vocabulary import NO_WORDS, Vocabulary
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

    @property
    def mistakes(self) -> list[Problem]:
        """Return the problems for which the sheet is refused."""
        return [problem for problem in self.problems if problem.code not in WARNINGS]


@dataclass(frozen=True)
class Setting:
    """Where a sheet is read: in a site of these locales, which knows these words."""

    site_locales: tuple[str, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


NOWHERE = Setting()


def is_of(sheet: Sheet[SheetModel], kind: Kind[K]) -> TypeGuard[Sheet[K]]:
    """Return whether a sheet is of a kind."""
    return sheet.kind.id == kind.id


def markdown(
    raw: bytes, path: str, kind: Kind[SheetModel], lang: str, setting: Setting = NOWHERE
) -> Reading:
    """Read a sheet of `docs/<lang>/`."""
    try:
        held = front_matter.split(raw, path, typed=True)
    except SheetError as error:
        return _unread(error, raw, kind, lang)
    first = raw.decode("utf-8-sig").count("\n") - held.body.count("\n") + 1
    again = head_fences.second(held.body.splitlines())
    if again is not None:
        return Reading(None, (Problem("sheet_head_twice", _at(path, first + again)),))
    headings = kind.headings(lang)
    heads = front_matter.places(held.head)
    lines: dict[KeyPlace, int] = dict(heads)
    data = dict(held.data)
    for section in bodies.sections(held.body):
        if key := bodies.named(section.heading, headings):
            data[key] = section.text
            lines[key,] = first + section.line
    astray = headings_astray.find(held.body, kind, lang, data, first)
    where = Where(path, lines, lang, astray)
    keys, found = check(data, kind, where, setting.vocabulary)
    in_head = set(held.data) & set(headings)
    problems = [*error_messages.misplaced(in_head, kind, Where(path, heads, lang)), *found]
    if held.review:
        problems.append(error_messages.unknown("review", kind.model, where))
    problems += value_mistakes.of_head(held.head, kind, where, first=2)
    return Reading(Sheet(kind, _id(path), lang, path, keys, held.body, first, heads), (*problems,))


def mapping(raw: bytes, path: str, kind: Kind[SheetModel], setting: Setting = NOWHERE) -> Reading:
    """Read a file that is YAML alone, as those of the directory."""
    try:
        data, lines = front_matter.mapping(raw, path)
    except SheetError as error:
        return _unread(error, raw, kind, "", setting.site_locales)
    where = Where(path, lines, "")
    keys, problems = check(data, kind, where, setting.vocabulary)
    problems += value_mistakes.of_head(raw.decode("utf-8-sig"), kind, where, first=1)
    return Reading(Sheet(kind, _id(path), "", path, keys, lines=lines), tuple(problems))


def check(
    data: Mapping[str, object],
    kind: Kind[K],
    where: Where,
    vocabulary: Vocabulary = NO_WORDS,
) -> tuple[K, list[Problem]]:
    """Hold what is written against the model, then what is right of it against the rules between
    keys. An exact label of a closed list is taken for its term.

    Returns the keys, those at fault absent, and what is wrong.
    """
    held = {key: value for key, value in data.items() if value not in _UNSET}
    held = dict(vocabulary.resolved(held, kind.model))
    keys, problems, at_fault = _validated(held, kind, where, vocabulary)
    given = {name: keys.get(name) for name in kind.model.model_fields if name not in at_fault}
    for rule in kind.rules(given):
        problems.append(error_messages.broken(rule, kind, where))
    return keys, problems


def _validated(
    held: Mapping[str, object], kind: Kind[K], where: Where, vocabulary: Vocabulary
) -> tuple[K, list[Problem], set[int | str]]:
    """Return the keys, those at fault absent, what is wrong, and which keys are at fault."""
    try:
        return kind.model.model_validate(held), [], set()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    at_fault = {detail["loc"][0] for detail in errors}
    right = {key: value for key, value in held.items() if key not in at_fault}
    keys = lenient(kind.model).model_validate(right)
    problems = error_messages.told(errors, kind.model, held, where, vocabulary)
    # What a misspelt key was meant to be is not absent: no rule is held against it.
    meant = (error_messages.meant_key(str(key), kind.model) for key in at_fault)
    return keys, problems, at_fault | set(filter(None, meant)) | set(where.astray)


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


def _at(path: str, line: int) -> dict[str, str]:
    return {"path": path, "line": str(line)}


def _id(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]

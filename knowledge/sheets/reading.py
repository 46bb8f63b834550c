"""A sheet's file -> its keys, held against its kind's model; every mistake at once, with its place
and its words.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError, create_model

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets import mistakes
from knowledge.sheets.field_info import Model, pick
from knowledge.sheets.mistakes import Where
from knowledge.sheets.sheet import Kind
from knowledge.storage import front_matter
from knowledge.storage.yaml_document import Place

K = TypeVar("K", bound=Model, covariant=True)


@dataclass(frozen=True)
class Sheet(Generic[K]):
    """A document that people wrote. `lang` is "" where one file holds all languages; `path` is told
    from the instance's folder. `body` is the Markdown below the front matter, which begins on line
    `body_line` of the file; `lines` gives the line of each place in the front matter.
    """

    kind: Kind
    id: str
    lang: str
    path: str
    keys: K
    body: str = ""
    body_line: int = 1
    lines: Mapping[Place, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Reading:
    """What came of one file: the sheet, whole if there are no problems, else what is right of it,
    or None.
    """

    sheet: Sheet[Model] | None
    problems: tuple[Problem, ...] = ()


def markdown(raw: bytes, path: str, kind: Kind, lang: str) -> Reading:
    """Read a sheet of `docs/<lang>/`."""
    try:
        held = front_matter.split(raw, path)
    except SheetError as error:
        return Reading(None, tuple(mistakes.of_file(one, raw, kind, lang) for one in error.faults))
    first = raw.decode("utf-8-sig").count("\n") - held.body.count("\n") + 1
    labels = {key: pick(said.label, lang) for key, said in kind.sections.items()}
    texts = {
        key: one for one in bodies.sections(held.body) if (key := bodies.named(one.heading, labels))
    }
    places: dict[Place, int] = {(key,): first + one.line for key, one in texts.items()}
    heads = front_matter.places(held.head)
    where = Where(path, heads | places, lang)
    keys, wrong = check({**held.data, **{key: one.text for key, one in texts.items()}}, kind, where)
    wrong = [
        *mistakes.misplaced(set(held.data) & set(labels), kind, Where(path, heads, lang)),
        *wrong,
    ]
    if held.review:
        wrong.append(mistakes.unknown("review", kind.model, where))
    return Reading(Sheet(kind, _id(path), lang, path, keys, held.body, first, heads), tuple(wrong))


def mapping(raw: bytes, path: str, kind: Kind) -> Reading:
    """Read a file that is YAML alone, as those of the directory."""
    try:
        data, lines = front_matter.mapping(raw, path)
    except SheetError as error:
        return Reading(None, tuple(mistakes.of_file(one, raw, kind, "") for one in error.faults))
    keys, wrong = check(data, kind, Where(path, lines, ""))
    return Reading(Sheet(kind, _id(path), "", path, keys, lines=lines), tuple(wrong))


def check(data: Mapping[str, Any], kind: Kind, where: Where) -> tuple[Model, list[Problem]]:
    """Hold what is written against the model, then what is right of it against the rules between
    keys.

    Gives the keys, those at fault absent, and what is wrong.
    """
    held = {key: value for key, value in data.items() if value not in (None, "", [], {})}
    wrong: list[Problem] = []
    at_fault: set[int | str] = set()
    try:
        keys = kind.model.model_validate(held)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        wrong = mistakes.told(errors, kind.model, held, where)
        at_fault = {one["loc"][0] for one in errors}
        keys = lenient(kind.model).model_validate(
            {key: one for key, one in held.items() if key not in at_fault}
        )
    given = {name: getattr(keys, name) for name in kind.model.model_fields if name not in at_fault}
    return keys, wrong + [mistakes.broken(one, kind, where) for one in kind.rules(given)]


@cache
def lenient(model: type[BaseModel]) -> type[Model]:
    """Make the model in which no key is required, so that the rules see all that is right in a
    sheet with a mistake.
    """
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        free = copy(info)
        free.default = None if info.is_required() else info.default
        fields[name] = (info.annotation, free)
    return create_model(f"{model.__name__}InPart", __base__=Model, **fields)


def _id(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]

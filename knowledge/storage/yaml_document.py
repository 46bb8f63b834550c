"""YAML written by people -> plain data and the line of each key, and faults that a person can mend.

Stricter than YAML 1.1: no tags, no anchors or aliases (a nested alias grows without bound), no key
twice, and a key is the text that stands there (`no:` is "no", not False).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import ConfigError

Place = tuple[str | int, ...]
T = TypeVar("T")

MAX_BYTES = 2_000_000
MAX_DEPTH = 30
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Written(NamedTuple):
    """A file as written: its data, and the line (from 1) of each place, as ("sources", 0, "url").

    `texts` holds what stands in the file for each value that YAML does not read as text: "no" for
    False, 0123 for 83.
    """

    data: Any
    lines: Mapping[Place, int]
    path: Path
    texts: Mapping[Place, str] = MappingProxyType({})


def load(path: Path) -> Written:
    """Read a YAML file. Raises ConfigError naming file and line of each fault of form; an empty
    file gives {}.
    """
    text = _text(path)
    refused = _guarded(path, lambda: list(_refused(text)))
    if refused:
        raise ConfigError([f"{path.name}:{line}: {what}" for line, what in refused])
    return _guarded(path, lambda: _built(text, path))


def faults(
    written: Written, error: ValidationError, model: type[BaseModel], *, at: Place = ()
) -> list[str]:
    """Tell each fault that pydantic found: file, line, key, what was found, what is allowed, the
    nearest right key.

    `at` is the place where the validated part stands in the file, () for the whole.
    """
    told: list[tuple[Place, str]] = []
    for one in error.errors(include_url=False):
        place = at + _without_tags(one["loc"], at, written)
        allowed = _keys(model, place[len(at) : -1]) if one["type"] == "extra_forbidden" else []
        told.append((place, _told(one, place, written, allowed)))
    # What is neither true, false nor a mapping of known keys is told once, where it is nearest to
    # being right.
    places = [place for place, _ in told]
    return [text for place, text in told if not any(_within(other, place) for other in places)]


def fault(
    written: Written,
    place: Place,
    message: str,
    *,
    allowed: Iterable[str] = (),
    near: str = "",
    choices: Iterable[str] = (),
) -> str:
    """Write one fault: "file:line: key: message; allowed: …; did you mean …?".

    `allowed` is listed; `choices` are only compared with `near`, the word that was found.
    """
    allowed = sorted(allowed)
    parts = [message]
    if allowed:
        parts.append(f"allowed: {', '.join(allowed)}")
    nearest = get_close_matches(near, [*allowed, *choices], n=1, cutoff=0.6) if near else []
    if nearest and nearest[0] != near:
        parts.append(f'did you mean "{nearest[0]}"?')
    return f"{written.path.name}:{line(written, place)}: {name(written, place)}: {'; '.join(parts)}"


def line(written: Written, place: Place) -> int:
    """Give the line of a place, or of the nearest part around it that the file holds."""
    while place and place not in written.lines:
        place = place[:-1]
    return written.lines.get(place, 1)


def name(written: Written, place: Place) -> str:
    """Write a place as people say it: `sources[inrs].rights.regime`; an element without an id by
    its number from 1.
    """
    said, here = "", written.data
    for step in place:
        here = _inside(here, step)
        if isinstance(step, int):
            known = here.get("id") if isinstance(here, dict) else None
            said += f"[{known}]" if isinstance(known, str) and known else f"[#{step + 1}]"
        else:
            said += f".{step}" if said else step
    return said or "the file"


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise ConfigError(
            [f"{path.name}: cannot be read: {problem.strerror or problem}"]
        ) from problem
    if len(body) > MAX_BYTES:
        raise ConfigError([f"{path.name}: is over {MAX_BYTES} bytes: not a file that people write"])
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        number = body[: problem.start].count(b"\n") + 1
        raise ConfigError(
            [f"{path.name}:{number}: is not UTF-8 text; save it as UTF-8"]
        ) from problem


def _guarded(path: Path, read: Callable[[], T]) -> T:
    try:
        return read()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        number = mark.line + 1 if mark is not None else 1
        raise ConfigError(
            [f"{path.name}:{number}: is not valid YAML: {problem.problem or problem}"]
        ) from problem
    except yaml.YAMLError as problem:
        raise ConfigError(
            [f"{path.name}: is not valid YAML: {' '.join(str(problem).split())}"]
        ) from problem


def _refused(text: str) -> Iterator[tuple[int, str]]:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        number = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if depth > MAX_DEPTH:
            yield number, f"is nested more than {MAX_DEPTH} deep"
            return
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            yield number, f'anchors and aliases are not allowed ("{anchor}"): write the value out'
        elif tag:
            yield number, f'tags are not allowed ("{tag}")'


@dataclass
class _Notes:
    """What one walk over a file notes beside its data."""

    loader: Any
    lines: dict[Place, int] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)


def _built(text: str, path: Path) -> Written:
    loader = _Loader(text)
    notes = _Notes(loader)
    try:
        root = loader.get_single_node()
        data = _value(root, (), notes) if root else {}
    finally:
        loader.dispose()
    if notes.twice:
        raise ConfigError([f"{path.name}:{said}" for said in notes.twice])
    return Written(data, notes.lines, path, notes.texts)


def _value(node: yaml.Node, place: Place, notes: _Notes) -> Any:
    notes.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*place, step), notes) for step, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return {
            key: _value(child, (*place, key), notes) for key, child in _pairs(node, place, notes)
        }
    try:
        value = notes.loader.construct_object(node)
    except ValueError as problem:  # 2026-02-30
        said = f'"{node.value[:60]}" is no valid value: {problem}'
        raise yaml.constructor.ConstructorError(
            problem=said, problem_mark=node.start_mark
        ) from problem
    if not isinstance(value, str):
        notes.texts[place] = node.value
    return value


def _pairs(node: yaml.MappingNode, place: Place, notes: _Notes) -> Iterator[tuple[str, yaml.Node]]:
    for key, child in node.value:
        number = key.start_mark.line + 1
        word = key.value if isinstance(key, yaml.ScalarNode) else ""
        if not word:
            notes.twice.append(f"{number}: a key must be a word")
        elif (*place, word) in notes.lines:
            first = notes.lines[(*place, word)]
            notes.twice.append(f'{number}: the key "{word}" stands twice (first on line {first})')
        else:
            notes.lines[(*place, word)] = number
            yield word, child


def _inside(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _without_tags(loc: Place, at: Place, written: Written) -> Place:
    # pydantic puts the names of a union's members in its locations; the file does not.
    kept: Place = ()
    for number, step in enumerate(loc):
        last = number == len(loc) - 1
        if (*at, *kept, step) in written.lines or (last and not _is_tag(step)):
            kept = (*kept, step)
    return kept


def _is_tag(step: str | int) -> bool:
    return isinstance(step, str) and (
        not step.isidentifier() or step in {"bool", "str", "int"} or step[0].isupper()
    )


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    here: Any = model
    for step in place:
        here = _field(here, step)
    found = [one for one in _members(here) if isinstance(one, type) and issubclass(one, BaseModel)]
    return [field.alias or key for one in found for key, field in one.model_fields.items()]


def _field(annotation: Any, step: str | int) -> Any:
    for one in _members(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel) and step in one.model_fields:
            return one.model_fields[str(step)].annotation
        if get_origin(one) in {tuple, list} and isinstance(step, int):
            return get_args(one)[0]
        if (
            get_origin(one) in {dict, Mapping}
            or getattr(get_origin(one), "__name__", "") == "Mapping"
        ):
            return get_args(one)[1]
    return None


def _members(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return [member for one in get_args(annotation) for member in _members(one)]
    return [annotation]


def _told(one: Any, place: Place, written: Written, allowed: Iterable[str]) -> str:
    if one["type"] == "extra_forbidden":
        return fault(written, place, "unknown key", allowed=allowed, near=str(place[-1]))
    if one["type"] == "missing":
        return fault(written, place, "this key is required and absent")
    message = f"found {_found(one['input'], place, written)}; {_allowed(one)}"
    return fault(written, place, message, choices=_choices(one), near=str(one["input"]))


def _within(inner: Place, outer: Place) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _found(value: object, place: Place, written: Written) -> str:
    text = written.texts.get(place)
    if text is None or text == repr(value):
        return _shown(value)
    if value is None:
        return "nothing"
    read = "a date" if isinstance(value, date) else _shown(value)
    return f"{text[:60]} (which YAML reads as {read} unless it stands in quotes)"


def _shown(value: object) -> str:
    said = " ".join(repr(value).split())
    return said if len(said) <= 80 else f"{said[:77]}…"


def _allowed(one: Any) -> str:
    if one["type"] == "value_error":
        return str(one["ctx"]["error"])
    if one["type"] in {"literal_error", "enum"}:
        return f"allowed: {one['ctx']['expected']}"
    return str(one["msg"][:1].lower() + one["msg"][1:])


def _choices(one: Any) -> list[str]:
    if one["type"] not in {"literal_error", "enum"}:
        return []
    return [
        choice.strip("' ") for choice in one["ctx"]["expected"].replace(" or ", ", ").split(", ")
    ]

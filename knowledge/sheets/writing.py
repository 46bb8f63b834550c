"""A sheet's values -> the text of its file, as `reading` reads it back: front matter in the model's
order, sections.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import yaml

from knowledge.sheets.explained import schema_line
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import keys
from knowledge.sheets.sheet import Kind

_UNLIMITED = 2**31 - 1


def text(kind: Kind[SheetModel], lang: str, held: SheetModel, body: str = "") -> str:
    """Return the file of a sheet. `held` are its keys, what is unset left out; `body` is the text
    of a kind without sections.
    """
    plain = _plain(held)
    lines = [schema_line(kind), *_head(kind, plain)]
    if kind.suffix != ".md":
        return "\n".join(lines) + "\n"
    below = "\n\n".join(_sections(kind, lang, plain)) or body
    return "\n".join(["---", *lines, "---"]) + f"\n\n{below.strip()}\n"


def _head(kind: Kind[SheetModel], plain: Mapping[str, object]) -> Iterator[str]:
    """Yield the lines of the front matter."""
    for name, value in plain.items():
        if name not in kind.sections:
            yield from _key(name, value)


def _sections(kind: Kind[SheetModel], lang: str, plain: Mapping[str, object]) -> Iterator[str]:
    headings = kind.headings(lang)
    for name in kind.sections:
        if name in plain:
            yield f"## {headings[name]}\n\n{plain[name]}"


def _plain(held: SheetModel) -> dict[str, object]:
    """Return what was set, in the model's order, as YAML has it."""
    plain = {}
    for key in keys(type(held)):
        value = held.get(key.name)
        if key.name in held.model_fields_set and value not in (None, "", (), {}):
            plain[key.name] = _value(value)
    return plain


def _value(value: object) -> object:
    if isinstance(value, SheetModel):
        return _plain(value)
    if isinstance(value, Mapping):
        return {str(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return list(map(_value, value))
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, bool | int | date):
        return value
    return str(value)


def _key(name: str, value: object) -> list[str]:
    if _is_flat(value):
        return [_flow({name: value})[1:-1]]
    if isinstance(value, list) and all(map(_is_flat_mapping, value)):
        return [f"{name}:", *(f"  - {_flow(inner)}" for inner in value)]
    return _dump({name: value}, flow=False).rstrip("\n").split("\n")


def _is_flat(value: object) -> bool:
    """Return whether a value is simple enough for one line: nothing within what it holds."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return True
    return not any(isinstance(inner, dict | list) for inner in value)


def _is_flat_mapping(value: object) -> bool:
    return isinstance(value, dict) and _is_flat(value)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        # PyYAML would put a key such as `on` in quotes, which is read as the word that it is.
        parts = [f"{key}: {_flow(inner)}" for key, inner in value.items()]
        return "{" + ", ".join(parts) + "}"
    return _dump(value, flow=True).removesuffix("...\n").strip()


def _dump(value: object, *, flow: bool) -> str:
    return str(
        yaml.safe_dump(
            value,
            default_flow_style=flow,
            allow_unicode=True,
            sort_keys=False,
            width=_UNLIMITED,
        )
    )

"""A sheet's values -> the text of its file, as `reading` reads it back: front matter in the model's
order, sections.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import keys
from knowledge.sheets.sheet import Kind
from knowledge.sheets.template import schema_line

_UNLIMITED = 2**31 - 1


def text(kind: Kind[SheetModel], lang: str, held: SheetModel, body: str = "") -> str:
    """Write a sheet. `held` are its keys, what is unset left out; `body` the text of a kind without
    sections.
    """
    plain = _plain(held)
    lines = [schema_line(kind)]
    lines += [
        line
        for name, value in plain.items()
        if name not in kind.sections
        for line in _key(name, value)
    ]
    if kind.suffix != ".md":
        return "\n".join(lines) + "\n"
    headings = kind.headings(lang)
    told = [f"## {headings[name]}\n\n{plain[name]}" for name in kind.sections if name in plain]
    return (
        "\n".join(["---", *lines, "---"])
        + "\n\n"
        + "\n\n".join(told or [body.strip()]).strip()
        + "\n"
    )


def _plain(held: SheetModel) -> dict[str, Any]:
    """Give what was set, in the model's order, as YAML has it."""
    plain = {}
    for key in keys(type(held)):
        value = held.get(key.name)
        if key.name in held.model_fields_set and value not in (None, "", (), {}):
            plain[key.name] = _value(value)
    return plain


def _value(value: object) -> Any:
    if isinstance(value, SheetModel):
        return _plain(value)
    if isinstance(value, Mapping):
        return {str(key): _value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value if isinstance(value, bool | int | date) else str(value)


def _key(name: str, value: Any) -> list[str]:
    if (
        isinstance(value, list)
        and value
        and all(isinstance(one, dict) and _flat(one) for one in value)
    ):
        return [f"{name}:", *(f"  - {_flow(one)}" for one in value)]
    if _flat(value):
        return [_flow({name: value})[1:-1]]
    written = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=_UNLIMITED)
    return written.rstrip("\n").split("\n")


def _flat(value: Any) -> bool:
    """Say whether a value is short and simple enough for one line."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(one, dict | list) for one in inner)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        # PyYAML would put a key such as `on` in quotes, which `parts` reads as the word that it is.
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    return (
        yaml.safe_dump(
            value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=_UNLIMITED
        )
        .removesuffix("...\n")
        .strip()
    )

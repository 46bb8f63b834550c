"""What the program writes into sheets: a whole file from its values, as `reading` reads it back,
and the line that binds a translation to the state of its original.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import yaml

from knowledge.sheets.explained import schema_line
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import keys
from knowledge.sheets.sheet import Kind
from knowledge.storage import front_matter

_UNLIMITED = 2**31 - 1
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
STAMP = "translation"


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


def stamped(raw: bytes, path: str, of: str, fingerprint: str) -> bytes:
    """Bind a translation to the state of its original: one line of its front matter, no other byte.

    The line `translation: {of: …, hash: …}` takes the place of the one that is there, or stands at
    the end of the front matter.

    Raises SheetError where the file has no front matter that can be read.
    """
    held = front_matter.split(raw, path)
    lines = [line for line in _LINE.findall(held.head) if line]
    start, end = _stamp_place(held.head, lines)
    # In quotes: a hash of digits alone, or with one "e" among them, is a number to other readers of
    # YAML.
    new = f'{STAMP}: {{of: {of}, hash: "{fingerprint}"}}{held.newline}'
    head = "".join([*lines[:start], new, *lines[end:]])
    text = raw.decode("utf-8")
    opened = text.index(held.head, text.index("---") + 3)
    return (text[:opened] + head + text[opened + len(held.head) :]).encode("utf-8")


def _stamp_place(head: str, lines: list[str]) -> tuple[int, int]:
    """Return the lines of the block: the first, and the one after the last.

    They are an empty place at the end where there is no block.
    """
    root = yaml.compose(head, yaml.SafeLoader)
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    for key, value in entries:
        if key.value == STAMP:
            return int(key.start_mark.line), _after(key, value)
    return len(lines), len(lines)


def _after(key: yaml.Node, value: yaml.Node) -> int:
    """Return the line after the last of a key's value."""
    if isinstance(value, yaml.ScalarNode) or getattr(value, "flow_style", False):
        return int(value.end_mark.line) + 1
    inner = [int(node.end_mark.line) for _, node in value.value]
    return max(inner, default=int(key.start_mark.line)) + 1

"""Plain data <-> YAML by the short way, for the few shapes that nearly every entry has; anything
else is refused.

`dump` gives the bytes that PyYAML would give and `load` the data that it would find (the tests hold
both against it on random and hostile text), in a quarter of the time. Where the short way is not
certain, both give None.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

# Letters first, then printable characters that mean nothing to YAML in this place; no line break,
# no U+FEFF.
_REST = r"[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*"
_WORD = re.compile(f"[A-Za-zÀ-ÖØ-öø-ÿ]{_REST}")
# What begins with a digit is plain text to `load`, which guesses no types; `dump` is sure of an id
# only.
_WORD_OR_NUMBER = re.compile(f"[A-Za-z0-9À-ÖØ-öø-ÿ]{_REST}")
_HEXADECIMAL = re.compile(r"[0-9a-f]*[acdf][0-9a-f]*")
_SEPARATOR = re.compile(r":(?: |\Z)| #")
_NOT_TEXT = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
_NULLS = frozenset({"null", "Null", "NULL"})
_KEY = re.compile(r"[A-Za-z_]{1,40}")
_LINE = re.compile(r"( *)(- )?(?:(?!null:)([a-z_]{1,40}):(?: (.+))?|(.+))")
_QUOTED = re.compile(r"'(?:[ -&(-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|'')*'")


Quoted = Callable[[str], str | None]


class _NotPlainError(Exception):
    """The short way is not certain."""


def dump(held: dict[str, Any], quoted: Quoted) -> str | None:
    """Write a mapping in block style; None if PyYAML must.

    `quoted(text)` writes a text that is not plain, or None.
    """
    if not held:
        return None
    out: list[str] = []
    try:
        _mapping(held, "", out, quoted)
    except _NotPlainError:
        return None
    return "".join(out)


def _mapping(held: dict[str, Any], pad: str, out: list[str], quoted: Quoted) -> None:
    for key, value in held.items():
        if not _is_key(key):
            raise _NotPlainError
        kind = type(value)
        if kind is str:
            out.append(f"{pad}{key}: {_text(value, quoted)}\n")
        elif value and kind is dict:
            out.append(f"{pad}{key}:\n")
            _mapping(value, pad + "  ", out, quoted)
        elif value and kind is list:
            out.append(f"{pad}{key}:\n")
            _sequence(value, pad, out, quoted)
        else:
            out.append(f"{pad}{key}: {_other(value)}\n")


def _sequence(values: list[Any], pad: str, out: list[str], quoted: Quoted) -> None:
    for value in values:
        kind = type(value)
        if kind is str:
            out.append(f"{pad}- {_text(value, quoted)}\n")
        elif value and kind is dict:
            inner: list[str] = []
            _mapping(value, pad + "  ", inner, quoted)
            out.append(f"{pad}- {inner[0][len(pad) + 2 :]}")
            out += inner[1:]
        elif value and kind is list:
            raise _NotPlainError
        else:
            out.append(f"{pad}- {_other(value)}\n")


@lru_cache(maxsize=1_000)
def _is_key(key: str) -> bool:
    return bool(_KEY.fullmatch(key)) and key.lower() not in _NOT_TEXT


@lru_cache(maxsize=2_000)  # tags, rules and words come back in every entry
def _text(value: str, quoted: Quoted) -> str:
    if _HEXADECIMAL.fullmatch(value):
        return value
    if not _WORD.fullmatch(value) or value[-1] == " " or value.lower() in _NOT_TEXT:
        said = quoted(value)
        if said is None:
            raise _NotPlainError
        return said
    if _SEPARATOR.search(value):
        return "'" + value.replace("'", "''") + "'"
    return value


def _other(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, int | date):
        return str(value)
    if value in ([], {}):
        return "[]" if isinstance(value, list) else "{}"
    raise _NotPlainError


def load(head: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    """Read a mapping: its data as text, None, lists and mappings, and the number of each key's
    line, from 0.
    """
    if not head.endswith("\n"):
        return None
    try:
        return _load(head)
    except _NotPlainError:
        return None


def _load(head: str) -> tuple[dict[str, Any], dict[str, int]]:
    data: dict[str, Any] = {}
    numbers: dict[str, int] = {}
    rows = _rows(head)
    row = next(rows, None)
    while row:
        number, pad, dash, key, rest = row
        if pad or dash or not key or key in data or key == "review":
            raise _NotPlainError
        numbers[key] = number
        row = next(rows, None)
        if rest:
            data[key] = _value(rest)
        else:
            data[key], row = _block(row, rows)
    return data, numbers


Row = tuple[int, int, bool, str, str]


def _rows(head: str) -> Iterator[Row]:
    for number, line in enumerate(head[:-1].split("\n")):
        shape = _LINE.fullmatch(line)
        if not shape:
            raise _NotPlainError
        pad, dash, key, rest, alone = shape.groups()
        if not key and not dash:
            raise _NotPlainError
        yield number, len(pad), dash is not None, key or "", rest or alone or ""


def _block(row: Row | None, rows: Iterator[Row]) -> tuple[Any, Row | None]:
    """Read what stands under a key of the first level: `- …` at the margin, or `  key: …`."""
    if row and row[2] and not row[1]:
        values: list[Any] = []
        while row and row[2] and not row[1]:
            value, row = _item(row, rows)
            values.append(value)
        return values, row
    if row and row[1] == 2 and not row[2]:
        return _pairs({}, row, rows)
    raise _NotPlainError


def _item(row: Row, rows: Iterator[Row]) -> tuple[Any, Row | None]:
    number, _, _, key, rest = row
    if key:
        return _pairs({}, (number, 2, False, key, rest), rows)
    return _value(rest), next(rows, None)


def _pairs(
    held: dict[str, Any], row: Row | None, rows: Iterator[Row]
) -> tuple[dict[str, Any], Row | None]:
    while row and row[1] == 2 and not row[2]:
        key, rest = row[3], row[4]
        if not key or key in held:
            raise _NotPlainError
        row = next(rows, None)
        if rest:
            held[key] = _value(rest)
            continue
        words: list[Any] = []
        while row and row[1] == 2 and row[2] and not row[3]:
            words.append(_value(row[4]))
            row = next(rows, None)
        if not words:
            raise _NotPlainError
        held[key] = words
    return held, row


def _value(said: str) -> Any:
    if _WORD_OR_NUMBER.fullmatch(said) and said[-1] != " " and not _SEPARATOR.search(said):
        return None if said in _NULLS else said
    if _QUOTED.fullmatch(said):
        return said[1:-1].replace("''", "'")
    raise _NotPlainError

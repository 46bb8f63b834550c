"""Entry <-> Markdown with front matter: the program's keys as YAML, the editor's words as they stand."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from knowledge import front_matter, parts
from knowledge.model import Entry

_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Numbers to YAML 1.2 (and JavaScript) that are text to YAML 1.1: quoted, so that every reader reads text.
_NUMBERS_1_2 = re.compile(r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+)$")
_UNLIMITED = 2**31 - 1


def from_markdown(raw: bytes, path: str) -> Entry:
    """Read an entry's file. `path` is how faults name it. Raises SheetError with every fault and how to mend it."""
    held = parts.split(raw, path)
    entry = front_matter.from_data(held.data, held.lines, path)
    return replace(entry, review=held.review, body=held.body) if held.review or held.body else entry


def to_markdown(entry: Entry, *, newline: str = "\n") -> bytes:
    """Write an entry as UTF-8 with its front matter's lines ended by `newline`; the same entry, the same bytes.

    Times are written in UTC to the second (ISO 8601); a time without a zone raises ValueError. `review` and `body`
    stand as they are.
    """
    head = to_yaml(entry).replace("\n", newline)
    review = entry.review
    if review and review[-1] not in "\r\n":
        review += newline
    return f"---{newline}{head}{review}---{newline}{entry.body}".encode()


def to_yaml(entry: Entry) -> str:
    """Write the program's keys as YAML: one value a line, whatever it holds."""
    held = front_matter.to_data(entry)
    try:
        return _exported(held)
    except UnicodeEncodeError:
        # Half of a UTF-16 pair, as JSON may carry: no text in any encoding, so the replacement character stands for it.
        return _exported(_whole(held))


class _Styles:
    """How values are written: no aliases, a text on one line, a time as ISO 8601 to the second."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _text(dumper: Any, value: str) -> Any:
    style = '"' if _BREAKS.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _time(dumper: Any, value: datetime) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat(timespec="seconds"))


class _Fast(_Styles, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    pass


class _Astral(_Styles, yaml.SafeDumper):
    """The dumper in Python, twelve times slower; the one in C writes an emoji as \\U0001F600, which nobody can read."""


for _dumper in (_Fast, _Astral):
    _dumper.add_representer(str, _text)
    _dumper.add_representer(datetime, _time)
    _dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBERS_1_2, list("-+.0123456789"))


def _exported(held: dict[str, Any]) -> str:
    made = _export(held, _Fast)
    return _export(held, _Astral) if "\\U000" in made else made


def _export(held: dict[str, Any], dumper: type) -> str:
    # python-frontmatter strips what it writes, and a last value may end in a no-break space: an end mark keeps it.
    made: str = YAMLHandler().export(held, Dumper=dumper, sort_keys=False, width=_UNLIMITED, explicit_end=True)
    return made.removesuffix("...")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return value

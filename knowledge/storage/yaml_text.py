"""Plain data -> YAML: one value a line whatever it holds, the same bytes for the same data, legible
for people.
"""

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from knowledge.storage import plain_yaml

_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
_NOT_ALONE = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Numbers to YAML 1.2 (and JavaScript) that are text to YAML 1.1: quoted, so that every reader reads
# text.
_NUMBERS_1_2 = re.compile(
    r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+)$"
)
_UNLIMITED = 2**31 - 1


def dump(held: dict[str, Any]) -> str:
    """Write text, numbers, days, times, lists and mappings in block style, keys in their order,
    ending in a new line.

    Every value comes back as it was from any YAML 1.1 or 1.2 reader; a lone half of a UTF-16 pair,
    which is text in no encoding, becomes the replacement character.
    """
    short = plain_yaml.dump(held, _quoted)
    if short is not None:
        return short
    try:
        return _exported(held)
    except UnicodeEncodeError:
        return _exported(_whole(held))


class _Styles:
    """How values are written: no aliases, a text on one line, a time as ISO 8601 to the second."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _text(dumper: Any, value: str) -> Any:
    style = '"' if _BREAKS.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _time(dumper: Any, value: datetime) -> Any:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:timestamp", value.isoformat(timespec="seconds")
    )


class _Fast(_Styles, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    pass


class _Astral(_Styles, yaml.SafeDumper):
    """The dumper in Python, twelve times slower; the one in C writes an emoji as \\U0001F600, which
    nobody can read.
    """


for _dumper in (_Fast, _Astral):
    _dumper.add_representer(str, _text)
    _dumper.add_representer(datetime, _time)
    _dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBERS_1_2, list("-+.0123456789"))


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str | None:
    if _NOT_ALONE.search(value):
        return None
    return _export({"k": value}, _Fast)[3:-1]


def _exported(held: dict[str, Any]) -> str:
    made = _export(held, _Fast)
    return _export(held, _Astral) if "\\U000" in made else made


def _export(held: dict[str, Any], dumper: type) -> str:
    # python-frontmatter strips what it writes, and a last value may end in a no-break space: an end
    # mark keeps it.
    made: str = YAMLHandler().export(
        held, Dumper=dumper, sort_keys=False, width=_UNLIMITED, explicit_end=True
    )
    return made.removesuffix("...")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return value

"""JSON from outside -> values, without an error for what is not of the expected shape."""

import json
from collections.abc import Mapping, Sequence


def parse(text: str) -> object:
    """Return what a JSON text holds; None for a text that is broken or nested too deep."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def mapping(value: object) -> Mapping[str, object]:
    """Return the value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> Sequence[object]:
    """Return the value where it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def listed(value: object) -> Sequence[object]:
    """Return the value where it is an array, else an array of that value alone."""
    return value if isinstance(value, list) else [value]

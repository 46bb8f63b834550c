"""A sheet's file -> the line that was meant for the opening or the end of its front matter, and is
not written so: Word's long dash, a line above it, four hyphens.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

FENCE = "---"
# What word processors and people make of three hyphens.
_DASHES = re.compile(r"\s*(?:[-–—―─_]{1,10}|(?:[-–—] ){1,5}[-–—])\s*")
_KEY = re.compile(r"[^\W\d_][\w-]{0,40}\s*:(?:\s|$)")
# Below a line that parts two paragraphs stands no such word.
_PLAIN_KEY = re.compile(r"[a-z][a-z_]{0,40}:(?:\s|$)")


class Fence(NamedTuple):
    """A line (from 0) that was meant for `---`; `above` is how many lines before it must go."""

    code: str
    line: int
    found: str
    above: int = 0


def wrong(rows: Sequence[str]) -> Fence | None:
    """Return the first fence that is not as it must be, None where that is not what is wrong."""
    first = _first_filled(rows)
    if first is None or not _opens(rows, first):
        return None
    found = rows[first].strip()
    if found != FENCE:
        return Fence("sheet_head_dashes", first, found, first)
    if first or rows[first].startswith((" ", "\t", "\u00a0")):
        return Fence("sheet_head_below", first, found, first)
    return _wrong_end(rows)


def second(rows: Sequence[str]) -> int | None:
    """Return the line, of a text below a front matter, on which another one begins."""
    first = _first_filled(rows)
    if first is None or rows[first].rstrip() != FENCE:
        return None
    if not any(map(_PLAIN_KEY.match, rows[first + 1 : first + 2])):
        return None
    closed = any(row.rstrip() == FENCE for row in rows[first + 1 :])
    return first if closed else None


def _first_filled(rows: Sequence[str]) -> int | None:
    return next((number for number, row in enumerate(rows) if row.strip()), None)


def _wrong_end(rows: Sequence[str]) -> Fence | None:
    """Return the line of dashes that comes before the one that ends the front matter."""
    for number, row in enumerate(rows[1:], 1):
        if row.rstrip() == FENCE:
            return None
        if _is_dashes(row):
            return Fence("sheet_head_dashes", number, row.strip())
    return None


def _opens(rows: Sequence[str], first: int) -> bool:
    """Return whether a line of dashes stands above a key."""
    filled = filter(str.strip, rows[first + 1 :])
    below = next((row for row in filled if row[0] != "#"), "")
    return _is_dashes(rows[first]) and bool(_KEY.match(below))


def _is_dashes(row: str) -> bool:
    return bool(_DASHES.fullmatch(row)) and row.strip() not in {"-", "–"}

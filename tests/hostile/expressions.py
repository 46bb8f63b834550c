"""A regular expression -> texts that take it the longest: what it repeats, as often as asked, then
a sign that it does not expect.
"""

import functools
import re

# The parser of the standard library alone tells what an expression repeats.
import re._constants as codes
import re._parser as parser
from collections.abc import Iterator
from typing import Any

UNITS = (
    *(" ", "\n", "\t", "\u00a0", " \n", "0", "1.", "0 ", "a", "A", "é", "a ", "a-", "a_b", "a@"),
    *("a.", "a=", "<", ">", "<a ", "<!--", "[", "](", "{", "(", "|", "*", "**", "_", "-", ".", ","),
    *('"', "'", "`", "&", "#", "/", "\\", ":", "http://", "%20"),
)
END = "\0"
# More is a repetition without end, as far as its time is concerned.
MANY = 50
SIGNS = 'a 1-<\n"é~'
IN_KIND = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: "-",
}
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def texts(pattern: "re.Pattern[str] | re.Pattern[bytes]", length: int) -> Iterator[str]:
    """Yield texts of about that length."""
    for unit in (*UNITS, *_units(pattern)):
        yield unit * (length // len(unit)) + END
    for head, pump in _pumps(pattern):
        yield head + pump * (length // len(pump)) + END


@functools.cache
def _pumps(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> list[tuple[str, str]]:
    """List what leads to each repetition, with what it repeats."""
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    found: set[tuple[str, str]] = set()
    _example(parser.parse(pattern.pattern, flags), "", found)
    return sorted((head, pump) for head, pump in found if pump)


def _units(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> list[str]:
    pumps = _pumps(pattern)
    return sorted({head for head, _ in pumps if head} | {head + pump for head, pump in pumps})


def _example(tree: Any, head: str, found: "set[tuple[str, str]]") -> str:
    """Return `head` and a text that an expression takes; note what is repeated in it."""
    for code, value in tree:
        head += _piece(code, value, head, found)
    return head


def _piece(code: object, value: Any, head: str, found: "set[tuple[str, str]]") -> str:
    if code in REPEATS:
        return _repeated(value, head, found)
    if code is codes.SUBPATTERN:
        return _example(value[-1], head, found)[len(head) :]
    if code is codes.ATOMIC_GROUP:
        return _example(value, head, found)[len(head) :]
    if code is codes.BRANCH:
        ways = [_example(way, head, found) for way in value[1]]
        return ways[0][len(head) :]
    return _sign(code, value)


def _repeated(value: Any, head: str, found: "set[tuple[str, str]]") -> str:
    least, most, tree = value
    pump = _example(tree, head, found)[len(head) :]
    if most > MANY:
        found.add((head, pump))
    return pump * max(int(least), 1)


def _sign(code: object, value: Any) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.IN:
        return _of_set(value)
    return "a" if code in (codes.ANY, codes.NOT_LITERAL) else ""


def _of_set(members: "list[tuple[object, object]]") -> str:
    """Return a sign of a set, or one that is none of those that it excludes."""
    if members[0][0] is codes.NEGATE:
        return next(sign for sign in SIGNS if not any(_has(part, sign) for part in members[1:]))
    code, value = members[0]
    if code is codes.RANGE:
        return chr(value[0])
    return IN_KIND[value] if code is codes.CATEGORY else chr(value)


def _has(part: "tuple[object, object]", sign: str) -> bool:
    code, value = part
    if code is codes.LITERAL:
        return chr(value) == sign
    if code is codes.RANGE:
        return value[0] <= ord(sign) <= value[1]
    return re.match(IN_CLASS[value], sign) is not None


IN_CLASS = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_NOT_WORD: r"\W",
}

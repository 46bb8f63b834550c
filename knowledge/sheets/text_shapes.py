"""The Markdown of a page that people write -> what has the look of a link, a list or a table, and
is none on the site.
"""

import re
from collections.abc import Callable, Iterator

from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets.error_messages import shown

_CODE = re.compile(r"`[^`\n]{0,500}`")
_WEB = r"(?:https?://|www\.)"
# "[text] (https://…)", "(text)[https://…]", "[text](https://…" left open.
_SHAPES = (
    re.compile(rf"\[[^\[\]]{{1,200}}\] {{1,3}}\({_WEB}[^\s()]{{1,500}}\)"),
    re.compile(rf"\([^()]{{1,200}}\)\[{_WEB}[^\s\[\]]{{1,500}}\]"),
    re.compile(rf"\[[^\[\]]{{1,200}}\]\({_WEB}[^\s()]{{1,500}}$"),
)
# What opens for those alone who have an account of the house, or sit on its network.
_INNER = re.compile(
    r"https?://(?:[\w-]{1,60}\.sharepoint\.com|teams\.microsoft\.com|localhost|127\.0\.0\.1"
    r"|10\.\d{1,3}\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|intranet[\w.-]{0,60}|[a-z0-9-]{1,60}"
    r"|(?:[\w-]{1,60}\.){1,4}(?:local|intra|lan))(?=[:/?#)>\s]|$)[^\s)>\]\"]{0,500}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r" {0,3}\d{1,2}\)[ \t]+\S")
_CELLS = re.compile(r"[^\s|-][^\t]{0,200}\t[^\t]")


def problems(text: str, path: str, first: int) -> Iterator[Problem]:
    """Yield a warning for each thing; `first` is the line of the file on which the text begins."""
    rows = [(number, _CODE.sub("", line)) for number, line in bodies.lines(text)]
    for code, look in _OF_A_LINE:
        for number, line in rows:
            if found := look(line):
                yield _problem(code, path, first + number, found)
    for code, pattern in _OF_SEVERAL:
        for number, line in _first_rows(rows, pattern):
            yield _problem(code, path, first + number, line)


def _first_rows(rows: list[tuple[int, str]], pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the first line of each run of two or more that have a shape."""
    run = 0
    before = (0, "")
    for number, line in rows:
        run = run + 1 if pattern.match(line) else 0
        if run == 2:
            yield before
        before = number, line


def _misshapen_link(line: str) -> str:
    for shape in _SHAPES:
        if found := shape.search(line.rstrip()):
            return found[0]
    return ""


def _inner_address(line: str) -> str:
    found = _INNER.search(line)
    return found[0] if found else ""


def _problem(code: str, path: str, line: int, found: str) -> Problem:
    return Problem(code, {"path": path, "line": str(line), "found": shown(found)})


_OF_A_LINE: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("link_shape", _misshapen_link),
    ("link_account", _inner_address),
)
_OF_SEVERAL = (("text_number", _NUMBER), ("text_table", _CELLS))

"""A file -> its keys, and for an entry's the editor's `review:` block and body exactly as typed."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.storage import plain_yaml

Place = tuple[str | int, ...]

MAX_DEPTH = 30
MAX_BYTES = 32_000_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = re.compile(r"---[ \t]*(\r\n|\n|\r)")
_CLOSING = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# What PyYAML says (problem, or context and problem) -> what an editor is told.
_PLAIN_WORDS = (
    (r"cannot start any token", "sheet_tab"),
    (r"mapping values are not allowed", "sheet_colon"),
    (r"could not find expected ':'", "sheet_no_colon"),
    (r"quoted scalar", "sheet_quote"),
    (r"expected ',' or '[\]}]'", "sheet_bracket"),
    (r"did not find expected|expected <(block end|document start)>", "sheet_indent"),
    (r"alias|anchor|\btag\b", "sheet_anchor"),
)


class Parts(NamedTuple):
    """A file taken apart. `data` holds the program's keys: text, None, lists and mappings, nothing
    converted.

    `lines` gives the line in the file (from 1) of each top-level key. `review` is the raw block,
    comments above it and line ends included, "" where there is none; `body` the raw text below the
    front matter. `newline` is how the front matter's first line ends; `head` its text.
    """

    data: dict[str, Any]
    lines: dict[str, int]
    review: str
    body: str
    newline: str
    head: str = ""


def split(raw: bytes, path: str) -> Parts:
    """Take a file apart. `path` is how faults name it. Raises SheetError where it is not as the
    program writes it.

    Values are what YAML 1.1 reads before it guesses types (so `title: 2026` is the text "2026").
    Anchors, aliases and tags are refused: a nested alias grows without bound.
    """
    text = _text(raw, path)
    opening = _OPENING.match(text)
    closing = _closing(text, opening.end()) if opening else None
    if not opening or not closing:
        raise SheetError([Problem("sheet_no_front_matter", {"path": path})])
    newline, head, body = opening[1], text[opening.end() : closing.start()], text[closing.end() :]
    if short := plain_yaml.load(head):
        data, numbers = short
        return Parts(
            data, {key: number + 2 for key, number in numbers.items()}, "", body, newline, head
        )
    keys = _read(head, path)
    start, end = keys.review
    review = head[_with_comments_above(head, start, keys.before_review) : end] if start >= 0 else ""
    return Parts(keys.data, keys.lines, review, body, newline, head)


def mapping(raw: bytes, path: str) -> tuple[dict[str, Any], dict[Place, int]]:
    """Read a file that is YAML alone: its keys as `split` gives them, and the line of each place in
    it.

    Raises SheetError where it is no mapping of keys, or not as `split` wants it.
    """
    text = _text(raw, path)
    return _read(text, path, first=1).data, places(text, first=1)


def places(head: str, *, first: int = 2) -> dict[Place, int]:
    """Give the line of each key and element of a YAML text that was read before, as ("life", 0,
    "on").

    `first` is the line in the file on which the text begins.
    """
    found: dict[Place, int] = {}
    root = yaml.compose(head, _Loader)
    waiting: list[tuple[Place, Any]] = [((), root)] if root else []
    while waiting:
        place, node = waiting.pop()
        found.setdefault(place, node.start_mark.line + first)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[(*place, key.value)] = key.start_mark.line + first
                waiting.append(((*place, key.value), value))
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*place, number), value) for number, value in enumerate(node.value)]
    return found


def _closing(text: str, start: int) -> re.Match[str] | None:
    """Find the first line `---` from `start` on, which begins a line."""
    place = text.find("---", start)
    while place >= 0:
        if text[place - 1] in "\r\n" and (found := _CLOSING.match(text, place)):
            return found
        place = text.find("---", place + 1)
    return None


def _text(raw: bytes, path: str) -> str:
    if len(raw) > MAX_BYTES:
        facts = {"path": path, "found": str(len(raw)), "allowed": str(MAX_BYTES)}
        raise SheetError([Problem("sheet_too_big", facts)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise SheetError(
            [Problem("sheet_not_utf8", {"path": path, "line": str(line)})]
        ) from problem


def _read(head: str, path: str, first: int = 2) -> "_Keys":
    try:
        return _Keys(head, path, first)
    except yaml.YAMLError as problem:
        raise SheetError([_explained(problem, head, path, first)]) from problem


class _Keys:
    """One pass over the YAML events of a front matter: flat, so that no nesting can exhaust the
    stack.
    """

    def __init__(self, head: str, path: str, first: int) -> None:
        self.data: dict[str, Any] = {}
        self.lines: dict[str, int] = {}
        self.review = (-1, -1)
        self.before_review = 0
        self._head, self._path, self._first = head, path, first
        self._last_end = 0
        loader = _Loader(head)
        try:
            self._build(iter(loader.get_event, None))
        finally:
            loader.dispose()

    def _build(self, events: Iterator[Any]) -> None:
        # Each level is a list: a sequence's values, or a mapping's keys and values in turn.
        levels: list[tuple[bool, list[Any]]] = []
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._check(event)
                self._add(levels, _scalar(event), event)
                self._last_end = event.end_mark.index
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._check(event)
                self._open(levels, event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(levels, event)
            elif kind is yaml.AliasEvent:
                self._check(event)
            elif kind is yaml.DocumentEndEvent and event.explicit:
                self._refuse("sheet_yaml", event, reason="...")
        if levels or not self.lines:
            raise SheetError([Problem("sheet_no_front_matter", {"path": self._path})])

    def _check(self, event: Any) -> None:
        if event.anchor or getattr(event, "tag", None):
            self._refuse("sheet_anchor", event)

    def _open(self, levels: list[tuple[bool, list[Any]]], event: Any) -> None:
        mapping = type(event) is yaml.MappingStartEvent
        if not levels and (not mapping or event.flow_style):
            self._refuse("sheet_key_place", event)
        if len(levels) >= MAX_DEPTH:
            self._refuse("sheet_depth", event, allowed=str(MAX_DEPTH))
        levels.append((mapping, []))

    def _close(self, levels: list[tuple[bool, list[Any]]], event: Any) -> None:
        mapping, values = levels.pop()
        if not levels:
            self._end_review(event.start_mark.index)
            self.data = dict(zip(values[::2], values[1::2], strict=True))
            self.data.pop("review", None)
            return
        self._add(levels, self._mapping(values, event) if mapping else values, event)

    def _add(self, levels: list[tuple[bool, list[Any]]], value: Any, event: Any) -> None:
        if not levels:
            self._refuse("sheet_no_colon", event)
        mapping, values = levels[-1]
        if mapping and len(levels) == 1 and not len(values) % 2:
            self._key(value, event)
        values.append(value)

    def _key(self, key: Any, event: Any) -> None:
        mark = event.start_mark
        if mark.column or not isinstance(key, str):
            self._refuse("sheet_key_place", event)
        if key in self.lines:
            self._refuse("sheet_key_twice", event, key=key)
        self.lines[key] = mark.line + self._first
        self._end_review(mark.index)
        if key == "review":
            self.review, self.before_review = (mark.index, -1), self._last_end

    def _mapping(self, values: list[Any], event: Any) -> dict[str, Any]:
        # A key that is a list or a mapping fits no model; its text is enough to say so.
        keys = [key if isinstance(key, str) else repr(key) for key in values[::2]]
        held = dict(zip(keys, values[1::2], strict=True))
        if len(held) < len(keys):
            self._refuse(
                "sheet_key_twice", event, key=next(key for key in held if keys.count(key) > 1)
            )
        return held

    def _end_review(self, index: int) -> None:
        if self.review[0] >= 0 and self.review[1] < 0:
            self.review = (self.review[0], index)

    def _refuse(self, code: str, event: Any, **facts: str) -> None:
        line = event.start_mark.line
        where = {
            "path": self._path,
            "line": str(line + self._first),
            "found": _line(self._head, line),
        }
        raise SheetError([Problem(code, {**where, **facts})])


def _scalar(event: Any) -> str | None:
    return None if event.implicit[0] and event.value in _NULLS else event.value


def _with_comments_above(head: str, start: int, floor: int) -> int:
    """Give where the comment lines that stand right above the block begin: they are the editor's,
    too.
    """
    lines = _LINE.findall(head, floor, start)
    for line in reversed(lines[1:] if floor else lines):
        if not line.lstrip(" \t").startswith("#"):
            break
        start -= len(line)
    return start


def _explained(problem: yaml.YAMLError, head: str, path: str, first: int) -> Problem:
    if not isinstance(problem, yaml.MarkedYAMLError):
        # A control character: PyYAML's reader gives its position only.
        return Problem(
            "sheet_yaml",
            {"path": path, "line": "1", "reason": " ".join(str(problem).split()), "found": ""},
        )
    said = f"{problem.context or ''} {problem.problem or ''}"
    code = next((code for pattern, code in _PLAIN_WORDS if re.search(pattern, said)), "sheet_yaml")
    opened = code in {"sheet_quote", "sheet_bracket"} and problem.context_mark
    mark = problem.context_mark if opened else problem.problem_mark or problem.context_mark
    line = mark.line if mark else 0
    facts = {
        "path": path,
        "line": str(line + first),
        "found": _line(head, line),
        "reason": problem.problem or "",
    }
    return Problem(code, facts)


def _line(head: str, number: int) -> str:
    lines = re.split(r"\r\n|[\n\r\x85\u2028\u2029]", head)
    said = " ".join(lines[number].split()) if number < len(lines) else ""
    return said if len(said) <= 80 else f"{said[:77]}…"

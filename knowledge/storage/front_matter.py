"""A file with front matter <-> its keys and its text, over python-frontmatter, whose handler reads
and writes YAML by `yaml_document`.

For an entry the editor's `review:` block and body are kept exactly as typed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.storage import odd_signs, quick_yaml, yaml_document, yaml_mistakes
from knowledge.storage.yaml_document import KeyPlace, Refusal, Tree, YamlNode
from knowledge.storage.yaml_mistakes import YamlMistake

MAX_BYTES = 32_000_000

_OPENING = re.compile(rf"---{odd_signs.ANY_SPACE}*(\r\n|\n|\r)")
_CLOSING = re.compile(rf"---{odd_signs.ANY_SPACE}*(?:\r\n|\n|\r|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)")
# What a refusal is called among the problems of a sheet.
_REFUSED = {"depth": "sheet_depth", "end": "sheet_yaml", "document": "sheet_yaml"}
_REASONS = {
    "depth": {"allowed": str(yaml_document.MAX_DEPTH)},
    "end": {"reason": "..."},
    "document": {"reason": "---"},
}
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
_SIGNS = {
    b"PK\x03\x04": "Word, OpenDocument (.docx, .odt)",
    b"\xd0\xcf\x11\xe0": "Word (.doc)",
    b"%PDF-": "PDF",
    b"{\\rtf": "RTF",
    b"<!DOCTYPE html": "HTML",
    b"<!doctype html": "HTML",
    b"<html": "HTML",
}


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


class Handler(YAMLHandler):
    """Front matter to the byte: python-frontmatter's own takes the white space around it away."""

    def split(self, text: str) -> tuple[str, str]:
        """Return the YAML and the text below it.

        Raises ValueError where there is no front matter.
        """
        opening = _OPENING.match(text)
        closing = opening and _closing(text, opening.end())
        if not opening or not closing:
            raise ValueError("no front matter")
        return text[opening.end() : closing.start()], text[closing.end() :]

    def load(self, fm: str, **_: object) -> Any:
        """Read the YAML as text, lists and mappings. Raises yaml.YAMLError."""
        root = yaml_document.parse(fm).whole()
        if root is None:
            return {}
        return yaml_document.texts(root)

    def export(self, metadata: Mapping[str, Any], **_: object) -> str:
        """Write the keys as YAML that ends in a new line."""
        return yaml_document.dump(dict(metadata))


HANDLER = Handler()


def split(raw: bytes, path: str, *, typed: bool = False) -> Parts:
    """Take a file apart. `path` is how problems name it. Raises SheetError where it is not as the
    program writes it.

    In one that people `typed`, a space that does not break is a space where YAML wants one, and a
    word processor's bullet is a mistake. Values are what YAML 1.1 reads before it guesses types (so
    `title: 2026` is the text "2026").
    Anchors, aliases and tags are refused: a nested alias grows without bound.
    """
    text = decoded(raw, path)
    try:
        head, body = HANDLER.split(text)
    except ValueError:
        raise SheetError([Problem("sheet_no_front_matter", {"path": path})]) from None
    plain = head
    if typed:
        plain = odd_signs.plain_spaces(head)
        _Found(plain, path).refuse_bullets()
    keys = quick_yaml.keys(plain)
    if keys and "review" not in keys.data:
        data, lines, review = keys.data, keys.lines, ""
    else:
        data, lines, review = _slowly(plain, path)
    in_file = {key: line + 2 for key, line in lines.items()}
    return Parts(data, in_file, review, body, newline_of(text), head)


def _slowly(head: str, path: str) -> tuple[dict[str, Any], dict[str, int], str]:
    """Return the keys, their lines and the block `review:`. Raises SheetError."""
    found = _Found(head, path)
    root = found.mapping()
    lines = {key.text: key.line for key, _ in root.pairs()}
    data = yaml_document.texts(root)
    data.pop("review", None)
    return data, lines, found.review(root)


def mapping(raw: bytes, path: str) -> tuple[dict[str, Any], dict[KeyPlace, int]]:
    """Read a file that is YAML alone: its keys as `split` returns them, and the line of each place
    in it.

    Raises SheetError where it is no mapping of keys, or not as `split` wants it.
    """
    text = odd_signs.plain_spaces(decoded(raw, path))
    found = _Found(text, path, first=1)
    found.refuse_bullets()
    root = found.mapping()
    data = yaml_document.texts(root)
    data.pop("review", None)
    return data, yaml_document.lines(root)


def places(head: str, *, first: int = 2) -> dict[KeyPlace, int]:
    """Return the line of each key and element of a YAML text that was read before, as ("life", 0,
    "on").

    `first` is the line in the file on which the text begins.
    """
    root = yaml_document.parse(odd_signs.plain_spaces(head)).root
    if root is None:
        return {}
    return yaml_document.lines(root, first=first)


def newline_of(text: str) -> str:
    """Return how the first line of a text ends, "\\n" where it does not."""
    line = _LINE.match(text)
    if line is None:
        return "\n"
    return line[0][len(line[0].rstrip("\r\n")) :]


def decoded(raw: bytes, path: str) -> str:
    """Return the text of a file. Raises SheetError where it is too big, or not UTF-8."""
    if len(raw) > MAX_BYTES:
        facts = {"path": path, "found": str(len(raw)), "allowed": str(MAX_BYTES)}
        raise SheetError([Problem("sheet_too_big", facts)])
    if named := _document_format(raw):
        facts = {"path": path, "line": "1", "found": named}
        raise SheetError([Problem("sheet_other_format", facts)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise SheetError(
            [Problem("sheet_not_utf8", {"path": path, "line": str(line)})]
        ) from problem


def _closing(text: str, start: int) -> re.Match[str] | None:
    """Find the first line `---` from `start` on, which begins a line."""
    place = text.find("---", start)
    while place >= 0:
        if text[place - 1] in "\r\n" and (found := _CLOSING.match(text, place)):
            return found
        place = text.find("---", place + 1)
    return None


class _Found:
    """The keys of a file, and what is wrong with how they are written."""

    def __init__(self, head: str, path: str, first: int = 2) -> None:
        self._head, self._path, self._first = head, path, first

    def mapping(self) -> YamlNode:
        """Return the outermost keys. Raises SheetError with the first thing that is wrong."""
        tree = yaml_document.parse(self._head)
        wrong = sorted(self._wrong(tree), key=lambda found: found[0])
        if wrong:
            raise SheetError([wrong[0][1]])
        if tree.error:
            raise SheetError([self._explained(tree.error)]) from tree.error
        if tree.root is None or not tree.root.items:
            raise SheetError([Problem("sheet_no_front_matter", {"path": self._path})])
        return tree.root

    def refuse_bullets(self) -> None:
        """Raise SheetError where a list was typed with the bullets of a word processor."""
        for mistake in yaml_mistakes.typed_bullets(self._head):
            raise SheetError([self._of(mistake)])

    def review(self, root: YamlNode) -> str:
        """Return the block `review:` as typed, with the comment lines right above it."""
        names = [key.text for key in root.key_nodes()]
        if "review" not in names:
            return ""
        number = names.index("review")
        before, (key, _), after = _around(list(root.pairs()), number)
        above = 0
        if before:
            above = _last_text(*before).end
        end = root.end
        if after:
            end = after[0].start
        return self._head[self._with_comments_above(key.start, above) : end]

    def _with_comments_above(self, start: int, floor: int) -> int:
        """Return where the comment lines right above the block begin: they are the editor's too."""
        lines = _LINE.findall(self._head, floor, start)
        if floor:
            del lines[:1]  # the end of the line of the key above
        for line in reversed(lines):
            if not line.lstrip(" \t").startswith("#"):
                break
            start -= len(line)
        return start

    def _wrong(self, tree: Tree) -> Iterator[tuple[int, Problem]]:
        """Yield what is wrong, each with its place in the text."""
        for refusal in tree.refusals:
            yield refusal.start, self._refused(refusal)
        root = tree.root
        if root is None:
            return
        if root.kind == "text":
            yield root.start, self._problem("sheet_no_colon", root.line)
        elif root.kind == "sequence" or root.flow:
            yield root.start, self._problem("sheet_key_place", root.line)
        else:
            yield from self._wrong_keys(root)

    def _wrong_keys(self, root: YamlNode) -> Iterator[tuple[int, Problem]]:
        for key in filter(_is_out_of_place, root.key_nodes()):
            yield key.start, self._problem("sheet_key_place", key.line)
        for key, first in yaml_document.wrong_keys(root):
            if first:
                yield key.start, self._problem("sheet_key_twice", key.line, key=key.text)

    def _refused(self, refusal: Refusal) -> Problem:
        code = _REFUSED.get(refusal.what, "sheet_anchor")
        mistake = yaml_mistakes.first(self._head, refusal.line)
        if mistake and mistake.code == code and mistake.line == refusal.line:
            return self._problem("sheet_reserved", refusal.line, mended=mistake.mended.strip())
        return self._problem(code, refusal.line, **_REASONS.get(refusal.what, {}))

    def _problem(self, code: str, line: int, **facts: str) -> Problem:
        where = {"path": self._path, "line": str(line + self._first), "found": self._line(line)}
        if yaml_mistakes.merge_mark(where["found"]):
            code = "merge_marks"
        return Problem(code, {**where, **facts})

    def _of(self, mistake: YamlMistake) -> Problem:
        return self._problem(mistake.code, mistake.line, mended=mistake.mended.strip())

    def _line(self, number: int) -> str:
        lines = re.split(r"\r\n|[\n\r\x85\u2028\u2029]", self._head)
        said = " ".join("".join(lines[number : number + 1]).split())
        if len(said) > 80:
            said = f"{said[:77]}…"
        return said

    def _explained(self, error: yaml.YAMLError) -> Problem:
        """Return what PyYAML met in words of people who do not know YAML."""
        if not isinstance(error, yaml.MarkedYAMLError):
            return self._of_sign(error)
        lines = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
        mistake = yaml_mistakes.first(self._head, max(lines, default=0))
        if mistake:
            return self._of(mistake)
        code = yaml_mistakes.named(error, _PLAIN_WORDS) or "sheet_yaml"
        if code in {"sheet_quote", "sheet_bracket", "sheet_no_colon"}:
            lines.reverse()  # where it was opened, or where a key began
        return self._problem(code, [*lines, 0][0], reason=error.problem or "")

    def _of_sign(self, error: yaml.YAMLError) -> Problem:
        """Return what a control character is told as: PyYAML's reader tells its position only."""
        reason = " ".join(str(error).split())
        facts = {"path": self._path, "line": "1", "reason": reason, "found": ""}
        return Problem("sheet_yaml", facts)


_Pair = tuple[YamlNode, YamlNode]


def _around(pairs: list[_Pair], number: int) -> tuple[_Pair | None, _Pair, _Pair | None]:
    """Return an element, with the one before and the one after it."""
    padded = [None, *pairs, None]
    return padded[number], pairs[number], padded[number + 2]


def _last_text(key: YamlNode, value: YamlNode) -> YamlNode:
    """Return the last text within a key and its value."""
    last = key
    waiting = [value]
    while waiting:
        node = waiting.pop()
        waiting += node.items
        if node.kind == "text" and node.start > last.start:
            last = node
    return last


def _is_out_of_place(key: YamlNode) -> bool:
    return bool(key.column) or key.kind != "text" or key.is_null()


def _document_format(raw: bytes) -> str:
    """Return the name of the format of a file that is no plain text, "" where none is known."""
    for sign, name in _SIGNS.items():
        if raw.startswith(sign):
            return name
    return ""

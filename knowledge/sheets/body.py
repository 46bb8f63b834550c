"""A sheet's Markdown -> its headings and sections, without a Markdown parser: only what a check
needs to know.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from knowledge.i18n.text_fold import words

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# Python-Markdown takes a line for a heading without a space, or with one that does not break.
_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)(.*)")
# Each stops at the next bracket, so that a text of brackets alone is read once.
_LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(\s*<?([^)\s>]+)")
_OPENS, _CLOSES = "<!--", "-->"
# Characters of a text, and brackets that are open at once within a paragraph of it.
MAX_TEXT, MAX_OPEN = 200_000, 60
_BRACKETS = {"[": "]", "(": ")", "<": ">"}
_MARKS = {mark: re.compile(f"[{re.escape(mark + end)}]") for mark, end in _BRACKETS.items()}

# Where a link is written as [words][name], its address stands on a line of its own.
_REFERENCE = re.compile(r"^ {0,3}\[[^\[\]^][^\[\]]{0,200}\]:[ \t]*<?([^\s>]+)")


class Heading(NamedTuple):
    """A heading: its level, its words, its line in the text (from 0)."""

    level: int
    words: str
    line: int


class BodySection(NamedTuple):
    """What stands under a heading of the second level, up to the next one; `line` is that of the
    heading.
    """

    heading: str
    text: str
    line: int


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that is no code and no comment, with its number from 0."""
    fence = ""
    for number, line in enumerate(without_comments(text).splitlines()):
        mark = _FENCE.match(line)
        if fence:
            if mark and _closes(line.strip(), fence):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield number, line


def without_comments(text: str) -> str:
    """Take the comments out of a text; each line stays where it was. One that is never closed is
    none.
    """
    kept: list[str] = []
    start = 0
    while (opened := text.find(_OPENS, start)) >= 0:
        closed = text.find(_CLOSES, opened + len(_OPENS))
        if closed < 0:
            break
        kept.append(text[start:opened])
        kept.append("\n" * text.count("\n", opened, closed))
        start = closed + len(_CLOSES)
    return "".join([*kept, text[start:]])


def refused(text: str) -> tuple[str, int, int, int] | None:
    """Return why a text is not read: a problem's code, the line, what was found and what is
    allowed; None for one that is.

    A reader of Markdown goes back over every bracket that is open.
    """
    if len(text) > MAX_TEXT:
        return "text_too_big", 0, len(text), MAX_TEXT
    for line, depth in _open_brackets(text):
        if depth > MAX_OPEN:
            return "text_tangled", line, depth, MAX_OPEN
    return None


def _open_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield for each line how many brackets of one kind are open, at most. A blank line closes them
    all.
    """
    for opening in _BRACKETS:
        depth = 0
        for line, row in enumerate(text.splitlines()):
            if not row.strip():
                depth = 0
            most = depth
            for mark in _MARKS[opening].findall(row):
                depth = depth + 1 if mark == opening else max(depth - 1, 0)
                most = max(most, depth)
            yield line, most


def headings(text: str) -> list[Heading]:
    """Return the headings (CommonMark's ATX form), without the attributes that follow them."""
    found = []
    for number, line in lines(text):
        if heading := _HEADING.fullmatch(line):
            found.append(Heading(len(heading[1]), _heading_words(heading[2]), number))
    return found


def sections(text: str) -> list[BodySection]:
    """Part a text at its headings of the first and second level."""
    rows = text.splitlines()
    marks = [heading for heading in headings(text) if heading.level <= 2]
    ends = [*(heading.line for heading in marks[1:]), len(rows)]
    found = []
    for heading, end in zip(marks, ends, strict=False):
        inner = without_comments("\n".join(rows[heading.line + 1 : end])).strip()
        found.append(BodySection(heading.words, inner, heading.line))
    return found


def named(heading: str, labels: Mapping[str, str]) -> str:
    """Return the key whose label a heading is, "" for none.

    Case, accents and punctuation do not count.
    """
    for key, label in labels.items():
        if words(label) == words(heading):
            return key
    return ""


def links(text: str) -> list[tuple[int, str]]:
    """Return the links: line, address."""
    found = []
    for number, line in lines(text):
        for link in (*_LINK.finditer(line), *_REFERENCE.finditer(line)):
            found.append((number, link[1]))
    return found


def _heading_words(rest: str) -> str:
    """Return a heading without the marks that close it and the attributes that follow it."""
    words_only = rest.strip().rstrip("#").rstrip()
    opened = words_only.rfind("{")
    if words_only.endswith("}") and "}" not in words_only[opened:-1] and opened >= 0:
        words_only = words_only[:opened].rstrip()
    return words_only


def _closes(line: str, fence: str) -> bool:
    """Return whether a line closes a block of code: the same marks, as many or more."""
    return line.startswith(fence) and not line.strip(fence[0])

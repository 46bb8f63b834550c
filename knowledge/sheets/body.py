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
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]+)")

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
    without_comments = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(without_comments.splitlines()):
        mark = _FENCE.match(line)
        if fence:
            if mark and _closes(line.strip(), fence):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield number, line


def headings(text: str) -> list[Heading]:
    """Return the headings (CommonMark's ATX form), without the attributes that follow them."""
    found = []
    for number, line in lines(text):
        if heading := _HEADING.fullmatch(line):
            words_only = _ATTRIBUTES.sub("", heading[2].strip().rstrip("#").rstrip())
            found.append(Heading(len(heading[1]), words_only, number))
    return found


def sections(text: str) -> list[BodySection]:
    """Part a text at its headings of the first and second level."""
    rows = text.splitlines()
    marks = [heading for heading in headings(text) if heading.level <= 2]
    ends = [*(heading.line for heading in marks[1:]), len(rows)]
    found = []
    for heading, end in zip(marks, ends, strict=False):
        inner = _COMMENT.sub("", "\n".join(rows[heading.line + 1 : end])).strip()
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


def images(text: str) -> list[tuple[int, str, str]]:
    """Return the images: line, text alternative, address."""
    found = []
    for number, line in lines(text):
        for image in _IMAGE.finditer(line):
            found.append((number, image[1].strip(), image[2]))
    return found


def links(text: str) -> list[tuple[int, str]]:
    """Return the links: line, address."""
    found = []
    for number, line in lines(text):
        for link in (*_LINK.finditer(line), *_REFERENCE.finditer(line)):
            found.append((number, link[1]))
    return found


def _closes(line: str, fence: str) -> bool:
    """Return whether a line closes a block of code: the same marks, as many or more."""
    return line.startswith(fence) and not line.strip(fence[0])

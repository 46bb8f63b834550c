"""A sheet's Markdown -> its headings and sections, without a Markdown parser: only what a check
needs to know.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.i18n.text_fold import words

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]+)")


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
    blank = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(blank.splitlines()):
        opening = _FENCE.match(line)
        if opening and (
            not fence or (line.strip().startswith(fence) and not line.strip().strip(fence[0]))
        ):
            fence = "" if fence else opening[1]
        elif not fence:
            yield number, line


def headings(text: str) -> list[Heading]:
    """List the headings (CommonMark's ATX form), without the attributes that follow them."""
    found = ((number, _HEADING.fullmatch(line)) for number, line in lines(text))
    return [
        Heading(len(one[1]), _ATTRIBUTES.sub("", one[2]), number) for number, one in found if one
    ]


def sections(text: str) -> list[BodySection]:
    """Part a text at its headings of the first and second level."""
    rows = text.splitlines()
    marks = [one for one in headings(text) if one.level <= 2]
    ends = [one.line for one in (*marks[1:], Heading(1, "", len(rows)))] if marks else []
    return [
        BodySection(
            one.words, _COMMENT.sub("", "\n".join(rows[one.line + 1 : end])).strip(), one.line
        )
        for one, end in zip(marks, ends, strict=True)
    ]


def named(heading: str, labels: dict[str, str]) -> str:
    """Give the key whose label a heading is, "" for none; case, accents and punctuation do not
    count.
    """
    return next((key for key, label in labels.items() if words(label) == words(heading)), "")


def images(text: str) -> list[tuple[int, str, str]]:
    """List the images: line, text alternative, address."""
    return [
        (number, one[1].strip(), one[2])
        for number, line in lines(text)
        for one in _IMAGE.finditer(line)
    ]


def links(text: str) -> list[tuple[int, str]]:
    """List the links: line, address."""
    return [(number, one[1]) for number, line in lines(text) for one in _LINK.finditer(line)]

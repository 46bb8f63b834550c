"""A page's Markdown -> the edits after which the site shows what its author sees: lists, headings,
links.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from knowledge import link_wrappers
from knowledge.sheets import body as bodies
from knowledge.sheets import headings_astray, pasted, references, text_warnings
from knowledge.sheets.edits import Edit, first_of
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import Kind

# The line that ends the front matter, which is no part of what was pasted.
_FENCE = re.compile(r"\s*---[ \t]*\r?\n")
_TARGET = re.compile(r"(?<!!)\[[^\[\]]*\]\(\s*<?([^)\s>]+)")


def edits(body: str, kind: Kind[SheetModel] | None, lang: str) -> Iterator[Edit]:
    """Yield the edits of the first kind of mistake that there is."""
    rows = _Rows(body)
    if bodies.refused(body):
        return
    steps = [_pasted(rows), _bullets(rows), _signs(rows), _glued(rows), _links(rows)]
    if kind is not None and lang:
        steps.append(_headings(rows, kind, lang))
    yield from first_of(steps)


class _Rows:
    """The lines of a text, and where each begins."""

    def __init__(self, body: str) -> None:
        self.text = body
        self.rows = body.splitlines(keepends=True)
        self.starts = [0, *accumulate(map(len, self.rows))]

    def bare(self, number: int) -> str:
        """Return a line without its end."""
        return self.rows[number].rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")

    def put(self, number: int, line: str) -> Edit:
        """Return the edit that puts a line in the place of another."""
        start = self.starts[number]
        return Edit(start, start + len(self.bare(number)), line)

    def end_of(self, number: int) -> str:
        """Return how a line ends."""
        return self.rows[number][len(self.bare(number)) :] or "\n"

    def plain(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are no code, and in which no comment stands."""
        for number, line in bodies.lines(self.text):
            if line == self.bare(number):
                yield number, line


def _pasted(rows: _Rows) -> Iterator[Edit]:
    """Yield the edit that makes Markdown of what Word or Outlook pasted as HTML."""
    fence = _FENCE.match(rows.text)
    start = fence.end() if fence else 0
    text = rows.text[start:]
    plain = text.replace("\r\n", "\n")
    made = pasted.clean_pasted(plain)
    if made != plain:
        if plain != text:
            made = made.replace("\n", "\r\n")
        yield Edit(start, len(rows.text), made)


def _bullets(rows: _Rows) -> Iterator[Edit]:
    for number, line in text_warnings.bullets(rows.text):
        yield rows.put(number, line)


def _signs(rows: _Rows) -> Iterator[Edit]:
    for number, line in rows.plain():
        if found := text_warnings.SIGN.match(line):
            start = rows.starts[number]
            yield Edit(start + found.start("gap"), start + found.end("gap"), " ")


def _glued(rows: _Rows) -> Iterator[Edit]:
    for number, _ in text_warnings.glued_lists(rows.text):
        start = rows.starts[number]
        yield Edit(start, start, rows.end_of(number - 1))


def _links(rows: _Rows) -> Iterator[Edit]:
    for number, line in rows.plain():
        for found in _TARGET.finditer(line):
            new = _address(found[1])
            if new:
                start = rows.starts[number]
                yield Edit(start + found.start(1), start + found.end(1), new)


def _address(address: str) -> str:
    """Return an address as it is to be written, "" where it stays as it is."""
    leads = references.prefix(address)
    if leads:
        return f"{leads}{address}"
    return link_wrappers.wrapped_page(address)


def _headings(rows: _Rows, kind: Kind[SheetModel], lang: str) -> Iterator[Edit]:
    """Yield an edit for each line that is the name of a section, and not written as its heading."""
    labels = kind.headings(lang)
    sections = bodies.sections(rows.text)
    written = {bodies.named(section.heading, labels) for section in sections}
    for key, astray in headings_astray.find(rows.text, kind, lang, written, 0).items():
        if astray.exact:
            yield rows.put(astray.line, f"## {labels[key]}")
            yield from _underline(rows, astray.line + 1)


def _underline(rows: _Rows, number: int) -> Iterator[Edit]:
    """Yield the edit that takes away the line of signs below a heading."""
    if number < len(rows.rows) and re.fullmatch(r"(?:-{2,}|={2,})\s*", rows.bare(number)):
        yield rows.put(number, "")

"""A file that people typed -> the same, with the mistakes mended that have one right answer; every
other byte stays.

Each mend is an edit of some characters, found in the text as it is; what one of them makes plain,
the next round finds.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import yaml

from knowledge import link_wrappers
from knowledge.errors import SheetError
from knowledge.sheets import body as bodies
from knowledge.sheets import (
    head_fences,
    headings_astray,
    pasted,
    references,
    text_warnings,
    value_mistakes,
    vocabulary,
)
from knowledge.sheets.edits import Edit, applied, first_of
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import Kind
from knowledge.sheets.vocabulary import NO_WORDS, Vocabulary
from knowledge.storage import front_matter, odd_signs, yaml_document, yaml_mistakes
from knowledge.storage.yaml_mistakes import YamlMistake

# Each round mends one mistake of form at least; a file with more than these is told of as it is.
_ROUNDS = 60
_MARK = "\ufeff"
_ROW = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(r"[ \t]*(?:- +)*([^\s:][^:\r\n]{0,60}?)[ \t]*:(?=[ \t\r\n]|\Z)")
# The line that ends the front matter, which is no part of what was pasted.
_FENCE = re.compile(r"\s*---[ \t]*\r?\n")
_TARGET = re.compile(r"(?<!!)\[[^\[\]]*\]\(\s*<?([^)\s>]+)")


class Typed(NamedTuple):
    """What is known of a file: its kind (None for a page that is no sheet), its language ("" for
    all), the words of the instance.
    """

    kind: Kind[SheetModel] | None = None
    lang: str = ""
    vocabulary: Vocabulary = NO_WORDS


def mended(raw: bytes, typed: Typed) -> bytes:
    """Return a file with what has one right answer mended; the same bytes where nothing has."""
    try:
        text = front_matter.decoded(raw, "").removeprefix(_MARK)
    except SheetError:
        return raw
    marked = raw.startswith(_MARK.encode())
    for _ in range(_ROUNDS):
        edits = _edits(text, typed)
        if not edits:
            break
        text = applied(text, edits)
    return (_MARK * marked + text).encode("utf-8")


def _edits(text: str, typed: Typed) -> Sequence[Edit]:
    """Return the edits of the first step that has any: what one mends, the next reads."""
    steps = (_of_fences, _of_head, _of_values, _of_body)
    return first_of(step(text, typed) for step in steps)


def _of_fences(text: str, typed: Typed) -> Iterator[Edit]:
    if not typed.lang:
        return
    rows = text.splitlines(keepends=True)
    fence = head_fences.wrong(rows)
    if fence is None:
        return
    before = sum(map(len, rows[: fence.line]))
    row = rows[fence.line]
    start = 0 if fence.above else before
    end = before + len(row.rstrip())
    yield Edit(start, end, head_fences.FENCE)


def _of_head(text: str, typed: Typed) -> Iterator[Edit]:
    start, end = _head(text, typed)
    for edit in edits_of_head(text[start:end], typed.kind):
        yield edit.moved(start)


def _of_values(text: str, typed: Typed) -> Iterator[Edit]:
    if typed.kind is None:
        return
    start, end = _head(text, typed)
    for edit in value_mistakes.edits(
        text[start:end], typed.kind.model, typed.lang, typed.vocabulary
    ):
        yield edit.moved(start)


def _of_body(text: str, typed: Typed) -> Iterator[Edit]:
    if typed.kind is not None and typed.kind.one_file:
        return
    _, end = _head(text, typed)
    if head_fences.second(text[end:].splitlines()[1:]) is not None:
        # Two front matters: what stands below the first is no text yet.
        return
    for edit in edits_of_body(text[end:], typed.kind, typed.lang):
        yield edit.moved(end)


def _head(text: str, typed: Typed) -> tuple[int, int]:
    """Return where the keys of a file are: all of it for a file of YAML alone; nowhere where it has
    no front matter.
    """
    if typed.kind is not None and typed.kind.one_file:
        return 0, len(text)
    try:
        head, _ = front_matter.HANDLER.split(text)
    except ValueError:
        return 0, 0
    start = text.index("\n") + 1 if "\n" in text else text.index("\r") + 1
    return start, start + len(head)


def edits_of_head(head: str, kind: Kind[SheetModel] | None) -> Sequence[Edit]:
    """Return the edits of the first kind of mistake that there is."""
    return first_of(
        (_spaces(head), _signs_in_keys(head), _bullets_of_head(head), _lines(head, kind))
    )


def _spaces(head: str) -> Iterator[Edit]:
    plain = odd_signs.plain_spaces(head)
    for place, (old, new) in enumerate(zip(head, plain, strict=True)):
        if old != new:
            yield Edit(place, place + 1, new)


def _signs_in_keys(head: str) -> Iterator[Edit]:
    """Yield the edits that take signs without width out of keys."""
    for row in _ROW.finditer(head):
        found = _KEY.match(row[0])
        if found is None:
            continue
        for sign in odd_signs.INVISIBLE.finditer(row[0], 0, found.end()):
            yield Edit(row.start() + sign.start(), row.start() + sign.end(), "")


def _bullets_of_head(head: str) -> Iterator[Edit]:
    for mistake in yaml_mistakes.typed_bullets(head):
        yield _of_line(head, mistake)


def _lines(head: str, kind: Kind[SheetModel] | None) -> Iterator[Edit]:
    """Yield the edit of the first line for which the text cannot be read."""
    tree = yaml_document.parse(head)
    last = _stopped(tree)
    if last is None:
        return
    mistake = yaml_mistakes.first(head, last)
    if mistake and mistake.mended and _is_right(mistake, kind):
        yield _of_line(head, mistake)


def _stopped(tree: yaml_document.Tree) -> int | None:
    """Return the last line (from 0) that can be at fault, None where a text is read whole."""
    if isinstance(tree.error, yaml.MarkedYAMLError):
        marks = (tree.error.problem_mark, tree.error.context_mark)
        return max((mark.line for mark in marks if mark), default=0)
    refused = [
        refusal.line for refusal in tree.refusals if refusal.what in {"anchor", "alias", "tag"}
    ]
    return next(iter(refused), None)


def _is_right(mistake: YamlMistake, kind: Kind[SheetModel] | None) -> bool:
    """Return whether a line that is set right begins with a key that a sheet has, or is an element
    of a list.
    """
    if kind is None or not mistake.mended.strip():
        return kind is None
    if mistake.mended.lstrip().startswith("- "):
        return True
    found = _KEY.match(mistake.mended)
    if found is None:
        return False
    indented = mistake.mended.startswith(" ")
    known = vocabulary.of_fields(kind.model)
    return indented or bool(known.meant(found[1]))


def _of_line(head: str, mistake: YamlMistake) -> Edit:
    rows = list(_ROW.finditer(head))
    row = rows[mistake.line]
    end = row.start() + len(row[0].rstrip("\r\n"))
    return Edit(row.start(), end, mistake.mended)


def edits_of_body(body: str, kind: Kind[SheetModel] | None, lang: str) -> Iterator[Edit]:
    """Yield the edits of the first kind of mistake that there is."""
    rows = _Rows(body)
    if bodies.refused(body):
        return
    steps = [_pasted(rows), _bullets_of_body(rows), _signs(rows), _glued(rows), _links(rows)]
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


def _bullets_of_body(rows: _Rows) -> Iterator[Edit]:
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

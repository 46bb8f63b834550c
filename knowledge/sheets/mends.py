"""A file that people typed -> the same, with the mistakes mended that have one right answer; every
other byte stays.

Each mend is an edit of some characters, found in the text as it is; what one of them makes plain,
the next round finds.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.errors import SheetError
from knowledge.sheets import body_mends, head_fences, head_mends, value_mends
from knowledge.sheets.edits import Edit, applied, first_of
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import Kind
from knowledge.sheets.vocabulary import NO_WORDS, Vocabulary
from knowledge.storage import front_matter

# Each round mends one mistake of form at least; a file with more than these is told of as it is.
_ROUNDS = 60
_MARK = "\ufeff"


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
    for edit in head_mends.edits(text[start:end], typed.kind):
        yield edit.moved(start)


def _of_values(text: str, typed: Typed) -> Iterator[Edit]:
    if typed.kind is None:
        return
    start, end = _head(text, typed)
    for edit in value_mends.edits(text[start:end], typed.kind.model, typed.lang, typed.vocabulary):
        yield edit.moved(start)


def _of_body(text: str, typed: Typed) -> Iterator[Edit]:
    if typed.kind is not None and typed.kind.one_file:
        return
    _, end = _head(text, typed)
    for edit in body_mends.edits(text[end:], typed.kind, typed.lang):
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

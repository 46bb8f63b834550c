"""Front matter that people typed -> the edits after which YAML reads what they meant: odd spaces,
a space left out, Word's bullets and quotes, a colon in a title.
"""

import re
from collections.abc import Iterator, Sequence

import yaml

from knowledge.sheets import vocabulary
from knowledge.sheets.edits import Edit, first_of
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import Kind
from knowledge.storage import odd_signs, yaml_document, yaml_mistakes
from knowledge.storage.yaml_mistakes import YamlMistake

_ROW = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(r"[ \t]*(?:- +)*([^\s:][^:\r\n]{0,60}?)[ \t]*:(?=[ \t\r\n]|\Z)")


def edits(head: str, kind: Kind[SheetModel] | None) -> Sequence[Edit]:
    """Return the edits of the first kind of mistake that there is."""
    return first_of((_spaces(head), _signs_in_keys(head), _bullets(head), _mistakes(head, kind)))


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


def _bullets(head: str) -> Iterator[Edit]:
    for mistake in yaml_mistakes.typed_bullets(head):
        yield _of_line(head, mistake)


def _mistakes(head: str, kind: Kind[SheetModel] | None) -> Iterator[Edit]:
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

"""What a sheet's keys hold -> what is read otherwise than its author may think, and the edits that
write each value as a sheet has it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.model import Problem
from knowledge.sheets import error_messages, model_paths, schema_fields, typed_values, vocabulary
from knowledge.sheets.edits import Edit
from knowledge.sheets.error_messages import Where, shown
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.model_paths import Field
from knowledge.sheets.sheet import Kind
from knowledge.sheets.vocabulary import Vocabulary
from knowledge.storage import odd_signs, yaml_document, yaml_mistakes
from knowledge.storage.yaml_document import KeyPlace, YamlNode
from knowledge.storage.yaml_mistakes import CURLY
from knowledge.word_list import WordList

_CUT = re.compile(r"[ \t]+(#[^\n\r]*)")


def of_head(head: str, kind: Kind[SheetModel], where: Where, *, first: int) -> Iterator[Problem]:
    """Yield a warning for each value of a text that was read before."""
    plain = odd_signs.plain_spaces(head)
    root = yaml_document.parse(plain).root
    if root is None:
        return
    for place, node in values(root):
        facts = {**where.facts(()), "line": str(first + node.line)}
        facts |= error_messages.label(place, kind.model)
        cut = _cut(node, plain, place, kind.model)
        if cut:
            told = {"kept": shown(node.text), "found": shown(cut)}
            yield Problem("value_cut", {**facts, **told})
        if is_in_curly_quotes(node):
            yield Problem("value_quotes", {**facts, "found": shown(node.text)})


def values(root: YamlNode) -> Iterator[tuple[KeyPlace, YamlNode]]:
    """Yield each text that is a value, with its place, in the order of the file."""
    waiting: list[tuple[KeyPlace, YamlNode]] = [((), root)]
    while waiting:
        place, node = waiting.pop()
        if node.kind == "text":
            yield place, node
        elif node.kind == "sequence":
            inner = [((*place, number), item) for number, item in enumerate(node.items)]
            waiting += reversed(inner)
        else:
            waiting += reversed([((*place, key.key()), value) for key, value in node.pairs()])


def is_in_curly_quotes(node: YamlNode) -> bool:
    """Return whether a text stands wholly in one pair of a word processor's quotes."""
    text = node.text.strip()
    closing = CURLY.get(text[:1], "")
    if not closing or text[0] in "«‹" or len(text) < 3:
        return False
    inner = text[1:-1]
    return text[-1] in closing and not set(inner) & {text[0], text[-1]}


def _cut(node: YamlNode, text: str, place: KeyPlace, model: type[SheetModel]) -> str:
    """Return the comment that follows a text on its line, if the text may have been meant to go on
    there.
    """
    if not node.plain:
        return ""
    found = _CUT.match(text, node.end)
    if found is None:
        return ""
    comment = found[1].strip()
    # "#2" and "#bienetre" are words of the text; "# to be checked" behind a term is a comment.
    if comment[1:2].strip() or _is_prose(place, model):
        return comment
    return ""


def _is_prose(place: KeyPlace, model: type[SheetModel]) -> bool:
    field = model_paths.field_at(model, place)
    if field is None:
        return False
    keys = {key.name: key for key in schema_fields.keys(field.model)}
    return field.name in keys and keys[field.name].prose


class _Found(NamedTuple):
    """A value of a sheet: where it stands, the field, and its text."""

    place: KeyPlace
    node: YamlNode
    field: Field
    text: str


def edits(head: str, model: type[SheetModel], lang: str, words: Vocabulary) -> Iterator[Edit]:
    """Yield the edits of a text that can be read."""
    tree = yaml_document.parse(head)
    if tree.root is None or tree.error or tree.root.kind != "mapping":
        return
    yield from _keys(tree.root, model)
    for found in _values(tree.root, model):
        node, new = found.node, _mended(found, lang, words)
        if new is not None and new != head[node.start : node.end]:
            yield Edit(node.start, node.end, new)


def _values(root: YamlNode, model: type[SheetModel]) -> Iterator[_Found]:
    """Yield each value of a key that the model has."""
    for place, node in values(root):
        field = model_paths.field_at(model, place)
        if field is not None:
            yield _Found(place, node, field, yaml_mistakes.bare(node.text))


def _keys(root: YamlNode, model: type[SheetModel]) -> Iterator[Edit]:
    """Yield an edit for each key that is exactly a field's label."""
    known = vocabulary.of_fields(model)
    written = {key.text for key in root.key_nodes()}
    for key, value in root.pairs():
        meant = known.meant(key.text)
        if key.text not in model.model_fields and meant and meant not in written:
            yield Edit(key.start, key.end, meant)
        inner = _model_in(model, meant)
        if inner:
            yield from _keys_within(value, inner)


def _model_in(model: type[SheetModel], name: str) -> type[SheetModel] | None:
    """Return the model of what a field holds, None where it holds none."""
    field = model.model_fields.get(name)
    if field is None:
        return None
    return next(model_paths.models(field.annotation), None)


def _keys_within(value: YamlNode, model: type[SheetModel]) -> Iterator[Edit]:
    for node in (value, *value.items):
        if node.kind == "mapping":
            yield from _keys(node, model)


def _mended(found: _Found, lang: str, words: Vocabulary) -> str | None:
    """Return how a value is to be written, None where it stays as it is."""
    known = words.of(found.field.info)
    if known is not None:
        return _term(found, known)
    if typed_values.is_of_a_form(found.field):
        return typed_values.meant(found.field, found.text, lang)
    if is_in_curly_quotes(found.node):
        return yaml_mistakes.double_quoted(found.text)
    return None


def _term(found: _Found, known: WordList) -> str | None:
    meant = known.meant(found.text)
    if not meant:
        return _terms(found, known)
    if found.node.text == meant:
        return None
    return meant


def _terms(found: _Found, known: WordList) -> str | None:
    """Return the terms that a text parted by commas names, None where it is no such list."""
    several = model_paths.takes_several(found.field.model.model_fields[found.field.name].annotation)
    # A word of a list that is one already stands alone.
    if not several or isinstance(found.place[-1], int):
        return None
    ids = list(map(known.meant, vocabulary.parts(found.text)))
    if len(ids) < 2 or not all(ids):
        return None
    return f"[{', '.join(ids)}]"

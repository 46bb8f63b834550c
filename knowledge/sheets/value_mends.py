"""A sheet's keys -> the edits that write them as a sheet has them: ids for labels, days and moments
as ISO 8601 has them, addresses whole, straight quotes.
"""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.sheets import model_paths, typed_values, value_warnings, vocabulary
from knowledge.sheets.edits import Edit
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.model_paths import Field
from knowledge.sheets.vocabulary import Vocabulary
from knowledge.storage import yaml_document, yaml_mistakes
from knowledge.storage.yaml_document import KeyPlace, YamlNode
from knowledge.word_list import WordList


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
    for place, node in value_warnings.values(root):
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
    if value_warnings.is_in_curly_quotes(found.node):
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

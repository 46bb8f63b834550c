"""What a sheet's keys hold -> what is read otherwise than its author may think: a text cut by " #",
quotes that are part of it.
"""

import re
from collections.abc import Iterator

from knowledge.model import Problem
from knowledge.sheets import error_messages, model_paths, schema_fields
from knowledge.sheets.error_messages import Where, shown
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import Kind
from knowledge.storage import odd_signs, yaml_document
from knowledge.storage.yaml_document import KeyPlace, YamlNode
from knowledge.storage.yaml_mistakes import CURLY

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

"""The block `review:` of an entry -> what a person decided or knows of it: one model, its keys, and
their faults.

A date of entry into force comes from here or from nowhere: nothing in a source's text is taken for
one.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints, ValidationError

from knowledge.i18n.input_words import YesOrNo
from knowledge.model import Problem
from knowledge.source import Lang, Model
from knowledge.storage import validation, yaml_document
from knowledge.storage.entry_text import Address, Day
from knowledge.storage.yaml_document import Node
from knowledge.taxonomy import Taxonomy

LawStatus = Literal["announced", "published", "in-force", "changed", "repealed"]
MAX_LENGTH = 20_000
MAX_DEPTH = 10
# The keys whose values are terms of taxonomy.yml, and the list in which each stands.
TERMS = {
    "type": "types",
    "themes": "themes",
    "audience": "audiences",
    "steps": "steps",
    "region": "regions",
}

_NOTHING = yaml_document.NULLS
# What is not read at all; a tag or an anchor that nothing refers to does no harm.
_UNREAD = frozenset(("alias", "depth", "document"))
_Sentence = Annotated[str, StringConstraints(min_length=1, max_length=600)]


class Review(Model):
    """What a person says of an entry; an absent key says nothing.

    `type`: the right kind. `themes`: the right themes; [] for none. `lang`: the language of the
    text below the front matter. `region`: where it holds. `audience`: whom it concerns. `steps`: of
    the approach, which it serves. `obligation`: true where it obliges, false where it recommends.
    `note`: what changes, in a sentence or one for each language. `act_date`: the day on which the
    act was signed. `in_force`: the day on which it takes effect. `law_status`: how far it has come.
    `repealed_by`: the address of the text that replaces it.
    """

    type: str | None = None
    themes: tuple[str, ...] | None = None
    lang: Lang | None = None
    region: str | None = None
    audience: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    obligation: YesOrNo | None = None
    note: Annotated[_Sentence | dict[Lang, _Sentence], Field(union_mode="left_to_right")] | None = (
        None
    )
    act_date: Day | None = None
    in_force: Day | None = None
    law_status: LawStatus | None = None
    repealed_by: Address | None = None

    def __bool__(self) -> bool:
        return bool(self.model_fields_set)

    def sentence(self, lang: str) -> tuple[str, str]:
        """Give the note for readers of a language, and the language it is in; ("", "") for none."""
        if not self.note:
            return "", ""
        if isinstance(self.note, str):
            return self.note, self.lang or ""
        tongue = lang if lang in self.note else min(self.note)
        return self.note[tongue], tongue


NOTHING = Review()


def read(block: str) -> Review:
    """Read the raw block; a key at fault counts as absent, since `vigie check` tells the editor of
    it.
    """
    if not block.strip():
        return NOTHING
    held = keys(block)
    try:
        return Review.model_validate(held)
    except ValidationError as error:
        wrong = {found.place[0] for found in validation.invalid(error, held)}
        right = {key: value for key, value in held.items() if key not in wrong}
        return Review.model_validate(right)


def keys(block: str) -> Mapping[str, Any]:
    """Return the block's keys as they are written: text, lists and mappings; an empty one is left
    out.

    What is no block of keys, too long, too deep, or holds an alias (it may grow without bound)
    yields nothing.
    """
    node = _inside(block)
    return _keys(node) if node and node.kind == "mapping" else {}


def problems(block: str, taxonomy: Taxonomy, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield each problem of a block; `path` names the file, in which the block begins on
    `first_line`.
    """
    if not block.strip():
        return
    node = _inside(block)
    if node is None or node.kind != "mapping":
        if node is None or node.kind == "sequence" or node.text not in _NOTHING:
            yield Problem("review_shape", {"path": path, "line": str(first_line)})
        return
    lines = {key.text: key.line for key, _ in node.pairs()}
    held = _keys(node)
    for code, key, facts in (*_wrong_values(held), *_unknown_terms(held, taxonomy)):
        where = {"path": path, "line": str(first_line + lines.get(key, 0)), "key": key}
        yield Problem(code, where | facts)


def _wrong_values(held: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, str]]]:
    try:
        Review.model_validate(held)
    except ValidationError as error:
        for wrong in validation.invalid(error, held):
            key = str(wrong.place[0])
            if wrong.rule == "extra_forbidden":
                allowed = validation.offered(key, list(Review.model_fields))
                yield "review_key_unknown", key, {"allowed": allowed}
            else:
                found = validation.shown(wrong.found)
                yield "review_value", key, {"found": found, "expected": _expected(key)}


def _unknown_terms(
    held: Mapping[str, Any], taxonomy: Taxonomy
) -> Iterator[tuple[str, str, dict[str, str]]]:
    for key, name in TERMS.items():
        known = [term.id for term in getattr(taxonomy, name)]
        value = held.get(key, [])
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and word not in known:
                allowed = validation.offered(word, known)
                yield "review_term", key, {"found": validation.shown(word), "allowed": allowed}


def _keys(node: Node) -> dict[str, Any]:
    held = yaml_document.texts(node, nulls=frozenset())
    return {
        key: value
        for key, value in held.items()
        if isinstance(value, list | dict) or value not in _NOTHING
    }


def _inside(block: str) -> Node | None:
    """Return what is under `review:`, or the whole block without it; None where it cannot be read."""
    if len(block) > MAX_LENGTH:
        return None
    tree = yaml_document.parse(block, max_depth=MAX_DEPTH)
    root = tree.root
    unread = tree.error or any(refusal.what in _UNREAD for refusal in tree.refusals)
    if root is None or unread or not _has_words_for_keys(root):
        return None
    if root.kind == "mapping":
        for key, value in root.pairs():
            if key.text == "review":
                return value if _has_words_for_keys(value) else None
    return root


def _has_words_for_keys(node: Node) -> bool:
    return node.kind != "mapping" or all(key.kind == "text" for key in node.key_nodes())


def _expected(key: str) -> str:
    annotation = Review.model_fields[key].annotation
    if key in {"act_date", "in_force"}:
        return "2027-01-31"
    if key in {"law_status", "lang"}:
        return ", ".join(str(word) for part in get_args(annotation) for word in get_args(part))
    examples = {
        "obligation": "true, false",
        "repealed_by": "https://…",
        "note": "“…”, {fr: “…”, nl: “…”}",
    }
    return examples.get(key, "[a, b]" if key in {"themes", "audience", "steps"} else "“…”")

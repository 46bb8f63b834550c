"""The block `review:` of an entry -> what a person decided or knows of it: one model, its keys, and
their faults.

A date of entry into force comes from here or from nowhere: nothing in a source's text is taken for
one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError, WithJsonSchema

from knowledge import word_list
from knowledge.i18n import input_words
from knowledge.i18n.input_words import YesOrNo
from knowledge.model import Entry, Problem
from knowledge.source import Lang, Model
from knowledge.storage import odd_signs, validation, yaml_document
from knowledge.storage.entry_text import Day, EntryUrl
from knowledge.storage.yaml_document import YamlNode
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
# The code of a problem, the key and the facts.
_Mistake = tuple[str, str, dict[str, str]]
_Sentence = Annotated[str, StringConstraints(min_length=1, max_length=600)]


def _addresses(value: object) -> object:
    """Return the addresses that a person gives, () for the word "none"."""
    if isinstance(value, str):
        return () if value.lower() in input_words.every("none") else (value,)
    return value


_ADDRESS = {"type": "string"}
# An address, several, or "none", which is no address at all.
RelatedAddresses = Annotated[
    tuple[EntryUrl, ...],
    BeforeValidator(_addresses),
    WithJsonSchema({"anyOf": [_ADDRESS, {"type": "array", "items": _ADDRESS}]}),
]


class Review(Model):
    """What a person says of an entry; an absent key says nothing.

    `type`: the right kind. `themes`: the right themes; [] for none. `lang`: the language of the
    text below the front matter. `region`: where it holds. `audience`: whom it concerns. `steps`: of
    the approach, which it serves. `obligation`: true where it obliges, false where it recommends.
    `event_date`: the first day of the event that it tells of. `note`: what changes, in a sentence
    or one for each language. `act_date`: the day on which the act was signed. `in_force`: the day
    on which it takes effect. `law_status`: how far it has come. `repealed_by`: the address of the
    text that replaces it. `twin`: the address of its version in another language, or "none".
    `same_as`: the address of the same story in another source, or "none". `apart`: the addresses of
    entries that are neither its version nor its story, whatever the program finds.
    `keep`: false to reject it, true to bring in what was set aside. `reason`: why it was rejected.
    `highlight`: true for the editor's pick.
    """

    type: str | None = None
    themes: tuple[str, ...] | None = None
    lang: Lang | None = None
    region: str | None = None
    audience: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    obligation: YesOrNo | None = None
    event_date: Day | None = None
    note: Annotated[_Sentence | dict[Lang, _Sentence], Field(union_mode="left_to_right")] | None = (
        None
    )
    act_date: Day | None = None
    in_force: Day | None = None
    law_status: LawStatus | None = None
    repealed_by: EntryUrl | None = None
    twin: RelatedAddresses | None = None
    same_as: RelatedAddresses | None = None
    apart: RelatedAddresses | None = None
    keep: YesOrNo | None = None
    reason: _Sentence | None = None
    highlight: YesOrNo | None = None

    def __bool__(self) -> bool:
        return bool(self.model_fields_set)

    @property
    def rejected(self) -> bool:
        """Return whether a person wants it nowhere on the site."""
        return self.keep is False

    @property
    def brought_in(self) -> bool:
        """Return whether a person wants it before the readers, whatever its words say."""
        return self.keep is not False and bool(self.keep or self.highlight)

    def sentence(self, lang: str) -> tuple[str, str]:
        """Return the note for readers of a language, and the language it is in.

        Returns ("", "") where there is none.
        """
        if not self.note:
            return "", ""
        if isinstance(self.note, str):
            return self.note, self.lang or ""
        tongue = min(self.note, key=lambda name: (name != lang, name))
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


def is_rejected(entry: Entry) -> bool:
    """Return whether a person rejected an entry: it stands nowhere on the site."""
    return bool(entry.review) and read(entry.review).rejected


def keys(block: str) -> Mapping[str, object]:
    """Return the block's keys as they are written: text, lists and mappings; an empty one is left
    out.

    What is no block of keys, too long, too deep, or holds an alias (it may grow without bound)
    yields nothing.
    """
    node = _inside(block) if block else None
    if node is None or node.kind != "mapping":
        return {}
    return _keys(node)


def is_readable(block: str) -> bool:
    """Return whether a raw block holds keys, or says nothing."""
    if not block.strip():
        return True
    node = _inside(block)
    return node is not None and (node.kind == "mapping" or _says_nothing(node))


def related(block: str) -> Iterator[tuple[str, str, int]]:
    """Yield each address that a person gives of a version, a story or what is neither: its key, the
    address, and the line of its key in the block, from 0.
    """
    node = _inside(block)
    if node is None or node.kind != "mapping":
        return
    lines = {key.text: key.line for key, _ in node.pairs()}
    said = read(block)
    for key in ("twin", "same_as", "apart"):
        for address in getattr(said, key) or ():
            yield key, address, lines[key]


def known_terms(block: str, taxonomy: Taxonomy) -> str:
    """Return a raw block in which each word that is no term of its list counts as absent; the same
    block where all are.
    """
    held = dict(keys(block))
    if next(_unknown_terms(held, taxonomy), None) is None:
        return block
    for key, name in TERMS.items():
        if key in held:
            held[key] = _known(held[key], taxonomy.ids(name))
    kept = {key: value for key, value in held.items() if value is not None}
    return yaml_document.dump({"review": kept})


def _known(value: object, ids: frozenset[str]) -> object:
    """Return a word, or the words of a list, that are known; None where none is."""
    if isinstance(value, str):
        return value if value in ids else None
    if isinstance(value, list):
        return _known_words(value, ids)
    return value


def _known_words(words: Sequence[str], ids: frozenset[str]) -> Sequence[str] | None:
    kept = [word for word in words if word in ids]
    # An empty list is a word of its own: no theme at all.
    if words and not kept:
        return None
    return kept


def problems(block: str, taxonomy: Taxonomy, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield each problem of a block; `path` names the file, in which the block begins on
    `first_line`.
    """
    if not block.strip():
        return
    node = _inside(block)
    if node is not None and node.kind == "mapping":
        yield from _wrong_keys(node, taxonomy, path, first_line)
    elif not _says_nothing(node):
        yield Problem("review_shape", {"path": path, "line": str(first_line)})


def _wrong_keys(
    node: YamlNode, taxonomy: Taxonomy, path: str, first_line: int
) -> Iterator[Problem]:
    lines = {key.text: key.line for key in node.key_nodes()}
    held = _keys(node)
    for code, key, facts in (*_wrong_values(held), *_unknown_terms(held, taxonomy)):
        where = {"path": path, "line": str(first_line + lines.get(key, 0)), "key": key}
        yield Problem(code, where | facts)


def _wrong_values(held: Mapping[str, object]) -> Iterator[_Mistake]:
    try:
        Review.model_validate(held)
    except ValidationError as error:
        yield from map(_wrong_value, validation.invalid(error, held))


def _wrong_value(wrong: validation.Invalid) -> _Mistake:
    key = str(wrong.place[0])
    if wrong.rule == "extra_forbidden":
        allowed = validation.offered(key, list(Review.model_fields))
        return "review_key_unknown", key, {"allowed": allowed}
    found = validation.shown(wrong.found)
    return "review_value", key, {"found": found, "expected": _EXPECTED.get(key, "“…”")}


def _unknown_terms(held: Mapping[str, object], taxonomy: Taxonomy) -> Iterator[_Mistake]:
    for key, name in TERMS.items():
        known = word_list.of_terms(taxonomy.terms(name))
        for word in _words(held.get(key)):
            if word not in known.names:
                near = known.near(word)
                offered = [near] if near else list(known.names)
                facts = {"found": validation.shown(word), **known.listed("allowed", offered)}
                yield "review_term", key, facts


def _words(value: object) -> Iterator[str]:
    """Yield a word, or the words of a list."""
    listed = value if isinstance(value, list) else [value]
    return (word for word in listed if isinstance(word, str))


def _keys(node: YamlNode) -> dict[str, object]:
    held = yaml_document.texts(node, nulls=frozenset())
    return {key: value for key, value in held.items() if not _is_nothing(value)}


def _is_nothing(value: object) -> bool:
    return isinstance(value, str) and value in _NOTHING


def _says_nothing(node: YamlNode | None) -> bool:
    return node is not None and node.kind == "text" and node.text in _NOTHING


def _inside(block: str) -> YamlNode | None:
    """Return what is under `review:`, or the whole block without it; None where it cannot be
    read.
    """
    root = _root(block)
    if root is None or not _has_words_for_keys(root):
        return None
    inner = _under_review(root)
    if not _has_words_for_keys(inner):
        return None
    return inner


def _root(block: str) -> YamlNode | None:
    if len(block) > MAX_LENGTH:
        return None
    tree = yaml_document.parse(odd_signs.plain_spaces(block), max_depth=MAX_DEPTH)
    if tree.error or any(refusal.what in _UNREAD for refusal in tree.refusals):
        return None
    return tree.root


def _under_review(root: YamlNode) -> YamlNode:
    if root.kind == "mapping":
        for key, value in root.pairs():
            if key.text == "review":
                return value
    return root


def _has_words_for_keys(node: YamlNode) -> bool:
    return node.kind != "mapping" or all(key.kind == "text" for key in node.key_nodes())


_EXPECTED = {
    **dict.fromkeys(("act_date", "in_force", "event_date"), "2027-01-31"),
    **dict.fromkeys(("themes", "audience", "steps"), "[a, b]"),
    "law_status": ", ".join(get_args(LawStatus)),
    "lang": ", ".join(get_args(Lang)),
    **dict.fromkeys(("obligation", "keep", "highlight"), "true, false"),
    "repealed_by": "https://…",
    **dict.fromkeys(("twin", "same_as"), "https://…, none"),
    "apart": "https://…",
    "note": "“…”, {fr: “…”, nl: “…”}",
}

"""The block `review:` of an entry -> what a person decided or knows of it: one model, its keys, and
their faults.

A date of entry into force comes from here or from nowhere: nothing in a source's text is taken for
one.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import Field, StringConstraints, ValidationError

from knowledge.i18n.input_words import YesOrNo
from knowledge.model import Problem
from knowledge.source import Lang, Model
from knowledge.storage.front_matter import Address, Day
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

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
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
        wrong = {one["loc"][0] for one in error.errors()}
        return Review.model_validate(
            {key: value for key, value in held.items() if key not in wrong}
        )


def keys(block: str) -> Mapping[str, Any]:
    """Give the block's keys as they are written: text, lists and mappings; an empty one is left
    out.

    What is no block of keys, too long, too deep, or holds an alias (it may grow without bound)
    gives nothing.
    """
    inside = _inside(block)
    held = inside if isinstance(inside, dict) else {}
    return {
        key: value
        for key, value in held.items()
        if isinstance(value, list | dict) or value not in _NOTHING
    }


def faults(block: str, taxonomy: Taxonomy, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield each fault of a block; `path` names the file, in which the block begins on
    `first_line`.
    """
    inside = _inside(block)
    if not isinstance(inside, dict):
        if isinstance(inside, list) or inside not in _NOTHING:
            yield Problem("review_shape", {"path": path, "line": str(first_line)})
        return
    lines = _lines(block)
    for code, key, facts in (*_wrong_values(keys(block)), *_unknown_terms(keys(block), taxonomy)):
        where = {"path": path, "line": str(first_line + lines.get(key, 0)), "key": key}
        yield Problem(code, where | facts)


def _wrong_values(held: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, str]]]:
    try:
        Review.model_validate(held)
    except ValidationError as error:
        for one in error.errors():
            key = str(one["loc"][0])
            if one["type"] == "extra_forbidden":
                yield (
                    "review_key_unknown",
                    key,
                    {"allowed": _offered(key, list(Review.model_fields))},
                )
            else:
                yield (
                    "review_value",
                    key,
                    {"found": _shown(one["input"]), "expected": _expected(key)},
                )


def _unknown_terms(
    held: Mapping[str, Any], taxonomy: Taxonomy
) -> Iterator[tuple[str, str, dict[str, str]]]:
    for key, name in TERMS.items():
        known = [term.id for term in getattr(taxonomy, name)]
        value = held.get(key, [])
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and word not in known:
                yield "review_term", key, {"found": _shown(word), "allowed": _offered(word, known)}


def _inside(block: str) -> Any:
    """Give what stands under `review:`, as text, lists and mappings; None where it cannot be read."""
    if not block.strip():
        return ""
    if len(block) > MAX_LENGTH:
        return None
    try:
        data = yaml.load(block, _LOADER) if _shallow(block) else None  # noqa: S506 - a loader that makes text only
    except (yaml.YAMLError, ValueError):
        return None
    return data.get("review", data) if isinstance(data, dict) else data


def _shallow(block: str) -> bool:
    depth = 0
    for event in yaml.parse(block, _LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if depth > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
            return False
    return True


def _lines(block: str) -> dict[str, int]:
    """Give the line of each key within the block, the first being 0."""
    node = yaml.compose(block, _LOADER)
    found = dict(_pairs(node))
    inside = dict(_pairs(found["review"][1])) if "review" in found else found
    return {name: line for name, (line, _) in inside.items()}


def _pairs(node: Any) -> Iterator[tuple[str, tuple[int, Any]]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), (key.start_mark.line, value)


def _offered(word: str, known: list[str]) -> str:
    """Name the nearest right word, or else all of them."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return ", ".join(near or known)


def _shown(value: object) -> str:
    said = " ".join(str(value).split())
    return said if len(said) <= 80 else f"{said[:77]}…"


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

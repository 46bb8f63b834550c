"""A kind's model -> the keys that a person fills in, one by one: what schema, template, guide and
dialogue go by.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator
from pydantic.fields import FieldInfo

from knowledge.sheets.field_info import LANGUAGES, Model, Said, of, pick
from knowledge.sheets.sheet import Kind
from knowledge.taxonomy import LISTS, Taxonomy, Term

# Keys that a command writes, and no person.
WRITTEN = frozenset({"translation"})
# The lists that grow as people add files: the guide says where they are, not what is in them.
LIVING = frozenset({"organisations", "roles", "tools", "files"})
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Key:
    """One key. `many`: it holds a list; `inner`: the model of what it holds, or of each of its
    elements.

    `prose`: a text in the reader's language, and not a day, an address, a number or a word of a
    closed list.
    """

    name: str
    said: Said
    required: bool
    many: bool
    inner: type[Model] | None
    prose: bool

    def example(self, lang: str) -> str:
        """Give a value as it may stand in a file, "" where there is none."""
        return pick(self.said.example, lang) or next(iter(self.said.words), "")


def keys(model: type[Model]) -> tuple[Key, ...]:
    """List the keys of a model that people fill in, sections among them, in their order."""
    return tuple(
        _key(name, info) for name, info in model.model_fields.items() if name not in WRITTEN
    )


def head(model: type[Model]) -> tuple[Key, ...]:
    """List those that stand in the front matter."""
    return tuple(key for key in keys(model) if not key.said.section)


def translated(key: Key, kind: Kind) -> bool:
    """Say whether a key of a sheet has another value in each language."""
    if kind.suffix != ".md" or key.name in kind.shared:
        return False
    return key.prose or (key.inner is not None and any(inner.prose for inner in keys(key.inner)))


def labels(taxonomy: Taxonomy) -> Labels:
    """Give the name of each term by list and id, its languages parted by a bar:
    `labels["steps"]["framing"]`.
    """
    named = {name: {term.id: _named(term) for term in getattr(taxonomy, name)} for name in LISTS}
    return named | {"fields": {name: named["themes"][name] for name in taxonomy.fields}}


def words(key: Key, taxonomy: Taxonomy, lang: str) -> dict[str, str]:
    """Give the words that a key takes, with their names in a language; none where any will do, or
    where they live.
    """
    if key.said.words:
        return {name: pick(label, lang) for name, label in key.said.words.items()}
    if not key.said.terms or key.said.terms in LIVING:
        return {}
    known = taxonomy.ids(key.said.terms)
    listed = taxonomy.themes if key.said.terms == "fields" else getattr(taxonomy, key.said.terms)
    return {
        term.id: term.named("nl" if lang == "nl" else "fr") for term in listed if term.id in known
    }


def _named(term: Term) -> str:
    # A site in one language needs no label in the other.
    return " / ".join(term.labels[lang] for lang in LANGUAGES if lang in term.labels) or term.named(
        ""
    )


def _key(name: str, info: FieldInfo) -> Key:
    said, parts = of(info), list(_parts(info.annotation))
    marks = [
        *info.metadata,
        *(mark for part in parts if get_origin(part) is Annotated for mark in get_args(part)[1:]),
    ]
    shaped = any(isinstance(mark, AfterValidator | BeforeValidator) for mark in marks)
    plain = [get_args(part)[0] if get_origin(part) is Annotated else part for part in parts]
    return Key(
        name,
        said,
        info.is_required(),
        any(get_origin(part) in {tuple, list} for part in plain),
        next(models(info.annotation), None),
        not shaped and not said.terms and not said.words and all(part is str for part in plain),
    )


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield the members of a union but None, each with its marks."""
    if get_origin(annotation) in {Union, UnionType}:
        for one in get_args(annotation):
            yield from _parts(one)
    elif annotation is not type(None):
        yield annotation


def models(annotation: Any) -> Iterator[type[Model]]:
    """Yield each model within an annotation, as in `tuple[Passage, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in get_args(annotation):
        yield from models(inner)

"""A kind's model -> the keys that a person fills in, one by one: what schema, template, guide and
dialogue go by.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator
from pydantic.fields import FieldInfo

from knowledge.i18n import locales
from knowledge.sheets import labels as words_of
from knowledge.sheets import model_paths
from knowledge.sheets.field_info import SheetField, SheetModel, of
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import Prose, TextShape
from knowledge.taxonomy import LISTS, Taxonomy, Term

# Keys that a command writes, and no person.
WRITTEN = frozenset({"translation"})
# The lists that grow as people add files: the guide says where they are, not what is in them.
LIVING = frozenset({"organisations", "roles", "tools", "files"})
TermLabels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Key:
    """One key of a model. `many`: it holds a list; `inner`: the model of what it holds, or of each
    of its elements.

    `prose`: a text in the reader's language, and not a day, an address, a number or a word of a
    closed list.
    """

    model: type[SheetModel]
    name: str
    field: SheetField
    required: bool
    many: bool
    inner: type[SheetModel] | None
    prose: bool

    def label(self, locale: str) -> str:
        """Return its name."""
        return words_of.label(self.model, self.name, locale)

    def help(self, locale: str) -> str:
        """Return what it is for."""
        return words_of.help_text(self.model, self.name, locale)

    def asked(self, locale: str) -> str:
        """Return what a form asks for in it."""
        return words_of.asked(self.model, self.name, locale)

    def example(self, locale: str) -> str:
        """Return a value as it may stand in a file, "" where there is none."""
        example = words_of.example(self.model, self.name, locale)
        if not example and self.field.choices:
            return self.field.choices.ids[0]
        return example


class FreeText(SheetModel):
    """The text of a sheet whose kind has no sections."""

    body: Annotated[Prose | None, SheetField(section=True)] = None


def keys(model: type[SheetModel]) -> tuple[Key, ...]:
    """Return the keys of a model that people fill in, sections among them, in their order."""
    fields = model.model_fields.items()
    return tuple(_key(model, name, info) for name, info in fields if name not in WRITTEN)


def head(model: type[SheetModel]) -> tuple[Key, ...]:
    """Return those that are written in the front matter."""
    return tuple(key for key in keys(model) if not key.field.section)


def translated(key: Key, kind: Kind[SheetModel]) -> bool:
    """Return whether a key of a sheet has another value in each language."""
    if kind.suffix != ".md" or key.name in kind.shared:
        return False
    return key.prose or (key.inner is not None and any(inner.prose for inner in keys(key.inner)))


def labels(taxonomy: Taxonomy, site_locales: Iterable[str]) -> TermLabels:
    """Return the name of each term by list and id, its languages parted by a bar:
    `labels["steps"]["framing"]`.
    """
    spoken = tuple(site_locales)
    named: dict[str, dict[str, str]] = {}
    for name in LISTS:
        named[name] = {term.id: _named(term, spoken) for term in taxonomy.terms(name)}
    return named | {"fields": {name: named["themes"][name] for name in taxonomy.fields}}


def words(
    key: Key, taxonomy: Taxonomy, locale: str, site_locales: Iterable[str] = ()
) -> dict[str, str]:
    """Return the words that a key takes, with their names in a locale; none where any will do, or
    where they live.
    """
    if key.field.choices:
        return key.field.choices.labels(locale)
    if not key.field.terms or key.field.terms in LIVING:
        return {}
    order = tuple(site_locales)
    named = {}
    for term in _terms(taxonomy, key.field.terms):
        texts = {str(name): label for name, label in term.labels.items()}
        named[term.id] = locales.choose(texts, locale, order)
    return named


def _terms(taxonomy: Taxonomy, name: str) -> list[Term]:
    """Return the terms of a list; the fields of action are some of the themes."""
    listed = taxonomy.terms({"fields": "themes"}.get(name, name))
    known = taxonomy.ids(name)
    return [term for term in listed if term.id in known]


def _named(term: Term, site_locales: tuple[str, ...]) -> str:
    # A site in one language needs no label in the other.
    told = [term.labels[locale] for locale in site_locales if locale in term.labels]
    return " / ".join(told) or term.named("")


def _key(model: type[SheetModel], name: str, info: FieldInfo) -> Key:
    types, marks = _types(info)
    return Key(
        model,
        name,
        of(info),
        required=info.is_required(),
        many=any(get_origin(part) in {tuple, list} for part in types),
        inner=next(model_paths.models(info.annotation), None),
        prose=_is_prose(of(info), types, marks),
    )


def shape(key: Key) -> TextShape | None:
    """Return how a key's text must be written, None where any text will do, or no text."""
    _, marks = _types(key.model.model_fields[key.name])
    for mark in marks:
        if isinstance(mark, AfterValidator) and isinstance(mark.func, TextShape):
            return mark.func
    return None


def _types(info: FieldInfo) -> tuple[list[object], list[object]]:
    """Return the types that a field may have, and the marks of the field and of its types."""
    types: list[object] = []
    marks = list(info.metadata)
    for part in _parts(info.annotation):
        inner, own = _marked(part)
        marks += own
        types.append(inner)
    return types, marks


def _is_prose(field: SheetField, types: Iterable[object], marks: Iterable[object]) -> bool:
    """Return whether any text will do: one of no shape and of no closed list."""
    if field.terms or field.choices:
        return False
    shaped = any(isinstance(mark, AfterValidator | BeforeValidator) for mark in marks)
    return not shaped and all(part is str for part in types)


def _marked(part: object) -> tuple[object, tuple[object, ...]]:
    """Return a type and its marks."""
    if get_origin(part) is Annotated:
        inner, *marks = get_args(part)
        return inner, tuple(marks)
    return part, ()


def _parts(annotation: object) -> Iterator[object]:
    """Yield the members of a union but None, each with its marks."""
    if get_origin(annotation) in {Union, UnionType}:
        for member in get_args(annotation):
            yield from _parts(member)
    elif annotation is not type(None):
        yield annotation


(BODY,) = keys(FreeText)

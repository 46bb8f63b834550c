"""A place in a sheet -> the field, or the model, that stands there in the kind's model."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, NamedTuple, Union, get_args, get_origin

from knowledge.sheets import labels
from knowledge.sheets.field_info import SheetField, SheetModel, of
from knowledge.storage.yaml_document import KeyPlace

_NESTING = frozenset({Annotated, Union, UnionType, tuple, list, dict})
# How pydantic names the members of a union in the place of an error.
_TAGS = frozenset({"str", "int", "bool", "date", "datetime"})


class Field(NamedTuple):
    """A field of a model."""

    model: type[SheetModel]
    name: str

    @property
    def info(self) -> SheetField:
        """Return what the model says of it."""
        return of(self.model.model_fields[self.name])

    def label(self, locale: str) -> str:
        """Return its name."""
        return labels.label(self.model, self.name, locale)

    def help(self, locale: str) -> str:
        """Return what it is for."""
        return labels.help_text(self.model, self.name, locale)

    def example(self, locale: str) -> str:
        """Return a value as it may be written, or else its first choice, or else its help."""
        example = labels.example(self.model, self.name, locale)
        if not example and self.info.choices:
            return self.info.choices.ids[0]
        return example or self.help(locale)


def models(annotation: object) -> Iterator[type[SheetModel]]:
    """Yield each model within an annotation, as in `tuple[Passage, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, SheetModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models(inner)


def takes_several(annotation: object) -> bool:
    """Return whether a field takes a list of values."""
    if get_origin(annotation) in {tuple, list}:
        return True
    if get_origin(annotation) not in {Annotated, Union, UnionType}:
        return False
    return any(map(takes_several, get_args(annotation)))


def field_at(model: type[SheetModel], place: KeyPlace) -> Field | None:
    """Return the innermost field of a place, None where the model has none there."""
    found = None
    here: type[SheetModel] | None = model
    for step in place:
        if here is None:
            break
        if isinstance(step, str) and step in here.model_fields:
            found = Field(here, step)
            here = _model_in(here.model_fields[step].annotation)
    return found


def model_at(model: type[SheetModel], place: KeyPlace) -> type[SheetModel] | None:
    """Return the model of what stands at a place."""
    here: type[SheetModel] | None = model
    for step in place:
        if isinstance(step, str) and here is not None:
            here = _model_in(getattr(here.model_fields.get(step), "annotation", None))
    return here


def label_at(model: type[SheetModel], place: KeyPlace, locale: str) -> str:
    """Return the name of a place as an editor reads it: "Parcours, 2, Date"."""
    names = []
    outer = None
    for end, step in enumerate(place, 1):
        field = field_at(model, place[:end])
        if isinstance(step, int):
            names.append(str(step + 1))
        elif field is None or field == outer:
            names.append(step)
        else:
            names.append(field.label(locale))
        outer = field
    return ", ".join(names)


def in_file(place: KeyPlace, data: Mapping[str, object]) -> KeyPlace:
    """Return the place of an error without what pydantic adds for itself: members of a union."""
    kept: list[str | int] = []
    here: object = data
    for number, step in enumerate(place):
        inner = _inner(here, step)
        if inner is not None or (number == len(place) - 1 and not _is_tag(step)):
            kept.append(step)
            here = inner
    return tuple(kept)


def _model_in(annotation: object) -> type[SheetModel] | None:
    """Return the model within an annotation, as in `tuple[Passage, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, SheetModel):
        return annotation
    if get_origin(annotation) in _NESTING:
        for inner in get_args(annotation):
            found = _model_in(inner)
            if found is not None:
                return found
    return None


def _inner(here: object, step: str | int) -> object:
    if isinstance(here, dict):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int):
        return next(iter(here[step : step + 1]), None)
    return None


def _is_tag(step: str | int) -> bool:
    return isinstance(step, str) and (not step.isidentifier() or step in _TAGS)

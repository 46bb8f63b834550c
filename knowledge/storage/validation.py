"""pydantic's errors -> each mistake once, at its place in the file, whatever its words are.

The words are the caller's: `config_file` has those of the configuration, `entry_text` and `review`
those of entries, `knowledge.sheets` those of sheets.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from knowledge.storage.yaml_document import KeyPlace

# The rules that allow some words only.
CHOICES = frozenset(("literal_error", "enum"))
SHOWN = 80
_TYPES = frozenset(("bool", "str", "int", "date", "datetime"))


@dataclass(frozen=True, slots=True)
class Invalid:
    """A mistake: what was found at a place, and the rule of pydantic that it breaks.

    `rule` is the type of pydantic's error ("missing", "extra_forbidden", "literal_error"),
    `context` what the rule asks for ("expected", "pattern", "min_length"), `message` pydantic's own
    words.
    """

    place: KeyPlace
    rule: str
    found: object
    context: Mapping[str, Any]
    message: str

    def choices(self) -> list[str]:
        """Return the words that the rule allows, [] where it allows others."""
        if self.rule not in CHOICES:
            return []
        listed = str(self.context["expected"]).replace(" or ", ", ").split(", ")
        return [choice.strip("' ") for choice in listed]


def invalid(error: ValidationError, data: object) -> list[Invalid]:
    """Return every mistake that pydantic found in the data, in its order."""
    found = []
    for details in error.errors(include_url=False):
        place, context = place_in(details["loc"], data), details.get("ctx", {})
        found.append(Invalid(place, details["type"], details["input"], context, details["msg"]))
    return found


def deepest(found: Collection[Invalid]) -> list[Invalid]:
    """Return the mistakes that hold no other: of a union's members, the one that came nearest."""
    places = {wrong.place for wrong in found}
    return [wrong for wrong in found if not _holds_another(wrong.place, places)]


def _holds_another(outer: KeyPlace, places: Iterable[KeyPlace]) -> bool:
    return any(_within(place, outer) for place in places)


def place_in(loc: KeyPlace, data: object) -> KeyPlace:
    """Return an error's place in the data: pydantic adds the names of a union's members to it."""
    kept: list[str | int] = []
    here: Any = data
    for number, step in enumerate(loc):
        last = number == len(loc) - 1
        if _holds(here, step):
            kept.append(step)
            here = here[step]
        elif last and not (kept and _is_tag(step)):
            kept.append(step)
    return tuple(kept)


def keys_at(model: type[BaseModel], place: KeyPlace) -> list[str]:
    """Return the keys that a model allows at a place within it."""
    here: object = model
    for step in place:
        here = _field(here, step)
    keys = []
    for member in _models(here):
        keys += [field.alias or key for key, field in member.model_fields.items()]
    return keys


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like another, in capitals or not; "" where none is."""
    words = list(known)
    alike = get_close_matches(word, words, n=1, cutoff=0.6)
    alike += get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return next(iter(alike), "")


def offered(word: str, known: Collection[str]) -> str:
    """Return the nearest right word, or else all of them."""
    return nearest(word, known) or ", ".join(known)


def shown(value: object) -> str:
    """Return a value on one short line."""
    said = " ".join(str(value).split())
    if len(said) > SHOWN:
        said = f"{said[: SHOWN - 3]}…"
    return said


def _within(inner: KeyPlace, outer: KeyPlace) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _holds(here: object, step: str | int) -> bool:
    if isinstance(here, list):
        return isinstance(step, int) and step < len(here)
    return isinstance(here, Mapping) and step in here


def _is_tag(step: str | int) -> bool:
    if isinstance(step, int):
        return False
    return not step.isidentifier() or step in _TYPES or step[0].isupper()


def _field(annotation: object, step: str | int) -> object:
    inner = (_inner(member, step) for member in _members(annotation))
    return next(filter(None, inner), None)


def _inner(member: object, step: str | int) -> object:
    if isinstance(member, type) and issubclass(member, BaseModel):
        return _annotation(member, str(step))
    if get_origin(member) in {tuple, list} and isinstance(step, int):
        return get_args(member)[0]
    if _is_mapping(member):
        return get_args(member)[1]
    return None


def _annotation(model: type[BaseModel], name: str) -> object:
    field = model.model_fields.get(name)
    return field and field.annotation


def _is_mapping(annotation: object) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    for member in _members(annotation):
        if isinstance(member, type) and issubclass(member, BaseModel):
            yield member


def _members(annotation: object) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType}:
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation

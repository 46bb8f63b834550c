"""Keys of a model -> the fields of a form, as JSON: what a browser shows, asks and checks.

What JSON Schema can say of a key is checked while a person types, with the words of
`sheets.expected`; the rest when the file comes back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from knowledge.sheets import by_language, labels
from knowledge.sheets.by_language import Names, Sites
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.proposals import within
from knowledge.sheets.schema_fields import Key, shape

FormField = dict[str, Any]
# Returns what a form offers for a key of a closed list: `options`, and whether `other` will do.
FieldOptions = Callable[[Key], FormField]
_LIMITS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems")
# Up to how many characters a text stands on a line of a form.
_LINE, _PARAGRAPH = 200, 600
_ADDRESSES = {"address": "url", "mailbox": "email", "phone": "tel"}
_TYPES = {"boolean": "flag", "integer": "number"}


def fields(keys: Iterable[Key], locale: str, options: FieldOptions) -> list[FormField]:
    """Return the fields of some keys in a locale, those of what they hold within them."""
    return [_field(key, locale, options) for key in keys]


def values(fields: Iterable[FormField], held: SheetModel, locale: str) -> dict[str, Any]:
    """Return what a sheet holds, as its form is filled in; what is not set is left out."""
    found = {}
    for field in fields:
        value = held.get(field["name"])
        if value not in (None, "", ()):
            found[field["name"]] = _written(field, value, locale)
    return found


def _written(field: FormField, value: object, locale: str) -> Any:
    if field["shape"] == "file":
        return f"./{value}"
    if isinstance(value, Names | Sites):
        return by_language.read(value, locale)[0]
    if isinstance(value, SheetModel):
        return values(field["inner"], value, locale)
    if isinstance(value, tuple):
        return [_written(field, held, locale) for held in value]
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _field(key: Key, locale: str, options: FieldOptions) -> FormField:
    limits = dict(_limits(key))
    made: FormField = {"name": key.name, "shape": _shape(key, limits), "label": key.label(locale)}
    made |= {"help": key.asked(locale), "required": key.required, **limits}
    if key.field.section:
        made["section"] = True
    if made["shape"] == "words":
        made["lang"] = locale
    elif made["shape"] in {"choice", "choices"}:
        made |= options(key)
    elif made["shape"] in {"part", "parts"} and key.inner:
        shown, hidden = within(key.inner)
        made["inner"] = [*fields(shown, locale, options), *map(_carried, hidden)]
    elif made["shape"] != "file":
        made |= _shaped(key, locale)
    return made


def _carried(key: Key) -> FormField:
    """Return what holds a value that nobody sees."""
    return {"name": key.name, "shape": "carried", "label": "", "help": "", "required": False}


def _shaped(key: Key, locale: str) -> FormField:
    """Return how a text must be written, and what is told of one that is not."""
    wanted = shape(key)
    if not wanted:
        return {}
    expected = labels.translate(f"expected.{wanted.expected}", locale)
    return {"pattern": wanted.pattern.pattern, "expected": expected}


def _shape(key: Key, limits: Mapping[str, int]) -> str:
    """Return by which element of a form a key is filled in."""
    if key.inner:
        return _shape_of_model(key)
    if key.field.terms == "files":
        return "file"
    if key.field.choices or key.field.terms:
        return "choices" if key.many else "choice"
    return _shape_of_value(key, limits)


def _shape_of_model(key: Key) -> str:
    if key.inner in {Names, Sites}:
        return {Names: "words", Sites: "url"}[key.inner]
    return "parts" if key.many else "part"


def _shape_of_value(key: Key, limits: Mapping[str, int]) -> str:
    parts = list(_parts(key))
    formats = {part.get("format") for part in parts}
    if "date" in formats:
        return "when" if "date-time" in formats else "day"
    for name, found in _TYPES.items():
        if any(part.get("type") == name for part in parts):
            return found
    if wanted := shape(key):
        return _ADDRESSES.get(wanted.expected, "line")
    return _shape_of_text(limits.get("maxLength", 0))


def _shape_of_text(most: int) -> str:
    if most > _PARAGRAPH:
        return "long"
    return "text" if most > _LINE else "line"


def _limits(key: Key) -> Iterator[tuple[str, int]]:
    for part in _parts(key):
        for name in _LIMITS:
            if name in part:
                yield name, part[name]


def _parts(key: Key) -> Iterator[Mapping[str, Any]]:
    """Yield what JSON Schema says of a key: of all its forms, then of each."""
    said = _schema(key.model)["properties"][key.name]
    yield said
    yield from said.get("anyOf", ())


@cache
def _schema(model: type[SheetModel]) -> Mapping[str, Any]:
    return model.model_json_schema()

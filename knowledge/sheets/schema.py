"""A kind's model -> the JSON Schema of its front matter, with which an editor completes and checks
while one types.

JSON Schema draft 2020-12. The words of the closed lists are the instance's own, so each instance
writes its schemas.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from knowledge.sheets import schema_fields
from knowledge.sheets.field_info import LANGUAGES, Model, of, pick
from knowledge.sheets.schema_fields import Labels
from knowledge.sheets.sheet import Kind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TERMS = "x-terms"


def of_kind(kind: Kind, lists: Mapping[str, Iterable[str]], labels: Labels) -> dict[str, Any]:
    """Give the schema.

    `lists` holds the ids of each closed list, `labels` their names where they have one.
    """
    schema = kind.model.model_json_schema()
    told = {"title": _both(kind.label), "description": _both(kind.plural)}
    whole = {"$schema": DRAFT, **schema, **told}
    models = {one.__name__: one for one in _models(kind.model)}
    for name, one in schema.get("$defs", {}).items():
        # What the code says of a model is for those who write code.
        one.pop("description", None)
        one.pop("title", None)
        if name in models:
            _worded(one, models[name])
    _worded(whole, kind.model)
    _without(whole, kind.sections)
    return dict(_filled(whole, lists, labels))


def _without(schema: dict[str, Any], names: Iterable[str]) -> None:
    """Take out the keys that stand below the front matter."""
    for name in names:
        schema["properties"].pop(name)
        if name in schema.get("required", ()):
            schema["required"].remove(name)


def _worded(schema: dict[str, Any], model: type[Model]) -> None:
    """Give each word of a key its label, as editors show it beside the word."""
    for name, one in schema.get("properties", {}).items():
        if "examples" in one and one.get("type") != "string":
            one["examples"] = [_data(example) for example in one["examples"]]
        words = of(model.model_fields[name]).words
        for place in _choices(one) if words else ():
            place["enumDescriptions"] = [_both(words[word]) for word in place["enum"]]


def _choices(schema: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    if isinstance(schema, dict) and "enum" in schema:
        yield schema
    for inner in (*schema.get("anyOf", ()), schema.get("items")):
        if isinstance(inner, dict):
            yield from _choices(inner)


def _filled(schema: Any, lists: Mapping[str, Iterable[str]], labels: Labels) -> Any:
    """Put the words of its list in the place of each mark."""
    if isinstance(schema, list):
        return [_filled(one, lists, labels) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _filled(one, lists, labels) for key, one in schema.items() if key != TERMS}
    ids = list(lists.get(schema[TERMS], ())) if isinstance(schema.get(TERMS), str) else []
    return _limited(made, ids, labels.get(schema[TERMS], {})) if ids else made


def _limited(schema: dict[str, Any], ids: list[str], labels: Mapping[str, str]) -> dict[str, Any]:
    if schema.get("type") == "string":
        named = [labels.get(one, one) for one in ids]
        return {**schema, "enum": ids, **({"enumDescriptions": named} if labels else {})}
    if "items" in schema:
        return {**schema, "items": _limited(schema["items"], ids, labels)}
    if "anyOf" in schema:
        return {**schema, "anyOf": [_limited(one, ids, labels) for one in schema["anyOf"]]}
    return schema


def _data(example: str) -> Any:
    """Read an example as it would be read in a file, days as JSON writes them."""
    read = yaml.safe_load(example)
    # A version, which is a text.
    return example if isinstance(read, float) else json.loads(json.dumps(read, default=str))


def _models(model: type[Model]) -> list[type[Model]]:
    """List a model and those within it."""
    found, waiting = [model], [model]
    while waiting:
        for info in waiting.pop().model_fields.values():
            for one in schema_fields.models(info.annotation):
                if one not in found:
                    found.append(one)
                    waiting.append(one)
    return found


def _both(pair: str | tuple[str, str]) -> str:
    return " / ".join(dict.fromkeys(pick(pair, lang) for lang in LANGUAGES))

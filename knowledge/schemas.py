"""The models -> schemas/*.schema.json: completion and checking in any editor, and in any language.

`python -m knowledge.schemas [FOLDER]` writes them; a test holds that the committed ones are these.
JSON Schema draft 2020-12.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from knowledge.source import OPTIONS, Watch
from knowledge.storage import atomic
from knowledge.storage.entry_text import FrontMatter
from knowledge.storage.review import Review
from knowledge.taxonomy import Taxonomy

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_KEY = re.compile(r"`(\w+)`: ")
_DURATION = {
    "type": "string",
    "pattern": r"^\d{1,3} ?([Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)s?$",
    "examples": ["10 days", "3 weeks", "2 months", "1 year"],
}


def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Return each schema by its file name."""
    return {
        "watch_sources.schema.json": watch_sources(),
        "taxonomy.schema.json": _described(Taxonomy),
        "entry.schema.json": entry(),
    }


def entry() -> dict[str, Any]:
    """Return the schema of an entry's front matter, with the keys that people may write under
    `review`.
    """
    schema, review = _described(FrontMatter), _described(Review)
    schema["$defs"] |= review.pop("$defs") | {
        "Review": {key: value for key, value in review.items() if key != "$schema"}
    }
    schema["properties"]["review"] = {
        "anyOf": [{"$ref": "#/$defs/Review"}, {"type": "null"}],
        "default": None,
    }
    return schema


def watch_sources() -> dict[str, Any]:
    """Return the schema of watch_sources.yml, `options` having the shape that the source's `reader`
    asks for.
    """
    schema = _described(Watch)
    _, options = models_json_schema([(model, "validation") for model in OPTIONS.values()])
    schema["$defs"] |= {name: _explained(held) for name, held in options["$defs"].items()}
    source = schema["$defs"]["Source"]
    source["properties"]["reader"] = {
        "default": "feed",
        "description": "One of these, or the name of a module in scrapers/sources/.",
        "anyOf": [{"enum": sorted(OPTIONS)}, {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}],
    }
    # Any case is read; what an editor offers is small letters, and the one word that English writes
    # with a capital.
    source["properties"]["scope"]["enum"].append("European")
    source["allOf"] = [
        _options_of(name, model.__name__, options["$defs"]) for name, model in OPTIONS.items()
    ]
    source["allOf"].append(
        {
            "if": {"properties": {"enabled": {"const": False}}, "required": ["enabled"]},
            "then": {"properties": {"reason": {"minLength": 1}}, "required": ["reason"]},
        }
    )
    for place in (source, schema["$defs"]["Defaults"]):
        place["properties"]["cadence"] |= {"default": "60 days", **_DURATION}
    return schema


def write(folder: Path) -> list[Path]:
    """Write every schema in the folder; return those that changed. Raises StoreError."""
    return [
        folder / name
        for name, schema in schemas().items()
        if atomic.write(folder / name, to_json(schema))
    ]


def to_json(schema: Mapping[str, Any]) -> bytes:
    """Write a schema for people to read, ending in a new line."""
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def _described(model: type[BaseModel]) -> dict[str, Any]:
    schema = _explained(model.model_json_schema())
    schema["$defs"] = {name: _explained(held) for name, held in schema.get("$defs", {}).items()}
    return {"$schema": _DRAFT, **schema}


def _explained(schema: dict[str, Any]) -> dict[str, Any]:
    """Describe each key by the sentence that the model's docstring has on it, in place of a title
    made from its name; a paragraph is one line, however the code wraps it.
    """
    if description := str(schema.get("description", "")):
        paragraphs = (" ".join(text.split()) for text in description.split("\n\n"))
        schema["description"] = "\n\n".join(paragraphs)
    said = dict(zip(*[iter(_KEY.split(" ".join(description.split()))[1:])] * 2, strict=True))
    for key, field in schema.get("properties", {}).items():
        field.pop("title", None)
        if key in said:
            field["description"] = re.split(r"[.;] `", said[key])[0].strip()
    return schema


def _options_of(reader: str, model: str, known: Mapping[str, Any]) -> dict[str, Any]:
    shape: dict[str, Any] = {"$ref": f"#/$defs/{model}"}
    needed = known[model].get("required", [])
    then = {"properties": {"options": shape if needed else {"anyOf": [shape, {"type": "null"}]}}}
    # Without `reader`, a source is a feed: the test on feeds holds where the key is absent, too.
    named = {} if reader == "feed" else {"required": ["reader"]}
    return {
        "if": {"properties": {"reader": {"const": reader}}, **named},
        "then": {**then, "required": ["options"]} if needed else then,
    }


if __name__ == "__main__":
    for path in write(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas")):
        print(path)

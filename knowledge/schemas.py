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

from knowledge.named_searches import CRITERIA, NamedSearches
from knowledge.source import OPTIONS, Watch
from knowledge.storage import atomic
from knowledge.storage.entry_text import FrontMatter
from knowledge.storage.review import Review
from knowledge.take_part import TakePart
from knowledge.taxonomy import Taxonomy

# A node of a schema: JSON.
Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_KEY = re.compile(r"`(\w+)`: ")
_DURATION = {
    "type": "string",
    "pattern": r"^\d{1,3} ?([Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)s?$",
    "examples": ["10 days", "3 weeks", "2 months", "1 year"],
}


def schemas() -> Mapping[str, Schema]:
    """Return each schema by its file name."""
    return {
        "watch_sources.schema.json": watch_sources(),
        "taxonomy.schema.json": _described(Taxonomy),
        "feeds.schema.json": feeds(),
        "take_part.schema.json": _described(TakePart),
        "entry.schema.json": entry(),
    }


def entry() -> Schema:
    """Return the schema of an entry's front matter, with the keys that people may write under
    `review`.
    """
    schema, review = _described(FrontMatter), _described(Review)
    del review["$schema"]
    schema["$defs"] |= review.pop("$defs")
    schema["$defs"]["Review"] = review
    schema["properties"]["review"] = {
        "anyOf": [{"$ref": "#/$defs/Review"}, {"type": "null"}],
        "default": None,
    }
    return schema


def feeds() -> Schema:
    """Return the schema of feeds.yml: each search asks something."""
    schema = _described(NamedSearches)
    asked = [{"required": [key]} for key in CRITERIA]
    schema["$defs"]["NamedSearch"]["anyOf"] = asked
    return schema


def watch_sources() -> Schema:
    """Return the schema of watch_sources.yml, `options` having the shape that the source's `reader`
    asks for.
    """
    schema = _described(Watch)
    _, options = models_json_schema([(model, "validation") for model in OPTIONS.values()])
    schema["$defs"] |= _all_explained(options)
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
    made = {folder / name: to_json(schema) for name, schema in schemas().items()}
    return [path for path, body in made.items() if atomic.write(path, body)]


def to_json(schema: Schema) -> bytes:
    """Write a schema for people to read, ending in a new line."""
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def _described(model: type[BaseModel]) -> Schema:
    schema = _explained(model.model_json_schema())
    return {"$schema": DRAFT, **schema, "$defs": _all_explained(schema)}


def _all_explained(schema: Schema) -> Schema:
    return {name: _explained(held) for name, held in schema.get("$defs", {}).items()}


def _explained(schema: Schema) -> Schema:
    """Describe each key by the sentence that the model's docstring has on it, in place of a title
    made from its name; a paragraph is one line, however the code wraps it.
    """
    if description := str(schema.get("description", "")):
        schema["description"] = "\n\n".join(map(_on_one_line, description.split("\n\n")))
    parts = _KEY.split(_on_one_line(description))
    said = dict(zip(parts[1::2], parts[2::2], strict=True))
    for key, field in schema.get("properties", {}).items():
        field.pop("title", None)
        if key in said:
            field["description"] = re.split(r"[.;] `", said[key])[0].strip()
    return schema


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _options_of(reader: str, model: str, known: Schema) -> Schema:
    shape: Schema = {"$ref": f"#/$defs/{model}"}
    named: Schema = {"required": ["reader"]}
    if reader == "feed":
        # Without `reader`, a source is a feed: so the test on feeds holds there too.
        named = {}
    then: Schema = {"required": ["options"]}
    if not known[model].get("required"):
        shape, then = {"anyOf": [shape, {"type": "null"}]}, {}
    return {
        "if": {"properties": {"reader": {"const": reader}}, **named},
        "then": {"properties": {"options": shape}, **then},
    }


if __name__ == "__main__":
    for path in write(Path([*sys.argv[1:], "schemas"][0])):
        print(path)

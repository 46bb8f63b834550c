"""What the open data hold, key by key -> a JSON Schema (draft 2020-12) and the Frictionless Table
Schema of the CSV.
"""

from collections.abc import Mapping
from typing import get_args

from knowledge.model import Aside, Status
from knowledge.schemas import DRAFT
from knowledge.source import Regime
from publish.exports.demo_mark import NAME
from publish.exports.open_data import COLUMNS, FOLDER
from publish.site_metadata import SiteMetadata

JsonShape = Mapping[str, object]
_TEXT: JsonShape = {"type": "string"}
_URL: JsonShape = {"type": "string", "format": "uri", "pattern": "^https?://"}
_DAY: JsonShape = {"type": "string", "format": "date"}
_MOMENT: JsonShape = {"type": "string", "format": "date-time"}
_REFERENCE: JsonShape = {"type": "string", "format": "uri-reference"}
_LINKS: JsonShape = {"type": "object", "additionalProperties": _REFERENCE}
_DOCUMENT: JsonShape = {
    "type": "object",
    "required": ["url", "title", "bytes"],
    "properties": {
        "url": _URL,
        "title": {"type": ["string", "null"]},
        "bytes": {"type": ["integer", "null"], "minimum": 0},
    },
}


def _or_null(shape: JsonShape) -> dict[str, object]:
    return {"anyOf": [dict(shape), {"type": "null"}]}


# Key -> what it says, and its shape. The CSV has those of them that are plain values.
FIELDS: Mapping[str, tuple[str, JsonShape]] = {
    "id": ("The entry's identity, for ever: ten hexadecimal digits.", _TEXT),
    "title": ("Its title in its own language, plain text.", _TEXT),
    "url": ("The address of the original.", _or_null(_URL)),
    "lang": ("Its language (RFC 5646).", _TEXT),
    "kind": ("Its kind: an id of terms.json.", _TEXT),
    "themes": ("Its themes: ids of terms.json.", {"type": "array", "items": _TEXT}),
    "source": ("Its source: an id of sources.json.", _TEXT),
    "date": (
        "The day of publication as the source states it; null where it states none.",
        _or_null(_DAY),
    ),
    "date_updated": ("The day of the last change as the source states it.", _or_null(_DAY)),
    "event_date": ("The first day of the event that it tells of, if known.", _or_null(_DAY)),
    "first_seen": ("When it was first seen, in UTC.", _MOMENT),
    "last_changed": ("When its last correction was seen, in UTC; else as first_seen.", _MOMENT),
    "status": (
        "active; gone when the source took it away; moved when its address changed.",
        {"enum": list(get_args(Status))},
    ),
    "aside": (
        "Why it is kept in its month only: no-theme or off-topic; null where it is not.",
        {"enum": [*filter(None, get_args(Aside)), None]},
    ),
    "excerpt": (
        "The publisher's own words, within the limit of the source's terms.",
        _or_null(_TEXT),
    ),
    "external_id": ("What the source itself calls it: ELI, numac, guid.", _or_null(_TEXT)),
    "versions": ("Its other languages: language and address.", _LINKS),
    "same_as": (
        "The same story in other sources, the official one first.",
        {"type": "array", "items": _URL},
    ),
    "documents": ("Files that its page links to.", {"type": "array", "items": _DOCUMENT}),
    "has_note": ("Whether the network wrote a note on it.", {"type": "boolean"}),
    "permalink": (
        "Its place on the site, under each language's home.",
        {"type": "string", "format": "uri-reference"},
    ),
    "regime": (
        "Under which terms the source's text may be reused.",
        {"enum": list(get_args(Regime))},
    ),
    "attribution": ("Whom to name when it is reused.", _TEXT),
}
_COUNT: JsonShape = {"type": "integer", "minimum": 0}
_YEAR: JsonShape = {"type": "integer", "minimum": 1}
_LISTED_YEAR: JsonShape = {
    "type": "object",
    "required": ["year", "count", "url"],
    "properties": {"year": _YEAR, "count": _COUNT, "url": _REFERENCE},
}
_INDEX: JsonShape = {
    "type": "object",
    "required": ["version", "updated", "count", "years"],
    "properties": {
        "version": {"const": 1},
        "updated": _or_null(_MOMENT),
        "count": _COUNT,
        "years": {"type": "array", "items": _LISTED_YEAR},
        "demonstration": {"type": "boolean", "description": "true: the data are not real."},
    },
}
_YEAR_FILE: JsonShape = {
    "type": "object",
    "required": ["year", "count", "entries"],
    "properties": {
        "year": _YEAR,
        "count": _COUNT,
        "entries": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
    },
}
_TABLE_TYPES = {
    "date": "date",
    "date_updated": "date",
    "first_seen": "datetime",
    "last_changed": "datetime",
}


def json_schema(metadata: SiteMetadata) -> dict[str, object]:
    """Return the schema of entries.json and of each year's file; keys may come within v1, so others
    are let through.
    """
    properties = {key: {"description": says, **shape} for key, (says, shape) in FIELDS.items()}
    entry = {"type": "object", "required": list(FIELDS), "properties": properties}
    return {
        "$schema": DRAFT,
        "$id": metadata.url(f"{FOLDER}/entries.schema.json"),
        "title": "Entries of a documentary watch",
        "description": (
            "entries.json lists the years; each year's file holds its entries, the newest first."
        ),
        "anyOf": [{"$ref": "#/$defs/index"}, {"$ref": "#/$defs/year"}],
        "$defs": {"entry": entry, "index": _INDEX, "year": _YEAR_FILE},
    }


def table_schema(*, demo: bool = False) -> dict[str, object]:
    """Return the Table Schema of entries.csv; that of a demonstration has a column that says so."""
    fields = list(map(_field, COLUMNS))
    if demo:
        fields.append({"name": NAME, "type": "string", "description": "The data are not real."})
    return {
        "fields": fields,
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _field(name: str) -> dict[str, object]:
    says, shape = FIELDS[name]
    made: dict[str, object] = {
        "name": name,
        "type": _TABLE_TYPES.get(name, "string"),
        "description": says,
    }
    if name == "themes":
        made["description"] = f'{says} Parted by "|".'
    if name == "id":
        made["constraints"] = {"required": True, "unique": True}
    if "enum" in shape:
        made["constraints"] = {"enum": shape["enum"]}
    return made

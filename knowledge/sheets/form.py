"""A kind -> the form on GitHub by which a person without git hands in what a sheet needs."""

from typing import Any

from knowledge.sheets.field_info import pick
from knowledge.sheets.schema_fields import Key, keys, words
from knowledge.sheets.sheet import Kind
from knowledge.storage import yaml_document
from knowledge.taxonomy import Taxonomy

_PROPOSE = ("Proposer : ", "Voorstellen: ")
_PUBLIC = (
    "Ce que vous écrivez ici est public : aucune donnée personnelle, une fonction suffit.",
    "Wat u hier schrijft, is openbaar: geen persoonsgegevens, een functie volstaat.",
)
_EXAMPLE = ("Exemple : ", "Voorbeeld: ")


def text(kind: Kind, lang: str, taxonomy: Taxonomy) -> str:
    """Write the form: what is required, and every section."""
    asked = [key for key in keys(kind.model) if key.required or key.said.section]
    label = pick(kind.label, lang)
    whole = {
        "name": f"{pick(_PROPOSE, lang)}{label[:1].lower()}{label[1:]}",
        "description": pick(_PUBLIC, lang),
        "title": f"{label}{pick((' : ', ': '), lang)}",
        "body": [_part(key, lang, taxonomy) for key in asked],
    }
    return yaml_document.dump(whole)


def _part(key: Key, lang: str, taxonomy: Taxonomy) -> dict[str, Any]:
    known = words(key, taxonomy, lang)
    attributes: dict[str, Any] = {
        "label": pick(key.said.label, lang),
        "description": pick(key.said.help, lang),
    }
    if known:
        attributes |= {
            "multiple": key.many,
            "options": [f"{label} ({word})" for word, label in known.items()],
        }
    elif not key.said.section and (example := key.example(lang)):
        attributes["placeholder"] = (pick(_EXAMPLE, lang) + example).replace("\n", " ")
    shape = "dropdown" if known else "textarea" if key.said.section else "input"
    return {
        "type": shape,
        "id": key.name.replace("_", "-"),
        "attributes": attributes,
        "validations": {"required": key.required},
    }

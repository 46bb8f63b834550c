"""A kind -> the form on GitHub by which a person without git hands in what a sheet needs."""

from knowledge.sheets import labels
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import Key, keys, words
from knowledge.sheets.sheet import Kind
from knowledge.storage import yaml_document
from knowledge.taxonomy import Taxonomy


def text(kind: Kind[SheetModel], lang: str, taxonomy: Taxonomy) -> str:
    """Write the form: what is required, and every section."""
    body = []
    for key in keys(kind.model):
        if key.required or key.field.section:
            body.append(_part(key, lang, taxonomy))
    label = kind.label(lang)
    whole = {
        "name": labels.translate("form.propose", lang, kind=label[:1].lower() + label[1:]),
        "description": labels.translate("form.public", lang),
        "title": labels.translate("form.title", lang, kind=label),
        "body": body,
    }
    return yaml_document.dump(whole)


def _part(key: Key, lang: str, taxonomy: Taxonomy) -> dict[str, object]:
    known = words(key, taxonomy, lang)
    attributes: dict[str, object] = {"label": key.label(lang), "description": key.help(lang)}
    shape = "textarea" if key.field.section else "input"
    example = key.example(lang)
    if known:
        shape = "dropdown"
        attributes["multiple"] = key.many
        attributes["options"] = [f"{label} ({word})" for word, label in known.items()]
    elif example and not key.field.section:
        told = labels.translate("form.example", lang, example=example)
        attributes["placeholder"] = told.replace("\n", " ")
    return {
        "type": shape,
        "id": key.name.replace("_", "-"),
        "attributes": attributes,
        "validations": {"required": key.required},
    }

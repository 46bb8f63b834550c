"""`vigie schema`: an instance's models and lists -> the files that nobody writes by hand: schemas,
templates, guide, forms.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import typer
import yaml

from knowledge import schemas, taxonomy
from knowledge.i18n import catalogue, locales
from knowledge.schemas import DRAFT, Schema
from knowledge.sheets import collection, cross_checks, explained, model_paths, schema_fields
from knowledge.sheets import labels as words_of
from knowledge.sheets.collection import Collection
from knowledge.sheets.field_info import Choices, SheetModel, of
from knowledge.sheets.proposals import PROPOSALS
from knowledge.sheets.registry import KINDS
from knowledge.sheets.schema_fields import TermLabels
from knowledge.sheets.sheet import Kind
from knowledge.storage import atomic
from knowledge.taxonomy import Taxonomy
from vigie.intake import issues
from vigie.terminal import CliContext, say_all

TEMPLATES, GUIDE, FORMS, SCHEMAS = (
    "docs/templates",
    "docs/guide",
    ".github/ISSUE_TEMPLATE",
    "schemas",
)
TERMS = "x-terms"


def run(context: typer.Context) -> None:
    """Write the JSON Schemas, the templates, the guide's tables and the issue forms."""
    common: CliContext = context.obj
    lists = taxonomy.load(common.root)
    say_all(write(common.root, lists, collection.load(common.root)))


def files(taxonomy: Taxonomy, held: Collection) -> dict[str, bytes]:
    """Return every file by its path in the instance, in the locales of its site."""
    spoken = [locale for locale in held.languages if locale in locales.known()]
    made = dict(_of_kinds(taxonomy, held, spoken))
    for locale in spoken:
        made[f"{GUIDE}/sheets.{locale}.md"] = explained.table(
            KINDS.values(), locale, taxonomy
        ).encode()
        made |= _proposed(locale, taxonomy)
    return made


def write(root: Path, taxonomy: Taxonomy, held: Collection) -> list[str]:
    """Write every file; return the paths of those that changed. Raises StoreError."""
    made = files(taxonomy, held)
    for path in made:
        atomic.refuse_links(root / path, root)
    return [path for path, body in made.items() if atomic.write(root / path, body)]


def _of_kinds(
    taxonomy: Taxonomy, held: Collection, spoken: list[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the schemas, and the templates of each kind."""
    for name, own in schemas.schemas().items():
        yield f"{SCHEMAS}/{name}", schemas.to_json(own)
    lists, labels = cross_checks.known(held, taxonomy), schema_fields.labels(taxonomy, spoken)
    for kind in KINDS.values():
        shape = of_kind(kind, lists, labels, spoken)
        yield f"{SCHEMAS}/{kind.id}.schema.json", schemas.to_json(shape)
        for locale in spoken:
            path = f"{TEMPLATES}/{explained.template_name(kind, locale)}"
            yield path, explained.template(kind, locale, taxonomy).encode()


def _proposed(locale: str, taxonomy: Taxonomy) -> Iterator[tuple[str, bytes]]:
    """Yield the files by which anybody may propose something.

    What they may propose can be had from the site, too, by those who have no copy of the files.
    (MkDocs publishes no folder that is called templates.)
    """
    for number, name in enumerate(issues.FORMS, 1):
        proposal = PROPOSALS[name]
        if kind := proposal.kind:
            blank = explained.template(kind, locale, taxonomy)
            yield f"docs/{locale}/blank/{name}.txt", blank.encode()
        title = catalogue.load(locale).choice("site.propose_titles", name)
        form = explained.form(title, issues.asked(proposal), locale, taxonomy)
        yield f"{FORMS}/{number}-{name}.{locale}.yml", form.encode()


@dataclass(frozen=True)
class Lists:
    """The ids of each closed list, and their names where they have one."""

    ids: Mapping[str, Iterable[str]]
    labels: TermLabels


def of_kind(
    kind: Kind[SheetModel],
    lists: Mapping[str, Iterable[str]],
    labels: TermLabels,
    site_locales: Sequence[str],
) -> Schema:
    """Return the schema of a kind, with its words in the locales of a site.

    `lists` holds the ids of each closed list, `labels` their names where they have one.
    """
    schema = kind.model.model_json_schema()
    named = {
        "title": _all(kind.label, site_locales),
        "description": _all(kind.plural, site_locales),
    }
    whole = {"$schema": DRAFT, **schema, **named}
    models = {model.__name__: model for model in _models(kind.model)}
    for name, definition in schema.get("$defs", {}).items():
        # What the code says of a model is for those who write code.
        definition.pop("description", None)
        definition.pop("title", None)
        if name in models:
            _add_words(definition, models[name], site_locales)
    _add_words(whole, kind.model, site_locales)
    _without(whole, kind.sections)
    return dict(_filled(whole, Lists(lists, labels)))


def _without(schema: Schema, names: Iterable[str]) -> None:
    """Take out the keys that are written below the front matter."""
    for name in names:
        schema["properties"].pop(name)
        if name in schema.get("required", ()):
            schema["required"].remove(name)


def _add_words(schema: Schema, model: type[SheetModel], site_locales: Sequence[str]) -> None:
    """Add to each key of a model what an editor shows beside it."""
    properties = schema.get("properties", {})
    for name, shape in properties.items():
        field = of(model.model_fields[name])
        shape |= _told(model, name, site_locales, is_text=shape.get("type") == "string")
        if field.terms:
            shape[TERMS] = field.terms
        properties[name] = dict(sorted(shape.items()))
        if field.choices:
            for place in _enums(properties[name]):
                place["enumDescriptions"] = _described(field.choices, place["enum"], site_locales)


def _described(choices: Choices, ids: Iterable[str], site_locales: Sequence[str]) -> list[str]:
    """Return the labels of some choices, in the locales of the site."""
    return [_all(partial(choices.label, name), site_locales) for name in ids]


def _told(
    model: type[SheetModel], name: str, site_locales: Sequence[str], *, is_text: bool
) -> Schema:
    """Return the name of a key, what it is for and its examples, in the locales of the site."""
    helps = dict.fromkeys(words_of.help_text(model, name, locale) for locale in site_locales)
    told: Schema = {
        "title": _all(partial(words_of.label, model, name), site_locales),
        "description": "\n\n".join(helps),
    }
    examples = dict.fromkeys(words_of.example(model, name, locale) for locale in site_locales)
    if any(examples):
        told["examples"] = list(examples) if is_text else list(map(_data, examples))
    return told


def _enums(schema: Schema) -> Iterator[Schema]:
    """Yield each part of a key's schema that lists words."""
    if "enum" in schema:
        yield schema
    for inner in (*schema.get("anyOf", ()), schema.get("items")):
        if isinstance(inner, dict):
            yield from _enums(inner)


def _filled(schema: Any, lists: Lists) -> Any:
    """Return a schema with the words of its list in the place of each mark."""
    if isinstance(schema, list):
        return [_filled(element, lists) for element in schema]
    if isinstance(schema, dict):
        return _filled_keys(schema, lists)
    return schema


def _filled_keys(schema: Schema, lists: Lists) -> Schema:
    made = {key: _filled(value, lists) for key, value in schema.items() if key != TERMS}
    name = schema.get(TERMS)
    if isinstance(name, str) and (ids := list(lists.ids.get(name, ()))):
        return _limited(made, ids, lists.labels.get(name, {}))
    return made


def _limited(schema: Schema, ids: list[str], labels: Mapping[str, str]) -> Schema:
    if schema.get("type") == "string":
        return {**schema, "enum": ids, **_named(ids, labels)}
    if "items" in schema:
        return {**schema, "items": _limited(schema["items"], ids, labels)}
    members = [_limited(member, ids, labels) for member in schema.get("anyOf", ())]
    if members:
        return {**schema, "anyOf": members}
    return schema


def _named(ids: list[str], labels: Mapping[str, str]) -> Schema:
    if not labels:
        return {}
    return {"enumDescriptions": [labels.get(name, name) for name in ids]}


def _data(example: str) -> object:
    """Read an example as it would be read in a file, days as JSON writes them."""
    read = yaml.safe_load(example)
    if isinstance(read, float):  # a version, which is a text
        return example
    return json.loads(json.dumps(read, default=str))


def _models(model: type[SheetModel]) -> list[type[SheetModel]]:
    """Return a model and those within it."""
    found, waiting = [model], [model]
    while waiting:
        for info in waiting.pop().model_fields.values():
            for inner in model_paths.models(info.annotation):
                if inner not in found:
                    found.append(inner)
                    waiting.append(inner)
    return found


def _all(tell: Callable[[str], str], site_locales: Iterable[str]) -> str:
    """Return a text in each locale of the site, parted by a bar."""
    return " / ".join(dict.fromkeys(tell(locale) for locale in site_locales))

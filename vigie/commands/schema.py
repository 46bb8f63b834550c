"""`vigie schema`: an instance's models and lists -> the files that nobody writes by hand: schemas,
templates, guide, forms.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from knowledge import schemas, taxonomy
from knowledge.i18n import locales
from knowledge.sheets import (
    collection,
    cross_checks,
    explained,
    schema,
    schema_fields,
)
from knowledge.sheets.collection import Collection
from knowledge.sheets.registry import KINDS
from knowledge.storage import atomic
from knowledge.taxonomy import Taxonomy
from vigie.terminal import CliContext, say_all

TEMPLATES, GUIDE, FORMS, SCHEMAS = (
    "docs/templates",
    "docs/guide",
    ".github/ISSUE_TEMPLATE",
    "schemas",
)
# The kinds that anybody may propose, each with the number by which GitHub puts its form in order.
PROPOSED: Mapping[str, int] = {"practice": 3}


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
        shape = schema.of_kind(kind, lists, labels, spoken)
        yield f"{SCHEMAS}/{kind.id}.schema.json", schemas.to_json(shape)
        for locale in spoken:
            path = f"{TEMPLATES}/{explained.template_name(kind, locale)}"
            yield path, explained.template(kind, locale, taxonomy).encode()


def _proposed(locale: str, taxonomy: Taxonomy) -> Iterator[tuple[str, bytes]]:
    """Yield the files by which anybody may propose a sheet.

    What they may propose can be had from the site, too, by those who have no copy of the files.
    (MkDocs publishes no folder that is called templates.)
    """
    for name, number in PROPOSED.items():
        kind = KINDS[name]
        yield f"docs/{locale}/blank/{name}.txt", explained.template(kind, locale, taxonomy).encode()
        path = f"{FORMS}/{number}-{name}.{locale}.yml"
        yield path, explained.form(kind, locale, taxonomy).encode()

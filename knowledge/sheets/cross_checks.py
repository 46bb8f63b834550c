"""Sheets held against the closed lists, the directory, the files beside them and their other
languages.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.model import Problem
from knowledge.sheets import mistakes, persons
from knowledge.sheets.collection import Collection
from knowledge.sheets.field_info import Model, Said, of
from knowledge.sheets.mistakes import Where
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import Keys
from knowledge.storage.yaml_document import Place
from knowledge.taxonomy import LISTS, Taxonomy

HASH_LENGTH = 12


def problems(held: Collection, taxonomy: Taxonomy, root: Path) -> Iterator[Problem]:
    """Yield what does not agree, sheet by sheet."""
    lists = known(held, taxonomy)
    for sheet, whole in (
        *((one, True) for one in held.sheets),
        *((one, False) for one in held.drafts),
    ):
        where = Where(sheet.path, sheet.lines, sheet.lang)
        yield from _named(sheet, lists, where, root)
        for mistake in sheet.kind.beside(sheet.keys, (root / sheet.path).parent):
            yield mistakes.broken(mistake, sheet.kind, where)
        if sheet.lang and whole:
            yield from _versions(sheet, held, where, root)
    for sheet, mistake in persons.clashes(held):
        yield mistakes.broken(mistake, sheet.kind, Where(sheet.path, sheet.lines, sheet.lang))


def known(held: Collection, taxonomy: Taxonomy) -> Mapping[str, list[str]]:
    """Give the ids of each list that a field may name."""
    listed = {name: [term.id for term in getattr(taxonomy, name)] for name in LISTS}
    organisations = held.of("organisation")
    roles = [
        f"{one.id}/{role.id}" for one in organisations for role in getattr(one.keys, "roles", ())
    ]
    return listed | {
        "fields": list(taxonomy.fields),
        "organisations": [one.id for one in organisations],
        "roles": roles,
        "tools": sorted({one.id for one in held.sheets if one.kind.id == "tool"}),
    }


def named(keys: Model, place: Place = ()) -> Iterator[tuple[Place, Said, str]]:
    """Yield each word of a closed list that a sheet names, with its place."""
    for name, info in type(keys).model_fields.items():
        value, said = getattr(keys, name), of(info)
        for inner, one in _each(value, (*place, name)):
            if isinstance(one, Model):
                yield from named(one, inner)
            elif said.terms and isinstance(one, str):
                yield inner, said, one


def fingerprint(sheet: Sheet[Any]) -> str:
    """Give what tells one state of a text from another: 12 hexadecimal digits of SHA-256 over its
    words.

    Spaces at the ends of lines and the block `translation` do not count.
    """
    keys = sheet.keys.model_dump(mode="json", exclude={"translation"}, exclude_defaults=True)
    return digest(
        {key: said for key, said in keys.items() if key not in sheet.kind.sections}, sheet.body
    )


def digest(keys: Mapping[str, Any], body: str) -> str:
    """Give the fingerprint of a front matter, the block `translation` left out, and of the text
    below it.
    """
    text = "\n".join(line.rstrip() for line in body.strip().splitlines())
    told = "\n".join(
        [*(f"{key}: {keys[key]}" for key in sorted(keys) if key != "translation"), text]
    )
    return hashlib.sha256(told.encode()).hexdigest()[:HASH_LENGTH]


def original(sheet: Sheet[Any], held: Collection) -> Sheet[Model] | None:
    """Give the sheet of which this one says it is a translation."""
    said = sheet.keys.translation if isinstance(sheet.keys, Keys) else None
    return next((one for one in held.versions(sheet) if said and one.lang == said.of), None)


def older(sheet: Sheet[Any], held: Collection) -> bool:
    """Say whether the original changed after this translation was made."""
    source = original(sheet, held)
    return source is not None and fingerprint(source) != sheet.keys.translation.hash


def _named(
    sheet: Sheet[Any], lists: Mapping[str, list[str]], where: Where, root: Path
) -> Iterator[Problem]:
    for place, said, value in named(sheet.keys):
        if said.terms == "files":
            if not (root / sheet.path).parent.joinpath(value).is_file():
                yield Problem("file_missing", {**where.facts(place), "found": value})
        elif value not in lists[said.terms]:
            yield mistakes.term(place, value, lists[said.terms], type(sheet.keys), where)


def _versions(sheet: Sheet[Any], held: Collection, where: Where, root: Path) -> Iterator[Problem]:
    others = held.versions(sheet)
    for lang in held.languages:
        path = f"docs/{lang}/{sheet.kind.folder}/{sheet.id}.md"
        if lang != sheet.lang and not (root / path).is_file():
            yield Problem("twin_missing", {**where.facts(()), "found": path, "language": lang})
    if sheet.keys.translation and original(sheet, held) is None:
        yield Problem(
            "translation_of",
            {**where.facts(("translation", "of")), "found": sheet.keys.translation.of},
        )
    elif older(sheet, held):
        source = original(sheet, held)
        yield Problem(
            "translation_older", {**where.facts(()), "found": source.path if source else ""}
        )
    for other in others if sheet.lang != held.languages[0] else ():
        for key in sheet.kind.shared:
            if getattr(sheet.keys, key) != getattr(other.keys, key):
                facts = {
                    **where.facts((key,)),
                    **mistakes.labels((key,), type(sheet.keys)),
                    "found": other.path,
                }
                yield Problem("twin_differs", facts)


def _each(value: object, place: Place) -> Iterator[tuple[Place, object]]:
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield (*place, number), one
    elif value is not None:
        yield place, value

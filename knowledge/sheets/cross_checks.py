"""Sheets held against the closed lists, the directory, the files beside them and their other
languages.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path

from knowledge.model import Problem
from knowledge.sheets import error_messages, persons
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import Where
from knowledge.sheets.field_info import SheetField, SheetModel, of
from knowledge.sheets.kinds import organisation
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys, Translation
from knowledge.sheets.vocabulary import Vocabulary
from knowledge.storage import contained
from knowledge.storage.yaml_document import KeyPlace
from knowledge.taxonomy import LISTS, Taxonomy
from knowledge.word_list import WordList

HASH_LENGTH = 12


def problems(held: Collection, root: Path) -> Iterator[Problem]:
    """Yield what does not agree, sheet by sheet."""
    for sheet in held.sheets:
        yield from _own(sheet, held.vocabulary, root)
        if sheet.lang:
            yield from _versions(sheet, held, root)
    for sheet in held.drafts:
        yield from _own(sheet, held.vocabulary, root)
    for sheet, mistake in persons.clashes(held):
        yield error_messages.broken(mistake, sheet.kind, _where(sheet))


def known(held: Collection, taxonomy: Taxonomy) -> Mapping[str, list[str]]:
    """Return the ids of each list that a field may name."""
    listed: dict[str, list[str]] = {}
    for name in LISTS:
        listed[name] = _ids(taxonomy.terms(name))
    organisations = held.of(organisation.KIND)
    return listed | {
        "fields": list(taxonomy.fields),
        "organisations": _ids(organisations),
        "roles": _ids(persons.roles(organisations)),
        "tools": sorted({sheet.id for sheet in held.sheets if sheet.kind.id == "tool"}),
    }


def named(keys: SheetModel, place: KeyPlace = ()) -> Iterator[tuple[KeyPlace, SheetField, str]]:
    """Yield each word of a closed list that a sheet names, with its place."""
    for name, info in type(keys).model_fields.items():
        field = of(info)
        for inner, value in _each(keys.get(name), (*place, name)):
            if isinstance(value, SheetModel):
                yield from named(value, inner)
            elif field.terms and isinstance(value, str):
                yield inner, field, value


def fingerprint(sheet: Sheet[SheetModel]) -> str:
    """Return what tells one state of a text from another: 12 hexadecimal digits of SHA-256 over its
    words.

    Spaces at the ends of lines and the block `translation` do not count.
    """
    written = sheet.keys.model_dump(
        mode="json", exclude={"translation", *sheet.kind.sections}, exclude_defaults=True
    )
    return digest(written, sheet.body)


def digest(keys: Mapping[str, object], body: str) -> str:
    """Return the fingerprint of a front matter, the block `translation` left out, and of the text
    below it.
    """
    lines = [f"{key}: {keys[key]}" for key in sorted(keys) if key != "translation"]
    lines.append("\n".join(line.rstrip() for line in body.strip().splitlines()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:HASH_LENGTH]


def translation(sheet: Sheet[SheetModel]) -> Translation | None:
    """Return of what a sheet says that it is a translation."""
    if isinstance(sheet.keys, SheetKeys):
        return sheet.keys.translation
    return None


def original(sheet: Sheet[SheetModel], held: Collection) -> Sheet[SheetModel] | None:
    """Return the sheet of which this one says it is a translation."""
    stamp = translation(sheet)
    for version in held.versions(sheet):
        if stamp and version.lang == stamp.of:
            return version
    return None


def older(sheet: Sheet[SheetModel], held: Collection) -> bool:
    """Return whether the original changed after this translation was made."""
    source, stamp = original(sheet, held), translation(sheet)
    return source is not None and stamp is not None and fingerprint(source) != stamp.hash


def _ids(found: Iterable[object]) -> list[str]:
    return list(map(attrgetter("id"), found))


def _where(sheet: Sheet[SheetModel]) -> Where:
    return Where(sheet.path, sheet.lines, sheet.lang)


def _own(sheet: Sheet[SheetModel], vocabulary: Vocabulary, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the words and the files that a sheet names."""
    where = _where(sheet)
    for place, field, value in named(sheet.keys):
        if field.terms == "files":
            yield from _absent_file(place, value, sheet, root)
        else:
            yield from _unknown_word(place, value, sheet, vocabulary.lists.get(field.terms))
    for mistake in sheet.kind.beside(sheet.keys, (root / sheet.path).parent):
        yield error_messages.broken(mistake, sheet.kind, where)


def _absent_file(
    place: KeyPlace, value: str, sheet: Sheet[SheetModel], root: Path
) -> Iterator[Problem]:
    file = (root / sheet.path).parent / value
    if not contained.is_file(file, root / "docs"):
        yield Problem("file_missing", {**_where(sheet).facts(place), "found": value})


def _unknown_word(
    place: KeyPlace, value: str, sheet: Sheet[SheetModel], known: WordList | None
) -> Iterator[Problem]:
    # Where the directory cannot be read whole, what it may hold is not known.
    if known and known.complete and value not in known.names:
        yield error_messages.term(place, value, known, type(sheet.keys), _where(sheet))


def _versions(sheet: Sheet[SheetModel], held: Collection, root: Path) -> Iterator[Problem]:
    """Yield what is wrong between a sheet and its other languages."""
    where = _where(sheet)
    yield from _untranslated(sheet, held, where, root)
    yield from _stale(sheet, held, where, root)
    if sheet.lang != held.languages[0]:
        for other in held.versions(sheet):
            yield from _differing(sheet, other, where)


def _untranslated(
    sheet: Sheet[SheetModel], held: Collection, where: Where, root: Path
) -> Iterator[Problem]:
    """Yield each language of the site in which a sheet is not written."""
    for lang in held.languages:
        path = f"docs/{lang}/{sheet.kind.folder}/{sheet.id}.md"
        if lang != sheet.lang and not (root / path).is_file():
            yield Problem("twin_missing", {**where.facts(()), "found": path, "language": lang})


def _stale(
    sheet: Sheet[SheetModel], held: Collection, where: Where, root: Path
) -> Iterator[Problem]:
    """Yield a translation whose original is not there, or has changed."""
    stamp, source = translation(sheet), original(sheet, held)
    if stamp and source is None:
        path = f"docs/{stamp.of}/{sheet.kind.folder}/{sheet.id}.md"
        # An original with a mistake is told of by itself; the link to it is right.
        if not (root / path).is_file():
            facts = {**where.facts(("translation", "of")), "found": stamp.of}
            yield Problem("translation_of", facts)
    elif source and older(sheet, held):
        yield Problem("translation_older", {**where.facts(()), "found": source.path})


def _differing(
    sheet: Sheet[SheetModel], other: Sheet[SheetModel], where: Where
) -> Iterator[Problem]:
    """Yield each fact that is not the same in another language."""
    for key in sheet.kind.shared:
        if sheet.keys.get(key) != other.keys.get(key):
            label = error_messages.label((key,), type(sheet.keys))
            yield Problem("twin_differs", {**where.facts((key,)), **label, "found": other.path})


def _each(value: object, place: KeyPlace) -> Iterator[tuple[KeyPlace, object]]:
    if isinstance(value, tuple):
        for number, element in enumerate(value):
            yield (*place, number), element
    elif value is not None:
        yield place, value

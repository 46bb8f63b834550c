"""Translations -> the same, each bound to the state of its original that it translates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from knowledge import problems
from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.problems import Tongue
from knowledge.sheets import collection, cross_checks, translation_stamp
from knowledge.sheets.collection import Collection
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from knowledge.storage import atomic

MARKED = {
    "fr": ("{count} traduction à jour", "{count} traductions à jour"),
    "nl": ("{count} vertaling bijgewerkt", "{count} vertalingen bijgewerkt"),
    "en": ("{count} translation up to date", "{count} translations up to date"),
}


@dataclass(frozen=True)
class Marked:
    """The paths of the translations that are now bound to their originals, and why others are not.

    `passed` are those of a folder: there, an original among translations is no mistake.
    """

    paths: tuple[str, ...]
    refused: tuple[Problem, ...] = ()
    passed: tuple[Problem, ...] = ()


def mark(root: Path, names: Iterable[Path]) -> Marked:
    """Write the block `translation` of each file, and of each sheet below a folder.

    Raises StoreError.
    """
    held = collection.load(root)
    folders = ", ".join(f"docs/{lang}" for lang in held.languages)
    paths: list[str] = []
    refused: list[Problem] = []
    passed: list[Problem] = []
    for name in names:
        here = (name if name.is_absolute() or name.exists() else root / name).resolve()
        for sheet in _named(here, root, held):
            done = (
                _mark(sheet, root, held)
                if sheet
                else Problem("translation_none", {"path": str(name), "folders": folders})
            )
            if isinstance(done, str):
                paths.append(done)
            else:
                (passed if here.is_dir() and sheet else refused).append(done)
    return Marked(tuple(dict.fromkeys(paths)), tuple(refused), tuple(passed))


def show(marked: Marked, console: Console, tongues: Sequence[Tongue]) -> None:
    """Print what was marked, what was not and why, then how many."""
    for path in marked.paths:
        console.print(Text(path), soft_wrap=True)
    for tongue in tongues:
        for one in (*marked.refused, *marked.passed):
            console.print(Text(problems.what(one, tongue), style="bold"), soft_wrap=True)
            console.print(Text(f"  → {problems.fix(one, tongue)}"), soft_wrap=True)
        one_or_more = MARKED[tongue][len(marked.paths) > 1]
        console.print(Text(one_or_more.format(count=len(marked.paths))), soft_wrap=True)


def _named(here: Path, root: Path, held: Collection) -> Iterator[Sheet[Any] | None]:
    """Yield the sheet of a file, or those below a folder; None where there is none."""
    every = [one for one in (*held.sheets, *held.drafts) if one.lang]
    own = root.resolve()
    found = [one for one in every if (own / one.path) == here or here in (own / one.path).parents]
    if found:
        yield from found
    else:
        yield None


def _mark(sheet: Sheet[Any], root: Path, held: Collection) -> str | Problem:
    source = _original(sheet, held)
    if source is None:
        lang = next((one for one in held.languages if one != sheet.lang), "fr")
        return Problem(
            "translation_alone",
            {"path": sheet.path, "found": f"docs/{lang}/{sheet.kind.folder}/{sheet.id}.md"},
        )
    said = source.keys.translation if isinstance(source.keys, SheetKeys) else None
    if said and said.of == sheet.lang:
        return Problem("translation_turned", {"path": sheet.path, "found": source.path})
    path = root / sheet.path
    atomic.refuse_links(path, root)
    try:
        body = translation_stamp.mark(
            path.read_bytes(), sheet.path, source.lang, cross_checks.fingerprint(source)
        )
    except SheetError as error:
        return error.faults[0]
    atomic.write(path, body)
    return sheet.path


def _original(sheet: Sheet[Any], held: Collection) -> Sheet[Any] | None:
    """Give the sheet of which this is the translation: the one it names, or else its first other
    language.
    """
    return cross_checks.original(sheet, held) or next(iter(held.versions(sheet)), None)

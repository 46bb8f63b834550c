"""`vigie translated`: bind translations to the state of the original that they translate."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from knowledge.errors import SheetError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.sheets import collection, cross_checks, writing
from knowledge.sheets.collection import Collection
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from knowledge.storage import atomic
from vigie import cli_locale, reporting
from vigie.terminal import CliContext, LangOption, out


@dataclass(frozen=True)
class Marked:
    """The paths of the translations that are bound to their originals, and why others are not.

    `passed` are those of a folder: there, an original among translations is no mistake.
    """

    paths: tuple[str, ...]
    refused: tuple[Problem, ...] = ()
    passed: tuple[Problem, ...] = ()


def run(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    lang: LangOption = "",
) -> None:
    """Note in a translation which state of its original it translates.

    So the site can tell when the translation is older.
    """
    common: CliContext = context.obj
    spoken = common.for_writers(lang)
    marked = mark(common.root, files)
    show(marked, out, spoken)
    raise typer.Exit(2 if marked.refused else 0)


def mark(root: Path, names: Iterable[Path]) -> Marked:
    """Write the block `translation` of each file, and of each sheet below a folder.

    Raises StoreError.
    """
    held = collection.load(root)
    paths: list[str] = []
    refused: list[Problem] = []
    passed: list[Problem] = []
    for name in names:
        here = _resolved(name, root)
        sheets = list(_below(here, root, held))
        if not sheets:
            refused.append(_none(name, held))
        unbound = passed if here.is_dir() else refused
        for sheet in sheets:
            problem = _mark(sheet, root, held)
            if problem:
                unbound.append(problem)
            else:
                paths.append(sheet.path)
    return Marked(tuple(dict.fromkeys(paths)), tuple(refused), tuple(passed))


def show(marked: Marked, console: Console, spoken: Sequence[str]) -> None:
    """Print what was marked, what was not and why, then how many."""
    for path in marked.paths:
        console.print(Text(path), soft_wrap=True)
    count = len(marked.paths)
    for locale in spoken:
        for problem in (*marked.refused, *marked.passed):
            reporting.print_problem(problem, console, locale)
        words = cli_locale.words(locale)
        told = words.plural("command.translated.marked", count, n=count)
        console.print(Text(told), soft_wrap=True)


def _none(name: Path, held: Collection) -> Problem:
    """Return that no sheet is in what a person named, and where they are."""
    folders = ", ".join(f"docs/{lang}" for lang in held.languages)
    return Problem("translation_none", {"path": str(name), "folders": folders})


def _resolved(name: Path, root: Path) -> Path:
    if name.is_absolute() or name.exists():
        return name.resolve()
    return (root / name).resolve()


def _below(here: Path, root: Path, held: Collection) -> Iterator[Sheet[SheetModel]]:
    """Yield the sheet of a file, or those below a folder."""
    own = root.resolve()
    for sheet in (*held.sheets, *held.drafts):
        path = own / sheet.path
        if sheet.lang and (path == here or here in path.parents):
            yield sheet


def _mark(sheet: Sheet[SheetModel], root: Path, held: Collection) -> Problem | None:
    """Write the block of a sheet; return why it cannot be, or None."""
    source = _original(sheet, held)
    if source is None:
        return _alone(sheet, held)
    if _is_translated_from(source, sheet.lang):
        return Problem("translation_turned", {"path": sheet.path, "found": source.path})
    path = root / sheet.path
    atomic.refuse_links(path, root)
    stamp = cross_checks.fingerprint(source)
    try:
        body = writing.stamped(path.read_bytes(), sheet.path, source.lang, stamp)
    except SheetError as error:
        return error.faults[0]
    atomic.write(path, body)
    return None


def _is_translated_from(sheet: Sheet[SheetModel], lang: str) -> bool:
    said = sheet.keys.translation if isinstance(sheet.keys, SheetKeys) else None
    return said is not None and said.of == lang


def _alone(sheet: Sheet[SheetModel], held: Collection) -> Problem:
    """Return that a sheet has no original, and where it would be."""
    others = [lang for lang in held.languages if lang != sheet.lang]
    lang = (others or [locales.DEFAULT])[0]
    file = f"docs/{lang}/{sheet.kind.folder}/{sheet.id}.md"
    return Problem("translation_alone", {"path": sheet.path, "found": file})


def _original(sheet: Sheet[SheetModel], held: Collection) -> Sheet[SheetModel] | None:
    """Return the sheet that this one names as its original, or else its first other language."""
    return cross_checks.original(sheet, held) or next(iter(held.versions(sheet)), None)

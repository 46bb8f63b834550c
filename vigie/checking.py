"""An instance's folder -> all that is wrong in it: configuration, entries, what people wrote, with
file and line.

Nothing stops at the first mistake.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from knowledge.errors import ConfigError, SheetError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.sheets import collection, cross_checks, persons, text
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import WARNINGS
from knowledge.sheets.registry import KINDS
from knowledge.storage import entry_store, front_matter_file
from knowledge.taxonomy import Taxonomy
from scrapers.pipeline import Instance
from vigie import reviewing

Level = Literal["error", "warning"]
Watcher = Callable[[Collection, Day], Iterable[Problem]]
# What is worth knowing of the sheets on a day, and no reason to refuse them. A module that watches
# is added here.
WATCHERS: tuple[Watcher, ...] = (persons.warnings,)
_CONFIGURATION = frozenset({"watch_sources.yml", "taxonomy.yml"})
_WATCH = "docs/watch/"


@dataclass(frozen=True)
class Finding:
    """One mistake, or one thing worth knowing.

    `line` counts from 1, None where the whole file is meant.
    """

    path: str
    line: int | None
    level: Level
    problem: Problem


@dataclass(frozen=True)
class Checked:
    """What a check found, by file, and over how much it went."""

    findings: tuple[Finding, ...]
    sheets: int
    entries: int

    @property
    def errors(self) -> int:
        """Count the mistakes."""
        return sum(one.level == "error" for one in self.findings)


def whole(root: Path, load: Callable[[], Instance], today: Day) -> Checked:
    """Check everything. `load` reads the instance, and may raise ConfigError."""
    found: list[Finding] = []
    taxonomy = None
    try:
        taxonomy = load().taxonomy
    except ConfigError as error:
        if not (root / "watch_sources.yml").is_file():
            raise
        found += [_finding(_of_configuration(fault), "error") for fault in error.faults]
    shelf = entry_store.load(root)
    found += [_finding(one, "error") for fault in shelf.faults for one in fault.problems]
    if taxonomy:
        found += [_finding(one, "error") for one in reviewing.faults(shelf, taxonomy, root)]
    held = collection.load(root)
    found += written(held, taxonomy, root, today)
    sheets = sum(1 for _ in collection.files(root, held.languages))
    once = {(one.path, one.line, one.problem.code, str(one.problem.facts)): one for one in found}
    return Checked(tuple(sorted(once.values(), key=_order)), sheets, len(shelf))


def written(
    held: Collection, taxonomy: Taxonomy | None, root: Path, today: Day
) -> Iterator[Finding]:
    """Yield what is wrong with what people wrote, sheets and other pages."""
    agreed = cross_checks.problems(held, taxonomy, root) if taxonomy else ()
    for one in (
        *held.problems,
        *collection.misplaced(root, held.languages),
        *agreed,
        *_texts(held, root),
    ):
        yield _finding(one, "warning" if one.code in WARNINGS else "error")
    for watcher in WATCHERS:
        for one in watcher(held, today):
            yield _finding(one, "warning")


def only(checked: Checked, names: Iterable[Path], root: Path) -> Checked:
    """Keep what is said of these files; say of a name that is none of ours why not."""
    sheets = {
        path.relative_to(root).as_posix()
        for _, _, path in collection.files(root, locales.site_locales(root))
    }
    known = sheets | {path.relative_to(root).as_posix() for path in pages(root)}
    known |= _CONFIGURATION | {one.path for one in checked.findings}
    asked = [_asked(name, root, known) for name in names]
    paths = {one for one in asked if isinstance(one, str)}
    refused = [_finding(one, "error") for one in asked if isinstance(one, Problem)]
    kept = [one for one in checked.findings if one.path in paths]
    entries = sum(path.startswith(_WATCH) for path in paths)
    return Checked(tuple(sorted([*refused, *kept], key=_order)), len(sheets & paths), entries)


def pages(root: Path) -> Iterator[Path]:
    """Yield every page that people write and that is no sheet."""
    spoken = locales.site_locales(root)
    sheets = {path for _, _, path in collection.files(root, spoken)}
    for lang in spoken:
        yield from (
            path for path in sorted((root / "docs" / lang).rglob("*.md")) if path not in sheets
        )


def _texts(held: Collection, root: Path) -> Iterator[Problem]:
    for sheet in (*held.sheets, *held.drafts):
        if sheet.lang:
            yield from text.problems(sheet.body, sheet.path, root, first=sheet.body_line)
    for path in pages(root):
        yield from _page(path, path.relative_to(root).as_posix(), root)


def _page(path: Path, shown: str, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with a page that bears its own heading of the first level; it may go
    without front matter.
    """
    try:
        raw = path.read_bytes()
        whole_text = raw.decode("utf-8-sig")
        body = (
            front_matter_file.split(raw, shown).body if whole_text.startswith("---") else whole_text
        )
    except OSError as error:
        yield Problem("sheet_unreadable", {"path": shown, "reason": error.strerror or str(error)})
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield Problem("sheet_not_utf8", {"path": shown, "line": str(line)})
    except SheetError as error:
        yield from error.faults
    else:
        first = whole_text.count("\n") - body.count("\n") + 1
        yield from text.problems(body, shown, root, first=first, titled=False)


def _asked(name: Path, root: Path, known: set[str]) -> str | Problem:
    """Give the path in the instance of a file that a person named, or say why there is nothing to
    check in it.
    """
    here = name if name.is_absolute() or name.exists() else root / name
    try:
        path = here.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return Problem("file_outside", {"path": str(name), "expected": str(root)})
    if not here.is_file():
        near = get_close_matches(path, known, n=1, cutoff=0.5)
        return Problem("file_absent", {"path": str(name), "near": near[0] if near else "—"})
    if path in known or path.startswith(_WATCH):
        return path
    folders = [
        f"docs/{'…/' if kind.suffix == '.md' else ''}{kind.folder}" for kind in KINDS.values()
    ]
    pages = ", ".join(f"docs/{locale}" for locale in locales.site_locales(root))
    facts = {"path": str(name), "expected": ", ".join(folders), "folders": pages}
    return Problem("file_other", facts)


def _of_configuration(fault: str) -> Problem:
    path, _, rest = fault.partition(":")
    line, _, found = rest.partition(":")
    if not line.isdigit():
        line, found = "1", rest
    return Problem("configuration", {"path": path, "line": line, "found": found.strip()})


def _finding(problem: Problem, level: Level) -> Finding:
    line = problem.facts.get("line", "")
    return Finding(
        problem.facts.get("path", ""), int(line) if line.isdigit() else None, level, problem
    )


def _order(one: Finding) -> tuple[str, bool, int, str]:
    return one.path, one.level == "warning", one.line or 0, one.problem.code

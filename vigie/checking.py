"""An instance's folder -> all that is wrong in it, with file and line.

Configuration, entries, what people wrote. Nothing stops at the first mistake.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from difflib import get_close_matches
from operator import attrgetter
from pathlib import Path
from typing import Literal

from knowledge import (
    config,
    named_searches,
    site_settings,
    survey_results,
    survey_warnings,
    take_part,
)
from knowledge.errors import ConfigError, SheetError
from knowledge.i18n import locales
from knowledge.model import Entry, Problem
from knowledge.sheets import (
    active_files,
    collection,
    cross_checks,
    limits,
    markup_check,
    official_texts,
    persons,
    text,
)
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import WARNINGS
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import communication_kit, organisation, toolkit
from knowledge.sheets.references import SitePages
from knowledge.sheets.registry import KINDS
from knowledge.sheets.sheet import Kind
from knowledge.storage import contained, entry_paths, entry_store, page, review
from knowledge.taxonomy import Taxonomy
from publish.search import words
from scrapers.instance import Instance
from vigie import site_addresses
from vigie.site_addresses import EntryAddresses, MadePages

Level = Literal["error", "warning"]
Watcher = Callable[[Collection, Day], Iterable[Problem]]
# What is worth knowing of the sheets on a day, and no reason to refuse them. A module that watches
# is added here.
WATCHERS: tuple[Watcher, ...] = (persons.warnings, official_texts.warnings)
_CONFIGURATION = frozenset(
    {"watch_sources.yml", "taxonomy.yml", named_searches.FILE, take_part.FILE}
)
_DOCS, _WATCH = "docs/", "docs/watch/"
_WRITTEN = (_DOCS, f"{survey_results.FOLDER}/")


@dataclass(frozen=True)
class Finding:
    """A mistake, or a thing worth knowing.

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
        """Return how many mistakes there are."""
        return sum(finding.level == "error" for finding in self.findings)

    @property
    def pages_left_out(self) -> int:
        """Return how many of the mistakes keep nothing back but the page in which they are."""
        return sum(_is_of_a_page(finding) for finding in self.findings)


def whole(root: Path, load: Callable[[], Instance], today: Day) -> Checked:
    """Check everything. `load` reads the instance, and may raise ConfigError."""
    problems = list(contained.strange(root))
    if not all(problem.path.startswith(_DOCS) for problem in problems):
        # Without its settings, or with its pages elsewhere, there is no instance to read.
        return Checked(_sorted(map(_error, problems)), 0, 0)
    problems += site_settings.problems(root)
    if not _languages(root):
        return Checked(_sorted(map(_error, problems)), 0, 0)
    unsaid = [*site_settings.warnings(root), *config.warnings(root)]
    taxonomy, misconfigured = _taxonomy(root, load)
    problems += misconfigured
    shelf = entry_store.load(root)
    for fault in shelf.faults:
        problems += fault.problems
    reviews = of_reviews(shelf, taxonomy, root) if taxonomy else ()
    problems += of_notes(shelf, root)
    held = collection.load(root, taxonomy)
    # A wrong word in `review:` counts as absent: it stops nobody.
    found = [*map(_error, problems), *map(_warning, reviews), *map(_warning, unsaid)]
    found += written(held, taxonomy, root, today)
    sheets = len(list(collection.files(root, held.languages)))
    return Checked(_sorted(found), sheets, len(shelf))


def _languages(root: Path) -> tuple[str, ...]:
    """Return the languages of the site, none where its settings cannot be read."""
    try:
        return locales.site_locales(root)
    except ConfigError:
        return ()


def mistakes(root: Path, load: Callable[[], Instance], today: Day) -> list[Problem]:
    """Return what is wrong, without what is only worth knowing."""
    found = whole(root, load, today).findings
    return [finding.problem for finding in found if finding.level == "error"]


def written(
    held: Collection, taxonomy: Taxonomy | None, root: Path, today: Day
) -> Iterator[Finding]:
    """Yield what is wrong with what people wrote, sheets and other pages."""
    problems = [*held.problems, *collection.misplaced(root, held.languages)]
    problems += site_addresses.problems_of_files(root, held.languages)
    if taxonomy:
        problems += cross_checks.problems(held, root)
        problems += _surveys(held, root)
    problems += _texts(held, root, MadePages(root, today))
    problems += active_files.problems(root)
    problems += limits.problems(root, (toolkit.KIND.folder, communication_kit.KIND.folder))
    yield from map(_of_writing, problems)
    for watcher in WATCHERS:
        yield from map(_warning, watcher(held, today))


def _surveys(held: Collection, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the figures of surveys, and what is worth knowing of them."""
    found = survey_results.load(root, held.vocabulary.lists)
    members = [sheet.id for sheet in held.of(organisation.KIND) if sheet.keys.member]
    yield from found.problems
    yield from survey_warnings.warnings(found.rows, members)


def to_mend(held: Collection, taxonomy: Taxonomy, root: Path, today: Day) -> list[Problem]:
    """Return what keeps something that people wrote from the site: a wrong word under `review:`, a
    sheet with a mistake.
    """
    found = list(of_reviews(entry_store.load(root), taxonomy, root))
    for finding in written(held, taxonomy, root, today):
        if finding.level == "error":
            found.append(finding.problem)
    return found


def of_reviews(entries: Iterable[Entry], taxonomy: Taxonomy, root: Path) -> Iterator[Problem]:
    """Yield every mistake that people made under `review:`, in the order of the entries."""
    entries = list(entries)
    addresses = EntryAddresses(entries)
    for entry in entries:
        if not entry.review.strip():
            continue
        path = next(entry_paths.folder(root, entry.source).glob(f"*-{entry.id}.md"))
        raw = path.read_bytes().decode("utf-8-sig")
        first = raw.count("\n", 0, raw.index(entry.review)) + 1
        yield from review.problems(entry.review, taxonomy, _shown(path, root), first)
        yield from addresses.problems(entry, _shown(path, root), first)


def of_notes(entries: Iterable[Entry], root: Path) -> Iterator[Problem]:
    """Yield the HTML in people's notes that is not published, in the order of the entries."""
    for entry in entries:
        if not entry.body.strip():
            continue
        path = next(entry_paths.folder(root, entry.source).glob(f"*-{entry.id}.md"))
        raw = path.read_bytes().decode("utf-8-sig")
        first = raw.count("\n", 0, raw.rindex(entry.body)) + 1
        yield from markup_check.problems(entry.body, _shown(path, root), first)


def only(checked: Checked, names: Iterable[Path], root: Path) -> Checked:
    """Keep the findings of these files; a name that is no file of the instance is a mistake."""
    sheets = {_shown(path, root) for path in _sheets(root)}
    known = sheets.union(_CONFIGURATION, (_shown(path, root) for path in pages(root)))
    known.update(_shown(path, root) for path in survey_results.files(root))
    known.update(map(attrgetter("path"), checked.findings))
    paths: set[str] = set()
    found: list[Finding] = []
    for name in names:
        asked = _asked(name, root, known)
        if isinstance(asked, Problem):
            found.append(_error(asked))
        else:
            paths.add(asked)
    found += filter(lambda finding: finding.path in paths, checked.findings)
    return Checked(_sorted(found), len(sheets & paths), _count_entries(paths))


def pages(root: Path) -> Iterator[Path]:
    """Yield every page that people write and that is no sheet."""
    sheets = set(_sheets(root))
    for lang in locales.site_locales(root):
        for path in contained.files(root / "docs" / lang, root, "**/*.md"):
            if path not in sheets:
                yield path


def _count_entries(paths: Iterable[str]) -> int:
    return sum(path.startswith(_WATCH) for path in paths)


def _taxonomy(root: Path, load: Callable[[], Instance]) -> tuple[Taxonomy | None, list[Problem]]:
    """Return the lists of an instance, and what is wrong with its configuration."""
    try:
        instance = load()
    except ConfigError as error:
        if not (root / "watch_sources.yml").is_file():
            raise
        return None, list(map(_on_a_line, error.problems))
    return instance.taxonomy, [*_searches(instance), *_taking_part(instance)]


def _searches(instance: Instance) -> Iterator[Problem]:
    try:
        named_searches.load(
            instance.root, instance.taxonomy, instance.watch.sources, tells=words.phrase
        )
    except ConfigError as error:
        yield from map(_on_a_line, error.problems)


def _taking_part(instance: Instance) -> Iterator[Problem]:
    """Yield what is wrong with what the site asks its readers."""
    try:
        take_part.load(instance.root, instance.taxonomy)
    except ConfigError as error:
        yield from map(_on_a_line, error.problems)


def _sheets(root: Path) -> Iterator[Path]:
    for _, _, path in collection.files(root, locales.site_locales(root)):
        yield path


def _texts(held: Collection, root: Path, made: SitePages) -> Iterator[Problem]:
    for sheet in (*held.sheets, *held.drafts):
        if sheet.lang:
            first = sheet.body_line
            yield from text.problems(sheet.body, sheet.path, root, first=first, made=made)
    for path in pages(root):
        yield from _page(path, _shown(path, root), root, made)


def _page(path: Path, shown: str, root: Path, made: SitePages) -> Iterator[Problem]:
    """Yield what is wrong with a page that bears its own heading of the first level.

    It may go without front matter.
    """
    try:
        found = page.read(path, root)
    except SheetError as error:
        yield from error.faults
    else:
        first = found.first
        yield from text.problems(found.text, shown, root, first=first, titled=False, made=made)


def _asked(name: Path, root: Path, known: set[str]) -> str | Problem:
    """Return the path in the instance of a file that a person named, or why none is checked."""
    here = located(name, root)
    path = here.resolve()
    if not path.is_relative_to(root.resolve()):
        return Problem("file_outside", {"path": str(name), "expected": str(root)})
    shown = _shown(path, root.resolve())
    if not here.is_file():
        return _absent_file(name, shown, known)
    if shown in known or shown.startswith(_WATCH):
        return shown
    return _other_file(name, root)


def located(name: Path, root: Path) -> Path:
    """Return where a file is: as it is named from here, or else in the instance."""
    if name.is_absolute() or name.exists():
        return name
    return root / name


def _absent_file(name: Path, shown: str, known: set[str]) -> Problem:
    near = get_close_matches(shown, known, n=1, cutoff=0.5) or ["—"]
    return Problem("file_absent", {"path": str(name), "near": near[0]})


def _other_file(name: Path, root: Path) -> Problem:
    """Return that a file is neither sheet nor page, and where those are."""
    expected = ", ".join(map(_folder, KINDS.values()))
    pages = ", ".join(f"docs/{locale}" for locale in locales.site_locales(root))
    return Problem("file_other", {"path": str(name), "expected": expected, "folders": pages})


def _folder(kind: Kind[SheetModel]) -> str:
    if kind.suffix == ".md":
        return f"docs/…/{kind.folder}"
    return f"docs/{kind.folder}"


def _is_of_a_page(finding: Finding) -> bool:
    written = finding.path.startswith(_WRITTEN) and not finding.path.startswith(_WATCH)
    return written and finding.level == "error"


def _on_a_line(problem: Problem) -> Problem:
    """Put what is wrong with a whole file on its first line."""
    return Problem(problem.code, {"path": "", "line": "1", **problem.facts})


def _of_writing(problem: Problem) -> Finding:
    """Return what is wrong with what people wrote, as a mistake or a warning."""
    if problem.code in WARNINGS:
        return _warning(problem)
    return _error(problem)


def _error(problem: Problem) -> Finding:
    return _finding(problem, "error")


def _warning(problem: Problem) -> Finding:
    return _finding(problem, "warning")


def _finding(problem: Problem, level: Level) -> Finding:
    return Finding(problem.path, problem.line, level, problem)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by file, mistakes first, each once."""
    once = {}
    for finding in findings:
        facts = str(finding.problem.facts)
        once[finding.path, finding.line, finding.problem.code, facts] = finding
    return tuple(sorted(once.values(), key=_order))


def _order(finding: Finding) -> tuple[str, bool, int, str]:
    level = finding.level == "warning"
    return finding.path, level, finding.line or 0, finding.problem.code


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()

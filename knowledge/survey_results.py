"""data/barometer/*.csv -> the figures of the network's surveys, and what is wrong with the others.

A public repository keeps what it once held: a figure of fewer people than `FEWEST` is refused
where it is written. A spreadsheet's habits (";" or tabs between cells, a decimal comma, a byte
order mark, empty columns at the end) are read as they are meant; what could mean two things is not.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path

from knowledge import survey_periods
from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.storage import contained
from knowledge.survey_periods import Period
from knowledge.word_list import WordList

FOLDER = f"{contained.TABLES}/barometer"
# All institutions together; an organisation of the directory cannot be called so.
ALL = "all"
FEWEST = 10
COLUMNS = ("institution", "indicator", "period", "value", "answers")
OPTIONAL = ("unit", "example")
# What a value may be, and between which numbers, if any.
UNITS: Mapping[str, tuple[int, int] | None] = {
    "number": None,
    "percent": (0, 100),
    "of-five": (0, 5),
    "of-ten": (0, 10),
    "days": None,
    "hours": None,
}
YES = "yes"
# In bytes; and how many mistakes are told of a file, where there are more.
MOST, TOLD = 1_000_000, 100
# How much of a cell is repeated.
_SHOWN = 60
_SEPARATORS = ";,\t"
# At most two decimals: "1.234" is one and a bit to some, and a thousand to others.
_VALUE = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,2})?")
_COUNT = re.compile(r"[0-9]{1,9}")
_NAMED = ("organisations", "fields", "indicators")
# The words that a message cites as they are typed.
_LISTED = {"whole": ALL, "list": "indicators"}
SurveyLists = Mapping[str, WordList]


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A figure: of whom, of what, when, how much, and on how many answers it rests.

    `indicator` is a field of action or an indicator of taxonomy.yml; `example` says that it was
    composed to show what a page looks like.
    """

    path: str
    line: int
    institution: str
    indicator: str
    period: Period
    value: Decimal
    answers: int
    unit: str = "number"
    example: bool = False

    @property
    def key(self) -> tuple[str, str, Period]:
        """Return what only one row may be about."""
        return self.indicator, self.institution, self.period


@dataclass(frozen=True)
class SurveyResults:
    """The rows in the order of their files, and what is wrong with the other lines."""

    rows: tuple[SurveyRow, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def whole(self) -> tuple[SurveyRow, ...]:
        """Return the rows of the files in which nothing is wrong."""
        wrong = {problem.path for problem in self.problems}
        return tuple(row for row in self.rows if row.path not in wrong)


def load(root: Path, lists: SurveyLists) -> SurveyResults:
    """Read every file of an instance; `lists` are its fields, indicators and organisations."""
    rows: list[SurveyRow] = []
    problems: list[Problem] = []
    for path in files(root):
        found = _file(path, root, lists)
        rows += found.rows
        problems += found.problems
    return SurveyResults(tuple(rows), (*problems, *_between(rows)))


def files(root: Path) -> Iterator[Path]:
    """Yield what stands in the folder, but for what is hidden and a README."""
    for path in contained.files(root / FOLDER, root, "**/*"):
        if not path.name.startswith((".", "README")):
            yield path


def _file(path: Path, root: Path, lists: SurveyLists) -> SurveyResults:
    shown = path.relative_to(root).as_posix()
    if path.suffix.lower() != ".csv" or path.parent != root / FOLDER:
        return _refused("survey_other_file", shown)
    size = path.stat().st_size
    if size > MOST:
        return _refused("survey_too_big", shown, found=str(-(-size // 1000)))
    try:
        return read(contained.read(path, root), shown, lists)
    except SheetError as error:
        return SurveyResults(problems=error.faults)


def _refused(code: str, path: str, **facts: str) -> SurveyResults:
    return SurveyResults(problems=(Problem(code, {"path": path, "line": "1", **facts}),))


def read(raw: bytes, path: str, lists: SurveyLists) -> SurveyResults:
    """Read the bytes of a file."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = str(raw.count(b"\n", 0, error.start) + 1)
        return _refused("survey_encoding", path, **{"line": line})
    lines = _lines(text)
    head = next(lines, None)
    if head is None:
        return _refused("survey_empty", path, expected=",".join(COLUMNS))
    separator = max(_SEPARATORS, key=head[1].count)
    table = _SurveyFile(path, head[0], separator, tuple(_head(head[1], separator)))
    problems = list(table.problems())
    if problems:
        return SurveyResults(problems=tuple(problems))
    rows: list[SurveyRow] = []
    known = _known(lists)
    for number, line in lines:
        cells = _SurveyLine(f"{number}", table, known)
        rows += filter(None, [cells.row(line)])
        problems += cells.problems
    return SurveyResults(tuple(rows), tuple(_first(problems, path)))


def _known(lists: SurveyLists) -> SurveyLists:
    """Return the words that a column takes, by its name."""
    names = {name: lists[name].names if name in lists else {} for name in _NAMED}
    return {
        "institution": WordList({ALL: {}, **names["organisations"]}),
        "indicator": WordList({**names["fields"], **names["indicators"]}),
    }


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold anything, with their numbers from 1.

    Excel may say in a line of its own what parts the cells ("sep=;").
    """
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(written, 1):
        if line.strip(f'{_SEPARATORS}" ') and not line.lower().startswith("sep="):
            yield number, line


def _head(line: str, separator: str) -> Iterator[str]:
    for name in line.rstrip(f"{separator} ").split(separator):
        yield name.strip(' "').lower()


def _first(problems: Sequence[Problem], path: str) -> Iterator[Problem]:
    """Yield the first mistakes of a file, and how many more there are."""
    yield from islice(problems, TOLD)
    if len(problems) > TOLD:
        facts = {"path": path, "line": problems[TOLD].facts["line"]}
        yield Problem("survey_more", {**facts, "found": str(len(problems) - TOLD)})


@dataclass(frozen=True)
class _SurveyFile:
    """A file: its path, the line of its head, what parts its cells, and its columns."""

    path: str
    line: int
    separator: str
    columns: tuple[str, ...]

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the columns."""
        facts = {"path": self.path, "line": str(self.line)}
        known = (*COLUMNS, *OPTIONAL)
        expected = self.separator.join(known)
        for name in dict.fromkeys(self.columns):
            if name not in known:
                found = name[:_SHOWN]
                yield Problem("survey_column", {**facts, "found": found, "expected": expected})
            elif self.columns.count(name) > 1:
                yield Problem("survey_column_twice", {**facts, "found": name})
        absent = [name for name in COLUMNS if name not in self.columns]
        if absent:
            first = self.separator.join(COLUMNS)
            told = {"found": ", ".join(absent), "expected": first}
            yield Problem("survey_columns", {**facts, **told})


@dataclass
class _SurveyLine:
    """A line: its number, its cells by their columns, and what is wrong with them."""

    line: str
    table: _SurveyFile
    known: SurveyLists
    cells: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def row(self, line: str) -> SurveyRow | None:
        """Return what a line says, None where anything in it is wrong."""
        if not self._part(line):
            return None
        unit = self._unit()
        found = SurveyRow(
            self.table.path,
            int(self.line),
            self._word("institution"),
            self._word("indicator"),
            self._period(),
            self._value(unit),
            self._answers(),
            unit,
            self._example(),
        )
        return None if self.problems else found

    def _part(self, line: str) -> bool:
        """Part a line into its cells. A quote that is open at its end would take in the next."""
        try:
            cells = next(csv.reader([line], delimiter=self.table.separator, strict=True))
        except csv.Error:
            self._wrong("survey_quotes", "", line)
            return False
        cells = list(map(str.strip, cells))
        count = len(self.table.columns)
        if any(cells[count:]):
            facts = {"expected": f"{count}", "example": '"3,8"'}
            self._wrong("survey_cells", "", f"{len(cells)}", **facts)
            return False
        padded = [*cells, *[""] * count]
        self.cells = dict(zip(self.table.columns, padded, strict=False))
        return True

    def _wrong(self, code: str, column: str, found: str, **facts: str) -> None:
        place = {"path": self.table.path, "line": self.line, "column": column, **_LISTED}
        self.problems.append(Problem(code, {**place, "found": found[:_SHOWN] or "—", **facts}))

    def _word(self, column: str) -> str:
        written, known = self.cells[column], self.known[column]
        found = known.meant(written)
        if found:
            return found
        if near := known.near(written):
            self._wrong("survey_word_near", column, written, near=near)
        else:
            expected = known.listed("expected", known.names)
            self._wrong("survey_word", column, written, **expected)
        return ""

    def _closed(self, column: str, known: Iterable[str], usual: str) -> str:
        written = self.cells.get(column, "").lower() or usual
        if written not in {*known, usual}:
            self._wrong("survey_word", column, written, expected=", ".join(known))
        return written

    def _unit(self) -> str:
        return self._closed("unit", UNITS, "number")

    def _example(self) -> bool:
        return self._closed("example", (YES,), "") == YES

    def _period(self) -> Period:
        written = self.cells["period"]
        found = survey_periods.of(written)
        if found is None:
            self._wrong("survey_period", "period", written)
        return found or Period(0, 12)

    def _value(self, unit: str) -> Decimal:
        written = self.cells["value"]
        if not _VALUE.fullmatch(written):
            self._wrong("survey_value", "value", written)
            return Decimal(0)
        value = Decimal(written.replace(",", "."))
        bounds = UNITS.get(unit)
        if bounds and not bounds[0] <= value <= bounds[1]:
            low, high = map(str, bounds)
            self._wrong("survey_bounds", "value", written, unit=unit, low=low, high=high)
        return value

    def _answers(self) -> int:
        written = self.cells["answers"]
        if not _COUNT.fullmatch(written):
            self._wrong("survey_answers", "answers", written, expected=str(FEWEST))
            return 0
        if int(written) < FEWEST:
            self._wrong("survey_few", "answers", written, expected=str(FEWEST))
        return int(written)


def _between(rows: Iterable[SurveyRow]) -> Iterator[Problem]:
    """Yield each row that says again what another does, and each in another unit than the first of
    its indicator.
    """
    known: dict[tuple[str, str, Period], SurveyRow] = {}
    first: dict[str, SurveyRow] = {}
    for row in rows:
        before = known.setdefault(row.key, row)
        if before is not row:
            yield _beside("survey_twice", row, before, f"{row.period}")
        start = first.setdefault(row.indicator, row)
        if start.unit != row.unit:
            yield _beside("survey_units", row, start, row.unit, expected=start.unit)


def _beside(code: str, row: SurveyRow, other: SurveyRow, found: str, **facts: str) -> Problem:
    place = {"path": row.path, "line": str(row.line), "other": f"{other.path}:{other.line}"}
    told = {**_LISTED, "indicator": row.indicator, "institution": row.institution, "found": found}
    return Problem(code, {**place, **told, **facts})

"""The model of the approach, fields by steps -> how many tools and practices serve each pair,
and what lacks.

Counted anew at each build. What names no field serves all of them: it has a row of its own, and
fills no gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import practice
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.library import NamedTerm
from publish.pages import list_rows, related_content
from publish.pages.list_rows import SheetRow
from publish.site_context import SiteContext

PATH = "map.md"
ALL = "all"
Sheets = list[Sheet[SheetModel]]
# The drawing, in its own units: the room for a field's name, and the side of a cell.
NAMES, WIDE, HIGH, TOP, GAP = 214, 146, 56, 44, 6


@dataclass(frozen=True)
class Cell:
    """Where a field, or all of them, meets a step. `x` and `y` are its corner in the drawing."""

    field: NamedTerm
    step: NamedTerm
    tools: Sequence[SheetRow]
    practices: Sequence[SheetRow]
    x: int
    y: int

    @property
    def id(self) -> str:
        """Return its anchor."""
        return f"c-{self.field.id}-{self.step.id}"

    @property
    def level(self) -> int:
        """Return how full it is, from 0 for nothing to 3."""
        return min(len(self.tools) + len(self.practices), 3)


@dataclass(frozen=True)
class FieldRow:
    """A field's row, with how many tools and practices it has in all, each counted once."""

    field: NamedTerm
    cells: Sequence[Cell]
    tools: int
    practices: int

    @property
    def gaps(self) -> int:
        """Return the number of its cells that nothing serves."""
        return sum(cell.level == 0 for cell in self.cells)


@dataclass(frozen=True)
class Chart:
    """The whole map. `lines` are the fields', `general` is that of what serves all fields;
    `columns` count by step.
    """

    steps: Sequence[NamedTerm]
    lines: Sequence[FieldRow]
    general: FieldRow
    columns: Sequence[tuple[int, int]]
    tools: int
    practices: int

    @property
    def cells(self) -> int:
        """Return the number of the cells of a field and a step."""
        return len(self.lines) * len(self.steps)

    @property
    def gaps(self) -> int:
        """Return the number of those that nothing serves."""
        return sum(line.gaps for line in self.lines)

    @property
    def width(self) -> int:
        """Return the drawing's width."""
        return NAMES + WIDE * len(self.steps)

    @property
    def height(self) -> int:
        """Return the drawing's height."""
        return TOP + HIGH * (len(self.lines) + 1)


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the map, where the instance has both fields of action and steps."""
    if not context.library.fields or not context.library.steps:
        return
    made = chart(context)
    facts = {"chart": made, "names": NAMES, "wide": WIDE - GAP, "high": HIGH - GAP, "top": TOP}
    yield GeneratedPage(
        PATH,
        context.catalogue.translate("site.map_title"),
        "map.html",
        facts,
        context.catalogue.translate("site.map_lead"),
    )


def chart(context: SiteContext) -> Chart:
    """Return the map: what serves each pair, counted from the sheets of a language."""
    return context.cache.get("map", lambda: _chart(context))


def _chart(context: SiteContext) -> Chart:
    library, locale = context.library, context.locale
    tools = related_content.usable(library, locale)
    practices = library.sheets.of(practice.KIND, locale)
    steps = list(library.steps.values())
    lines = []
    for number, field in enumerate(map(library.theme, library.fields), 1):
        serving = (_naming(tools, "fields", field.id), _naming(practices, "fields", field.id))
        lines.append(_line(field, number, steps, serving, context))
    whole = NamedTerm(ALL, {locale: context.catalogue.translate("site.map_all")})
    general = _line(whole, 0, steps, (for_all(tools), for_all(practices)), context)
    columns: list[tuple[int, int]] = []
    for step in steps:
        serving = (_naming(tools, "steps", step.id), _naming(practices, "steps", step.id))
        columns.append((len(serving[0]), len(serving[1])))
    return Chart(steps, lines, general, columns, len(tools), len(practices))


def for_all(found: Iterable[Sheet[SheetModel]]) -> Sheets:
    """Return the sheets that name no field: they serve all."""
    return [sheet for sheet in found if not sheet.keys.get_ids("fields")]


def _line(
    field: NamedTerm,
    number: int,
    steps: Sequence[NamedTerm],
    found: tuple[Sheets, Sheets],
    context: SiteContext,
) -> FieldRow:
    tools, practices = found
    cells = []
    for column, step in enumerate(steps):
        cell = Cell(
            field,
            step,
            list_rows.of(_naming(tools, "steps", step.id), context),
            list_rows.of(_naming(practices, "steps", step.id), context),
            NAMES + WIDE * column,
            TOP + HIGH * number,
        )
        cells.append(cell)
    return FieldRow(field, cells, len(tools), len(practices))


def _naming(found: Iterable[Sheet[SheetModel]], key: str, term: str) -> Sheets:
    return [sheet for sheet in found if term in sheet.keys.get_ids(key)]

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
from publish.library import Term
from publish.pages import list_rows, related_content
from publish.pages.list_rows import Row
from publish.site_context import SiteContext

PATH = "map.md"
ALL = "all"
# The drawing, in its own units: the room for a field's name, and the side of a cell.
NAMES, WIDE, HIGH, TOP, GAP = 214, 146, 56, 44, 6


@dataclass(frozen=True)
class Cell:
    """Where a field, or all of them, meets a step. `x` and `y` are its corner in the drawing."""

    field: Term
    step: Term
    tools: Sequence[Row]
    practices: Sequence[Row]
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
class Line:
    """A field's row, with how many tools and practices it has in all, each counted once."""

    field: Term
    cells: Sequence[Cell]
    tools: int
    practices: int


@dataclass(frozen=True)
class Chart:
    """The whole map. `lines` are the fields', `general` is that of what serves all fields;
    `columns` count by step.
    """

    steps: Sequence[Term]
    lines: Sequence[Line]
    general: Line
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
        return sum(not one.level for line in self.lines for one in line.cells)

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
    tools = related_content.usable(context.library, context.locale)
    practices = context.library.sheets.of(practice.KIND, context.locale)
    fields = [context.library.theme(name) for name in context.library.fields]
    steps = list(context.library.steps.values())
    lines = [
        _line(
            term, number + 1, steps, (_naming(tools, term.id), _naming(practices, term.id)), context
        )
        for number, term in enumerate(fields)
    ]
    whole = Term(ALL, {context.locale: context.catalogue.translate("site.map_all")})
    general = _line(whole, 0, steps, (for_all(tools), for_all(practices)), context)
    columns = [(len(_serving(tools, step.id)), len(_serving(practices, step.id))) for step in steps]
    return Chart(steps, lines, general, columns, len(tools), len(practices))


def for_all(found: Iterable[Sheet[SheetModel]]) -> list[Sheet[SheetModel]]:
    """Return the sheets that name no field: they serve all."""
    return [one for one in found if not one.keys.get_ids("fields")]


def _line(
    field: Term,
    number: int,
    steps: Sequence[Term],
    found: tuple[Sequence[Sheet[SheetModel]], Sequence[Sheet[SheetModel]]],
    context: SiteContext,
) -> Line:
    tools, practices = found
    cells = [
        Cell(
            field,
            step,
            list_rows.of(_serving(tools, step.id), context),
            list_rows.of(_serving(practices, step.id), context),
            NAMES + WIDE * column,
            TOP + HIGH * number,
        )
        for column, step in enumerate(steps)
    ]
    return Line(field, cells, len(tools), len(practices))


def _naming(found: Iterable[Sheet[SheetModel]], field: str) -> list[Sheet[SheetModel]]:
    return [one for one in found if field in one.keys.get_ids("fields")]


def _serving(found: Iterable[Sheet[SheetModel]], step: str) -> list[Sheet[SheetModel]]:
    return [one for one in found if step in one.keys.get_ids("steps")]

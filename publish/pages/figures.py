"""Library -> the key figures of the network, counted anew at each build: a sentence, its bars, and
the table that says the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from knowledge.sheets import persons
from knowledge.sheets.kinds import event, organisation, practice
from knowledge.sheets.kinds.organisation import SEATS, Role
from knowledge.sheets.kinds.practice import Practice
from knowledge.sheets.reading import Sheet
from publish import law
from publish.pages import agenda, charts, coverage_map, practices
from publish.pages.charts import Bar
from publish.site_context import SiteContext

# The page of the instance below whose text all of them stand.
NETWORK = "network.md"
# The years and the quarters that are shown at most.
YEARS, QUARTERS = 5, 4
Counted = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted. `said` is its sentence, `path` the page that has the rest; `rows` are as
    wide as `columns`. Where nothing is counted yet, the sentence says so, and there are no bars.
    """

    id: str
    said: str
    path: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    bars: tuple[Bar, ...] = ()

    @property
    def height(self) -> int:
        """Return the height of its drawing."""
        return charts.BAR_HIGH * len(self.bars)


def of(context: SiteContext) -> tuple[Figure, ...]:
    """Return the figures that the instance has anything for, counted once for all pages."""
    return context.cache.get("figures", lambda: tuple(_all(context)))


def _all(context: SiteContext) -> Iterator[Figure]:
    yield from _practices(context)
    yield from _meetings(context)
    yield from _seats(context)
    yield from _tools(context)
    yield from _law(context)


def _practices(context: SiteContext) -> Iterator[Figure]:
    """Count the practices of each field by the year in which they began."""
    catalogue, library = context.catalogue, context.library
    if not library.fields:
        return
    found = library.sheets.of(practice.KIND, context.locale)
    years = sorted(set(map(_begun, found)))[-YEARS:]
    rows, counted = [], []
    for field, some in practices.by_field(found, library):
        label, by_year = field.label(context.locale), Counter(map(_begun, some))
        rows.append((label, *map(str, map(by_year.__getitem__, years)), str(len(some))))
        counted.append((label, len(some)))
    yield Figure(
        "practices",
        catalogue.plural("site.figures_practices", len(found), fields=len(rows)),
        f"{practice.KIND.folder}/",
        (*_columns(context, "field"), *map(str, years), *_columns(context, "in_all")),
        tuple(rows),
        charts.bars(counted),
    )


def _begun(sheet: Sheet[Practice]) -> int:
    """Return the year in which a practice began."""
    return sheet.keys.life[0].on.year


def _columns(context: SiteContext, *names: str) -> Iterator[str]:
    for name in names:
        yield context.catalogue.translate(f"site.figures_{name}")


def _rows(counted: Counted, *more: Iterable[int]) -> Iterator[tuple[str, ...]]:
    """Yield a row of a table for each thing that is counted, with more numbers behind."""
    for (label, number), *others in zip(counted, *more, strict=True):
        yield label, str(number), *map(str, others)


def _meetings(context: SiteContext) -> Iterator[Figure]:
    """Count the meetings that were held, by year, against those aimed at."""
    library = context.library
    target, this_year = library.settings.get("meetings_per_year"), library.build_date.year
    if not target:
        return
    counted = []
    for year in range(max(this_year - YEARS + 1, Day.min.year), this_year + 1):
        counted.append((str(year), agenda.held(library, context.locale, year)))
    held = counted[-1][1]
    yield Figure(
        "meetings",
        context.catalogue.plural("site.figures_meetings", held, year=this_year, target=target),
        f"{event.KIND.folder}/",
        tuple(_columns(context, "year", "held")),
        tuple(_rows(counted)),
        charts.bars(counted, int(target)),
    )


def _seats(context: SiteContext) -> Iterator[Figure]:
    """Count the seats of the members that somebody holds, or where somebody can be reached."""
    filled, every = Counter[str](), Counter[str]()
    for sheet in context.library.sheets.of(organisation.KIND):
        for role in filter(_has_seat, sheet.keys.roles):
            every[str(role.seat)] += 1
            filled[str(role.seat)] += _is_filled(role, context.library.build_date)
    if not every:
        return
    counted = []
    for name in every:
        counted.append((SEATS.label(name, context.locale), filled[name]))
    yield Figure(
        "seats",
        context.catalogue.plural("site.figures_seats", filled.total(), all=every.total()),
        "directory/",
        tuple(_columns(context, "seat", "filled", "in_all")),
        tuple(_rows(counted, every.values())),
        charts.bars(counted, max(every.values())),
    )


def _has_seat(role: Role) -> bool:
    return role.seat is not None


def _is_filled(role: Role, today: Day) -> bool:
    return not persons.vacant(role, today) or persons.reachable(role)


def _tools(context: SiteContext) -> Iterator[Figure]:
    """Count the tools and the practices that serve each step."""
    if not context.library.fields or not context.library.steps:
        return
    chart = coverage_map.chart(context)
    counted, tried = [], []
    for step, (tools, practices_of_it) in zip(chart.steps, chart.columns, strict=True):
        counted.append((step.label(context.locale), tools))
        tried.append(practices_of_it)
    yield Figure(
        "tools",
        context.catalogue.plural("site.figures_tools", chart.tools, steps=len(chart.steps)),
        "map/",
        tuple(_columns(context, "step", "tools_in", "tried")),
        tuple(_rows(counted, tried)),
        charts.bars(counted),
    )


def _law(context: SiteContext) -> Iterator[Figure]:
    """Count the texts that enter into force in this quarter and the next ones."""
    catalogue, today = context.catalogue, context.library.data_date
    if today == Day.min:
        return
    known = law.texts(context.indexes.cards, today, context.locale)
    counted, total = [], 0
    start, end = law.quarter(today)
    for _ in range(QUARTERS):
        number = len(law.within(known, start, end))
        counted.append((catalogue.span(start, end - timedelta(days=1)), number))
        total += number
        start, end = law.quarter(end)
    yield Figure(
        "law",
        catalogue.plural("site.figures_law", total, day=catalogue.day(start - timedelta(days=1))),
        "radar/",
        tuple(_columns(context, "quarter", "texts")),
        tuple(_rows(counted)),
        charts.bars(counted),
    )

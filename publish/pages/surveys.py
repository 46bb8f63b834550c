"""Figures of surveys (data/barometer/) -> the regional barometer: for each indicator a sentence, a
drawing and a table of all institutions together and of each; and all of them as CSV.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import filterfalse, groupby
from operator import attrgetter

from knowledge.sheets import by_language
from knowledge.sheets.kinds import organisation
from knowledge.survey_periods import Period
from knowledge.survey_results import ALL, COLUMNS, FEWEST, OPTIONAL, SurveyRow
from publish.exports import open_data
from publish.library import Library, NamedTerm
from publish.pages import charts
from publish.pages.charts import Trend, TrendPoint
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

PAGE = "take-part/regional-barometer.md"
TABLE = f"{open_data.FOLDER}/barometer.csv"
LIST = "indicators"
# The best mark, where a unit has one.
MARKS = {"of-five": Decimal(5), "of-ten": Decimal(10)}
_IS_EXAMPLE = attrgetter("example")
_Scale = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class SurveySeries:
    """What one institution, or all, have of an indicator, period by period.

    `id` is its anchor, `said` its sentence, `rows` are period, value and answers, as shown.
    """

    id: str
    said: str
    trend: Trend
    rows: tuple[tuple[str, str, str], ...]
    example: bool


@dataclass(frozen=True, slots=True)
class MeasuredIndicator:
    """An indicator: the series of all institutions together, and those of each."""

    term: NamedTerm
    together: tuple[SurveySeries, ...]
    apart: tuple[SurveySeries, ...]


def is_offered(context: SiteContext) -> bool:
    """Return whether the site has the page: something may be measured, or was."""
    library = context.library
    return bool(library.lists.get(LIST) or library.surveys)


def facts(context: SiteContext) -> Mapping[str, object]:
    """Return what the page is made from."""
    library = context.library
    return {
        "measured": tuple(_measured(context)),
        "indicators": tuple(library.lists.get(LIST, {}).values()),
        "fields": library.terms("themes", library.fields),
        "columns": COLUMNS,
        "fewest": FEWEST,
        "table": TABLE,
        "example": any(map(_IS_EXAMPLE, library.surveys)),
    }


def shared(library: Library, _: SiteMetadata) -> dict[str, bytes]:
    """Return all figures as CSV, in the columns in which they are read; none where there are
    none.
    """
    if not library.surveys:
        return {}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *OPTIONAL))
    writer.writerows(map(_cells, sorted(library.surveys, key=attrgetter("key"))))
    return {TABLE: (open_data.BOM + out.getvalue()).encode()}


def _cells(row: SurveyRow) -> tuple[str, ...]:
    example = "yes" if row.example else ""
    facts = (row.institution, row.indicator, row.period, row.value, row.answers, row.unit, example)
    return tuple(map(str, facts))


def _measured(context: SiteContext) -> Iterator[MeasuredIndicator]:
    """Yield what was measured: the fields of action first, then the indicators, in their order."""
    library = context.library
    by_name: dict[str, list[SurveyRow]] = {}
    for row in sorted(library.surveys, key=attrgetter("key")):
        by_name.setdefault(row.indicator, []).append(row)
    for name in filter(by_name.__contains__, (*library.fields, *library.lists.get(LIST, {}))):
        term, rows = _term(name, library), by_name[name]
        whole, single = filter(_is_of_all, rows), filterfalse(_is_of_all, rows)
        scale = _scale(rows)
        yield MeasuredIndicator(
            term,
            tuple(_series(term, whole, scale, context)),
            tuple(_series(term, single, scale, context)),
        )


def _is_of_all(row: SurveyRow) -> bool:
    return row.institution == ALL


def _term(name: str, library: Library) -> NamedTerm:
    if name in library.fields:
        return library.theme(name)
    return library.term(LIST, name)


def _scale(rows: Sequence[SurveyRow]) -> _Scale:
    """Return between which numbers all drawings of an indicator reach: from 0, or below, to the
    highest mark or the highest value.
    """
    values = list(map(attrgetter("value"), rows))
    return min(*values, Decimal(0)), max(*values, MARKS.get(rows[0].unit, Decimal(0)))


def _series(
    term: NamedTerm, rows: Iterable[SurveyRow], scale: _Scale, context: SiteContext
) -> Iterator[SurveySeries]:
    """Yield a series for each institution and each length of its periods."""
    for _, some in groupby(sorted(rows, key=_apart), key=_apart):
        yield _drawn(term, list(some), scale, context)


def _apart(row: SurveyRow) -> tuple[str, int]:
    return row.institution, -row.period.months


def _drawn(
    term: NamedTerm, rows: Sequence[SurveyRow], scale: _Scale, context: SiteContext
) -> SurveySeries:
    rows = sorted(rows, key=attrgetter("period"))
    first = rows[0]
    return SurveySeries(
        f"{first.indicator}-{first.institution}-{first.period.step}",
        _sentence(term, rows, context),
        charts.trend(list(map(partial(_point, context=context), rows)), *scale),
        tuple(map(partial(_table_row, context=context), rows)),
        any(map(_IS_EXAMPLE, rows)),
    )


def _sentence(term: NamedTerm, rows: Sequence[SurveyRow], context: SiteContext) -> str:
    """Return what is said of a series: its last figure, against its first."""
    first, last = rows[0], rows[-1]
    facts = {
        "name": term.label(context.locale),
        "who": _who(last.institution, context),
        "value": _value(last, context),
        "now": _when(last.period, context),
        "before": _value(first, context),
        "then": _when(first.period, context),
    }
    form = "changed"
    if first is last:
        form = "single"
    elif first.value == last.value:
        form = "same"
    return context.catalogue.translate(f"site.survey_said.{form}", **facts)


def _who(name: str, context: SiteContext) -> str:
    sheet = context.library.sheets.find(organisation.KIND, name)
    if sheet:
        return by_language.read(sheet.keys.names, context.locale)[0]
    return context.catalogue.translate("site.survey_all")


def _value(row: SurveyRow, context: SiteContext) -> str:
    """Return a value with its unit: "3,8 sur 5"."""
    return context.catalogue.plural(f"site.survey_unit.{row.unit}", row.value)


def _when(period: Period, context: SiteContext) -> str:
    """Return a period within a sentence: "en 2025"."""
    key = f"site.survey_in.{period.step}"
    return context.catalogue.translate(key, period=_named(period, context))


def _named(period: Period, context: SiteContext) -> str:
    if period.step == "quarter":
        return context.catalogue.quarter(period.start)
    if period.step == "month":
        return context.catalogue.month(str(period))
    return str(period)


def _point(row: SurveyRow, context: SiteContext) -> TrendPoint:
    written = context.catalogue.number(row.value)
    return TrendPoint(row.period.number, row.value, _named(row.period, context), written)


def _table_row(row: SurveyRow, context: SiteContext) -> tuple[str, str, str]:
    answers = context.catalogue.number(row.answers)
    return _named(row.period, context), _value(row, context), answers

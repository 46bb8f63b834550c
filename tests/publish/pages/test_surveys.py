"""The regional barometer: what is said, drawn and written of the figures of surveys."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import lxml.html
import pytest

from knowledge import survey_periods, survey_results
from knowledge.survey_results import SurveyRow
from knowledge.word_list import WordList
from publish import site_context
from publish.library import NamedTerm
from publish.pages import charts, render, surveys, take_part
from publish.pages.charts import TrendPoint
from publish.site_metadata import SiteMetadata


def row(period: str, value: str, *, institution="all", indicator="health", **facts):
    when = survey_periods.of(period)
    facts = {"unit": "of-five", "answers": 40, **facts}
    return SurveyRow(
        "a.csv", 2, institution, indicator, when, Decimal(value), facts.pop("answers"), **facts
    )


@pytest.fixture
def page(library):
    """Return what gives the page of some rows, as an element."""

    def made(*rows, locale="fr"):
        lists = {**library.lists, "indicators": {"hr-figures": NamedTerm("hr-figures")}}
        held = replace(library, surveys=rows, lists=lists)
        context = site_context.build(held, locale)
        (found,) = [made for made in take_part.pages(context) if made.path == surveys.PAGE]
        facts = {**found.data, "title": found.title, "root": "../../", "site": context.metadata}
        html = render.render(found.template, context, **facts)
        return lxml.html.fromstring(f"<main>{html}</main>")

    return made


def said(page) -> list[str]:
    return [" ".join(heading.text_content().split()) for heading in page.xpath(".//h3")]


def test_without_figures_the_page_says_what_it_will_be_and_how_to_fill_it(page):
    empty = page()

    assert empty.xpath(".//svg | .//a[@download]") == []
    assert empty.xpath("normalize-space(.//p[@class='vg-gap'])").startswith("Il n’y a pas encore")
    assert empty.xpath(".//pre")[0].text_content().strip() == ";".join(survey_results.COLUMNS)


def test_an_instance_that_measures_nothing_has_no_such_page(library):
    held = replace(library, surveys=(), lists={})

    assert not surveys.is_offered(site_context.build(held, "fr"))


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("fr", "toutes les institutions : 3,6 sur 5 en 2025, contre 3,4 sur 5 en 2023"),
        ("nl", "alle instellingen: 3,6 op 5 in 2025, tegenover 3,4 op 5 in 2023"),
    ],
)
def test_a_sentence_says_the_last_figure_against_the_first(page, locale, sentence):
    found = page(row("2025", "3.60"), row("2023", "3.4"), row("2024", "3.5"), locale=locale)

    (told,) = said(found)
    assert told.endswith(sentence)
    cells = found.xpath(".//tbody//th/text()")
    assert cells == ["2023", "2024", "2025"]


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        ([row("2025", "3.6")], "3,6 sur 5 en 2025"),
        ([row("2025-Q1", "3"), row("2025-Q2", "3")], "au 2e trimestre 2025, comme au 1er"),
        ([row("2025-01", "1.5", unit="days")], "1,5 jour en janvier 2025"),
        ([row("2025", "2", unit="hours")], "2 heures en 2025"),
        ([row("2025", "62", unit="percent")], "62 % en 2025"),
        ([row("2025", "1234.5", unit="number")], "1 234,5 en 2025"),
    ],
)
def test_each_unit_and_each_length_of_time_is_said_in_words(page, rows, end):
    (told,) = said(page(*rows))

    assert end in told


def test_years_and_quarters_are_drawn_apart_and_institutions_below_all(page):
    found = page(
        row("2024", "3"),
        row("2025", "3"),
        row("2025-Q1", "3"),
        row("2025", "3", institution="actiris"),
        row("2025", "7", indicator="hr-figures", unit="number"),
    )

    assert len(found.xpath(".//svg")) == 4
    assert len(found.xpath(".//details[@class='vg-waiting']//svg")) == 1
    assert found.xpath(".//section/@aria-labelledby") == ["i-health", "i-hr-figures"]
    ids = found.xpath(".//@id")
    assert len(ids) == len(set(ids))


def test_an_example_says_so_in_the_page_beside_each_series_and_in_the_table(page, library):
    rows = (row("2024", "3", example=True), row("2025", "3", institution="actiris"))
    found = page(*rows)
    held = replace(library, surveys=rows)

    assert "exemple" in found.xpath("string(.//p[@class='vg-gap'])")
    assert len(found.xpath(".//h3/span")) == 1
    table = list(csv.DictReader(io.StringIO(table_of(held))))
    assert [line["example"] for line in table] == ["", "yes"]


def table_of(held) -> str:
    (data,) = surveys.shared(held, SiteMetadata()).values()
    return data.decode("utf-8-sig")


def test_the_table_of_all_figures_can_be_read_in_again(library):
    rows = (row("2025", "3.25"), row("2025-Q1", "-2", indicator="hr-figures", unit="number"))
    lists = {
        "fields": WordList({"health": {}}),
        "indicators": WordList({"hr-figures": {}}),
    }

    again = survey_results.read(table_of(replace(library, surveys=rows)).encode(), "a.csv", lists)

    assert again.problems == ()
    assert {(made.key, made.value, made.unit) for made in again.rows} == {
        (made.key, made.value, made.unit) for made in rows
    }
    assert surveys.shared(replace(library, surveys=()), SiteMetadata()) == {}


def drawn(*values: str, apart: int = 1, name: str = "2025"):
    points = [
        TrendPoint(number * apart, Decimal(value), name, value)
        for number, value in enumerate(values)
    ]
    numbers = [Decimal(value) for value in values]
    return charts.trend(points, min(*numbers, Decimal(0)), max(*numbers, Decimal(0)))


def test_dots_are_as_high_as_their_numbers_and_as_far_as_their_moments():
    found = drawn("0", "2", "4")

    low, middle, high = (dot.y for dot in found.dots)
    assert (low, middle) == (found.base, (low + high) / 2)
    assert found.dots[1].x == found.width / 2
    assert drawn("-3", "3").base < found.base


@pytest.mark.parametrize("many", [1, 2, 3, 12, 40])
@pytest.mark.parametrize("name", ["2025", "septembre 2025", "1er trimestre 2025"])
def test_what_is_written_beside_dots_neither_touches_nor_is_cut(many, name):
    found = drawn(*["1234.5"] * many, name=name)

    width = charts._LETTER * max(len(name), 6)
    starts = {"start": 0, "middle": width / 2, "end": width}
    spans = []
    for dot in found.dots:
        if dot.named:
            left = dot.x - starts[dot.anchor]
            spans.append((left, left + width))
    assert spans[0][0] >= 0
    assert spans[-1][1] <= found.width
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))

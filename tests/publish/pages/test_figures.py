"""The key figures: what is counted, what the sentence says, and the table beside the bars."""

from dataclasses import replace
from datetime import date

import pytest

from publish import site_context
from publish.library import Library
from publish.pages import charts, figures, site_pages

from .conftest import read

TODAY = date(2026, 11, 25)


def practice(name: str, field: str, *, began: int, lang: str = "fr"):
    return read(
        "practice",
        name,
        lang=lang,
        fields=f"[{field}]",
        life=f"[{{state: idea, on: {began}-05-01}}]",
    )


def meeting(name: str, **keys: str):
    return read("event", name, start=f"{name}", **keys)


@pytest.fixture
def counted(holding, library):
    """Return what gives the figures by id, of the sheets of an instance."""

    def of(*sheets, locale="fr", **facts):
        held = holding(*sheets, today=TODAY)
        lists = {"lists": library.lists, "fields": library.fields, "steps": library.steps}
        settings = {"settings": {"meetings_per_year": 3}}
        known = replace(held, themes=library.themes, **lists, **{**settings, **facts})
        return {figure.id: figure for figure in figures.of(site_context.build(known, locale))}

    return of


def test_practices_are_counted_by_field_and_by_the_year_in_which_they_began(counted):
    found = counted(
        practice("a", "health", began=2024),
        practice("b", "health", began=2026),
        practice("c", "skills", began=2026),
        practice("d", "skills", began=2026, lang="nl"),
    )["practices"]

    assert found.columns[1:-1] == ("2024", "2026")
    assert [row[1:] for row in found.rows] == [("1", "1", "2"), ("0", "1", "1")]
    assert [bar.value for bar in found.bars] == [2, 1]
    assert found.said.startswith("3 pratiques publiées")


def test_a_year_counts_the_meetings_that_were_held(counted):
    found = counted(
        meeting("2025-02-03"),
        meeting("2026-02-03"),
        meeting("2026-06-01", status="cancelled"),
        meeting("2026-12-08", status="planned"),
    )["meetings"]

    assert found.rows[-3:] == (("2024", "0"), ("2025", "1"), ("2026", "1"))
    # Of a bar as long as the three that are aimed at.
    assert found.bars[-1].length == round(charts.BAR_WIDTH / 3, 1)
    assert found.said == "1 réunion tenue en 2026, sur 3 visées par an"


def test_seats_are_filled_where_somebody_can_be_reached(library):
    found = {figure.id: figure for figure in figures.of(site_context.build(library, "nl"))}

    assert "seats" in found
    assert [int(held) <= int(every) for _, held, every in found["seats"].rows] == [True] * 2


@pytest.mark.parametrize("locale", ["fr", "nl"])
def test_each_table_is_as_wide_as_its_head_and_says_what_the_bars_show(library, locale):
    for figure in figures.of(site_context.build(library, locale)):
        assert {len(row) for row in figure.rows} <= {len(figure.columns)}
        assert len(figure.bars) in {0, len(figure.rows)}
        for row, bar in zip(figure.rows, figure.bars, strict=False):
            assert row[0] == bar.label
            assert str(bar.value) in row[1:]


def test_nothing_is_counted_of_an_instance_without_lists_sheets_or_a_target():
    assert figures.of(site_context.build(Library(), "fr")) == ()


def test_the_network_s_page_keeps_its_text_and_has_the_figures_below(library):
    context = site_context.build(library, "fr")

    page = site_pages.network("<p>Le réseau.</p>", context, root="../")

    assert page.startswith("<p>Le réseau.</p>\n")
    assert page.count("<svg") == sum(bool(figure.bars) for figure in figures.of(context))
    assert '<a href="../directory/">' in page

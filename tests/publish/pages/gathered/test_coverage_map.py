"""The map counts each crossing of a field and a step, and shows what lacks."""

from dataclasses import replace

from bs4 import BeautifulSoup

from publish.pages import coverage_map, render
from publish.site_context import SiteContext


def made(library, indexed, lang="fr"):
    indexes, words = indexed(library, lang)
    (spec,) = coverage_map.pages(SiteContext(library, words, indexes=indexes))
    html = render.render(
        spec.template, SiteContext(library, words), title=spec.title, root="../", **spec.data
    )
    return spec.data["chart"], BeautifulSoup(html, "lxml")


def test_each_crossing_counts_what_names_both_its_field_and_its_step(house, indexed, sheet, tried):
    library = house(
        sheet("tool", "both", steps=("framing", "experiment"), fields=("health",)),
        sheet("communication-kit", "kit", steps=("framing",), fields=("health", "skills")),
        tried("meeting", fields=("health",), steps=("experiment",)),
    )

    chart, _ = made(library, indexed)

    counts = {
        one.id: (len(one.tools), len(one.practices)) for line in chart.lines for one in line.cells
    }
    assert counts == {
        "c-health-framing": (2, 0),
        "c-health-experiment": (1, 1),
        "c-skills-framing": (1, 0),
        "c-skills-experiment": (0, 0),
    }
    assert [(line.tools, line.practices) for line in chart.lines] == [(2, 1), (1, 0)]
    assert chart.columns == [(2, 0), (1, 1)]
    assert (chart.tools, chart.practices, chart.gaps, chart.cells) == (2, 1, 1, 4)


def test_what_names_no_field_serves_all_and_fills_no_gap(house, indexed, sheet):
    chart, _ = made(house(sheet("tool", "any", steps=("framing",))), indexed)

    assert len(chart.general.cells[0].tools) == 1
    assert chart.gaps == chart.cells == 4


def test_a_full_crossing_leads_to_its_list_and_an_empty_one_asks_for_a_proposal(
    house, indexed, sheet
):
    _, page = made(house(sheet("tool", "t", steps=("framing",), fields=("health",))), indexed)

    full = page.select_one("tbody a[href='#c-health-framing']")
    assert full.get_text() == "1 outil"
    assert page.select_one("#c-health-framing + ul a")["href"] == "../tools/t/"
    gaps = page.select("tbody a[href='../propose/practice/']")
    assert len(gaps) == 3
    assert gaps[0].get_text() == "proposer (Santé, Expérimentation)"


def test_the_table_names_itself_its_rows_and_its_columns(house, indexed):
    _, page = made(house(), indexed, "nl")

    assert page.caption.get_text()
    assert [th["scope"] for th in page.select("thead th")] == ["col"] * 4
    assert all(row.th["scope"] == "row" for row in page.select("tbody tr, tfoot tr"))
    assert page.svg["role"] == "img"
    assert "4 van de 4" in page.svg.desc.get_text()


def test_an_instance_without_fields_or_steps_has_no_map(house, indexed):
    library = replace(house(), fields=())

    assert list(coverage_map.pages(SiteContext(library, indexed(library)[1]))) == []

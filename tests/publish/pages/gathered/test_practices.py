"""The list of practices, and what stands around the text of each."""

from dataclasses import replace

from bs4 import BeautifulSoup

from knowledge.sheets.by_language import Names
from knowledge.sheets.kinds.practice import STATES
from publish.pages import practices, render, sheet_pages
from publish.site_context import SiteContext
from tests.publish.pages.gathered.values import Values


def listing(library, indexed, lang="fr"):
    indexes, words = indexed(library, lang)
    (spec,) = practices.pages(SiteContext(library, words, indexes=indexes))
    told = {"title": spec.title, "root": "../", "body": ""}
    return BeautifulSoup(
        render.render(spec.template, SiteContext(library, words), **told, **spec.data), "lxml"
    )


def page(sheet, library, indexed, lang="fr"):
    indexes, words = indexed(library, lang)
    return BeautifulSoup(
        sheet_pages.page(
            sheet, "<p>Un texte.</p>", SiteContext(library, words, indexes=indexes), root="../../"
        ),
        "lxml",
    )


def test_every_state_has_a_place_in_the_order():
    assert set(practices.ORDER) == set(STATES)


def test_an_abandoned_practice_is_as_visible_as_one_that_lasted(house, indexed, tried):
    kept = tried("lasted", "idea", "pilot", "evaluated", "kept")
    stopped = tried("stopped", "idea", "pilot", "evaluated", "abandoned")

    found = listing(house(stopped, kept), indexed)

    assert [one["id"] for one in found.select("h2[id^=state-]")] == [
        "state-kept",
        "state-abandoned",
    ]
    assert [a["href"] for a in found.select(".vg-row__title")] == [
        "../practices/lasted/",
        "../practices/stopped/",
    ]
    assert found.select_one("h3#field-health")


def test_an_empty_list_says_how_to_propose_the_first(house, indexed):
    found = listing(house(), indexed, "nl")

    assert not found.select(".vg-row")
    assert {a["href"] for a in found.select(".vg-invite a")} == {
        "../propose/practice/",
        "../propose/practice.docx",
    }


def test_the_blank_sheet_is_offered_where_the_instance_has_one(house, indexed, tmp_path):
    (tmp_path / "docs/fr/blank").mkdir(parents=True)
    (tmp_path / "docs/fr/blank/practice.txt").write_text("---\n", encoding="utf-8")

    found = listing(replace(house(), root=tmp_path), indexed)

    assert "../blank/practice.txt" in {a["href"] for a in found.select(".vg-invite a")}


def test_the_life_of_a_practice_is_an_ordered_list_that_tells_the_present_state(
    house, indexed, tried
):
    one = tried("lasted", "idea", "pilot")

    steps = page(one, house(one), indexed).select(".vg-life ol > li")

    assert [step.time["datetime"] for step in steps] == ["2026-01-01", "2026-02-01"]
    assert "état actuel" in steps[-1].get_text()
    assert "état actuel" not in steps[0].get_text()


def test_a_practice_leads_to_its_organisation_fields_and_steps_where_these_have_pages(
    house, indexed, tried, explained, organisation
):
    one = tried("meeting", contact="institution-a/permanent")
    whole = house(one, explained("experimenting", step="experiment"), organisation("institution-a"))

    links = {a["href"] for a in page(one, whole, indexed).select("dl a")}
    alone = {a["href"] for a in page(one, house(one), indexed).select("dl a")}

    assert links == {
        "../../directory/institution-a/",
        "../../themes/health/",
        "../../guide/experimenting/",
    }
    assert alone == {"../../themes/health/"}


def test_a_contact_is_a_role_in_the_readers_language(house, tried, organisation, indexed):
    role = Values(id="permanent", title=Names(fr="Membre effectif", nl="Effectief lid"), topics=())
    one = tried("meeting", lang="nl", contact="institution-a/permanent")

    found = page(one, house(one, organisation("institution-a", roles=(role,))), indexed, "nl")

    assert "Effectief lid, institution-a (nl)" in found.dl.get_text()

"""A theme's page: what it means, the law, the watch, and all that people wrote of it."""

from bs4 import BeautifulSoup

from publish.pages import render, theme_pages
from publish.site_context import SiteContext


def made(library, indexed, lang="fr"):
    indexes, words = indexed(library, lang)
    return {
        spec.path: spec for spec in theme_pages.pages(SiteContext(library, words, indexes=indexes))
    }


def page(spec, library, words):
    told = {"title": spec.title, "root": "../../", "body": "", "site": None}
    return BeautifulSoup(
        render.render(spec.template, SiteContext(library, words), **told, **spec.data), "lxml"
    )


def test_a_field_has_a_page_in_any_case_and_another_theme_where_something_bears_it(
    house, indexed, entry, sheet
):
    fields = {"themes/health.md", "themes/skills.md"}
    written = house(sheet("tool", "t", lang="nl", themes=("telework",)))

    assert set(made(house(), indexed)) == fields
    assert set(made(house(entries=(entry(),)), indexed)) == fields | {"themes/telework.md"}
    assert (
        set(made(written, indexed, "fr"))
        == set(made(written, indexed, "nl"))
        == fields | {"themes/telework.md"}
    )


def test_the_law_stands_before_the_watch_and_every_entry_once(house, indexed, entry):
    entries = [entry(id=f"n{n}", type="news", themes=("health",)) for n in range(12)]
    library = house(entries=(*entries, entry(id="law", themes=("health",))))
    spec = made(library, indexed)["themes/health.md"]

    found = page(spec, library, indexed(library)[1])

    assert [one["id"] for one in found.select("h2[id]")][:2] == ["g-law", "g-watch"]
    assert len(found.select(".vg-card")) == len(spec.data["found"]) == 13
    assert [name for name, _ in spec.toc if not found.find(id=name)] == []


def test_a_fields_gaps_are_told_and_its_meaning_opens_the_page(house, indexed):
    library = house()
    spec = made(library, indexed)["themes/health.md"]

    found = page(spec, library, indexed(library)[1])

    assert found.select_one(".vg-lead").get_text().startswith("Santé : voilà.")
    assert len(found.select(".vg-gap a[href='../../propose/']")) == 2


def test_a_theme_leads_to_its_tools_practices_contacts_and_guide(
    house, indexed, sheet, tried, organisation, explained
):
    library = house(
        sheet("tool", "t", steps=("framing",), fields=("health",)),
        tried("p"),
        organisation("o", topics=("health",)),
        explained("g", field="health"),
    )

    found = page(made(library, indexed)["themes/health.md"], library, indexed(library)[1])

    assert [a["href"] for a in found.select(".vg-row__title")] == [
        "../../tools/t/",
        "../../practices/p/",
        "../../directory/o/",
        "../../guide/g/",
    ]


def test_an_unknown_theme_makes_no_path_out_of_its_folder(house, indexed, entry):
    library = house(entries=(entry(themes=("../../etc",)),))

    assert not [path for path in made(library, indexed) if ".." in path]

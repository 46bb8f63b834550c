"""The follow-up of the common actions, and their plan in full."""

import pytest

from knowledge.i18n import catalogue
from publish.indexes import build_indexes
from publish.library import NamedTerm
from publish.pages import actions, render
from publish.site_context import SiteContext

from .conftest import read

FRENCH, DUTCH = catalogue.load("fr"), catalogue.load("nl")


def planned(library, words=FRENCH):
    """Give the plans of the pages by path."""
    return {
        spec.path: spec
        for spec in actions.pages(
            SiteContext(library, words, indexes=build_indexes(library, words.locale))
        )
    }


def html(spec, library, words=FRENCH, body=""):
    """Render a page."""
    facts = {**spec.data, "title": spec.title, "root": "../", "body": body, "site": None}
    return render.render(spec.template, SiteContext(library, words), **facts)


def test_actions_stand_in_the_order_of_their_numbers(holding):
    library = holding(*(read("action", f"a{n}", number=f'"1.{n}"') for n in (10, 2, 1)))

    assert [one.keys.number for one in actions.actions(library, "fr")] == ["1.1", "1.2", "1.10"]


def test_the_table_says_how_far_each_is_in_words(holding):
    library = holding(
        read("action", "a", status="done", number='"1"'),
        read(
            "action",
            "b",
            number='"2"',
            start="2026-01-12",
            indicators='[{name: Réunions, value: "2", target: "3"}]',
        ),
        read(
            "action", "c", number='"3"', indicators="[{name: Participants}, {name: Satisfaction}]"
        ),
    )
    spec = planned(library)["actions/index.md"]

    found = html(spec, library)

    assert [(state, count) for state, _, count in spec.data["states"]] == [
        ("done", 1),
        ("in-progress", 2),
    ]
    assert ">Fait</span>" in found
    assert "<caption" in found
    assert (
        'Réunions\u00a0: <strong>2</strong> <span class="vg-quiet">(cible\u00a0: 3)</span>' in found
    )
    assert "et 2 à renseigner" in found
    assert "Depuis le 12\u00a0janvier\u00a02026" in found


TRACKED = (
    "[{name: Journée thématique, status: done, institutions: [sprb], others: le groupe 4,"
    " duration: deux jours, indicators: [{name: Participants, value: 80}, {name: Satisfaction}]},"
    " {name: Baromètre, status: not-started}]"
)


@pytest.mark.parametrize("path", ["actions/index.md", "actions/plan.md"])
def test_each_activity_stands_with_its_state_on_the_follow_up_and_in_the_plan(holding, path):
    library = holding(read("action", "a", number='"1.1"', tracked_activities=TRACKED))

    found = html(planned(library)[path], library)

    day = found.split('<th scope="row">Journée thématique</th>')[1].split("</tr>")[0]
    barometer = found.split('<th scope="row">Baromètre</th>')[1].split("</tr>")[0]
    assert ">Fait</span>" in day
    assert "sprb, le groupe 4" in day
    assert "Participants\u00a0: <strong>80</strong>" in day
    assert "deux jours" in day
    assert ">Pas commencé</span>" in barometer
    assert barometer.count("non précisé") == 3


def test_an_owner_that_the_directory_does_not_hold_is_named_by_its_id(holding):
    sheet = read("action", "a")

    assert [
        one.name for one in actions.shown(sheet, SiteContext(holding(sheet), FRENCH)).owners
    ] == ["institution-a"]


def test_the_plan_holds_each_text_in_its_place_a_level_lower(holding):
    library = holding(read("action", "a", number='"1"'), read("action", "b", number='"2"'))
    spec = planned(library)["actions/plan.md"]

    marks = (
        "<div class='vigie-plan-a'></div><h3>Un</h3><div class=\"vigie-plan-b\"></div><h3>Deux</h3>"
    )
    found = html(spec, library, body=marks)

    assert "### Description et objectifs" in spec.body
    assert "\n## " not in spec.body
    assert actions.parted(marks, spec.data["actions"]) == {
        "a": "<h3>Un</h3>",
        "b": "<h3>Deux</h3>",
    }
    assert (
        found.index('id="a-a"')
        < found.index("<h3>Un</h3>")
        < found.index('id="a-b"')
        < found.index("<h3>Deux</h3>")
    )
    assert "vigie-plan" not in found


def test_what_looks_like_a_heading_in_code_is_left_alone():
    assert actions.lowered("## Titre\n\n```\n## code\n```\n") == "### Titre\n\n```\n## code\n```"


def test_an_action_that_is_written_in_one_language_stands_in_both_plans(holding):
    library = holding(read("action", "a", lang="nl"))

    found = html(planned(library)["actions/plan.md"], library)

    assert '<section class="vg-plan" aria-labelledby="a-a" lang="nl">' in found


def test_a_page_shows_facts_and_neighbours(holding):
    middle = read("action", "b", number='"2"', audiences="[hr]", indicators="[{name: Réunions}]")
    library = holding(
        read("action", "a", number='"1"'),
        middle,
        read("action", "c", number='"3"'),
        audiences={"hr": NamedTerm("hr", {"fr": "Ressources humaines", "nl": "Personeelszaken"})},
    )
    facts = actions.facts(middle, SiteContext(library, DUTCH))
    told = {
        "sheet": middle,
        "keys": middle.keys,
        "title": "Le réseau",
        "body": "",
        "root": "../../",
        "site": None,
    }

    found = render.render("action.html", SiteContext(library, DUTCH), **told, **facts)

    assert "Personeelszaken" in found
    assert (facts["older"][0], facts["newer"][0]) == ("a", "c")
    assert found.count("<h1") == 1

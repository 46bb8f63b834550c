"""An action has the parts of the network's own sheet, of which three are asked from the start."""

import pytest

from knowledge import problems
from knowledge.sheets import reading
from knowledge.sheets.kinds.action import KIND

KEYS = {
    "title": "Le réseau",
    "description": "Une action.",
    "number": '"1.1"',
    "status": "in-progress",
    "owners": "[institution-a]",
}
HEADINGS = {
    "fr": [
        *("Description et objectifs", "Besoin de communication", "Livrable et format"),
        *(
            "Apport d’autres groupes de travail",
            "Décisions nécessaires",
            "Facteurs de risque",
            "Activités",
        ),
        *("Rôles et moyens", "Situation actuelle", "Recommandations", "Ressources", "Conclusion"),
    ],
    "nl": [
        *("Beschrijving en doelstellingen", "Communicatiebehoefte", "Resultaat en vorm"),
        *(
            "Inbreng van andere werkgroepen",
            "Nodige beslissingen",
            "Risicofactoren",
            "Activiteiten",
        ),
        *("Rollen en middelen", "Huidige toestand", "Aanbevelingen", "Bronnen", "Besluit"),
    ],
}


def read(lang="fr", headings=("Description et objectifs", "Activités", "Rôles et moyens"), **keys):
    """Read an action that differs from the usual one as told."""
    front = "\n".join(f"{key}: {value}" for key, value in {**KEYS, **keys}.items())
    body = "\n".join(f"## {heading}\n\nUn texte.\n" for heading in headings)
    return reading.markdown(
        f"---\n{front}\n---\n{body}".encode(), f"docs/{lang}/actions/a.md", KIND, lang
    )


def codes(**told):
    """Name what is wrong."""
    return [one.code for one in read(**told).problems]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_every_part_of_the_networks_sheet_has_its_heading(lang):
    found = read(lang, HEADINGS[lang])

    assert found.problems == ()
    assert {getattr(found.sheet.keys, name) for name in KIND.sections} == {"Un texte."}


def test_an_action_may_begin_with_its_aims_its_activities_and_its_roles():
    assert codes() == []
    assert codes(headings=()) == ["section_missing"] * 3


@pytest.mark.parametrize("number", ["1.10", '"1.1"', "12"])
def test_a_number_stays_as_it_is_written(number):
    assert read(number=number).sheet.keys.number == number.strip('"')


@pytest.mark.parametrize("number", ["un", "1.", "1-1", "1.1.1.1.1"])
def test_what_is_no_number_of_a_plan_is_refused(number):
    assert codes(number=number) == ["field_value"]


def test_an_action_does_not_end_before_it_begins():
    assert codes(start="2026-03-01", end="2026-02-01") == ["action_end"]
    assert codes(start="2026-03-01", end="2026-03-01") == []


def test_an_action_that_is_done_says_what_came_of_it():
    with_conclusion = ("Description et objectifs", "Activités", "Rôles et moyens", "Conclusion")

    assert codes(status="done") == ["action_unconcluded"]
    assert codes(status="done", headings=with_conclusion) == []


def test_an_indicator_may_have_no_target_yet():
    keys = read(
        indicators='[{name: Réunions, target: "3", value: 2}, {name: Participants}]'
    ).sheet.keys

    assert [(one.target, one.value) for one in keys.indicators] == [("3", "2"), (None, None)]


ACTIVITIES = (
    "[{name: Journée, status: done, institutions: [sprb], others: le groupe 4, duration: 2022,"
    " indicators: [{name: Participants, value: 80}]}, {name: Baromètre, status: not-started}]"
)


def test_each_activity_has_a_state_of_its_own():
    keys = read(tracked_activities=ACTIVITIES).sheet.keys

    day, barometer = keys.tracked_activities
    assert (day.status, day.institutions, day.duration) == ("done", ("sprb",), "2022")
    assert [indicator.value for indicator in day.indicators] == ["80"]
    assert (barometer.status, barometer.institutions, barometer.duration) == (
        "not-started",
        (),
        None,
    )


def test_an_activity_without_a_state_is_told():
    assert codes(tracked_activities="[{name: Journée}]") == ["field_missing"]
    assert codes(tracked_activities="[{name: Journée, status: presque}]") == ["field_value"]


def test_a_mistake_is_said_in_french_and_in_dutch():
    (problem,) = read(status="done").problems

    assert "une action faite dit ce qu’elle a donné" in problems.what(problem, "fr")
    assert "een actie die gedaan is, zegt wat ze opleverde" in problems.what(problem, "nl")

"""An event's days hold together; what is known once it was held is not told before."""

from datetime import date, datetime

import pytest

from knowledge import problems
from knowledge.sheets import reading
from knowledge.sheets.kinds import event
from knowledge.sheets.kinds.event import KIND
from knowledge.sheets.values import ZONE
from tests.delivery import guide

KEYS = {
    "title": "Réunion du réseau",
    "description": "La première réunion.",
    "type": "meeting",
    "start": "2026-12-08",
    "status": "planned",
}
HEADINGS = {"fr": ("Programme", "Décisions"), "nl": ("Programma", "Beslissingen")}


def read(lang="fr", body="", **keys):
    """Read an event that differs from the usual one as told; None takes a key away."""
    held = {key: value for key, value in {**KEYS, **keys}.items() if value is not None}
    front = "\n".join(f"{key}: {value}" for key, value in held.items())
    return reading.markdown(
        f"---\n{front}\n---\n{body}".encode(), f"docs/{lang}/events/a.md", KIND, lang
    )


def codes(**keys):
    """Name what is wrong."""
    return [one.code for one in read(**keys).problems]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_programme_and_decisions_stand_under_their_headings(lang):
    first, second = HEADINGS[lang]

    read_ = read(lang, f"Un mot.\n\n## {first}\n\nOuverture.\n\n## {second}\n\nOn continue.\n")

    assert read_.problems == ()
    assert (read_.sheet.keys.programme, read_.sheet.keys.decisions) == (
        "Ouverture.",
        "On continue.",
    )


def test_an_event_may_say_no_more_than_its_day():
    assert read().problems == ()
    assert read().sheet.keys.last_day == date(2026, 12, 8)


def test_a_time_is_that_of_brussels():
    keys = read(start="2026-07-08T09:30", end="2026-07-08T12:00").sheet.keys

    assert keys.start == datetime(2026, 7, 8, 9, 30, tzinfo=ZONE)
    assert event.day(datetime(2026, 7, 8, 22, 30, tzinfo=ZONE)) == date(2026, 7, 8)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2026-12-08", "2026-12-07", "event_end"),
        ("2026-12-08T09:30", "2026-12-08T09:00", "event_end"),
        ("2026-12-08T09:30", "2026-12-08T09:30", "event_end"),
        ("2026-12-08T09:30", "2026-12-08", "event_end_shape"),
        ("2026-12-08", "2026-12-08T12:00", "event_end_shape"),
    ],
)
def test_an_end_that_cannot_be_is_refused(start, end, code):
    assert codes(start=start, end=end) == [code]


@pytest.mark.parametrize(
    ("start", "end"), [("2026-12-08", "2026-12-08"), ("2026-12-08T22:00", "2026-12-09T01:00")]
)
def test_an_end_on_the_same_day_or_the_next_one_is_well(start, end):
    assert codes(start=start, end=end) == []


@pytest.mark.parametrize("status", ["planned", "cancelled"])
@pytest.mark.parametrize("figures", ["{satisfaction: 85}", "{participants: 0}"])
def test_what_was_not_held_has_no_figures(status, figures):
    assert codes(status=status, indicators=figures) == ["event_not_held"]
    assert codes(status="held", indicators=figures) == []


@pytest.mark.parametrize("where", ["", ", file: a.pdf, url: 'https://a.example/'"])
def test_a_document_has_a_file_or_an_address_and_not_both(where):
    assert codes(documents=f"[{{title: Compte rendu{where}}}]") == ["event_document"]


@pytest.mark.parametrize("where", ["file: a/compte-rendu.pdf", "url: 'https://a.example/'"])
def test_a_document_with_one_of_them_is_well(where):
    assert codes(documents=f"[{{title: Compte rendu, {where}}}]") == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("type", "fête"),
        ("status", "peut-être"),
        ("start", "le 8 décembre"),
        ("start", "2026-02-30"),
        ("link", "javascript:alert(1)"),
        ("indicators", "{satisfaction: 120}"),
    ],
)
def test_a_value_that_is_none_is_refused_in_the_words_of_its_field(key, value):
    (problem,) = read(**{key: value}).problems

    assert problem.code == "field_value"
    assert problem.facts["label.fr"] != problem.facts["label.nl"]


def test_a_mistake_is_said_in_french_and_in_dutch():
    (problem,) = read(end="2026-12-01").problems

    assert problems.what(problem, "fr").startswith(
        "docs/fr/events/a.md, ligne 7\u00a0: l’événement finit (2026-12-01) "
        "avant d’avoir commencé (2026-12-08)."
    )
    assert "eindigt (2026-12-01) voor het begint (2026-12-08)" in problems.what(problem, "nl")


def test_the_event_shown_in_the_guide_is_one():
    text = guide.examples("events.md", "markdown")[0]

    found = reading.markdown(text.encode(), "docs/fr/events/a.md", KIND, "fr")

    assert found.problems == ()
    assert found.sheet.keys.decisions

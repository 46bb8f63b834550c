"""How each source fares, counted from the last refresh and never from the day of the build."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.health import Health, Run, SourceHealth
from publish.pages import source_health

LAST = datetime(2026, 11, 22, 18, tzinfo=UTC)
OLD = datetime(2026, 6, 1, tzinfo=UTC)
FINE = SourceHealth(
    baseline_at=OLD,
    last_success=LAST,
    last_new_entry=LAST,
    robots="allowed",
    runs=(Run(LAST, "ok"),),
)


def library(library_of, known):
    """Give a library whose only source that is read has this health; another was read well."""
    held = {"other": FINE} | ({"ministry": known} if known else {})
    return replace(library_of(), health=Health(held))


@pytest.mark.parametrize(
    ("known", "state"),
    [
        (None, "never"),
        (FINE, "ok"),
        (replace(FINE, last_new_entry=OLD), "silent"),
        (
            replace(
                FINE, runs=(Run(LAST, "failed", "unreachable", {"url": "https://m.example/"}),)
            ),
            "failing",
        ),
        (replace(FINE, runs=(Run(OLD, "failed"), Run(LAST, "ok"))), "ok"),
        (replace(FINE, runs=(Run(LAST, "held"),)), "held"),
    ],
)
def test_a_sources_state_is_that_of_its_last_refresh(library_of, known, state):
    states = {one.source.id: one.state for one in source_health.of(library(library_of, known))}

    assert states == {"ministry": state, "agency": "paused"}


def test_what_needs_a_person_comes_first(library_of):
    made = library(library_of, replace(FINE, runs=(Run(LAST, "failed"),)))

    assert [one.state for one in source_health.of(made)] == ["failing", "paused"]
    assert source_health.counts(source_health.of(made)) == {"failing": 1, "paused": 1}


def test_the_data_say_the_same_to_a_program(library_of):
    told = json.loads(source_health.data(library(library_of, FINE)))

    (paused, read) = told["sources"]
    assert told["refreshed"] == "2026-11-22T18:00:00+00:00"
    assert (read["id"], read["state"], read["robots"], read["cadence_days"]) == (
        "ministry",
        "ok",
        "allowed",
        60,
    )
    assert (paused["state"], paused["reason"], paused["last_success"]) == (
        "paused",
        "rien n’a été lu",
        None,
    )
    assert set(read["rights"]) == {
        "regime",
        "terms_url",
        "terms_checked_on",
        "attribution",
        "excerpt_max_chars",
    }


def test_before_the_first_refresh_nothing_is_claimed(library_of):
    assert json.loads(source_health.data(library_of()))["refreshed"] is None
    assert {one.state for one in source_health.of(library_of())} == {"never", "paused"}

"""What a member reads on a Monday."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.health import Health, SourceHealth
from knowledge.i18n import catalogue
from publish.indexes import build_indexes
from publish.pages import bulletins
from publish.site_context import SiteContext

MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)
READ = Health({"ministry": SourceHealth(baseline_at=MONDAY, last_success=MONDAY)})


def made(library, lang="fr", order=()):
    """Give the weeks' pages by path."""
    specs = bulletins.generate(
        SiteContext(library, catalogue.load(lang), indexes=build_indexes(library, lang)), order
    )
    return {spec.path: spec for spec in specs}


def home(library, lang="fr"):
    """Give what the home shows."""
    return bulletins.home(
        SiteContext(library, catalogue.load(lang), indexes=build_indexes(library, lang))
    )


def test_a_week_has_a_page_with_its_kinds(entry, library_of):
    week = made(library_of(entry(id="a"), entry(id="b", type="tool")))["weeks/2026-W47.md"]

    assert week.title == "Semaine 47, du 16 au 22\u00a0novembre\u00a02026"
    assert [anchor for anchor, _ in week.toc] == ["k-law", "k-tool"]


def test_a_week_that_a_person_introduced_has_a_page_though_nothing_came(library_of):
    library = replace(library_of(), introductions={"2026-W47": ("nl",)})

    french, dutch = (
        made(library)["weeks/2026-W47.md"].data,
        made(library, "nl")["weeks/2026-W47.md"].data,
    )

    assert (french["introduced"], french["elsewhere"]) == (False, ["nl"])
    assert (dutch["introduced"], dutch["elsewhere"]) == (True, [])


def test_weeks_lead_to_their_neighbours(entry, library_of):
    library = replace(
        library_of(*(entry(id=str(n), date=date(2026, 11, 2 + 7 * n)) for n in range(3))),
        health=READ,
    )

    assert made(library)["weeks/2026-W46.md"].data["neighbours"] == ("2026-W45", "2026-W47")
    assert made(library)["weeks/2026-W47.md"].data["neighbours"] == ("2026-W46", "")


def test_the_home_shows_the_week_that_has_ended_and_counts_what_it_leaves_out(entry, library_of):
    entries = [entry(id=f"{n}") for n in range(bulletins.STORIES + 2)]
    shown = home(replace(library_of(*entries, entry(id="old", date=date(2026, 1, 1))), health=READ))

    ((term, found, total),) = shown["groups"]
    assert (shown["week"], shown["count"], term.id) == ("2026-W47", len(entries), "law")
    assert (len(found), total) == (bulletins.STORIES, len(entries))


def test_the_home_tells_what_enters_into_force_next(entry, library_of):
    library = library_of(
        entry(id="past", review="in_force: 2026-01-01"),
        entry(id="far", review="in_force: 2027-06-01"),
        entry(id="near", review="in_force: 2026-12-01"),
    )

    assert [one.card.lead.id for one in home(replace(library, health=READ))["coming"]] == [
        "near",
        "far",
    ]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_an_instance_without_entries_has_a_home(library_of, lang):
    shown = home(library_of(), lang)

    assert (shown["week"], shown["groups"], shown["late"]) == ("", [], [])


def test_both_languages_have_the_same_weeks(entry, library_of):
    french = entry(id="f", url="https://m.example/fr", twins={"nl": "https://m.example/nl"})
    dutch = entry(id="n", url="https://m.example/nl", lang="nl", date=date(2026, 11, 1))

    assert set(made(library_of(french, dutch))) == set(made(library_of(french, dutch), "nl"))

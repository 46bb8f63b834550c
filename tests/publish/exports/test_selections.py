"""Which stories go into which feed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.health import Health, SourceHealth
from knowledge.i18n import catalogue
from publish.exports import selections
from publish.indexes import build_indexes
from publish.site_context import SiteContext

SEEN = datetime(2026, 11, 22, 18, tzinfo=UTC)


def chosen(library, lang="fr"):
    """Give the selections of a library by path."""
    return {
        one.path: one
        for one in selections.of(
            SiteContext(library, catalogue.load(lang), indexes=build_indexes(library, lang))
        )
    }


def ids(selection):
    """Name the entries of a selection in their order."""
    return [entry.id for _, entry in selection.picks]


def test_an_address_holds_from_the_first_day_on(library_of):
    assert set(chosen(library_of())) == {
        "all",
        "radar",
        "region/federal",
        *("kind/law", "kind/news", "kind/tool"),
        *("theme/telework", "theme/health"),
        "source/ministry",
    }


def test_what_was_seen_last_comes_first_whatever_its_date(entry, library_of):
    old = entry(id="a", first_seen=SEEN - timedelta(days=7))
    new = entry(id="b", date=date(2020, 1, 1))
    undated = entry(id="c", date=None)

    library = replace(library_of(old, new, undated), health=Health({"agency": SourceHealth()}))
    assert ids(chosen(library)["all"]) == ["c", "b", "a"]


def test_a_story_in_two_languages_is_told_once_in_the_readers(entry, library_of):
    french = entry(id="f", url="https://m.example/fr", twins={"nl": "https://m.example/nl"})
    dutch = entry(id="n", url="https://m.example/nl", lang="nl")

    assert ids(chosen(library_of(french, dutch), "fr")["all"]) == ["f"]
    assert ids(chosen(library_of(french, dutch), "nl")["all"]) == ["n"]


def test_a_sources_feed_tells_the_story_as_that_source_does(entry, library_of):
    official = entry(id="o", url="https://ministry.example/a")
    relay = entry(
        id="r",
        url="https://agency.example/a",
        source="agency",
        same_as=("https://ministry.example/a",),
    )
    found = chosen(library_of(official, relay))

    assert (ids(found["all"]), ids(found["source/ministry"]), ids(found["source/agency"])) == (
        ["o"],
        ["o"],
        ["r"],
    )


def test_what_the_source_took_away_is_no_news(entry, library_of):
    assert ids(chosen(library_of(entry(id="a"), entry(id="b", status="gone")))["all"]) == ["a"]


def test_feeds_are_capped(entry, library_of):
    found = chosen(library_of(*(entry(id=f"{n:03}") for n in range(selections.CAP + 20))))

    assert len(found["all"].picks) == selections.CAP == 100
    assert len(found["kind/law"].picks) == selections.GROUP_CAP <= 100
    assert ids(found["all"])[:2] == ["119", "118"]


@pytest.mark.parametrize("name", ["../../etc", "a/b", "A", ".x", "x" * 80, "a\n"])
def test_an_id_that_is_no_plain_word_makes_no_path(entry, library_of, name):
    assert set(chosen(library_of(entry(type=name, themes=(name,), source=name)))) == set(
        chosen(library_of())
    )


def test_a_kind_or_a_theme_without_entries_has_a_feed_and_no_page(entry, library_of):
    library = library_of(entry())
    indexes, found = build_indexes(library, "fr"), chosen(library)

    with_page = {path for path, one in found.items() if selections.has_page(one, indexes)}
    assert with_page == {
        "all",
        "radar",
        "kind/law",
        "theme/telework",
        "region/federal",
        "source/ministry",
    }


def test_an_entry_of_an_unknown_source_has_a_feed_too(entry, library_of):
    assert ids(
        chosen(library_of(replace(entry(), source="closed-source")))["source/closed-source"]
    ) == ["0123456789"]

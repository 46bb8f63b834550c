"""Which stories go into which feed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.i18n import catalogue
from publish.exports import selections
from publish.pages import watch_pages

SEEN = datetime(2026, 11, 22, 18, tzinfo=UTC)


def chosen(library, lang="fr"):
    """Give the selections of a library by path."""
    return {
        one.path: one
        for one in selections.of(library, watch_pages.shelve(library, lang), catalogue.load(lang))
    }


def ids(selection):
    """Name the entries of a selection in their order."""
    return [entry.id for _, entry in selection.picks]


def test_an_address_holds_from_the_first_day_on(shelf):
    assert set(chosen(shelf())) == {
        "all",
        "radar",
        "region/federal",
        *("kind/law", "kind/news", "kind/tool"),
        *("theme/telework", "theme/health"),
        "source/ministry",
    }


def test_what_was_seen_last_comes_first_whatever_its_date(entry, shelf):
    old = entry(id="a", first_seen=SEEN - timedelta(days=7))
    new = entry(id="b", date=date(2020, 1, 1))
    undated = entry(id="c", date=None)

    assert ids(chosen(shelf(old, new, undated))["all"]) == ["c", "b", "a"]


def test_a_story_in_two_languages_is_told_once_in_the_readers(entry, shelf):
    french = entry(id="f", url="https://m.example/fr", twins={"nl": "https://m.example/nl"})
    dutch = entry(id="n", url="https://m.example/nl", lang="nl")

    assert ids(chosen(shelf(french, dutch), "fr")["all"]) == ["f"]
    assert ids(chosen(shelf(french, dutch), "nl")["all"]) == ["n"]


def test_a_sources_feed_tells_the_story_as_that_source_does(entry, shelf):
    official = entry(id="o", url="https://ministry.example/a")
    relay = entry(
        id="r",
        url="https://agency.example/a",
        source="agency",
        same_as=("https://ministry.example/a",),
    )
    found = chosen(shelf(official, relay))

    assert (ids(found["all"]), ids(found["source/ministry"]), ids(found["source/agency"])) == (
        ["o"],
        ["o"],
        ["r"],
    )


def test_what_the_source_took_away_is_no_news(entry, shelf):
    assert ids(chosen(shelf(entry(id="a"), entry(id="b", status="gone")))["all"]) == ["a"]


def test_feeds_are_capped(entry, shelf):
    found = chosen(shelf(*(entry(id=f"{n:03}") for n in range(selections.CAP + 20))))

    assert len(found["all"].picks) == selections.CAP == 100
    assert len(found["kind/law"].picks) == selections.GROUP_CAP <= 100
    assert ids(found["all"])[:2] == ["119", "118"]


@pytest.mark.parametrize("name", ["../../etc", "a/b", "A", ".x", "x" * 80, "a\n"])
def test_an_id_that_is_no_plain_word_makes_no_path(entry, shelf, name):
    assert set(chosen(shelf(entry(type=name, themes=(name,), source=name)))) == set(chosen(shelf()))


def test_a_kind_or_a_theme_without_entries_has_a_feed_and_no_page(entry, shelf):
    library = shelf(entry())
    shelves, found = watch_pages.shelve(library, "fr"), chosen(library)

    with_page = {path for path, one in found.items() if selections.has_page(one, shelves)}
    assert with_page == {
        "all",
        "radar",
        "kind/law",
        "theme/telework",
        "region/federal",
        "source/ministry",
    }


def test_an_entry_of_an_unknown_source_has_a_feed_too(entry, shelf):
    assert ids(chosen(shelf(replace(entry(), source="closed-source")))["source/closed-source"]) == [
        "0123456789"
    ]

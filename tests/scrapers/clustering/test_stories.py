from datetime import date, timedelta

import pytest

from tests.scrapers.clustering.entries import SEEN, entry, related


def test_one_title_in_two_sources_within_a_week_is_one_story_the_official_source_first():
    found = related(
        entry(1, "relay"), entry(2, "other"), entry(3, "spf-fr", date=date(2026, 11, 17))
    )

    assert found["id1"].same_as == ("https://spf.be/fr/3", "https://other.be/2")
    assert found["id3"].same_as == ("https://relay.be/1", "https://other.be/2")


@pytest.mark.parametrize(
    "changes",
    [
        {"date": date(2026, 11, 18)},
        {"title": "Un tout autre titre que le premier"},
        {"lang": "nl"},
        {"source": "spf-fr"},
    ],
)
def test_another_week_title_language_or_the_same_source_is_another_story(changes):
    found = related(entry(1), entry(2, **{"source": "relay", **changes}))

    assert found["id1"].same_as == found["id2"].same_as == ()


def test_case_accents_and_punctuation_make_no_other_title():
    found = related(entry(1, title="Été : l’égalité !"), entry(2, "relay", title="ETE - L'EGALITE"))

    assert found["id1"].same_as == ("https://relay.be/2",)


def test_an_undated_entry_is_the_same_story_when_it_was_seen_in_that_week_and_its_title_is_long():
    assert related(entry(1), entry(2, "relay", date=None))["id2"].same_as == (
        "https://spf.be/fr/1",
    )
    assert (
        related(entry(1), entry(2, "relay", date=None, first_seen=SEEN + timedelta(days=30)))[
            "id2"
        ].same_as
        == ()
    )
    assert (
        related(entry(1, title="Burn-out"), entry(2, "relay", title="Burn-out", date=None))[
            "id2"
        ].same_as
        == ()
    )


def test_a_page_that_names_the_other_as_its_source_tells_the_same_story():
    relay = entry(
        2, "relay", title="Autrement dit", date=None, same_as=("http://www.spf.be/fr/1/",)
    )

    found = related(entry(1), relay)

    assert found["id1"].same_as == ("https://relay.be/2",)
    assert found["id2"].same_as == ("https://spf.be/fr/1",)


def test_a_named_page_that_is_no_entry_of_ours_stays_named():
    assert related(entry(1, same_as=("https://eurofound.eu/report",)))["id1"].same_as == (
        "https://eurofound.eu/report",
    )


def test_a_relation_follows_an_entry_to_its_new_address():
    moved = entry(1, url="https://spf.be/fr/new", aliases=("https://spf.be/fr/1",))

    found = related(moved, entry(2, "relay", title="Autre", same_as=("https://spf.be/fr/1",)))

    assert found["id2"].same_as == ("https://spf.be/fr/new",)

import pytest

from scrapers import clustering
from scrapers.clustering.questions import same_story
from tests.scrapers.clustering.entries import LONG, WATCH, entry, related

FRENCH, DUTCH = "Bruit au travail : un guide", "Geluid op het werk: een gids"


def french(number, said="", **fields):
    return entry(number, review=review(said), **fields)


def dutch(number, said="", **fields):
    return entry(number, "fod-nl", review=review(said), **fields)


def review(said):
    return f"review:\n  {said}\n" if said else ""


def test_a_person_names_the_version_in_either_of_the_two_files():
    one = french(1, title="Un"), dutch(2, "twin: https://spf.be/fr/1", title="Anders")
    other = french(1, "twin: https://fod.be/nl/2", title="Un"), dutch(2, title="Anders")

    for entries in (one, other):
        found = related(*entries)
        assert found["id1"].twins == {"nl": "https://fod.be/nl/2"}
        assert found["id2"].twins == {"fr": "https://spf.be/fr/1"}


def test_a_person_s_version_goes_before_what_the_pages_say():
    found = related(
        french(1, "twin: https://fod.be/nl/2", twins={"nl": "https://fod.be/nl/3"}),
        dutch(2),
        dutch(3, twins={"fr": "https://spf.be/fr/1"}),
    )

    assert found["id1"].twins == {"nl": "https://fod.be/nl/2"}
    assert found["id3"].twins == {}


@pytest.mark.parametrize("none", ["none", "None", "aucun", "geen", "[]"])
def test_who_has_no_version_keeps_none_whatever_speaks_for_it(none):
    stated = {"nl": "https://fod.be/nl/2"}
    found = related(
        french(1, f"twin: {none}", title=FRENCH, twins=stated),
        dutch(2, title=DUTCH, twins={"fr": "https://spf.be/fr/1"}),
    )

    assert found["id1"].twins == found["id2"].twins == {}


def test_an_answer_that_is_taken_back_leaves_nothing_behind():
    first = related(french(1, "twin: https://fod.be/nl/2", title="Un"), dutch(2, title="Anders"))
    mute = [*first.values()]
    mute[0] = french(1, title="Un", twins=mute[0].twins, why=mute[0].why)

    found = related(*mute)

    assert found["id1"].twins == found["id2"].twins == {}
    assert found["id1"].why == found["id2"].why == ()


def test_a_version_that_is_no_entry_of_ours_has_the_language_of_its_path():
    found = related(french(1, "twin: https://fod.be/nl/9"), french(2, "twin: https://fod.be/9"))

    assert found["id1"].twins == {"nl": "https://fod.be/nl/9"}
    assert found["id2"].twins == {}


def test_nobody_is_asked_about_what_is_answered():
    said = [french(1, "twin: none", title=FRENCH, date=None), dutch(2, title=DUTCH)]

    assert clustering.relate(said, WATCH).doubtful == []


def test_a_person_says_which_entries_tell_one_story():
    found = related(
        entry(1, title="Un", review=review("same_as: https://relay.be/2")),
        entry(2, "relay", title="Deux"),
    )

    assert found["id1"].same_as == ("https://relay.be/2",)
    assert found["id2"].same_as == ("https://spf.be/fr/1",)


def test_several_stories_and_addresses_of_strangers_are_one_story_too():
    said = "same_as: [https://relay.be/2, https://else.be/a]"
    found = related(entry(1, title="Un", review=review(said)), entry(2, "relay", title="Deux"))

    assert found["id1"].same_as == ("https://relay.be/2", "https://else.be/a")


def test_who_tells_no_other_s_story_is_related_to_none_and_is_not_asked_about():
    alone = entry(1, review=review("same_as: none"), same_as=("https://else.be/a",))
    others = [entry(2, "relay"), entry(3, "other")]

    found = related(alone, *others)

    assert found["id1"].same_as == ()
    assert found["id2"].same_as == ("https://other.be/3",)
    assert found["id3"].same_as == ("https://relay.be/2",)
    near = entry(4, "relay", title=f"{LONG} de loin")
    assert same_story([near], [alone, near]) == []
    assert same_story([near], [entry(1), near]) != []


def test_a_pair_that_was_told_apart_is_refused_and_no_other():
    told = "apart: https://fod.be/nl/2"
    stated = {"nl": "https://fod.be/nl/2"}

    found = related(
        french(1, told, title=FRENCH, twins=stated),
        dutch(2, title=DUTCH, twins={"fr": "https://spf.be/fr/1"}),
        entry(3, "relay", title=FRENCH),
    )

    assert (found["id1"].twins, found["id2"].twins) == ({}, {})
    assert found["id1"].same_as == ("https://relay.be/3",)
    like = french(4, "apart: https://relay.be/5", title=LONG), entry(5, "relay", title=LONG)
    assert same_story(like, like) == []
    assert related(*like)["id5"].same_as == ()

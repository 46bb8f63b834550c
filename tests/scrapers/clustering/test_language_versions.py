from tests.scrapers.clustering.entries import entry, related


def test_what_one_page_says_of_the_other_language_holds_for_both():
    found = related(entry(1, twins={"nl": "https://fod.be/nl/2"}), entry(2, "fod-nl"))

    assert found["id1"].twins == {"nl": "https://fod.be/nl/2"}
    assert found["id2"].twins == {"fr": "https://spf.be/fr/1"}


def test_one_act_in_two_languages_is_twins():
    found = related(entry(1, external_id="numac:1"), entry(2, "fod-nl", external_id="numac:1"))

    assert found["id1"].twins == {"nl": "https://fod.be/nl/2"}
    assert found["id2"].twins == {"fr": "https://spf.be/fr/1"}
    assert found["id1"].same_as == ()


def test_mirrored_paths_are_twins_when_the_number_is_the_same():
    french = entry(1, url="https://spf.be/fr/actualites/un-titre-11140")
    dutch = entry(2, "fod-nl", url="https://fod.be/nl/nieuws/een-titel-11140")
    year = entry(3, "fod-nl", url="https://fod.be/nl/nieuws/oproep-2027", title="Oproep")

    found = related(french, dutch, entry(4, url="https://spf.be/fr/appel-2027"), year)

    assert found["id1"].twins == {"nl": dutch.url}
    assert found["id3"].twins == found["id4"].twins == {}


def test_mirrored_paths_of_sources_that_are_no_mirrors_are_nothing():
    found = related(
        entry(1, url="https://spf.be/fr/a-11140"),
        entry(2, "other", lang="nl", url="https://other.be/b-11140"),
    )

    assert found["id1"].twins == found["id2"].twins == {}


def test_no_entry_has_two_twins_in_a_language():
    found = related(
        entry(1, twins={"nl": "https://fod.be/nl/3"}),
        entry(2, twins={"nl": "https://fod.be/nl/3"}),
        entry(3, "fod-nl"),
    )

    assert found["id3"].twins == {"fr": "https://spf.be/fr/1"}
    assert found["id1"].twins == {"nl": "https://fod.be/nl/3"}
    assert found["id2"].twins == {}


def test_a_stranger_cannot_make_itself_the_version_of_an_official_entry():
    found = related(entry(1, "other", twins={"nl": "https://fod.be/nl/2"}), entry(2, "fod-nl"))

    assert found["id2"].twins == {}


def test_two_strangers_that_say_so_of_each_other_are_twins():
    found = related(
        entry(1, "other", twins={"nl": "https://relay.be/2"}),
        entry(2, "relay", lang="nl", twins={"fr": "https://other.be/1"}),
    )

    assert found["id2"].twins == {"fr": "https://other.be/1"}


def test_a_twin_in_the_same_language_is_none():
    found = related(entry(1, twins={"nl": "https://spf.be/fr/2"}), entry(2))

    assert found["id1"].twins == found["id2"].twins == {}


def test_a_twin_that_is_no_entry_of_ours_stays_linked():
    assert related(entry(1, twins={"nl": "https://fod.be/nl/9"}))["id1"].twins == {
        "nl": "https://fod.be/nl/9"
    }


def test_an_address_that_several_entries_name_is_a_list_and_no_version():
    news = {"nl": "https://fod.be/nl/nieuws"}

    found = related(entry(1, twins=news), entry(2, twins=news))

    assert found["id1"].twins == found["id2"].twins == {}

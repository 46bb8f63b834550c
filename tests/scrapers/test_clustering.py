import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Entry
from knowledge.source import Source, Watch
from scrapers.clustering import tie
from scrapers.near_duplicates import suggest

SEEN = datetime(2026, 11, 15, 18, tzinfo=UTC)
LONG = "Un titre assez long pour être reconnu"
WATCH = Watch(
    contact="https://x.be/",
    sources=(
        Source(id="relay", name="Relais", url="https://relay.be/"),
        Source(id="spf-fr", name="SPF", url="https://spf.be/fr", official=True),
        Source(
            id="fod-nl",
            name="FOD",
            url="https://fod.be/nl",
            lang="nl",
            twin_of="spf-fr",
            official=True,
        ),
        Source(id="other", name="Autre", url="https://other.be/"),
    ),
)


def entry(number, source="spf-fr", **fields):
    host = {"spf-fr": "spf.be/fr", "fod-nl": "fod.be/nl"}.get(source, f"{source}.be")
    defaults = {
        "title": LONG,
        "url": f"https://{host}/{number}",
        "lang": "nl" if source == "fod-nl" else "fr",
        "type": "news",
        "date": date(2026, 11, 10),
        "first_seen": SEEN,
    }
    return Entry(id=f"id{number}", source=source, **{**defaults, **fields})


def tied(*entries):
    return {one.id: one for one in tie(entries, WATCH)}


def test_one_title_in_two_sources_within_a_week_is_one_story_the_official_source_first():
    found = tied(entry(1, "relay"), entry(2, "other"), entry(3, "spf-fr", date=date(2026, 11, 17)))

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
    found = tied(entry(1), entry(2, **{"source": "relay", **changes}))

    assert found["id1"].same_as == found["id2"].same_as == ()


def test_case_accents_and_punctuation_make_no_other_title():
    found = tied(entry(1, title="Été : l’égalité !"), entry(2, "relay", title="ETE - L'EGALITE"))

    assert found["id1"].same_as == ("https://relay.be/2",)


def test_an_undated_entry_is_the_same_story_when_it_was_seen_in_that_week_and_its_title_is_long():
    assert tied(entry(1), entry(2, "relay", date=None))["id2"].same_as == ("https://spf.be/fr/1",)
    assert (
        tied(entry(1), entry(2, "relay", date=None, first_seen=SEEN + timedelta(days=30)))[
            "id2"
        ].same_as
        == ()
    )
    assert (
        tied(entry(1, title="Burn-out"), entry(2, "relay", title="Burn-out", date=None))[
            "id2"
        ].same_as
        == ()
    )


def test_a_page_that_names_the_other_as_its_source_tells_the_same_story():
    relay = entry(
        2, "relay", title="Autrement dit", date=None, same_as=("http://www.spf.be/fr/1/",)
    )

    found = tied(entry(1), relay)

    assert found["id1"].same_as == ("https://relay.be/2",)
    assert found["id2"].same_as == ("https://spf.be/fr/1",)


def test_a_named_page_that_is_no_entry_of_ours_stays_named():
    assert tied(entry(1, same_as=("https://eurofound.eu/report",)))["id1"].same_as == (
        "https://eurofound.eu/report",
    )


def test_a_tie_follows_an_entry_to_its_new_address():
    moved = entry(1, url="https://spf.be/fr/new", aliases=("https://spf.be/fr/1",))

    found = tied(moved, entry(2, "relay", title="Autre", same_as=("https://spf.be/fr/1",)))

    assert found["id2"].same_as == ("https://spf.be/fr/new",)


def test_what_one_page_says_of_the_other_language_holds_for_both():
    found = tied(entry(1, twins={"nl": "https://fod.be/nl/2"}), entry(2, "fod-nl"))

    assert found["id1"].twins == {"nl": "https://fod.be/nl/2"}
    assert found["id2"].twins == {"fr": "https://spf.be/fr/1"}


def test_one_act_in_two_languages_is_twins():
    found = tied(entry(1, external_id="numac:1"), entry(2, "fod-nl", external_id="numac:1"))

    assert found["id1"].twins == {"nl": "https://fod.be/nl/2"}
    assert found["id2"].twins == {"fr": "https://spf.be/fr/1"}
    assert found["id1"].same_as == ()


def test_mirrored_paths_are_twins_when_the_number_is_the_same():
    french = entry(1, url="https://spf.be/fr/actualites/un-titre-11140")
    dutch = entry(2, "fod-nl", url="https://fod.be/nl/nieuws/een-titel-11140")
    year = entry(3, "fod-nl", url="https://fod.be/nl/nieuws/oproep-2027")

    found = tied(french, dutch, entry(4, url="https://spf.be/fr/appel-2027"), year)

    assert found["id1"].twins == {"nl": dutch.url}
    assert found["id3"].twins == found["id4"].twins == {}


def test_mirrored_paths_of_sources_that_are_no_mirrors_are_nothing():
    found = tied(
        entry(1, url="https://spf.be/fr/a-11140"),
        entry(2, "other", lang="nl", url="https://other.be/b-11140"),
    )

    assert found["id1"].twins == found["id2"].twins == {}


def test_no_entry_has_two_twins_in_a_language():
    found = tied(
        entry(1, twins={"nl": "https://fod.be/nl/3"}),
        entry(2, twins={"nl": "https://fod.be/nl/3"}),
        entry(3, "fod-nl"),
    )

    assert found["id3"].twins == {"fr": "https://spf.be/fr/1"}
    assert found["id1"].twins == {"nl": "https://fod.be/nl/3"}
    assert found["id2"].twins == {}


def test_a_stranger_cannot_make_itself_the_version_of_an_official_entry():
    found = tied(entry(1, "other", twins={"nl": "https://fod.be/nl/2"}), entry(2, "fod-nl"))

    assert found["id2"].twins == {}


def test_two_strangers_that_say_so_of_each_other_are_twins():
    found = tied(
        entry(1, "other", twins={"nl": "https://relay.be/2"}),
        entry(2, "relay", lang="nl", twins={"fr": "https://other.be/1"}),
    )

    assert found["id2"].twins == {"fr": "https://other.be/1"}


def test_a_twin_in_the_same_language_is_none():
    found = tied(entry(1, twins={"nl": "https://spf.be/fr/2"}), entry(2))

    assert found["id1"].twins == found["id2"].twins == {}


def test_a_twin_that_is_no_entry_of_ours_stays_linked():
    assert tied(entry(1, twins={"nl": "https://fod.be/nl/9"}))["id1"].twins == {
        "nl": "https://fod.be/nl/9"
    }


SOURCES = ["relay", "spf-fr", "fod-nl", "other"]
URLS = [
    f"https://{host}/{number}"
    for host in ("spf.be/fr", "fod.be/nl", "relay.be", "other.be")
    for number in range(6)
]


@st.composite
def shelves(draw):
    return [
        entry(
            number,
            draw(st.sampled_from(SOURCES)),
            title=draw(st.sampled_from([LONG, "Burn-out", "Een andere titel van vijf woorden"])),
            lang=draw(st.sampled_from(["fr", "nl", "en"])),
            date=draw(
                st.sampled_from([None, date(2026, 11, 10), date(2026, 11, 15), date(2026, 11, 30)])
            ),
            twins=draw(
                st.dictionaries(
                    st.sampled_from(["fr", "nl", "en"]), st.sampled_from(URLS), max_size=2
                )
            ),
            same_as=tuple(draw(st.lists(st.sampled_from(URLS), max_size=2, unique=True))),
            external_id=draw(st.sampled_from(["", "", "numac:1", "numac:2"])),
        )
        for number in range(draw(st.integers(min_value=1, max_value=6)))
    ]


@settings(deadline=None, max_examples=60)
@given(shelves(), st.randoms(use_true_random=False))
def test_the_ties_do_not_depend_on_the_order(entries, chance):
    shuffled = list(entries)
    chance.shuffle(shuffled)

    assert {one.id: one for one in tie(entries, WATCH)} == {
        one.id: one for one in tie(shuffled, WATCH)
    }


@settings(deadline=None, max_examples=60)
@given(shelves())
def test_tying_again_changes_nothing_and_ties_are_mutual(entries):
    once = tie(entries, WATCH)

    assert tie(once, WATCH) == once
    at = {one.url: one for one in once}
    for one in once:
        for lang, url in one.twins.items():
            assert lang != one.lang
            if url in at and at[url].twins.get(one.lang) == one.url:
                assert at[url].lang == lang
        for url in one.same_as:
            assert url not in at or one.url in at[url].same_as


def test_a_likeness_is_suggested_and_a_tie_or_another_month_is_not():
    one = entry(1, title="Risques psychosociaux : une check-list pour les petites équipes")
    like = entry(
        2, "relay", title="Check-list sur les risques psychosociaux pour les petites équipes"
    )
    old = entry(
        3,
        "other",
        title="Check-list sur les risques psychosociaux pour les petites équipes",
        date=date(2020, 1, 1),
    )

    assert suggest([one], [one, like, old]) == [(one, like)]
    assert suggest([entry(1, title=one.title, same_as=(like.url,))], [one, like]) == []
    assert suggest([like, one], [one, like]) == suggest([one, like], [like, one])


def test_suggestions_are_few_and_cheap_among_thousands():
    chance = random.Random(0)
    vocabulary = [f"mot{number:04d}" for number in range(500)]
    many = [
        entry(
            number, chance.choice(SOURCES), title=" ".join(chance.sample(vocabulary, 8)), lang="fr"
        )
        for number in range(3000)
    ]

    assert len(suggest(many[:100], many)) <= 20

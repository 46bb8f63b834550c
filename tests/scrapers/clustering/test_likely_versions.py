from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.model import EntryDocument, Why
from scrapers import clustering
from tests.scrapers.clustering.entries import SEEN, WATCH, entry, related

PAIRS = [
    ("Bruit au travail : un guide pour les écoles", "Geluid op het werk: een gids voor scholen"),
    ("Colloque sur le stress le 3 mars 2027", "Congres over stress op 3 maart 2027"),
    ("Le tabac dans les hôpitaux : résultats", "Roken in ziekenhuizen: de resultaten"),
    ("Nouvelle loi sur le congé parental", "Nieuwe wet over het ouderschapsverlof"),
    ("Webinaire : manutention de charges", "Webinar: tillen en hanteren"),
]


def french(number, title, **fields):
    return entry(number, title=title, **fields)


def dutch(number, title, **fields):
    return entry(number, "fod-nl", title=title, **fields)


def doubtful(*entries):
    return [(first.id, second.id) for first, second in clustering.relate(entries, WATCH).doubtful]


@pytest.mark.parametrize("day", [date(2026, 11, 10), None])
def test_entries_whose_titles_say_the_same_are_versions(day):
    entries = []
    for number, (title, other) in enumerate(PAIRS):
        entries.append(french(number, title, date=day))
        entries.append(dutch(number + 100, other, date=day))

    found = related(*entries)

    for number in range(len(PAIRS)):
        other = found[f"id{number + 100}"]
        assert found[f"id{number}"].twins == {"nl": other.url}
        assert other.twins == {"fr": found[f"id{number}"].url}
        assert Why("twins/nl", "likeness") in found[f"id{number}"].why


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Télétravail : un guide pour les employeurs", "Telewerk: een affiche voor werknemers"),
        ("Appel à projets 2026 : prévention", "Projectoproep 2027: preventie"),
        ("Le bien-être au travail : appel", "Welzijn op het werk: de cijfers"),
        ("Fermeture des bureaux", "Nieuwe leden van het comité"),
    ],
)
def test_entries_of_one_day_and_subject_that_say_other_things_are_none(title, other):
    found = related(french(1, title), dutch(2, other))

    assert found["id1"].twins == found["id2"].twins == {}


def test_what_is_below_like_titles_tells_them_apart():
    titles = ("Télétravail : un guide", "Telewerk: een enquête")
    alike = ("Comment organiser les réunions à domicile.", "Hoe vergaderingen thuis organiseren.")

    apart = related(
        french(1, titles[0], summary="Comment organiser les réunions à domicile."),
        dutch(2, titles[1], summary="Zes op tien ambtenaren hebben geen eigen bureau meer."),
    )
    together = related(
        french(1, titles[0], summary=alike[0]),
        dutch(2, titles[0].replace("Télé", "Tele"), summary=alike[1]),
    )

    assert apart["id1"].twins == {}
    assert together["id1"].twins == {"nl": together["id2"].url}


def test_a_day_far_off_is_another_time():
    title, other = PAIRS[0]
    later = date(2026, 11, 10) + timedelta(days=40)

    assert related(french(1, title), dutch(2, other, date=later))["id1"].twins == {}
    assert doubtful(french(1, title), dutch(2, other, date=later)) == []


def test_a_translation_that_comes_late_is_asked_about():
    title, other = PAIRS[0]
    later = date(2026, 11, 10) + timedelta(days=20)

    assert doubtful(french(1, title), dutch(2, other, date=later)) == [("id1", "id2")]
    seen_later = SEEN + timedelta(days=60)
    assert doubtful(
        french(1, title, date=None), dutch(2, other, date=None, first_seen=seen_later)
    ) == [("id1", "id2")]


def test_where_two_are_as_likely_a_person_is_asked():
    title, other = PAIRS[0]
    entries = (french(1, title), dutch(2, other), dutch(3, other))

    assert related(*entries)["id1"].twins == {}
    assert len(doubtful(*entries)) == 1


def test_a_likelier_pair_takes_its_entries_and_frees_the_others():
    title, other = PAIRS[0]
    entries = (
        french(1, title),
        dutch(2, other),
        french(3, title + " et les crèches"),
        dutch(4, other + " en crèches"),
    )

    found = related(*entries)

    assert found["id1"].twins == {"nl": found["id2"].url}
    assert found["id3"].twins == {"nl": found["id4"].url}


def test_sources_that_are_no_mirrors_and_no_one_site_are_not_compared():
    title, other = PAIRS[0]

    found = related(french(1, title), entry(2, "other", lang="nl", title=other))

    assert found["id1"].twins == found["id2"].twins == {}


def test_the_two_languages_of_one_source_are_compared():
    title, other = PAIRS[0]

    found = related(french(1, title), french(2, other, lang="nl"))

    assert found["id1"].twins == {"nl": found["id2"].url}


def test_acts_of_two_numbers_and_changes_of_a_page_are_no_versions():
    title, other = PAIRS[3]
    act = related(french(1, title, external_id="numac:1"), dutch(2, other, external_id="numac:2"))
    page = related(french(1, title, external_id="change:a"), dutch(2, other))

    assert act["id1"].twins == page["id1"].twins == {}


def test_a_file_of_both_speaks_for_them():
    titles = ("Écoles : conseils de rentrée", "Scholen: na de zomer")

    def file(lang):
        return (EntryDocument(f"https://spf.be/files/affiche-{lang}.pdf"),)

    with_files = related(
        french(1, titles[0], date=None, documents=file("fr")),
        dutch(2, titles[1], date=None, documents=file("nl")),
    )
    without = related(french(1, titles[0], date=None), dutch(2, titles[1], date=None))

    assert with_files["id1"].twins == {"nl": with_files["id2"].url}
    assert without["id1"].twins == {}


def test_a_stated_version_goes_before_a_likely_one_that_was_found_before():
    title, other = PAIRS[0]
    found = related(french(1, title), dutch(2, other))
    assert found["id1"].twins == {"nl": found["id2"].url}

    stated = replace(found["id1"], twins={"nl": "https://fod.be/nl/3"}, why=())
    again = related(stated, found["id2"], dutch(3, "Lawaai"))

    assert again["id1"].twins == {"nl": "https://fod.be/nl/3"}
    assert again["id1"].why == ()
    assert again["id2"].twins == {}
    assert again["id2"].why == ()


def test_relating_again_changes_nothing():
    title, other = PAIRS[0]
    once = clustering.relate([french(1, title), dutch(2, other)], WATCH)

    assert clustering.relate(once.entries, WATCH) == once

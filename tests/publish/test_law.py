"""What the radar says of a text: a day that nobody wrote is never said."""

from datetime import UTC, date, datetime

import pytest

from knowledge.model import Change
from publish import cards, law

TODAY = date(2026, 11, 22)


def told(*entries, lang="fr"):
    """Give the only text that entries make."""
    (one,) = law.texts(cards.group_cards(entries, lang), TODAY, lang)
    return one


@pytest.mark.parametrize(
    ("title", "summary", "day"),
    [
        (
            "Arrêté royal modifiant le code",
            "5 NOVEMBRE 2026. - Arrêté royal modifiant le code",
            date(2026, 11, 5),
        ),
        (
            "Koninklijk besluit",
            "1 AUGUSTUS 2026. - Koninklijk besluit tot wijziging",
            date(2026, 8, 1),
        ),
        ("Loi", "1er AOÛT 2026. – Loi modifiant", date(2026, 8, 1)),
        ("Arrêté royal du 13 décembre 2016", "", date(2016, 12, 13)),
        ("Arrêté royal du 06 mars 2024 (n2024201246)", "", date(2024, 3, 6)),
        ("Loi du 5 mars 2017 concernant le travail faisable", "", date(2017, 3, 5)),
        ("Wet van 4 augustus 1996 betreffende het welzijn", "", date(1996, 8, 4)),
        ("Ministerieel besluit van 1 maart 2026", "", date(2026, 3, 1)),
        ("Nouvel arrêté royal du 12 mai 2024 portant", "", date(2024, 5, 12)),
    ],
)
def test_the_day_of_an_act_is_read_where_the_text_opens_with_it(entry, title, summary, day):
    assert law.act_date(entry(title=title, summary=summary)) == day


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Arrêté royal modifiant l’arrêté royal du 13 décembre 2016", ""),
        ("Le 10 juin, l’arrêté royal du 12 mai 2024 portant", ""),
        ("Journée du 13 décembre 2016", "5 novembre 2026, une conférence"),
        ("Arrêté royal du 31 février 2026", ""),
        ("Arrêté royal du 5 décembre 2026", "signé après sa publication"),
        ("Arrêté royal du 5 brumaire 2026", "32 NOVEMBRE 2026. - Arrêté"),
        ("", ""),
    ],
)
def test_another_day_in_a_text_is_not_taken_for_the_acts(entry, title, summary):
    assert law.act_date(entry(title=title, summary=summary)) is None


@pytest.mark.parametrize(
    "summary",
    [
        "Il entrera en vigueur le 1er janvier 2027.",
        "In force: 2027-01-01. Inwerkingtreding: 1 januari 2027.",
        "review:\n  in_force: 2027-01-01",
    ],
)
def test_no_day_of_entry_into_force_is_read_in_a_sources_text(entry, summary):
    assert told(entry(summary=summary)).in_force is None


def test_a_persons_day_is_told_with_whom_it_concerns(entry):
    one = told(
        entry(
            review="review:\n  in_force: 2027-01-01\n  audience: [hr]\n  obligation: false\n  note: Une phrase.\n"
        )
    )

    assert (one.in_force, one.audience, one.obliges, one.note) == (
        date(2027, 1, 1),
        ("hr",),
        False,
        "Une phrase.",
    )
    assert (one.published, one.status, one.stated) == (date(2026, 11, 20), "", False)


def test_one_block_speaks_for_all_the_languages_of_a_text_and_the_readers_own_wins(entry):
    french = entry(
        id="f",
        url="https://m.example/fr",
        twins={"nl": "https://m.example/nl"},
        review="in_force: 2027-01-01",
    )
    dutch = entry(
        id="n",
        url="https://m.example/nl",
        lang="nl",
        review="law_status: announced\nin_force: 2027-02-01",
    )

    assert (told(french, dutch).in_force, told(french, dutch).status) == (
        date(2027, 1, 1),
        "announced",
    )
    assert told(french, dutch, lang="nl").in_force == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"review": "in_force: 2026-11-22"}, "in-force"),
        ({"review": "in_force: 2026-11-23"}, ""),
        ({"summary": "5 NOVEMBRE 2026. - Arrêté royal"}, "published"),
        (
            {"summary": "5 NOVEMBRE 2026. - Arrêté royal", "review": "in_force: 2026-01-01"},
            "in-force",
        ),
        ({"title": "Le Conseil des ministres approuve un projet d’arrêté royal"}, "announced"),
        (
            {
                "title": "De ministerraad keurt een ontwerp van koninklijk besluit goed",
                "lang": "nl",
            },
            "announced",
        ),
        ({"title": "Wetsvoorstel over telewerk", "lang": "nl"}, "announced"),
        ({"title": "Un projet de formation"}, ""),
        ({"review": "law_status: repealed\nin_force: 2020-01-01"}, "repealed"),
    ],
)
def test_how_far_a_text_has_come(entry, facts, status):
    assert told(entry(**facts)).status == status


@pytest.mark.parametrize(
    ("day", "first", "next_first"),
    [
        (date(2026, 11, 22), date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 7, 1)),
    ],
)
def test_a_quarter_has_three_months(day, first, next_first):
    assert law.quarter(day) == (first, next_first)


def test_the_changes_of_watched_texts_are_told_newest_first(entry):
    def change(day):
        return Change(datetime(2026, 11, day, tzinfo=UTC), "text", ("a",), ("b",))

    watched = entry(
        id="w",
        type="page-change",
        history=(change(1), change(9), Change(change(3).at, "title", "x")),
    )

    assert [one.at.day for _, one in law.text_changes(cards.group_cards([watched], "fr"))] == [9, 1]

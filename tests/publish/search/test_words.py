"""Texts and the words they are found by."""

import pytest

from publish.search import words

SAME = [
    "organisation organisations organisatie organisaties organiser organiseren",
    "psychosocial psychosociale psychosociaux psycho-social psychosociaal",
    "télétravail teletravail TÉLÉTRAVAIL télétravailler",
    "heureux heureuse heureuses",
    "directeur directrice direction directie",
    "prévention prévenir préventif préventive preventie preventief preventieve",
    "harcèlement harceler harcelé harcelées",
    "pesten gepest pesterij pesterijen",
    "gezondheid gezond gezonde",
    "diversité diversiteit",
    "ergonomie ergonomique ergonomisch ergonomics",
    "wet wetten wettelijk wettelijke",
    "déconnexion déconnecter déconnecté",
    "encadrant encadrante encadrement encadrer",
    "taak taken",
    "werkplek werkplekken",
    "bureau bureaux bureaus",
    "opleiding opleidingen opleiden",
    "leidinggevende leidinggevenden leidinggeven",
    "réintégration re-integratie reïntegratie",
    "conseiller conseillers conseillère",
    "vertrouwenspersoon vertrouwenspersonen",
    "burn-out burnout burnouts",
    "région régional régionale regionaal",
    "professionnel professionnelle professioneel",
    "absence absences absent absente",
    "organise organised organising organisation",
    "prevent prevention preventing preventive",
    "manager managers",
    "policy policies",
    "well-being wellbeing",
]
APART = [
    "loi loisir",
    "âge agent",
    "travail bail",
    "santé sanction",
    "werk wet",
    "jeu jeune",
    "accord accueil",
]


@pytest.mark.parametrize("group", SAME)
def test_the_forms_of_a_word_are_one(group):
    assert (
        len(
            {
                words.reduce(word.replace("-", ""))
                for text in group.split()
                for word in words.split(text)
            }
        )
        == 1
    )


@pytest.mark.parametrize("pair", APART)
def test_words_that_only_begin_alike_are_not(pair):
    one, other = pair.split()

    assert words.phrase(one) != words.phrase(other)


def test_an_apostrophe_parts_words_and_little_words_are_left_out():
    assert list(words.tokens("l’ergonomie, d'abord; de risico’s van het werk")) == [
        "ergonom",
        "abord",
        "risico",
        "werk",
    ]


def test_a_hyphen_joins_and_parts():
    assert list(words.tokens("burn-out")) == ["burnout", "burn", "out"]
    assert words.phrase("burn-out") == ("burnout",)


def test_a_compound_is_parted_where_its_parts_are_known():
    known = {"werkplek", "inrichting", "gezondheid", "beleid", "preventie"}

    assert words.parts("werkplekinrichting", known) == ("werkplek", "inrichting")
    assert words.parts("gezondheidsbeleid", known) == ("gezondheids", "beleid")
    assert words.parts("preventieadviseur", known) == ("preventie", "adviseur")
    assert words.parts("werkplek", known) is None
    assert words.parts("onbekendwoord", known) is None


@pytest.mark.parametrize("text", ["", "—", "日本語", "\x00\u202e", "a" * 10_000, "'" * 50])
def test_odd_text_gives_no_odd_token(text):
    assert all(
        len(one) <= words.LONGEST and one.isascii() and one.isalnum() for one in words.tokens(text)
    )


@pytest.mark.parametrize(
    "text",
    ["loi du 4 août 1996", "wet van 4 augustus 1996", "4/8/1996", "04.08.1996", "1996-08-04"],
)
def test_a_day_is_one_word_however_it_is_written(text):
    assert "d19960804" in words.tokens(text)
    assert "d19960804" in words.dated(words.fold(text))


@pytest.mark.parametrize("text", ["34/8/19", "4 rue 1996", "89/391/1989", "version 3.0.2024"])
def test_what_is_no_day_is_left_as_it_is(text):
    assert words.days(text) == []


def test_the_first_part_of_a_compound_is_known_by_the_second_and_a_verb_has_none():
    found = ["nachtarbeid", "afspreken", "bedrijfsleven", "arbeid"]

    assert list(words.heads(found, {"arbeid", "reken", "leven"})) == ["nacht", "bedrijfs"]


@pytest.mark.parametrize("word", ["comment", "est-ce", "puis-je", "hoe", "what"])
def test_a_word_that_only_asks_says_little(word):
    assert words.rules().says_little(word)
    assert not words.rules().says_little("bien-etre")

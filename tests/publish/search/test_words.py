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

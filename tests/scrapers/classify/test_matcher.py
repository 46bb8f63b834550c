import time

import pytest

from scrapers.classify.matcher import Matcher, TextWords


@pytest.mark.parametrize(
    ("pattern", "lang", "text", "words"),
    [
        ("télétravail*", "fr", "Le Teletravailleur isolé", "Teletravailleur"),
        ("charge de travail", "fr", "La CHARGE DE TRAVAIL monte", "CHARGE DE TRAVAIL"),
        ("risque psychosocial", "fr", "les risques psychosocials", "risques psychosocials"),
        (
            "risques psychosoci*",
            "fr",
            "risque psychosocial et risques psychosociaux",
            "risques psychosociaux",
        ),
        ("burn-out", "nl", "over burn-outs en burn out", "burn-outs"),
        (
            "personne de confiance",
            "fr",
            "les personnes  de\u00a0confiance",
            "personnes  de\u00a0confiance",
        ),
        ("l’égalité", "fr", "pour L'egalite !", "L'egalite"),
        ("*werkdruk*", "nl", "de hogewerkdrukbeleving daalt", "hogewerkdrukbeleving"),
        ("*arbeid", "nl", "ploegenarbeid", "ploegenarbeid"),
        ("vertrouwensperso*", "nl", "de vertrouwenspersonen", "vertrouwenspersonen"),
        ("IA", "fr", "l’IA au travail", "IA"),
        ("cœur", "fr", "au coeur du travail", "coeur"),
    ],
)
def test_a_pattern_is_found_and_its_words_given_as_they_stand(pattern, lang, text, words):
    assert Matcher([pattern], lang).find(TextWords(text)) == {pattern: words}


@pytest.mark.parametrize(
    ("pattern", "lang", "text"),
    [
        ("charge de travail", "fr", "charge et travail"),
        ("charge de travail", "fr", "charge de"),
        ("IA", "fr", "le mariage, la media"),
        ("télétravail*", "fr", "un travail"),
        ("wet", "nl", "wij weten het"),
        ("loi", "fr", "la loire"),
        ("*arbeid", "nl", "arbeider"),
        ("burn-out", "fr", ""),
    ],
)
def test_a_pattern_is_not_found_in_other_words(pattern, lang, text):
    assert Matcher([pattern], lang).find(TextWords(text)) == {}


def test_patterns_that_overlap_are_all_found():
    phrases = Matcher(["travail", "charge de travail", "charge"], "fr")

    assert set(phrases.find(TextWords("la charge de travail"))) == {
        "travail",
        "charge de travail",
        "charge",
    }


def test_a_long_text_of_repeated_beginnings_takes_no_long():
    phrases = Matcher(["a " * 30 + "b", "charge de travail", "*xyz*"], "fr")
    begin = time.process_time()

    phrases.find(TextWords("a " * 10_000))

    assert time.process_time() - begin < 2

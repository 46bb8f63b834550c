"""The words that a reader's word begins, is made of, or was meant for."""

import pytest

from publish.search.vocabulary import KnownWords


@pytest.mark.parametrize(
    ("word", "words", "near"),
    [
        ("teltravail", ["travail", "télétravail", "teletravails"], ["teletravail", "teletravails"]),
        ("chatgpt", ["chaque", "chat"], []),
        ("mobbing", ["mois", "mobile"], []),
        ("baas", ["bals", "basis"], []),
        ("ergonomei", ["ergonomie"], ["ergonomie"]),
        ("abcdefghij", ["xbcdefghix"], []),
    ],
)
def test_the_nearest_words_are_one_letter_in_five_away_and_two_at_most(word, words, near):
    assert KnownWords(words).nearest(word) == near


def test_a_beginning_has_four_letters():
    held = KnownWords(["dossier", "dossiers", "dos"])

    assert (held.begun("dos"), held.begun("doss")) == ([], ["dossier", "dossiers"])


def test_a_mistyped_part_of_a_compound_is_mended():
    held = KnownWords(["werkplek", "inrichting"])

    assert held.parts("werkplekinrichting") == ("werkplek", "inrichting")
    assert next(held.mended_parts("werkplekinrchting")) == ("werkplek", "inrichting")
    assert list(held.mended_parts("onbekendwoord")) == []

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.i18n.text_fold import fold, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Télétravail", "teletravail"),
        ("e\u0301te\u0301", "ete"),
        ("Œuvre, cœur", "oeuvre, coeur"),
        ("L’ÉGALITÉ", "l'egalite"),
        ("coördinatie", "coordinatie"),
        ("1ᵉʳ", "1er"),
        ("Straße", "strasse"),
        ("plain", "plain"),
    ],
)
def test_two_writings_of_a_word_are_one(written, folded):
    assert fold(written) == folded


def test_words_stand_apart_without_punctuation():
    assert words("  Burn-out : l’après, « déjà » ! ") == "burn out l apres deja"
    assert words("…") == ""


@settings(deadline=None)
@given(st.text(alphabet="aéÉœŒ’'-ßçñ  !e\u0301ö", max_size=40))
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert words(words(text)) == words(text)

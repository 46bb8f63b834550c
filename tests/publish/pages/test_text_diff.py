"""A changed text shows what went and what came."""

from publish.pages import text_diff
from publish.pages.text_diff import DiffPassage


def test_a_changed_word_is_shown_within_its_sentence():
    (found,) = text_diff.passages(
        ["consulte le comité une fois par an"], ["consulte le comité deux fois par an"]
    )

    assert found == DiffPassage(
        "mixed",
        (
            ("same", "consulte le comité"),
            ("out", " une"),
            ("in", " deux"),
            ("same", " fois par an"),
        ),
    )


def test_what_came_and_what_went_are_told_apart():
    assert text_diff.passages(["Un texte abrogé."], []) == [
        DiffPassage("out", (("out", "Un texte abrogé."),))
    ]
    assert text_diff.passages([], ["Un texte ajouté."]) == [
        DiffPassage("in", (("in", "Un texte ajouté."),))
    ]


def test_two_paragraphs_that_share_little_are_not_woven_together():
    found = text_diff.passages(
        ["Les agents se réunissent."], ["Article 12. Vigueur immédiate du présent arrêté."]
    )

    assert [passage.kind for passage in found] == ["out", "in"]


def test_very_long_paragraphs_are_shown_whole():
    long = "mot " * (text_diff.WORDS_COMPARED + 1)

    found = text_diff.passages([long], [long + "fin"])

    assert [passage.kind for passage in found] == ["out", "in"]


def test_the_parts_make_up_both_texts():
    old, new = "un deux  trois quatre cinq", "un deux trois six cinq sept"

    parts = text_diff.compare(old, new)

    assert "".join(text for mark, text in parts if mark != "out") == new
    assert "".join(text for mark, text in parts if mark != "in").split() == old.split()

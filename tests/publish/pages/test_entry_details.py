"""Why an entry is here, only for the tags that it bears; and a changed text shows what went and what came."""

from datetime import UTC, datetime

import pytest

from knowledge.model import Change, Why
from publish.cards import Card
from publish.pages import entry_details
from publish.pages.entry_details import DiffPassage, Reason


def test_each_tag_has_its_rule_and_its_words(entry):
    why = (Why("type/law", "words", ("loi",)), Why("themes/telework", "label", ("Télétravail",)))

    assert list(entry_details.reasons(entry(why=why))) == [
        Reason("type", "law", "words", ("loi",)),
        Reason("themes", "telework", "label", ("Télétravail",)),
    ]


def test_a_rule_is_named_once_for_all_the_tags_it_gave(entry):
    why = (
        Why("type/law", "words", ("loi",)),
        Why("themes/telework", "label"),
        Why("themes/health", "words", ("santé",)),
    )

    found = entry_details.reasons_by_rule(entry(why=why, themes=("telework", "health")))

    assert {rule: [one.name for one in some] for rule, some in found.items()} == {
        "words": ["law", "health"],
        "label": ["telework"],
    }


def test_a_tag_that_a_person_took_away_has_no_reason_any_more(entry):
    why = (Why("type/law", "words", ("loi",)), Why("themes/health", "words", ("santé",)))

    assert [one.name for one in entry_details.reasons(entry(why=why, themes=()))] == ["law"]


def test_a_persons_choice_outdoes_the_rules(entry):
    why = (Why("type/law", "words", ("loi",)), Why("type/law", "review"))

    assert next(entry_details.reasons(entry(why=why))).rule == "review"


def test_a_tag_without_a_rule_is_the_sources_own(entry):
    assert [one.rule for one in entry_details.reasons(entry(why=()))] == ["default", "default"]


def test_a_changed_word_is_shown_within_its_sentence():
    (found,) = entry_details.passages(
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
    assert entry_details.passages(["Un texte abrogé."], []) == [
        DiffPassage("out", (("out", "Un texte abrogé."),))
    ]
    assert entry_details.passages([], ["Un texte ajouté."]) == [
        DiffPassage("in", (("in", "Un texte ajouté."),))
    ]


def test_two_paragraphs_that_share_little_are_not_woven_together():
    found = entry_details.passages(
        ["Les agents se réunissent."], ["Article 12. Vigueur immédiate du présent arrêté."]
    )

    assert [passage.kind for passage in found] == ["out", "in"]


def test_very_long_paragraphs_are_shown_whole():
    long = "mot " * (entry_details.WORDS_COMPARED + 1)

    found = entry_details.passages([long], [long + "fin"])

    assert [passage.kind for passage in found] == ["out", "in"]


def test_the_parts_make_up_both_texts():
    old, new = "un deux  trois quatre cinq", "un deux trois six cinq sept"

    parts = entry_details.compare(old, new)

    assert "".join(text for mark, text in parts if mark != "out") == new
    assert "".join(text for mark, text in parts if mark != "in").split() == old.split()


@pytest.mark.parametrize(
    ("title", "summary", "told"),
    [
        ("Arrêté royal sur le bruit", "29 OCTOBRE 2026. - Arrêté royal sur le bruit", False),
        ("Koninklijk besluit", "5 NOVEMBER 2026. - Koninklijk besluit", False),
        ("Le bruit au travail : un guide", "LE BRUIT AU TRAVAIL, un guide.", False),
        ("Le bruit au travail, un guide pratique", "Le bruit au travail, un guide prat…", False),
        ("Le bruit au travail", "", False),
        ("Le bruit au travail", "…", False),
        ("Le bruit au travail", "Le bruit au travail : trois mesures.", True),
        ("Bilan 2025", "Bilan 2026", True),
        ("Le bruit", "29 OCTOBRE 2026. - Arrêté royal sur le bruit", True),
    ],
)
def test_an_excerpt_that_says_no_more_than_its_title_is_left_out(entry, title, summary, told):
    assert bool(entry_details.excerpt(entry(title=title, summary=summary))) is told


def test_a_card_tells_its_newest_change_and_what_was_put_in_before_what_went(entry):
    changes = (
        Change(datetime(2026, 11, 1, tzinfo=UTC), "text", ("Ancien.",), ("Avant.",)),
        Change(
            datetime(2026, 11, 8, tzinfo=UTC),
            "text",
            ("Une fois par an.",),
            ("Tout autre chose ici.",),
        ),
    )
    watched = entry(id="w", type="page-change", history=changes)

    told = entry_details.latest_change(Card(entry(), also=(watched,)))

    assert (told[0].id, told[1].at.day) == ("w", 8)
    assert told[2] == DiffPassage("in", (("in", "Tout autre chose ici."),))
    assert entry_details.latest_change(Card(entry())) is None

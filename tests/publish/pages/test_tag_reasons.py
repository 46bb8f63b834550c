"""Why an entry is here: only for the tags that it bears."""

from knowledge.model import Why
from publish.pages import tag_reasons
from publish.pages.tag_reasons import Reason


def test_each_tag_has_its_rule_and_its_words(entry):
    why = (Why("type/law", "words", ("loi",)), Why("themes/telework", "label", ("Télétravail",)))

    assert list(tag_reasons.of(entry(why=why))) == [
        Reason("type", "law", "words", ("loi",)),
        Reason("themes", "telework", "label", ("Télétravail",)),
    ]


def test_a_rule_is_named_once_for_all_the_tags_it_gave(entry):
    why = (
        Why("type/law", "words", ("loi",)),
        Why("themes/telework", "label"),
        Why("themes/health", "words", ("santé",)),
    )

    found = tag_reasons.by_rule(entry(why=why, themes=("telework", "health")))

    assert {rule: [one.name for one in some] for rule, some in found.items()} == {
        "words": ["law", "health"],
        "label": ["telework"],
    }


def test_a_tag_that_a_person_took_away_has_no_reason_any_more(entry):
    why = (Why("type/law", "words", ("loi",)), Why("themes/health", "words", ("santé",)))

    assert [one.name for one in tag_reasons.of(entry(why=why, themes=()))] == ["law"]


def test_a_persons_choice_outdoes_the_rules(entry):
    why = (Why("type/law", "words", ("loi",)), Why("type/law", "review"))

    assert next(tag_reasons.of(entry(why=why))).rule == "review"


def test_a_tag_without_a_rule_is_the_sources_own(entry):
    assert [one.rule for one in tag_reasons.of(entry(why=()))] == ["default", "default"]

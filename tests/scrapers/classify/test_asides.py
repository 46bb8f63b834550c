"""What is kept in its month only: without a strong theme, or off topic."""

from dataclasses import replace

import pytest

from knowledge import taxonomy
from knowledge.model import RawEntry, Why
from knowledge.source import Source
from knowledge.storage import review_choice
from scrapers.classify import rules
from tests.scrapers.classify.entries import RAW, SOURCE, URL, entry

LISTS = {
    "types": [{"id": "news", "labels": {"fr": "Actualité"}}],
    "themes": [
        {
            "id": "workload",
            "labels": {"fr": "Charge de travail"},
            "rules": {
                "fr": {"strong": ["charge de travail"], "fair": ["charge", "fatigue", "repos"]},
                "nl": {"strong": ["werkdruk*"], "fair": ["belasting"]},
            },
        },
        {
            "id": "dialogue",
            "labels": {"fr": "Dialogue social"},
            "rules": {"fr": {"strong": ["concertation sociale"]}},
        },
    ],
}
OFF_TOPIC = {
    "fr": {"strong": ["impôt*"], "fair": ["cotisation*"], "unless": ["bien-être au travail"]},
    "nl": {"strong": ["inkomstenbelasting*"]},
}
TAXONOMY = taxonomy.Taxonomy.model_validate(
    LISTS
    | {
        "off_topic": OFF_TOPIC,
        "set_phrases": {"fr": ["Emploi, Travail et Concertation sociale"]},
    }
)


def classified(title, *, lists=TAXONOMY, source=SOURCE, raw=None, **changes):
    return rules.classify(entry(title=title, **changes), raw or RAW, source, lists)


def test_an_entry_without_a_theme_is_set_aside_and_says_why():
    found = classified("Nouveaux horaires de la bibliothèque")

    assert found.aside == "no-theme"
    assert found.why == (Why("aside/no-theme", "words"),)


def test_a_strong_word_anywhere_keeps_an_entry():
    assert classified("Une enquête", summary="Sur la charge de travail.").aside == ""


@pytest.mark.parametrize(
    ("title", "lang"),
    [("La charge foncière est revue", "fr"), ("Belasting op woningen", "nl")],
)
def test_one_fair_word_bears_a_theme_but_is_no_strong_theme(title, lang):
    found = classified(title, lang=lang)

    assert (found.themes, found.aside) == (("workload",), "no-theme")


def test_several_fair_words_weigh_as_much_as_a_strong_one():
    assert classified("Fatigue et repos").aside == ""


def test_what_is_off_topic_is_set_aside_with_its_words():
    found = classified("Arrêté royal portant exécution du Code des impôts")

    assert found.aside == "off-topic"
    assert Why("aside/off-topic", "words", ("impôts",)) in found.why


def test_words_off_topic_beside_a_theme_that_weighs_more_do_not_count():
    assert (
        classified("La charge de travail des agents des finances, et leurs cotisations").aside == ""
    )


def test_words_off_topic_that_weigh_more_than_the_theme_win():
    found = classified("Impôts", summary="Réduire la charge de travail des contrôleurs.")

    assert (found.themes, found.aside) == (("workload",), "off-topic")


def test_unless_takes_the_words_off_topic_away():
    title = "Charge de travail et impôts : bien-être au travail aux finances"

    assert classified(title).aside == ""


@pytest.mark.parametrize("where", ["title", "label"])
def test_the_name_of_an_institution_speaks_for_no_theme(where):
    name = "Service public fédéral Emploi, Travail et Concertation sociale"
    title, labels = (name, ()) if where == "title" else ("Un avis", (name,))

    found = classified(title, raw=RawEntry(url=URL, themes=labels))

    assert (found.themes, found.aside) == ((), "no-theme")


def test_the_same_words_beside_such_a_name_do_count():
    title = "SPF Emploi, Travail et Concertation sociale : la concertation sociale reprend"

    assert classified(title).themes == ("dialogue",)


def test_a_theme_that_the_configuration_or_a_label_states_is_strong():
    stated = SOURCE.model_copy(update={"themes": ("workload",)})
    labelled = RawEntry(url=URL, themes=("Dialogue social",))

    assert classified("Un titre", source=stated).aside == ""
    assert classified("Un titre", raw=labelled).aside == ""


def test_a_taxonomy_without_the_key_sets_nothing_aside():
    old = taxonomy.Taxonomy.model_validate(LISTS)

    assert classified("Nouveaux horaires", lists=old).aside == ""
    assert classified("Nouveaux horaires", lists=old).why == ()


def test_an_empty_key_sets_aside_what_has_no_theme_alone():
    lists = taxonomy.Taxonomy.model_validate(LISTS | {"off_topic": {}})

    assert classified("Nouveaux horaires", lists=lists).aside == "no-theme"
    assert classified("Impôts et charge de travail", lists=lists).aside == ""


def test_what_changes_in_a_watched_page_is_never_set_aside():
    watched = Source(id="x", name="X", url="https://x.be/", reader="page")

    assert classified("Un titre", source=watched).aside == ""


def test_a_persons_themes_bring_an_entry_back_and_their_absence_sets_it_aside():
    off, on = classified("Impôts"), classified("Charge de travail")

    chosen = review_choice.apply(replace(off, review="review:\n  themes: [dialogue]\n"), TAXONOMY)
    refused = review_choice.apply(replace(on, review="review:\n  themes: []\n"), TAXONOMY)

    assert (chosen.aside, chosen.themes) == ("", ("dialogue",))
    assert (refused.aside, refused.themes) == ("no-theme", ())
    assert review_choice.apply(replace(chosen, review=""), TAXONOMY).aside == "off-topic"
    assert review_choice.apply(replace(refused, review=""), TAXONOMY).aside == ""

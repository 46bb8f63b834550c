from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import taxonomy
from knowledge.model import RawEntry, Why
from knowledge.source import Source
from knowledge.storage import review_choice
from scrapers.classify import rules
from tests.scrapers.classify.entries import RAW, SOURCE, entry

TAXONOMY = taxonomy.Taxonomy.model_validate(
    {
        "types": [
            {
                "id": "law",
                "labels": {"fr": "Loi", "nl": "Wet", "en": "Law"},
                "rules": {
                    "fr": {
                        "strong": ["arrêté royal"],
                        "weak": ["article"],
                        "unless": ["commentaire"],
                    }
                },
            },
            {
                "id": "study",
                "labels": {"fr": "Étude", "nl": "Studie", "en": "Study"},
                "synonyms": {"fr": ["enquête"]},
            },
            {"id": "news", "labels": {"fr": "Actualité", "nl": "Nieuws", "en": "News"}},
        ],
        "themes": [
            {
                "id": "workload",
                "labels": {"fr": "Charge de travail", "nl": "Werkdruk", "en": "Workload"},
                "synonyms": {"nl": ["werkdruk*"]},
                "rules": {
                    "fr": {
                        "strong": ["charge de travail"],
                        "fair": ["surcharge"],
                        "weak": ["fatigue"],
                        "unless": ["horaire"],
                    }
                },
            },
            {
                "id": "telework",
                "labels": {"fr": "Télétravail", "nl": "Telewerk", "en": "Telework"},
                "synonyms": {"fr": ["télétravail*"], "nl": ["telewerk*"]},
            },
            {"id": "general", "labels": {"fr": "Général", "nl": "Algemeen", "en": "General"}},
        ],
    }
)


def classified(*, raw=None, source=SOURCE, **changes):
    return rules.classify(entry(**changes), raw or RAW, source, TAXONOMY)


def test_a_strong_word_anywhere_is_enough_and_is_given_as_the_reason():
    found = classified(summary="Sur la Charge de Travail des équipes.")

    assert found.themes == ("workload",)
    assert found.why == (Why("themes/workload", "words", ("Charge de Travail",)),)


def test_the_source_s_whole_text_counts_where_its_terms_leave_no_excerpt():
    raw = RawEntry(url="x", summary="<p>Sur la <b>charge</b> de travail.</p>")

    assert classified(raw=raw, summary="").themes == ("workload",)


def test_a_fair_word_counts_in_the_title_and_not_alone_in_the_excerpt():
    assert classified(title="La surcharge").themes == ("workload",)
    assert classified(summary="La surcharge").themes == ()
    assert classified(summary="La surcharge et la fatigue").themes == ("workload",)


def test_where_an_excluding_word_stands_none_of_the_others_counts():
    assert classified(title="Charge de travail et charge horaire").themes == ()


def test_words_count_in_the_entry_s_language_only():
    assert classified(title="Werkdrukbeleving bij telewerkers", lang="nl").themes == (
        "workload",
        "telework",
    )
    assert classified(title="Werkdrukbeleving").themes == ()


def test_in_a_language_without_rules_those_of_all_languages_count():
    assert classified(title="Telewerk und Télétravail", lang="de").themes == ("telework",)


def test_the_same_words_found_by_two_patterns_count_once():
    (why,) = classified(title="Enquête sur la charge de travail").why[1:]

    assert why.words == ("charge de travail",)


def test_the_type_is_the_likeliest_by_the_words_and_else_the_source_s():
    assert classified(title="Arrêté royal").type == "law"
    assert classified(title="Commentaire d’un arrêté royal").type == "news"
    assert classified(title="Résultats d’une enquête").why[0] == Why(
        "type/study", "words", ("enquête",)
    )
    assert classified().type == "news"
    assert classified().why == ()


def test_what_the_source_calls_it_wins_over_the_words():
    source = SOURCE.model_copy(update={"types": {"Études": "study"}})

    for raw in (
        RawEntry(url="x", type_label="ETUDES"),
        RawEntry(url="x", themes=("Divers", "Études")),
        RawEntry(url="x", type_label="Études - Publié le 3 mai"),
    ):
        found = classified(title="Arrêté royal", raw=raw, source=source)
        assert found.type == "study"
        assert found.why[0].rule == "label"


def test_a_label_that_only_resembles_the_source_s_word_is_none():
    source = SOURCE.model_copy(update={"types": {"Étude": "study"}})

    assert classified(raw=RawEntry(url="x", type_label="Préétudes"), source=source).type == "news"


def test_a_type_that_the_configuration_names_gives_way_to_strong_words_in_the_title_only():
    legal = Source(id="x", name="X", url="https://x.be/", type="law")

    assert classified(source=legal).type == "law"
    assert classified(source=legal, summary="Une enquête").type == "law"
    assert classified(source=legal, title="Enquête", summary="Arrêté royal").type == "law"


def test_the_source_s_own_labels_and_themes_count():
    assert classified(raw=RawEntry(url="x", themes=("Télétravail",))).why == (
        Why("themes/telework", "label", ("Télétravail",)),
    )
    assert classified(raw=RawEntry(url="x", themes=("Surcharge au bureau",))).themes == (
        "workload",
    )
    assert classified(source=SOURCE.model_copy(update={"themes": ("general",)})).why == (
        Why("themes/general", "source"),
    )


def test_a_label_is_text_and_not_markup():
    (why,) = classified(raw=RawEntry(url="x", themes=("<b>Télétravail</b>",))).why

    assert why.words == ("Télétravail",)


def test_a_person_s_choice_wins_and_says_so():
    found = classified(
        title="Charge de travail", review="review:\n  type: study\n  themes: [general, general]\n"
    )

    assert (found.type, found.themes) == ("study", ("general",))
    assert Why("type/study", "review") in found.why
    assert Why("themes/general", "review") in found.why


def test_a_note_beside_the_choice_may_hold_any_text():
    found = classified(
        review="review:\n  note: R&D *et* plus\n  by: A. B.\n  type: study  # mieux\n"
    )

    assert found.type == "study"


def test_a_person_s_choice_can_be_taken_back():
    chosen = classified(
        title="Arrêté royal : charge de travail", review="review:\n  type: study\n  themes: []\n"
    )

    again = review_choice.apply(replace(chosen, review=""), TAXONOMY)

    assert (chosen.type, chosen.themes) == ("study", ())
    assert again == classified(title="Arrêté royal : charge de travail")


def test_a_choice_over_the_source_s_own_type_can_be_taken_back():
    chosen = classified(review="review:\n  type: study\n")

    assert review_choice.apply(replace(chosen, review=""), TAXONOMY) == classified()


@pytest.mark.parametrize(
    "review",
    [
        "",
        "review:\n  type: study\n",
        "review:\n  themes: [general]\n",
        "review:\n  themes: []\n  type: law\n",
        "review:\n  note: rien\n",
    ],
)
def test_reviewing_twice_changes_nothing(review):
    once = classified(title="Charge de travail", review=review)

    assert review_choice.apply(once, TAXONOMY) == once


@pytest.mark.parametrize(
    "review",
    [
        "review:\n  type: unknown\n  themes: workload\n",
        "review: !!python/object/apply:os.system [x]\n",
        "review: [",
        "review:\n  type: [study]\n",
        "review:\n  type: {a: b}\n",
        "review:\n  themes: [[general], {a: b}, 3]\n  other: &a [*a]\n",
        "x" * 100_000,
        "review: " + "[" * 15_000,
        "review:\n  type: 2026-02-31\n",
    ],
)
def test_a_block_that_is_no_choice_changes_nothing_and_breaks_nothing(review):
    found = classified(title="Télétravail", review=review)

    assert (found.type, found.themes) == ("news", ("telework",))


def test_an_entry_bears_few_themes():
    terms = [
        {
            "id": f"t{n}",
            "labels": {"fr": "a", "nl": "b", "en": "c"},
            "rules": {"fr": {"strong": [f"mot{n}"]}},
        }
        for n in range(9)
    ]
    many = TAXONOMY.model_copy(
        update={"themes": tuple(taxonomy.Term.model_validate(term) for term in terms)}
    )

    found = rules.classify(
        entry(title="mot8 mot7", summary=" ".join(f"mot{n}" for n in range(9))),
        RawEntry(url="x"),
        SOURCE,
        many,
    )

    assert found.themes == ("t7", "t8", "t0", "t1", "t2")


SHIPPED = taxonomy.load(Path(__file__).parents[3])


@pytest.mark.parametrize(
    ("lang", "title", "kind", "theme"),
    [
        ("fr", "Arrêté royal modifiant le code du bien-être au travail", "law", "prevention"),
        (
            "nl",
            "Koninklijk besluit tot wijziging van de codex over het welzijn op het werk",
            "law",
            "health",
        ),
        ("fr", "Télétravailleurs : une enquête sur l’isolement", "study", "telework"),
        ("nl", "Onderzoek naar werkdrukbeleving bij leidinggevenden", "study", "workload"),
        ("fr", "Webinaire sur les violences et le harcèlement", "event", "violence"),
        ("nl", "Studiedag over re-integratie na langdurige afwezigheid", "event", "reintegration"),
        ("fr", "Boîte à outils : l’égalité professionnelle", "tool", "equality"),
        ("en", "Digitalisation: a new survey of workers", "study", "digital"),
        ("fr", "Arrêt de la Cour de cassation sur le harcèlement", "case-law", "violence"),
        ("nl", "Arrest van het arbeidshof over pesten op het werk", "case-law", "violence"),
        ("fr", "Canicule : rappel des mesures à prendre", "idea", "climate"),
        ("nl", "Vertrouwenspersonen: vragen en antwoorden", "idea", "trusted-person"),
    ],
)
def test_the_shipped_words_tell_the_plain_cases(lang, title, kind, theme):
    found = rules.classify(entry(title=title, lang=lang), RawEntry(url="x"), SOURCE, SHIPPED)

    assert found.type == kind
    assert theme in found.themes


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("fr", "Arrêté royal relatif aux comptes annuels de certains organismes"),
        ("fr", "Marché public pour l’achat de véhicules de service"),
        (
            "nl",
            "Ministerieel besluit tot wijziging van de lijst van de terugbetaalbare verstrekkingen",
        ),
        (
            "fr",
            "Loi modifiant la loi relative à l’assurance obligatoire soins de santé et indemnités",
        ),
    ],
)
def test_what_is_about_something_else_bears_no_theme(lang, title):
    assert (
        rules.classify(entry(title=title, lang=lang), RawEntry(url="x"), SOURCE, SHIPPED).themes
        == ()
    )

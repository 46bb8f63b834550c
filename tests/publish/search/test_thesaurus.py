"""The taxonomy's words, as a reader uses them."""

import pytest

from knowledge.taxonomy import Taxonomy
from publish.search import thesaurus, words

LABELS = {"fr": "Charge de travail et burn-out", "nl": "Werkdruk en burn-out", "en": "Workload"}
TERMS = Taxonomy.model_validate(
    {
        "types": [{"id": "law", "labels": {"fr": "Législation", "nl": "Wetgeving", "en": "Law"}}],
        "themes": [
            {
                "id": "workload",
                "labels": LABELS,
                "synonyms": {
                    "fr": ["charge de travail", "épuisement professionnel"],
                    "nl": ["werkdruk*", "burn-out"],
                },
                "everyday": {"fr": ["débordé", "trop de boulot"]},
            },
            {
                "id": "work-1",
                "labels": {"fr": "Emploi", "nl": "Job", "en": "Job"},
                "synonyms": {"nl": ["burn-out"]},
            },
        ],
        "same_words": [{"fr": ["bruit"], "nl": ["lawaai*"]}],
    }
)
WORKLOAD = thesaurus.token("themes", "workload")


@pytest.fixture
def known() -> thesaurus.Thesaurus:
    return thesaurus.of(TERMS)


@pytest.mark.parametrize(
    "text",
    [
        "La charge de travail",
        "les charges de travail",
        "Werkdrukenquête",
        "een burnout",
        "l’épuisement professionnel",
    ],
)
def test_a_text_names_a_concept_by_any_of_its_words_in_any_language(known, text):
    assert WORKLOAD in known.named(text)


@pytest.mark.parametrize(
    "text", ["", "le travail", "la charge du bateau", "druk", "professionnel épuisé"]
)
def test_a_text_does_not_name_it_by_less(known, text):
    assert WORKLOAD not in known.named(text)


def test_two_concepts_may_share_a_word_and_the_first_theme_is_meant(known):
    assert known.phrases[("burnout",)] == (WORKLOAD, thesaurus.token("themes", "work-1"))


def test_tokens_are_letters_and_differ(known):
    tokens = [concept.token for concept in known.concepts]

    assert all(token.isalpha() and token.isascii() for token in tokens)
    assert len(set(tokens)) == len(tokens) == 4


def test_a_concept_keeps_its_label_first(known):
    assert [concept.words["fr"][0] for concept in known.concepts] == [
        "bruit",
        LABELS["fr"],
        "Emploi",
        "Législation",
    ]


@pytest.mark.parametrize("text", ["débordée", "trop de boulot"])
def test_everyday_words_are_asked_by_and_name_nothing_in_a_text(known, text):
    assert known.asked_phrases[words.phrase(text)] == (WORKLOAD,)
    assert WORKLOAD not in known.named(text)


def test_words_that_say_the_same_name_one_another(known):
    (token,) = known.named("trop de bruit")

    assert list(known.named("kantoorlawaai en lawaaihinder")) == [token]
    assert known.asked_phrases[("bruit",)] == (token,)


def test_a_title_is_the_name_of_a_concept_without_what_stands_in_brackets(known):
    assert known.said_by("La charge de travail (aperçu)") == (WORKLOAD,)
    assert known.said_by("La charge de travail ailleurs") == ()

"""A page of explanation is no news; neither is a look back an event."""

from datetime import date
from pathlib import Path

import pytest

from knowledge import taxonomy
from knowledge.model import RawEntry
from scrapers.classify import rules
from tests.scrapers.classify.entries import RAW, SOURCE, URL, entry

SHIPPED = taxonomy.load(Path(__file__).parents[3])
# Title, lead, language: none of a recorded page.
EXPLAINED = [
    ("Ergonomie", "", "fr"),
    ("Agression par des tiers", "", "fr"),
    ("Werkdruk", "", "nl"),
    ("Stress op het werk", "", "nl"),
    ("Télétravail et bien-être au travail", "", "fr"),
    ("Sexual harassment", "", "en"),
    ("Définitions", "Au sens de la loi, on distingue trois notions.", "fr"),
    ("Qu’est-ce que la charge mentale ?", "Elle se mesure mal.", "fr"),
    ("Wat is psychosociale belasting?", "Een woord uit de wet.", "nl"),
]
DEFINED = [
    (
        "Troubles musculosquelettiques (TMS)",
        "Les troubles musculosquelettiques sont des maladies.",
        "fr",
    ),
    (
        "La charge mentale au travail",
        "La charge mentale au travail désigne l’effort cognitif.",
        "fr",
    ),
    ("Burn-out", "Par burn-out, on entend un état d’épuisement durable.", "fr"),
    (
        "Grensoverschrijdend gedrag",
        "Onder grensoverschrijdend gedrag verstaan we geweld en pesten.",
        "nl",
    ),
    (
        "Het recht op deconnectie",
        "Het recht op deconnectie is het recht om niet bereikbaar te zijn.",
        "nl",
    ),
    ("Work-related stress", "Work-related stress is the response people may have.", "en"),
]
NEWS = [
    ("Stress au travail : les cas augmentent", "", "fr"),
    ("Le plan bien-être est lancé", "Le plan bien-être est lancé ce lundi.", "fr"),
    ("Het nieuwe telewerkkader", "Het nieuwe telewerkkader is goedgekeurd door de regering.", "nl"),
    ("Une ministre à Namur pour parler des conditions de travail", "", "fr"),
]
LOOKS_BACK = [
    ("Retour sur le colloque « Travailler autrement »", "fr"),
    ("Compte rendu de la journée d’étude sur le burn-out", "fr"),
    ("Webinaire sur le télétravail : revoir le webinaire et les questions", "fr"),
    ("Terugblik op de studiedag over werkdruk", "nl"),
    ("Verslag van het congres welzijn op het werk", "nl"),
    ("Looking back at the healthy workplaces summit", "en"),
]


def kind(title, lead="", lang="fr", *, day=None):
    told = entry(title=title, lang=lang, date=day)
    return rules.classify(told, RawEntry(url=URL, summary=lead), SOURCE, SHIPPED).type


@pytest.mark.parametrize(("title", "lead", "lang"), [*EXPLAINED, *DEFINED])
def test_a_bare_name_or_a_definition_is_an_explanation(title, lead, lang):
    assert kind(title, lead, lang) == "explainer"


@pytest.mark.parametrize(("title", "lead", "lang"), DEFINED)
def test_a_definition_is_one_even_with_a_day(title, lead, lang):
    assert kind(title, lead, lang, day=date(2026, 11, 10)) == "explainer"


def test_a_bare_name_with_a_day_is_not_taken_for_one():
    assert kind("Ergonomie", day=date(2026, 11, 10)) == "news"


@pytest.mark.parametrize(("title", "lead", "lang"), NEWS)
def test_what_happened_is_news_even_without_a_day(title, lead, lang):
    assert kind(title, lead, lang) != "explainer"


@pytest.mark.parametrize(("title", "lang"), LOOKS_BACK)
def test_a_look_back_at_a_day_is_no_event(title, lang):
    assert kind(title, lang=lang) != "event"


def test_a_taxonomy_without_the_kind_has_no_explanations():
    types = tuple(term for term in SHIPPED.types if term.id != "explainer")
    old = SHIPPED.model_copy(update={"types": types})

    assert rules.classify(entry(title="Burn-out"), RAW, SOURCE, old).type == "news"

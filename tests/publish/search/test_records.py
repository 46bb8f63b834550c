"""What is indexed of entries and pages, and what is shown of them."""

from dataclasses import replace
from datetime import date

import pytest

from publish.search import records, thesaurus
from publish.search.records import Indexer, Record, Section
from publish.search.thesaurus import Concept, Thesaurus

CONCEPT = Concept("themes", "telework", {"fr": ("Télétravail",), "nl": ("Telewerk",)})
TOKEN = CONCEPT.token


def weights(record: Record) -> dict[str, float]:
    """Map each token to its weight."""
    return {
        token: weight for weight, tokens in reversed(record.weighted) for token in tokens.split()
    }


@pytest.fixture
def indexer(library_of) -> Indexer:
    return Indexer(library_of(), Thesaurus((CONCEPT,)), frozenset({"werkplek", "inrichting"}))


def test_a_word_of_the_title_weighs_more_than_one_of_the_text(indexer, entry):
    found = weights(
        indexer.entry(entry(title="Les agents", summary="Les agents et leurs bureaux.", themes=()))
    )

    assert (found["agent"], found["bureau"]) == (records.SHORT_TITLE, records.TEXT)


def test_a_concept_weighs_by_where_it_is_named(indexer, entry):
    named = [{"title": "Telewerk"}, {"summary": "Le télétravail."}, {}]
    plain = {"title": "Rien", "summary": "", "themes": ("telework",)}

    found = [weights(indexer.entry(entry(**{**plain, **facts})))[TOKEN] for facts in named]

    assert found == [records.NAMED, records.MENTIONED, records.BORNE]


def test_the_parts_of_a_compound_are_indexed_under_it(indexer, entry):
    found = weights(indexer.entry(entry(title="Werkplekinrichting", lang="nl")))

    assert found["werkplek"] < found["werkplekinricht"]


def test_an_entry_leads_to_its_anchor_on_the_page_of_its_month(indexer, entry):
    made = indexer.entry(entry(id="abc", date=date(2026, 3, 1)))

    assert made.shown["at"] == "months/2026-03/#e-abc"
    assert made.shown["day"] == "2026-03-01"
    assert made.day == date(2026, 3, 1).toordinal()


def test_an_entry_without_a_date_stands_at_the_day_it_was_seen_and_shows_none(indexer, entry):
    made = indexer.entry(entry(date=None))

    assert "day" not in made.shown
    assert made.shown["seen"] == "2026-11-22"


def test_an_entry_is_filtered_by_what_it_is_and_by_what_people_know_of_it(indexer, entry):
    made = indexer.entry(entry(review="review:\n  audience: [managers]\n  steps: [framing]\n"))

    assert set(made.filters) == {
        ("kind", "law"),
        ("theme", "telework"),
        ("from", "ministry|fr"),
        ("region", "federal"),
        ("audience", "managers"),
        ("step", "framing"),
    }


def test_a_section_leads_to_its_heading_on_its_own_site(indexer):
    section = Section(
        "fr", "field/index.md", "Champs", "Santé", "sante", "Un texte.", (records.own("fr"),)
    )

    made = indexer.section(section)

    assert (made.shown["at"], made.shown["title"]) == ("/fr/field/#sante", "Champs › Santé")
    assert ("from", "@fr|fr") in made.filters


def test_a_theme_s_own_page_has_a_token_of_its_own(indexer):
    section = Section("fr", "themes/telework.md", "Télétravail", concepts=(CONCEPT.token,))
    named = replace(section, path="x.md", page="Télétravail de nuit", concepts=())

    assert f"{CONCEPT.token}h" in weights(indexer.section(section))
    assert f"{CONCEPT.token}h" not in weights(indexer.section(named))


def test_a_hostile_text_leaves_words_and_nothing_else(indexer, entry):
    made = indexer.entry(entry(title="</p><script>alert(1)</script> data-pagefind-ignore"))

    assert all(token.isalnum() for token in weights(made))


def test_a_known_thing_stands_once_where_it_counts_most(indexer, entry):
    made = indexer.entry(entry(title="agents agents", summary="agents"))
    tokens = [token for _, said in made.weighted for token in said.split()]

    assert len(tokens) == len(set(tokens))


def test_tokens_of_terms_are_those_of_the_thesaurus():
    assert CONCEPT.token == thesaurus.token("themes", "telework")

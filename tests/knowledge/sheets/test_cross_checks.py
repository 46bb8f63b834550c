"""Sheets held against the lists, the directory and one another; and against the state of the text
they translate.
"""

import shutil
from pathlib import Path

import pytest

from knowledge.sheets import collection, cross_checks
from knowledge.sheets.registry import KINDS

ROOT = Path(__file__).parents[3]
FRENCH = """---
title: Une réunion debout
description: Dix minutes chaque lundi.
organisation: nowhere
life: [{state: idea, on: 2026-01-12}]
fields: [health]
steps: experiment
substance: comfort
---
## Contexte
Un service de douze personnes.

## Ce qui a été fait
Une réunion.

## Avec qui
L’équipe.

## Moyens
Dix minutes.

## Conditions de transfert
Une salle.
"""
DUTCH = (
    FRENCH.replace("Contexte", "Context")
    .replace("Ce qui a été fait", "Wat er gedaan is")
    .replace("Avec qui", "Met wie")
    .replace("Moyens", "Middelen")
    .replace("Conditions de transfert", "Voorwaarden voor overname")
)


@pytest.fixture
def root(tmp_path):
    for name in ("taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def write(root, lang, text, name="debout"):
    path = root / "docs" / lang / "practices" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(root):
    held = collection.load(root)
    found = [*held.problems, *cross_checks.problems(held, root)]
    return sorted((one.code, one.facts["line"], one.facts.get("found", "")) for one in found)


def test_a_word_that_no_list_holds_is_told_where_it_stands(root):
    write(root, "fr", FRENCH.replace("[health]", "[health, relax]"))
    write(root, "nl", DUTCH.replace("[health]", "[health, relax]"))

    assert (
        told(root)
        == [("field_term", "6", "relax")] * 2 + [("field_term_empty", "4", "nowhere")] * 2
    )


def test_a_sheet_with_a_mistake_is_held_against_the_lists_all_the_same(root):
    write(root, "fr", FRENCH.replace("substance: comfort", "substance: lux"))
    write(root, "nl", DUTCH)

    assert {code for code, _, _ in told(root)} == {"field_value", "field_term_empty"}


def test_what_is_a_fact_is_the_same_in_both_languages(root):
    write(root, "fr", FRENCH)
    write(root, "nl", DUTCH.replace("2026-01-12", "2026-01-13"))

    assert ("twin_differs", "5", "docs/fr/practices/debout.md") in told(root)


def test_an_absent_translation_is_told_and_so_is_one_that_is_older_than_its_original(root):
    write(root, "fr", FRENCH)
    assert ("twin_missing", "2", "docs/nl/practices/debout.md") in told(root)

    hash_ = cross_checks.fingerprint(collection.load(root).find(KINDS["practice"], "debout", "fr"))
    write(root, "nl", DUTCH.replace("---\n##", f"translation: {{of: fr, hash: {hash_}}}\n---\n##"))
    assert {code for code, _, _ in told(root)} == {"field_term_empty"}

    write(root, "fr", FRENCH.replace("douze", "treize"))
    assert ("translation_older", "2", "docs/fr/practices/debout.md") in told(root)


def test_the_fingerprint_heeds_words_and_not_spaces_at_the_ends_of_lines(root):
    write(root, "fr", FRENCH)
    first = cross_checks.fingerprint(collection.load(root).find(KINDS["practice"], "debout"))
    write(root, "fr", FRENCH.replace("\n\n", "  \n\n"))

    assert (
        cross_checks.fingerprint(collection.load(root).find(KINDS["practice"], "debout")) == first
    )


def test_a_name_that_cannot_be_an_address_is_a_mistake_and_one_with_a_low_line_is_no_sheet(root):
    write(root, "fr", FRENCH, name="Réunion debout")
    write(root, "fr", FRENCH, name="_brouillon")

    held = collection.load(root)

    assert [one.code for one in held.problems] == ["sheet_file_name"]
    assert held.sheets == ()

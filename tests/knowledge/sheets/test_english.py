"""A site in a third locale: its sheets have English headings, and their mistakes are told so."""

import json
import shutil
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.sheets import collection, cross_checks
from knowledge.sheets.kinds import practice
from tests.knowledge.sheets.conftest import ROOT
from vigie.commands import schema as schema_command

PATH = "docs/en/practices/stand-up.md"
HEAD = """\
title: A short stand-up meeting
description: Ten minutes to coordinate.
organisation: institution-a
life: [{state: idea, on: 2026-01-12}]
fields: [work-content]
steps: [experiment]
substance: substance
"""
SECTIONS = ("Context", "What was done", "With whom", "Resources", "Conditions for reuse elsewhere")
BODY = "\n".join(f"## {heading}\n\nSome text.\n" for heading in SECTIONS)


@pytest.fixture
def english(tmp_path: Path):
    """Make an English instance with one practice, and return what is wrong with it."""
    for name in ("watch_sources.yml", "taxonomy.yml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "mkdocs.yml").write_text("theme: {language: en}\n", encoding="utf-8")
    (tmp_path / "docs/directory").mkdir(parents=True)
    shutil.copy(ROOT / "tests/kits/docs/directory/institution-a.yml", tmp_path / "docs/directory")

    def load(head: str = HEAD, body: str = BODY) -> collection.Collection:
        (tmp_path / PATH).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / PATH).write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")
        return collection.load(tmp_path)

    return load


def told(found) -> list[str]:
    return [f"{problems.what(one, 'en')} {problems.fix(one, 'en')}" for one in found.problems]


def test_a_practice_with_english_headings_is_right(english, lists, tmp_path):
    found = english()

    assert found.languages == ("en",)
    assert [sheet.keys.context for sheet in found.of(practice.KIND, "en")] == ["Some text."]
    assert [*found.problems, *cross_checks.problems(found, tmp_path)] == []


def test_a_section_that_is_missing_is_named_in_english(english):
    found = english(body=BODY.replace("## Context", "## Where we began"))

    assert told(found) == [
        f"{PATH}: the section “Context” is missing or empty. Add a heading “## Context” and your "
        "text below it. Where you started from: the work, the number of people, what was going "
        "wrong."
    ]


def test_a_state_that_does_not_exist_is_told_with_those_that_do(english):
    (line,) = told(english(HEAD.replace("state: idea", "state: begun")))

    assert line.startswith(
        f"{PATH}, line 5: History, 1, State: found “begun”; expected one of these words: "
        "idea (idea), pilot (on trial), evaluated (evaluated), kept (kept), abandoned (abandoned)."
    )
    assert line.endswith("How far the practice has got. For instance: pilot")


def test_a_rule_names_the_section_by_its_english_heading(english):
    states = "[{state: idea, on: 2026-01-12}, {state: pilot, on: 2026-03-02}, "
    life = f"{states}{{state: evaluated, on: 2026-04-01}}]"

    (line,) = told(english(HEAD.replace("[{state: idea, on: 2026-01-12}]", life)))

    assert "Add a section “## Evaluation”" in line


def test_a_file_without_front_matter_is_led_to_the_english_template(english, tmp_path):
    english()
    (tmp_path / "docs/directory/empty.yml").touch()
    (tmp_path / PATH).write_text("Some text.\n", encoding="utf-8")

    lines = told(collection.load(tmp_path))

    assert "docs/templates/practice.en.md" in lines[0]
    assert "docs/templates/organisation.en.yml" in lines[1]


def test_what_is_generated_is_in_the_locale_of_the_site_alone(english, lists):
    made = schema_command.files(lists, english())

    templates = [path for path in made if path.startswith("docs/templates/")]
    assert templates
    assert all(".en." in path for path in templates)
    assert b"## What we learned" in made["docs/templates/practice.en.md"]
    assert made["docs/guide/sheets.en.md"].startswith(b"# Sheets, key by key")
    schema = json.loads(made["schemas/practice.schema.json"])
    assert schema["title"] == "Practice sheet"
    assert schema["properties"]["life"]["title"] == "History"

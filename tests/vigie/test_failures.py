"""A failure is told in the language of whoever runs the command, and in that alone."""

import shutil
from pathlib import Path

import pytest

from knowledge.errors import ConfigError, SheetError
from knowledge.model import Problem
from vigie import failures

ROOT = Path(__file__).parents[2]
SHEET = SheetError([Problem("sheet_tab", {"path": "a.md", "line": "3", "found": "x"})])
CONFIG = ConfigError([Problem("configuration", {"path": "a.yml", "found": "x: unknown key"})])


@pytest.fixture
def french(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("theme: {language: fr}\n")
    return tmp_path


def test_a_site_in_one_language_is_told_in_that_alone(french):
    (line,) = failures.lines(SHEET, ["--root", str(french), "build"])

    assert "ligne 3" in line


def test_the_language_that_was_asked_for_wins_wherever_it_stands(french):
    for words in (["--lang", "nl", "build"], ["check", "--lang=nl"]):
        (line,) = failures.lines(SHEET, [*words, f"--root={french}"])
        assert "regel 3" in line


def test_a_configuration_file_is_told_so_too(french):
    (line,) = failures.lines(CONFIG, ["--root", str(french), "status"])

    assert line == "a.yml: x\u00a0: clé inconnue"


def test_settings_that_cannot_be_read_leave_the_terminals_language(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("a: [\n")

    assert list(failures.lines(CONFIG, ["--root", str(tmp_path)])) == ["a.yml: x: unknown key"]


def test_two_languages_of_a_site_are_told_one_after_the_other(tmp_path):
    for name in ("mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)

    french, dutch = failures.lines(SHEET, ["--root", str(tmp_path), "build"])

    assert "ligne" in french
    assert "regel" in dutch

"""The words of the program that proposes are those of the catalogue, read without a package."""

import shutil
from pathlib import Path

import pytest

from knowledge.i18n import catalogue, locales
from vigie import cli_locale, plain_words
from vigie.commands import init
from vigie.commands.init import Wanted

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("locale", locales.known())
def test_a_file_is_read_as_the_catalogue_reads_it(locale):
    messages = catalogue.load(locale, "proposal").messages

    assert {f"proposal.{key}": text for key, text in plain_words.load(locale).items()} == messages


@pytest.mark.parametrize("languages", [("fr",), ("en",), ("nl", "fr"), ("en", "nl")])
def test_the_locales_of_a_site_are_found(tmp_path, languages):
    init.write(Wanted("A", languages, "mailto:a@a.example"), tmp_path, cli_locale.words("en"))

    assert plain_words.site_locales(tmp_path) == languages == locales.site_locales(tmp_path)


def test_the_locales_of_this_site_are_found(tmp_path):
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, tmp_path)

    assert plain_words.site_locales(tmp_path) == locales.site_locales(ROOT)
    assert plain_words.DEFAULT == locales.DEFAULT
    assert plain_words.REFERENCE == locales.REFERENCE


def test_a_proposal_bears_the_words_of_its_site(tmp_path):
    init.write(Wanted("A", ("en",), "mailto:a@a.example"), tmp_path, cli_locale.words("en"))

    assert plain_words.of_site(tmp_path, "title") == "Watch"


@pytest.mark.parametrize(("terminal", "told"), [("nl_BE.UTF-8", "Toegevoegd"), ("de_DE", "Added")])
def test_it_speaks_the_language_of_the_terminal(terminal, told, monkeypatch):
    monkeypatch.setenv("LC_ALL", terminal)

    assert plain_words.tell("added", number=7).startswith(told)

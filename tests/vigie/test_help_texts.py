"""The help of every command: all of its words come from the catalogue, in each locale."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup
from typer.testing import CliRunner

from knowledge.i18n import catalogue, locales
from knowledge.i18n.catalogue import Catalogue
from tests.vigie.sheets import begin, put
from vigie import cli, cli_locale

ROOT = Path(__file__).parents[2]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
# As wide as what they stand for, so that no line breaks elsewhere.
PSEUDO = str.maketrans(LETTERS, "абвгдежзийклмнопрстуфхцчшщАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩ")
# What no person reads as words: types, defaults, the arguments' own names.
NAMES = re.compile(r"<[^>]*>|\[[^\]]*:\s[^\]]*\]|[-\w]*--[-\w]+|\{?\[?[A-Z]{2,}\]?\}?(?:\.\.\.)?")


def pseudo(message: catalogue.Message) -> catalogue.Message:
    if isinstance(message, str):
        parts = re.split(r"(\{[^}]*\})", message)
        return "".join(part if part[:1] == "{" else part.translate(PSEUDO) for part in parts)
    if isinstance(message, tuple):
        return tuple(str(pseudo(text)) for text in message)
    return {category: str(pseudo(text)) for category, text in message.items()}


def commands(group: TyperGroup, *before: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, TyperGroup):
            yield from commands(command, *before, name)


COMMANDS = [(), *commands(typer.main.get_command(cli.app))]


def help_of(words: tuple[str, ...], locale: str) -> str:
    result = CliRunner().invoke(cli.app, ["--lang", locale, *words, "--help"])

    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("locale", locales.known())
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_each_command_is_explained_in_the_locale(words, locale):
    key = ".".join(("command", *words, "help"))
    text = cli_locale.words(locale).translate(key)

    assert "".join(text.split()) in "".join(help_of(words, locale).split())


@pytest.mark.parametrize("words", COMMANDS[1:], ids=" ".join)
def test_the_language_may_be_asked_for_behind_each_command(words):
    behind = CliRunner().invoke(cli.app, [*words, "--lang", "nl", "--help"])

    assert behind.stdout == help_of(words, "nl")
    assert "--lang" in behind.stdout


def test_a_command_speaks_the_language_that_is_asked_for_behind_it(tmp_path):
    put(begin(tmp_path), "watch_sources.yml", "sources: []\ncontact: veille@example.org\n")

    for words in (["status", "--lang", "nl"], ["--lang", "nl", "status"]):
        result = CliRunner().invoke(cli.app, ["--root", str(tmp_path), *words])
        assert cli_locale.words("nl").texts("command.status.heads")[0] in result.output


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_word_of_the_help_is_in_the_code(words, monkeypatch):
    messages = cli_locale.words("en").messages.items()
    made = Catalogue("en", {key: pseudo(message) for key, message in messages})
    monkeypatch.setattr(cli_locale, "words", lambda locale: made)
    known = {"vigie", "help", *(part for path in COMMANDS for part in path), *locales.known()}

    shown = help_of(words, "en")

    left = NAMES.sub(" ", shown)
    assert [word for word in re.findall(r"[A-Za-z]+(?:-[a-z]+)*", left) if word not in known] == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "Gebruik:"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANG": "nl_BE.UTF-8"}, "Usage\u00a0:"),
        ({"LANG": "de_DE.UTF-8"}, "Usage:"),
        ({}, "Usage:"),
    ],
)
def test_the_help_is_in_the_language_of_the_terminal(variables, expected, monkeypatch):
    for name in cli_locale.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert CliRunner().invoke(cli.app, ["--help"]).stdout.startswith(expected)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--lang", "nl", "check"], "nl"),
        (["--root", "fr", "--lang=nl", "check"], "nl"),
        (["check", "--lang", "nl"], "nl"),
        (["--lang"], "en"),
    ],
)
def test_the_option_before_the_command_comes_before_the_terminal(arguments, expected):
    assert cli_locale.of_arguments(arguments) == expected


def test_each_text_of_the_command_is_used():
    modules = [*(ROOT / "vigie").rglob("*.py"), *(ROOT / "publish").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    unused = set()
    for key in cli_locale.words("en").messages:
        parts = key.split(".")[1:]
        if parts[-1] == "help" or {"options", "prompts", "typer"} & set(parts):
            continue
        # As "refresh.states" + a state, or by a last part that stands alone in quotes.
        quoted = re.compile(rf"""["'.]({"|".join(parts[1:] or parts)})["'.]""")
        if ".".join(parts[:2]) not in code and not quoted.search(code):
            unused.add(key)

    assert unused == set()

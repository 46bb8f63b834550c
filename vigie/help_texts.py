"""The help of commands and options, and what is said of a mistake in the arguments, from the
catalogue, in the locale that the command speaks.

The library that parses arguments has no gettext for its sentences of mistakes: each is recognised
by its English text, which is its key in the catalogue, with names in braces for what changes.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import typer
import typer.core
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperCommand, TyperGroup

from knowledge.i18n import catalogue, locales
from knowledge.i18n.catalogue import Catalogue
from vigie import cli_locale
from vigie.terminal import CliContext

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

ROOT = "command"
_KEY = "command.typer.errors"
_PLACE = re.compile(r"\\\{(\w+)\\\}")
# The fact that is a sentence of the library itself.
_REASON = "reason"


class _Localised:
    """A command whose help is `<key>.help`, and its options' `<key>.options.<name>`.

    An option that several commands share may stand in `command.options.<name>`.
    """

    key: str = ROOT
    words: Catalogue

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """Look up every text of the command, then parse its arguments."""
        if parent is None:
            self.words = cli_locale.words(cli_locale.of_arguments(args))
            _speak(self.words)
        else:
            self.words = parent.command.words
            self.key = f"{parent.command.key}.{info_name}"
            _take_language(self, parent.find_root().command)  # type: ignore[arg-type]
        _localise(self, self.key, self.words)  # type: ignore[arg-type]
        with _errors_shown_in(self.words):
            return super().make_context(info_name, args, parent, **extra)  # type: ignore[misc]

    def invoke(self, ctx: "Context") -> Any:
        """Run the command; what is wrong with its arguments is told in the locale."""
        with _errors_shown_in(self.words):
            return super().invoke(ctx)  # type: ignore[misc]

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write how the command is typed."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        prefix = self.words.translate("command.typer.Usage")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{prefix} ")

    def get_help_option(self, ctx: "Context") -> Any:
        """Return the option `--help`, with its text."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = self.words.translate("command.options.help")
        return option


class Command(_Localised, TyperCommand):
    """A command whose texts are in the catalogue."""


class CommandGroup(_Localised, TyperGroup):
    """A group of commands whose texts are in the catalogue."""

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """List the commands; none is loaded for it."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        rows = []
        for name in names:
            text = self.words.translate(f"{self.key}.{name}.help")
            rows.append((name, TyperCommand(name, help=text).get_short_help_str(limit)))
        with formatter.section(self.words.translate("command.typer.Commands")):
            formatter.write_dl(rows)


@contextmanager
def _errors_shown_in(words: Catalogue) -> Iterator[None]:
    """Let a mistake in the arguments be shown in the words of the catalogue."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except UsageError as error:
        error.show = partial(show, error, words)  # type: ignore[method-assign]
        raise


def show(error: UsageError, words: Catalogue) -> None:
    """Print how the command is typed, how to ask for help, and what is wrong."""
    if error.ctx:
        facts = {"command": error.ctx.command_path, "option": error.ctx.help_option_names[0]}
        typer.echo(error.ctx.get_usage(), err=True)
        typer.echo(words.translate("command.typer.Try", **facts) + "\n", err=True)
    reason = translated(error.format_message(), words)
    typer.echo(words.translate("command.typer.Error", reason=reason), err=True)


def translated(text: str, words: Catalogue) -> str:
    """Return a sentence of the library in a locale; itself where the catalogue lacks it."""
    for english, message in words.choices(_KEY).items():
        found = _pattern(english).fullmatch(text)
        if found:
            facts = found.groupdict()
            if _REASON in facts:
                facts[_REASON] = translated(facts[_REASON], words)
            return catalogue.fill(message, facts)
    return text


def _localise(command: "AnyCommand", key: str, words: Catalogue) -> None:
    known = ", ".join(locales.known())
    command.help = words.translate(f"{key}.help")
    command.options_metavar = words.translate("command.typer.[OPTIONS]")
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = words.translate("command.typer.COMMAND [ARGS]...")
    for param in command.params:
        own, shared = f"{key}.options.{param.name}", f"{ROOT}.options.{param.name}"
        text = words.translate(own if own in words else shared, locales=known)
        param.help = text  # type: ignore[attr-defined]
        if getattr(param, "prompt", None):
            prompt = words.translate(f"{key}.prompts.{param.name}")
            param.prompt = prompt  # type: ignore[attr-defined]


def _take_language(command: "AnyCommand", root: "AnyCommand") -> None:
    """Let the language be asked for behind a command as before it, unless the command has an option
    of its own by that name.
    """
    if any(cli_locale.OPTION in param.opts for param in command.params):
        return
    option = copy(next(param for param in root.params if cli_locale.OPTION in param.opts))
    option.expose_value = False
    option.callback = _chosen
    command.params.append(option)


def _chosen(context: "Context", _: object, lang: str) -> None:
    if lang and isinstance(context.obj, CliContext):
        context.obj = replace(context.obj, locale=cli_locale.resolve(lang), chosen=lang)


def _speak(words: Catalogue) -> None:
    """Let typer look its own few words up in the catalogue, as it would by gettext."""
    # Its name for gettext, which it does not export.
    setattr(typer.core, "_", partial(words.choice, "command.typer"))  # noqa: B010


def _pattern(english: str) -> re.Pattern[str]:
    """Return what recognises a sentence, whatever is in its places."""
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL)

"""The help of commands and options, from the catalogue, in the locale that the command speaks."""

from functools import partial
from typing import TYPE_CHECKING, Any

import typer.core
from typer.core import TyperCommand, TyperGroup

from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from vigie import cli_locale, usage_errors

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

ROOT = "command"


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
        _localise(self, self.key, self.words)  # type: ignore[arg-type]
        with usage_errors.shown_in(self.words):
            return super().make_context(info_name, args, parent, **extra)  # type: ignore[misc]

    def invoke(self, ctx: "Context") -> Any:
        """Run the command; what is wrong with its arguments is told in the locale."""
        with usage_errors.shown_in(self.words):
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


def _speak(words: Catalogue) -> None:
    """Let typer look its own few words up in the catalogue, as it would by gettext."""
    # Its name for gettext, which it does not export.
    setattr(typer.core, "_", partial(words.choice, "command.typer"))  # noqa: B010

"""The command `vigie`: arguments in, exit code out.

0 all well, 1 something failed, 2 the configuration must be mended.
"""

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
import typer.main

from knowledge import problems
from knowledge.errors import ConfigError, DiskError, SheetError, VigieError, is_of_disk
from knowledge.model import Problem
from vigie import cli_locale, help_texts, terminal
from vigie.terminal import CliContext, LangOption, warn

if TYPE_CHECKING:
    from typer._click.core import Command, Context

__all__ = ["app", "main"]

# Each command, in the order in which the help lists them, and its module in commands/. A module
# holds the command as the function `run`, or, where it has commands of its own, as `app`.
COMMANDS: Mapping[str, str] = {
    "refresh": "refresh",
    "try": "try_source",
    "probe": "probe",
    "record": "record",
    "accept": "accept",
    "review": "review",
    "status": "status",
    "check": "check",
    "links": "links",
    "new": "new",
    "import": "import_proposal",
    "translated": "translated",
    "schema": "schema",
    "build": "build",
    "search": "search",
    "serve": "serve",
    "demo": "demo",
    "weekly": "weekly",
    "init": "init",
    "handover": "handover",
    "dossier": "dossier",
    "digest": "digest",
    "directory": "directory",
}
# Commands that ask a person, and those of their commands that do not.
_ASK, _ASK_NOTHING = frozenset(("new", "init", "review")), frozenset(("apply", "inbox"))
# As a shell names the end by Ctrl-C: 128 and the number of SIGINT.
INTERRUPTED = 130
ROOT = "--root"


class LazyCommands(Mapping[str, "Command"]):
    """The commands by name; the module of each is imported when it is asked for."""

    def __getitem__(self, name: str) -> "Command":
        module = import_module(f"vigie.commands.{COMMANDS[name]}")
        if hasattr(module, "app"):
            return typer.main.get_command(module.app)
        single = typer.Typer(
            add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
        )
        single.command(name, cls=help_texts.Command)(module.run)
        return typer.main.get_command(single)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class RootGroup(help_texts.CommandGroup):
    """The group of all commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = cast(Any, LazyCommands())

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 - typer's signature
        """Return the names of the commands; none is imported for it."""
        return list(self.commands)


app = typer.Typer(
    name="vigie",
    cls=RootGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def main_options(
    context: typer.Context,
    root: Annotated[Path, typer.Option()] = Path(),
    lang: LangOption = "",
) -> None:
    """Read the options that stand before the command."""
    context.obj = CliContext(root.resolve(), cli_locale.resolve(lang), lang)


def main() -> None:
    """Run the command.

    A mistake that a person can mend ends in a sentence; anything else keeps its traceback.
    """
    _show_what_can_be_shown()
    try:
        with working(sys.argv[1:]):
            app()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _interrupted()
        raise
    except VigieError as error:
        sys.exit(_told(error))
    except OSError as error:
        if not (error.filename and is_of_disk(error)):
            raise
        sys.exit(_told(DiskError(error.filename, error)))


def working(arguments: Sequence[str]) -> AbstractContextManager[None]:
    """Return what shows that the command is at work, where it asks a person nothing."""
    if _ASK & set(arguments) and not _ASK_NOTHING & set(arguments):
        return nullcontext()
    named = next(filter(COMMANDS.__contains__, arguments), "")
    return terminal.working(f"vigie {named}")


def failures(error: VigieError, arguments: Sequence[str]) -> Iterator[str]:
    """Yield what must be mended; `arguments` are those of the command."""
    spoken = _spoken(arguments)
    if isinstance(error, SheetError):
        yield from _in_full(error.faults, spoken)
    elif isinstance(error, DiskError):
        yield from _in_full([error.problem], spoken)
    elif isinstance(error, ConfigError):
        for problem in error.problems:
            yield problems.on_a_line(problem, spoken[0])
    else:
        yield str(error)


def _in_full(faults: Sequence[Problem], spoken: Sequence[str]) -> Iterator[str]:
    for locale in spoken:
        for problem in faults:
            yield f"{problems.what(problem, locale)} {problems.fix(problem, locale)}"


def _told(error: VigieError) -> int:
    """Print what must be mended, and return the exit code."""
    for line in failures(error, sys.argv[1:]):
        warn(line)
    return 2 if isinstance(error, ConfigError | SheetError) else 1


def _show_what_can_be_shown() -> None:
    """Let a terminal that cannot show a letter get all the others."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _interrupted() -> None:
    words = cli_locale.words(cli_locale.of_arguments(sys.argv[1:]))
    warn(words.translate("command.interrupted"))
    sys.stdout.flush()
    # The threads that wait for a slow site are not waited for; they write nothing.
    os._exit(INTERRUPTED)


def _spoken(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the locales: as chosen before or behind the command, or the terminal's, or the
    site's.
    """
    chosen = _option(cli_locale.OPTION, arguments)
    locale = cli_locale.resolve(chosen)
    if chosen:
        return (locale,)
    try:
        return cli_locale.or_site(locale, Path(_option(ROOT, arguments) or "."))
    except ConfigError:
        # Of a mkdocs.yml that cannot be read.
        return (locale,)


def _option(name: str, arguments: Sequence[str]) -> str:
    """Return the value of an option, "" where it is not given."""
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
        if argument == name:
            return "".join(arguments[place + 1 : place + 2])
    return ""

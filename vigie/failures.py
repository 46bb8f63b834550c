"""What a command could not do -> its sentence in the language of whoever runs it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge import problems
from knowledge.errors import ConfigError, DiskError, SheetError, VigieError
from knowledge.model import Problem
from vigie import cli_locale

ROOT = "--root"


def lines(error: VigieError, arguments: Sequence[str]) -> Iterator[str]:
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

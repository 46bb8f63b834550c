"""What a command could not do -> its sentence in the language of whoever runs it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge import problems
from knowledge.errors import ConfigError, SheetError
from vigie import cli_locale

ROOT = "--root"


def lines(error: ConfigError | SheetError, arguments: Sequence[str]) -> Iterator[str]:
    """Yield what must be mended; `arguments` are those of the command."""
    spoken = _spoken(arguments)
    if isinstance(error, SheetError):
        for locale in spoken:
            for problem in error.faults:
                yield f"{problems.what(problem, locale)} {problems.fix(problem, locale)}"
        return
    for problem in error.problems:
        yield problems.on_a_line(problem, spoken[0])


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

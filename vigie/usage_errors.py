"""A mistake in the arguments -> what the library that parses them says of it, in a locale.

It has no gettext for these sentences: each is recognised by its English text, which is its key in
the catalogue, with names in braces for what changes.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from knowledge.i18n import catalogue
from knowledge.i18n.catalogue import Catalogue

_KEY = "command.typer.errors"
_PLACE = re.compile(r"\\\{(\w+)\\\}")
# The fact that is a sentence of the library itself.
_REASON = "reason"


@contextmanager
def shown_in(words: Catalogue) -> Iterator[None]:
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


def _pattern(english: str) -> re.Pattern[str]:
    """Return what recognises a sentence, whatever is in its places."""
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL)

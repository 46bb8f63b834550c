"""What every command is given, the options that several share, and the way to the terminal."""

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from knowledge.i18n import plain
from knowledge.i18n.catalogue import Catalogue
from vigie import cli_locale

if TYPE_CHECKING:
    from scrapers.instance import Instance

# Takes away what stands on the terminal's line, and goes to its start.
_WIPE = "\r\x1b[K"
_STDERR = 2
_CAN_TICK = hasattr(signal, "setitimer")  # not on Windows


class Voice(Console):
    """What is printed through it stands on a line of its own, whatever `working` wrote there."""

    def print(self, *objects: Any, **settings: Any) -> None:
        """Print as rich does."""
        wipe()
        super().print(*objects, **settings)


out, err = Voice(highlight=False), Voice(stderr=True, highlight=False)

# The help of options and arguments is in the catalogue: `help_texts` puts it there.
Replay = Annotated[list[Path] | None, typer.Option("--replay")]
AsJson = Annotated[bool, typer.Option("--json")]
LangOption = Annotated[str, typer.Option("--lang")]
SourceArgument = Annotated[str, typer.Argument(metavar="SOURCE")]
Today = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
Port = Annotated[int, typer.Option()]


@dataclass(frozen=True)
class CliContext:
    """What every command is given: the folder of the instance, and the locale to speak.

    `chosen` is the locale that was asked for, "" where the terminal's is taken.
    """

    root: Path
    locale: str
    chosen: str = ""

    @property
    def words(self) -> Catalogue:
        """Return what the command says in the locale to speak."""
        return cli_locale.words(self.locale)

    def tell(self, key: str, /, **facts: object) -> str:
        """Return a message of the command with its facts in their places."""
        return self.words.translate(f"command.{key}", **facts)

    def for_writers(self, lang: str) -> tuple[str, ...]:
        """Return the locales in which to speak to those who write the site."""
        return cli_locale.for_writers(lang or self.chosen, self.root)

    def load(self) -> "Instance":
        """Read the instance; warn on the terminal where sources may reach this machine."""
        from vigie import instance  # pydantic and the readers: not every command needs them

        loaded = instance.load(self.root, self.words)
        if loaded.watch.test_hosts:
            hosts = ", ".join(loaded.watch.test_hosts)
            warning = Text(self.tell("test_hosts", hosts=hosts), style="bold white on red")
            err.print(warning, soft_wrap=True)
        return loaded


def as_of(today: datetime | None) -> Day:
    """Return the day of `--today`, or else today."""
    if today:
        return today.date()
    return Day.today()


def say(line: str, style: str = "") -> None:
    """Print a line whole."""
    out.print(Text(plain.lines(line), style=style), soft_wrap=True)


def warn(line: str, style: str = "") -> None:
    """Print a line whole on the standard error."""
    err.print(Text(plain.lines(line), style=style), soft_wrap=True)


def say_all(lines: Iterable[object]) -> None:
    """Print each line whole."""
    for line in lines:
        say(str(line))


@contextmanager
def working(label: str) -> Iterator[None]:
    """Show a person at a terminal, each second, what is at work and for how long; be quiet
    elsewhere.

    A signal does it and not a thread: a site is built by copies of a process that has one thread.
    """
    if not _shows():
        yield
        return
    begun = monotonic()

    def tick(*_: object) -> None:
        """Write the line, past what Python may be writing at this moment."""
        os.write(_STDERR, f"{_WIPE}{label} · {monotonic() - begun:.0f} s".encode())

    before = signal.signal(signal.SIGALRM, tick)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        yield
    finally:
        still()
        signal.signal(signal.SIGALRM, before)


def still() -> None:
    """End what `working` shows: a person is asked, or a server waits."""
    if is_ticking():
        signal.setitimer(signal.ITIMER_REAL, 0)
        os.write(_STDERR, _WIPE.encode())


def wipe() -> None:
    """Take away what `working` wrote, until its next second."""
    if is_ticking():
        os.write(_STDERR, _WIPE.encode())


def is_ticking() -> bool:
    """Return whether `working` shows its line."""
    return _shows() and signal.getitimer(signal.ITIMER_REAL)[0] > 0


def _shows() -> bool:
    """Return whether a line can be written and taken away again."""
    return _CAN_TICK and err.is_terminal and not err.is_dumb_terminal


def print_json(data: object) -> None:
    """Print data for a program."""
    wipe()
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")

"""What every command is given, the options that several share, and the way to the terminal."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from knowledge.problems import Tongue
from scrapers.pipeline import Instance
from vigie import instance

out, err = Console(highlight=False), Console(stderr=True, highlight=False)

Replay = Annotated[
    list[Path] | None,
    typer.Option(
        "--replay",
        help="Answer from this recording (WARC) instead of the network; may be repeated.",
    ),
]
Record = Annotated[
    Path | None, typer.Option("--record", help="Write every exchange to this recording (.warc.gz).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print data for a program.")]
SourceId = Annotated[
    str, typer.Argument(metavar="SOURCE", help="The id of a source in watch_sources.yml.")
]
Today = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], help="Judge what is past, due or expired as on this day, not today."
    ),
]
Port = Annotated[int, typer.Option(help="The port to serve on; the next free one if it is taken.")]


@dataclass(frozen=True)
class Common:
    """What every command is given: the folder of the instance, and the language to speak.

    `chosen` is the language that was asked for, "" where the terminal's is taken.
    """

    root: Path
    tongue: Tongue
    chosen: str = ""

    def load(self) -> Instance:
        """Read the instance, and say loudly when it may reach this machine."""
        loaded = instance.load(self.root)
        if loaded.watch.test_hosts:
            hosts = ", ".join(loaded.watch.test_hosts)
            err.print(
                Text(
                    f"WARNING: test_hosts lets sources reach this machine: {hosts}",
                    style="bold white on red",
                ),
                soft_wrap=True,
            )
        return loaded


def say(line: str) -> None:
    """Print a line whole."""
    out.print(Text(line), soft_wrap=True)


def print_json(data: object) -> None:
    """Print data for a program."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")

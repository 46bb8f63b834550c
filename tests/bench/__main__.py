"""`make bench`: measure the watch and the site, and print the tables in Markdown.

BENCH_FULL=1 measures everything.
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from tests.bench import gather, judging, reading, reading_real, site

PARTS = {
    "The watch": gather,
    "The site": site,
    "Reading it": reading,
    "Judging": judging,
    "Reading real pages": reading_real,
}


def main() -> None:
    """Measure the parts named on the command line, or all.

    They are gather, site, reading, judging and reading-real.
    """
    full = os.environ.get("BENCH_FULL") == "1"
    wanted = sys.argv[1:]
    began = time.monotonic()

    def say(line: str) -> None:
        sys.stderr.write(f"[{time.monotonic() - began:4.0f} s] {line}\n")

    sys.stdout.write(f"{machine()}\n")
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as scratch:
        for title, part in PARTS.items():
            if not wanted or part.__name__.rpartition(".")[2].replace("_", "-") in wanted:
                found = part.rows(say, Path(scratch), full=full)
                sys.stdout.write(f"\n## {title}\n\n{table(part.HEAD, found)}\n")
                sys.stdout.flush()


def machine() -> str:
    """Return the day and the size of the machine, and how busy it was at the start."""
    memory = psutil.virtual_memory().total / 1e9
    busy = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores "
        f"({platform.machine()}), {memory:.0f} GB, "
        f"Python {platform.python_version()}, load {busy:.1f} at the start"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()

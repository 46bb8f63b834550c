"""The steps of a job, each a run of `vigie` itself: arguments -> its exit code."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from vigie import terminal

# Runs `vigie` with arguments and returns its exit code.
Step = Callable[[Sequence[str]], int]
# The name of the file in which a job hands on its change.
PATCH = "change.patch"
# The name of the file in which it says which sources fail, for `source_issues`.
SOURCES = "sources.json"


def of(root: Path, lang: str = "") -> Step:
    """Return what runs `vigie` on an instance, in the language that was asked for, if one was."""
    program = [sys.executable, "-m", "vigie", "--root", str(root)]
    if lang:
        program += ["--lang", lang]

    def step(words: Sequence[str]) -> int:
        """Run `vigie` with arguments; return its exit code."""
        return quoted([*program, *words])

    return step


def quoted(command: Sequence[str]) -> int:
    """Run a command and repeat what it prints line by line behind a bar; return its exit code.

    GitHub's runner takes a line that opens with "::", or holds "##[", for an order; titles of the
    watched sites are in these lines.
    """
    process = subprocess.Popen(  # noqa: S603  (our own program, no shell)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with process:
        for line in process.stdout or ():
            terminal.wipe()
            print("| " + line.rstrip("\n").replace("##[", "# #["), flush=True)
    return process.returncode

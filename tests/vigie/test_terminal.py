"""What a person at a terminal sees while a command is at work, and what a program does not."""

import os
import pty
import subprocess
import sys

SCRIPT = """
import os, time
from vigie import terminal
with terminal.working("vigie x"):
    time.sleep(1.3)
    if os.fork() == 0:  # a copy shows nothing of its own
        time.sleep(1.2)
        os._exit(0)
    os.wait()
    terminal.say("done")
    terminal.still()
    time.sleep(1.1)
"""


def shown(stderr: int, *, read: int | None = None, term: str = "xterm") -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        stdout=subprocess.PIPE,
        stderr=stderr,
        check=True,
        env={**os.environ, "TERM": term, "LC_ALL": "C.UTF-8"},
    )
    assert done.stdout == b"done\n"
    if read is None:
        return done.stderr
    os.set_blocking(read, False)
    try:
        return os.read(read, 10_000)
    except BlockingIOError:
        return b""


def test_a_line_at_a_terminal_counts_the_seconds_and_gives_way_to_what_is_said():
    ours, theirs = pty.openpty()
    try:
        seen = shown(theirs, read=ours).decode().split("\r\x1b[K")
    finally:
        os.close(ours)
        os.close(theirs)

    assert seen == ["", "vigie x · 1 s", "vigie x · 2 s", "", ""]


def test_a_terminal_that_can_take_nothing_back_shows_nothing():
    ours, theirs = pty.openpty()
    try:
        assert shown(theirs, read=ours, term="dumb") == b""
    finally:
        os.close(ours)
        os.close(theirs)


def test_where_no_person_looks_nothing_is_shown():
    assert shown(subprocess.PIPE) == b""

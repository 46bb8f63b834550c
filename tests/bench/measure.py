"""A command -> its wall time, and the CPU time and peak memory of it and all its descendants."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY_SECONDS = 0.1
MB = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    `memory_mb` is the peak of the sum over its processes of their proportional share (PSS).
    """

    seconds: float
    cpu_seconds: float
    memory_mb: float
    output: str


def command(words: Sequence[str], *, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end. Raise RuntimeError with its last words when it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        running = subprocess.Popen(
            words, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
        )
        watch = _Watch(running.pid)
        _, status, own = os.wait4(running.pid, 0)
        seconds = time.perf_counter() - began
        running.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        said.seek(0)
        output = said.read().decode("utf-8", "replace")
    if running.returncode:
        raise RuntimeError(f"{' '.join(words)}: exit code {running.returncode}\n{output[-2_000:]}")
    return Cost(seconds, max(own.ru_utime + own.ru_stime, watch.cpu), watch.memory / MB, output)


def python(*words: str) -> list[str]:
    """Return a command of this very Python."""
    return [sys.executable, *words]


def cpu_seconds(work: Callable[[], object]) -> float:
    """Do the work here; give the CPU seconds that it took this process and its descendants, those
    at work included.
    """
    before = _cpu(_tree(os.getpid()))
    work()
    return _cpu(_tree(os.getpid())) - before


def disk_mb(folder: Path) -> float:
    """Return the size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MB


class _Watch:
    """Looks at a process and its descendants ten times a second, until told to end."""

    def __init__(self, pid: int) -> None:
        self.memory = 0
        self.cpu = 0.0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            tree = _tree(self._pid)
            self.memory = max(self.memory, sum(map(_memory, tree)))
            # At its end the first tells exactly its own time and that of those it waited for; some
            # wait for nobody.
            self.cpu = max(self.cpu, _cpu(tree))


def _tree(pid: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def _cpu(processes: Sequence[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        try:
            total += sum(process.cpu_times()[:4])
        except psutil.Error:
            continue
    return total


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.Error, OSError):
        return 0

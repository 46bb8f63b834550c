"""kill -9 at many moments of a refresh, then a refresh: is it the tree that it would be without the
kill?

By hand: `python -m tests.hostile.kills 50` kills so often in each recorded week and prints what it
saw.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.instance import ROOT, Instance

WEEKS = ("2026-w46", "2026-w47")
SEED = 20261122


@dataclass(frozen=True)
class Week:
    """One recorded week gathered without a kill: the folder before it, the tree after it, its
    seconds and writes.
    """

    name: str
    before: Path
    tree: dict[str, str]
    seconds: float
    writes: int


@dataclass(frozen=True)
class Kill:
    """One kill: when it was to fall, how many files were written by then, whether the next refresh
    made it whole.
    """

    when: str
    writes: int
    ended: bool
    whole: bool


def instance(root: Path) -> Instance:
    """Return the shipped instance, without what it gathered."""
    made = Instance(root)
    shutil.copy(ROOT / "watch_sources.yml", root / "watch_sources.yml")
    return made


def recording(week: str) -> Path:
    """Return the file of a recorded week."""
    return ROOT / "tests" / "recordings" / f"{week}.warc.gz"


def begin(made: Instance, week: str) -> "subprocess.Popen[bytes]":
    """Start a refresh as a person does."""
    command = [
        sys.executable,
        "-m",
        "vigie",
        "--root",
        str(made.root),
        "refresh",
        "--replay",
        str(recording(week)),
    ]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def weeks(root: Path) -> Iterator[Week]:
    """Gather each week after the other without a kill."""
    before = instance(root / "before").root
    for name in WEEKS:
        yield undisturbed(name, before, root / name)
        before = root / name


def undisturbed(name: str, before: Path, root: Path) -> Week:
    """Gather a week without a kill, in a copy of the instance before it."""
    made = Instance(shutil.copytree(before, root))
    start, started = time.time_ns(), time.monotonic()
    begin(made, name).wait(600)
    return Week(name, before, made.tree(), time.monotonic() - started, written(made, start))


def kill(week: Week, moment: float | int, root: Path) -> Kill:
    """Kill a refresh after so many seconds (float) or writes (int), refresh again and compare."""
    shutil.copytree(week.before, root)
    made = Instance(root)
    start, process = time.time_ns(), begin(made, week.name)
    end = time.monotonic() + (moment if isinstance(moment, float) else 600)
    while process.poll() is None and time.monotonic() < end:
        if isinstance(moment, int) and written(made, start) >= moment:
            break
        time.sleep(0.0005)
    ended = process.poll() is not None
    process.kill()
    process.wait()
    writes = written(made, start)
    begin(made, week.name).wait(600)
    when = f"{moment:.2f} s" if isinstance(moment, float) else f"{moment} writes"
    return Kill(when, writes, ended, made.tree() == week.tree)


def moments(week: Week, count: int, seed: int) -> list[float | int]:
    """Choose moments: a third at any time, the others among the writes, where there is more to
    break.
    """
    chance = random.Random(f"{seed} {week.name}")
    times: list[float | int] = [chance.uniform(0.1, week.seconds) for _ in range(count // 3)]
    return [*times, *(chance.randint(1, week.writes) for _ in range(count - len(times)))]


def written(made: Instance, since: int) -> int:
    """Count the files written since a moment (time.time_ns)."""
    count = 0
    for folder, _, names in os.walk(made.watch):
        for name in names:
            try:
                count += Path(folder, name).stat().st_mtime_ns >= since
            except FileNotFoundError:
                continue
    return count


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for week in weeks(root):
            print(
                f"{week.name}: {week.seconds:.2f} s, {week.writes} files written "
                f"of {len(week.tree)}",
                flush=True,
            )
            for place, moment in enumerate(moments(week, count, SEED)):
                seen = kill(week, moment, root / f"{week.name}-{place}")
                print(
                    f"  {seen.when:>12}: {seen.writes:4d} written, ended={seen.ended}, "
                    f"whole={seen.whole}",
                    flush=True,
                )


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""How fast the site is built, beside plain MkDocs + Material with a page for each of the same
entries.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import entries, measure, plain
from tests.bench.measure import Cost

# Entries -> seconds, MB of memory, MB on disk: the limits that the project set itself, on two
# cores.
LIMITS = {1_000: (6.0, 300, 30), 10_000: (25.0, 800, 80), 50_000: (120.0, 4_000, 350)}
WEEK, WEEK_AT, WEEK_SECONDS = 50, 10_000, 15.0
MOST_BY_DEFAULT = 10_000
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

Row = tuple[str, ...]
HEAD: Row = (
    *("entries", "wall", "CPU", "memory", "on disk"),
    *("plain: wall", "plain: memory", "plain: on disk", "ours / plain", "limits"),
)


def rows(say: Callable[[str], None], scratch: Path, *, full: bool) -> list[Row]:
    """Measure and give the table's rows; `say` hears what is being done.

    `full` adds 50,000 entries.
    """
    found: list[Row] = []
    for count in LIMITS:
        if count > MOST_BY_DEFAULT and not full:
            found.append(
                (f"{count:,}", "not run", *("",) * (len(HEAD) - 3), _limits(*LIMITS[count]))
            )
            continue
        found += sizes(say, scratch / str(count), count)
        shutil.rmtree(scratch / str(count))
    return found


def sizes(say: Callable[[str], None], scratch: Path, count: int) -> list[Row]:
    """Build the site of so many entries, and the plain one; at 10,000 also a week later, in the
    same place.
    """
    say(f"site of {count:,} entries: making them")
    root, site = entries.instance(scratch / "ours", count), scratch / "ours" / "site"
    say(f"site of {count:,} entries: ours")
    ours = build(root, site)
    size = measure.disk_mb(site)
    say(f"  {', '.join(_costs(ours))}, {size:.0f} MB on disk; now the plain one")
    settings = plain.instance(root, scratch / "plain")
    words = ("-m", "mkdocs", "build", "-q", "-f", str(settings))
    other = measure.command(measure.python(*words), env=QUIET)
    found = [
        _row(
            f"{count:,}",
            ours,
            size,
            other,
            measure.disk_mb(scratch / "plain" / "site"),
            LIMITS[count],
        )
    ]
    if count == WEEK_AT:
        say(f"site of {count:,} entries: ours, {WEEK} more a week later")
        entries.add(root, range(count, count + WEEK), count)
        later = build(root, site)
        blank = ("",) * 4
        found.append((f"and {WEEK} more", *_costs(later), *blank, "", f"{WEEK_SECONDS:g} s"))
    return found


def build(root: Path, site: Path) -> Cost:
    """Build both languages and the search, as `vigie build` does."""
    return measure.command(
        measure.python("-m", "hooks.build", "--root", str(root), "--site", str(site))
    )


def _row(
    name: str, ours: Cost, size: float, other: Cost, other_size: float, limits: tuple[float, ...]
) -> Row:
    return (
        name,
        *_costs(ours),
        f"{size:.0f} MB",
        f"{other.seconds:.1f} s",
        f"{other.memory_mb:.0f} MB",
        f"{other_size:.0f} MB",
        f"{ours.seconds / other.seconds:.2f}",
        _limits(*limits),
    )


def _costs(cost: Cost) -> Row:
    return f"{cost.seconds:.1f} s", f"{cost.cpu_seconds:.1f} s", f"{cost.memory_mb:.0f} MB"


def _limits(seconds: float, memory: float, disk: float) -> str:
    return f"{seconds:g} s, {memory:,.0f} MB, {disk:g} MB"


if __name__ == "__main__":  # one size by itself, while working on it
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as folder:
        for row in sizes(print, Path(folder), int(sys.argv[1])):
            print(" | ".join(row))

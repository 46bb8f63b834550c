"""`python -m tests.same BEFORE AFTER`: list what differs between two built demonstrations.

Each is a folder that `VIGIE_SERVE=0 make run` leaves in .vigie/demo. What was gathered (docs/watch)
and what was published (site) is compared; what people wrote is compared as the pages show it. The
exit code is 1 if a reader or a program meets any difference, 2 if there is nothing to compare.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.same import trees
from tests.same.allowed import Allowed
from tests.same.differences import APART, Difference, Kind

Write = Callable[[str], object]

MOST = 40
WHAT = "Compare two built demonstrations, and list what differs for those who read them."


def main(words: Sequence[str] | None = None, write: Write = sys.stdout.write) -> int:
    """Compare the two folders named in `words`, write the report, and return the exit code."""
    parser = _arguments()
    asked = parser.parse_args(words)
    try:
        allowed = Allowed.read(asked.allow) if asked.allow else Allowed()
        before, after = trees.of_demonstration(asked.before), trees.of_demonstration(asked.after)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    found = list(trees.compare(before, after))
    write(report(found, allowed, asked.most))
    write(f"{len(before)} files before, {len(after)} after\n")
    return int(any(counts(difference, allowed) for difference in found))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.same", description=WHAT)
    add = parser.add_argument
    add("before", type=Path, help="the one built by the code as it was")
    add("after", type=Path, help="the one built by the changed code")
    add("--most", type=int, default=MOST, metavar="N", help="show N differences (%(default)s)")
    add("--allow", type=Path, metavar="FILE", help="lines of a path glob and a reason to accept it")
    return parser


def counts(difference: Difference, allowed: Allowed) -> bool:
    """Return whether a reader or a program meets the difference, and nobody has accepted it."""
    return difference.kind not in APART and allowed.reason(difference.path) is None


def report(found: Sequence[Difference], allowed: Allowed, most: int) -> str:
    """Return the counts by kind, then the first differences, those that count before the others."""
    if not found:
        return "No difference.\n"
    order = sorted(found, key=lambda difference: not counts(difference, allowed))
    lines = [*summary(found, allowed), ""]
    for difference in order[:most]:
        lines += shown(difference, allowed.reason(difference.path))
    if len(order) > most:
        lines.append(f"… and {len(order) - most} more (--most {len(order)} shows all)")
    return "\n".join(lines) + "\n"


def summary(found: Sequence[Difference], allowed: Allowed) -> list[str]:
    """Return a line for each kind that differs: the differences, files, and those accepted."""
    total = Counter(difference.kind for difference in found)
    known = [difference for difference in found if allowed.reason(difference.path) is not None]
    accepted = Counter(difference.kind for difference in known)
    lines = [f"{'kind':<12} {'differ':>7} {'files':>6} {'accepted':>9}"]
    for kind in Kind:
        if total[kind]:
            files = len({difference.path for difference in found if difference.kind == kind})
            apart = "  (apart: not counted)" if kind in APART else ""
            lines.append(f"{kind:<12} {total[kind]:>7} {files:>6} {accepted[kind]:>9}{apart}")
    return lines


def shown(difference: Difference, reason: str | None) -> list[str]:
    """Return the lines that describe one difference."""
    lines = [f"{difference.path}: {difference.kind}: {difference.what}"]
    if reason is not None:
        lines.append(f"  accepted: {reason}")
    if difference.before or difference.after:
        lines += [f"  - {difference.before}", f"  + {difference.after}"]
    return lines


if __name__ == "__main__":
    sys.exit(main())

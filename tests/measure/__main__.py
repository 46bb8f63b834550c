"""`make measure`: measure how the product code reads, and print the table in Markdown.

`python -m tests.measure --worst 10` names the places to improve, `--under FOLDER` looks at one
folder, and `--check` exits with 1 where a row is not within its bound.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.measure import code
from tests.measure.reading import Reading
from tests.measure.rows import MEASURES, Measure

ROOT = Path(__file__).parents[2]
DESCRIPTION = "Measure how the product code reads."
WORST = "name the N worst places of each measure"
UNDER = "measure one folder or file, named from the root; `before` stays that of the whole"
CHECK = "exit with 1 where a row is not yet reached"
HEAD = ("measure", "before", "now", "to reach", "")
Rows = Sequence[tuple[Measure, Reading]]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Print the table, and the worst offenders if they are asked for; return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    product = code.read(root, options.under)
    if not (product.modules or product.templates or product.scripts):
        parser.error(f"no product code under {options.under}")
    rows = [(measure, measure.take(product)) for measure in MEASURES]
    sys.stdout.write("\n".join(table(rows)) + "\n")
    if options.worst:
        sys.stdout.write("\n".join(worst(rows, limit=options.worst)) + "\n")
    reached = all(measure.is_reached(found.value) for measure, found in rows)
    return int(options.check and not reached)


def table(rows: Rows) -> Iterator[str]:
    """Yield the lines of a Markdown table with a row per measure."""
    yield _line(HEAD)
    yield _line(["---"] * len(HEAD))
    for measure, found in rows:
        before, now = measure.text(measure.before), measure.text(found.value)
        yield _line([measure.name, before, now, measure.bound, _verdict(measure, found)])


def worst(rows: Rows, *, limit: int) -> Iterator[str]:
    """Yield for each measure its worst offenders, a line each under the measure's name."""
    for measure, found in rows:
        total = len(found.offenders)
        if total:
            yield f"\n## {measure.name} ({min(limit, total)} of {total})\n"
        for offender in found.offenders[:limit]:
            yield f"{offender.weight:6,}  {offender.where}  {offender.what}".rstrip()


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _verdict(measure: Measure, found: Reading) -> str:
    if measure.bound == "–":
        return ""
    return "ok" if measure.is_reached(found.value) else "not yet"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.measure", description=DESCRIPTION)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help=WORST)
    parser.add_argument("--under", default="", metavar="FOLDER", help=UNDER)
    parser.add_argument("--check", action="store_true", help=CHECK)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())

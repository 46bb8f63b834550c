"""`make lighthouse`: the scores of the demonstration's pages, on a phone and on a desk, in a table
in Markdown.

Lighthouse comes by npx, from npm, and weighs 185 MB: so it is no part of `make test`. A busy
machine lowers the scores for performance, and no others; for how long it blocked is in the last
column.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench import __main__ as bench
from tests.bench.reading import CHROMIUM, server

LIGHTHOUSE = "lighthouse@12.8.2"
LEAST = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PATHS = ("fr/", "nl/", "fr/months/2026-11/", "fr/search/", "fr/search/?q=t%C3%A9l%C3%A9travail")
HEAD = ("page", "on", *CATEGORIES, "first paint", "blocked")


def main() -> None:
    """Score the built demonstration (`VIGIE_SERVE=0 make run`); exit code 1 where a score is below
    95.
    """
    npx = shutil.which("npx")
    if not npx:
        sys.exit("make lighthouse needs npx, which comes with Node.js 18 or newer")
    site = Path(".vigie/demo/site")
    noted = sorted(path.name for path in (site / "fr" / "entries").iterdir())[0]
    paths = (*PATHS, f"fr/entries/{noted}/")
    rows = []
    with server(site) as address:
        for path in paths:
            rows += [scored(npx, f"{address}{path}", path, desk=desk) for desk in (False, True)]
    sys.stdout.write(f"{bench.machine()}, {LIGHTHOUSE}\n\n{bench.table(HEAD, rows)}\n")
    sys.exit(any(int(score) < LEAST for row in rows for score in row[2:6]))


def scored(npx: str, url: str, path: str, *, desk: bool) -> tuple[str, ...]:
    """Open a page with Lighthouse; give its row."""
    flags = ["--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"]
    words = [npx, "--yes", LIGHTHOUSE, url, *flags, *(["--preset=desktop"] if desk else [])]
    done = subprocess.run(
        words, capture_output=True, check=True, env={**os.environ, "CHROME_PATH": CHROMIUM}
    )
    told = json.loads(done.stdout)
    scores = [f"{told['categories'][name]['score'] * 100:.0f}" for name in CATEGORIES]
    waits = [
        told["audits"][name]["displayValue"]
        for name in ("first-contentful-paint", "total-blocking-time")
    ]
    return path, "desk" if desk else "phone", *scores, *waits


if __name__ == "__main__":
    main()

"""Walk the way of a proposal in each language of a built site, and print a table in Markdown.

`python -m tests.proposing SITE`, where SITE is the folder that `vigie build` wrote. No network.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM
from tests.proposing import walking
from tests.site.windows import served

LANGUAGES = ("fr", "nl")


def main(folder: Path) -> int:
    """Print the table."""
    print("| Language | Step | words | fields | clicks | minutes, estimated |")
    print("|---|---|---|---|---|---|")
    with served(folder) as here, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for lang in LANGUAGES:
            steps = list(walking.walk(browser.new_page(), f"{here}{lang}/"))
            for step in steps:
                told = f"{step.words:,} | {step.fields} | {step.clicks} | {step.minutes:.1f}"
                print(f"| {lang} | {step.name} | {told} |")
            whole = sum(step.minutes for step in steps)
            print(f"| {lang} | **in all** | | | | **{whole:.1f}** |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

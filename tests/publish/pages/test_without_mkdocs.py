"""Every kind of generated page is rendered without MkDocs, from its dictionary alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

REPOSITORY = Path(__file__).parents[3]
# In a process of its own, where MkDocs cannot be imported.
PROGRAM = """
import json, sys
from datetime import date
from pathlib import Path
sys.modules["mkdocs"] = None
from publish import library, site_context
from publish.exports import subscribe
from publish.pages import search_page, sheet_pages, site_pages
context = site_context.build(library.load(Path(sys.argv[1]), date(2026, 11, 25)), "fr")
pages = [*site_pages.generated(context), *sheet_pages.pages(context)]
pages += [*subscribe.pages(context), *search_page.pages(context)]
pages += site_pages.stubs(Path(sys.argv[1], "docs", "fr"), ["nl"])
made = {
    page.template: (page.title, site_pages.fill(page, "", context, root="../")) for page in pages
}
made["home.html"] = ("", site_pages.home("<p>A</p><h2>B</h2>", context, (), (), root="./")[1])
print(json.dumps(made))
"""
KINDS = (
    "actions",
    "directory",
    "events",
    "home",
    "index",
    "kits",
    "listing",
    "map",
    "months",
    "named",
    "organisation",
    "plan",
    "practices",
    "radar",
    "receive",
    "search",
    "source",
    "sources",
    "subscribe",
    "terms",
    "tools",
    "weeks",
    "health",
)


@pytest.fixture(scope="module")
def pages():
    """Return a page of each kind: its title and its HTML, by template."""
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(REPOSITORY)],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(made.stdout)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_its_title_and_its_text_without_mkdocs(pages, kind):
    title, html = pages[f"{kind}.html"]

    soup = BeautifulSoup(html, "html.parser")

    assert title in soup.get_text()
    assert len(soup.get_text(" ", strip=True)) > len(title) + 50

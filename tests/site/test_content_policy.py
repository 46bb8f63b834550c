"""The built site under its Content Security Policy, in a real Chromium: nothing of the site is
stopped, and nothing that a pull request brings runs, asks or poses, with the policy and without it.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from hooks import build
from knowledge.storage import entry_store
from tests.knowledge.sheets.test_markup import HOSTILE, INERT, SWALLOWING
from tests.vigie.sheets import begin, practice, put

from .conftest import sample
from .windows import LISTEN, Window, served

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
# A link that leads to no page stops the build, as it stops the check.
IN_ORDER = sorted(HOSTILE, key=lambda name: name.startswith(SWALLOWING))
ABSENT = ("a.md", "(a.png", "&colon;", "](java&#", "](&#")
WRITTEN = "\n\n".join(
    name for name in (*INERT, *IN_ORDER) if not any(absent in name for absent in ABSENT)
)
TITLE = "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=1>"
HOME = """---
title: {title}
headline: "</title><script>window.hit=1</script>"
template: home.html
author: "\\"><script>window.hit=1</script>"
---
# Accueil

{written}

## Suite

{written}
"""
PLACES = ("", "page/", "weeks/2026-W47/", "practices/reunion/", "entries/{note}/")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve an instance in which every person wrote what no person may."""
    root = begin(tmp_path_factory.mktemp("attacked"))
    for settings in root.glob("mkdocs*.yml"):
        text = settings.read_text("utf-8")
        settings.write_text(re.sub(r"^nav:.*?(?=^\S|\Z)", "", text, flags=re.S | re.M), "utf-8")
    quoted = "'" + TITLE.replace("'", "''") + "'"
    for lang in ("fr", "nl"):
        put(root, f"docs/{lang}/index.md", HOME.format(title=quoted, written=WRITTEN))
        put(root, f"docs/{lang}/page.md", f"---\ntitle: {quoted}\n---\n# {TITLE}\n\n{WRITTEN}\n")
        put(root, f"docs/{lang}/weeks/2026-W47.md", f"# {TITLE}\n\n{WRITTEN}\n")
        sheet = practice(lang)
        head, mark, body = sheet.partition("\n## ")
        put(root, f"docs/{lang}/practices/reunion.md", f"{head}{mark}{body}\n\n{WRITTEN}\n")
    entry_store.write(sample("note", body=f"{WRITTEN}\n"), root)
    with served(build.build(root, root / "site").folder) as here:
        yield here


def visited(page: Page, url: str) -> dict[str, object]:
    """Open a page; tell what it asked of others, what it ran, and what its policy stopped."""
    asked: list[str] = []
    failed: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    answer = page.goto(url)
    page.wait_for_timeout(300)
    own = url.split("/", 3)[2]
    return {
        "found": answer is not None and answer.ok,
        "elsewhere": [name for name in asked if own not in name and not name.startswith("data:")],
        "errors": failed,
        "dialogs": dialogs,
        "hit": page.evaluate("window.hit"),
        "stopped": page.evaluate("window.stopped"),
        "stayed": page.url == url,
    }


QUIET = {
    "found": True,
    "elsewhere": [],
    "errors": [],
    "dialogs": [],
    "hit": None,
    "stopped": [],
    "stayed": True,
}


def test_the_search_works_under_the_policy(browser, address):
    page = browser.new_page()
    page.add_init_script(LISTEN)
    try:
        page.goto(f"{address}fr/search/?q=travail")
        page.wait_for_selector(".vg-results li")
        assert page.evaluate("window.stopped") == []
    finally:
        page.close()


@pytest.mark.parametrize("policy", [True, False])
@pytest.mark.parametrize("place", PLACES)
def test_what_a_pull_request_brings_is_inert_with_the_policy_and_without(
    browser, attacked, place, policy
):
    found = place.format(note=sample("note").id)
    page = browser.new_page()
    page.add_init_script(LISTEN)
    if not policy:
        page.route("**/*", without_policy)
    try:
        assert visited(page, f"{attacked}fr/{found}") == QUIET
    finally:
        page.close()


def without_policy(route: Route) -> None:
    """Answer as the server does, the policy of a page taken away."""
    answer = route.fetch()
    if "html" in answer.headers.get("content-type", ""):
        route.fulfill(response=answer, body=POLICY.sub("", answer.text()))
    else:
        route.fulfill(response=answer)


KIT = "start-fr.zip"
COPIED = ("fr/index.html", "fr/law/index.html", "nl/toolkits/start/index.html")


@pytest.fixture(scope="module")
def unpacked(offline: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the copy for use without a server, with a kit of it unpacked."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.unpack_archive(offline, folder)
    copy = folder / "vigie-offline"
    shutil.unpack_archive(copy / "fr/toolkits/start" / KIT, copy)
    return copy


def test_the_copy_and_the_sheets_of_its_kits_are_whole_under_their_policy(browser, unpacked):
    sheets = [path.relative_to(unpacked).as_posix() for path in unpacked.glob("start-fr/*.html")]
    assert sheets
    window = Window(browser, f"{unpacked.as_uri()}/")
    found = {path: [*window.open(path), *window.told()] for path in (*COPIED, *sheets)}
    window.open("fr/search/index.html?q=travail")
    window.page.wait_for_selector(".vg-results li, .vg-search--page .vg-result")
    found["search"] = window.told()
    window.close()

    assert {path: told for path, told in found.items() if told} == {}
    for path in (*COPIED, *sheets):
        assert len(POLICY.findall((unpacked / path).read_text("utf-8"))) == 1


def test_no_policy_lets_a_foreign_origin_or_an_unhashed_text_in(site):
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        (policy,) = POLICY.findall(html)
        assert html.index(policy) < html.index("<title>"), path
        for word in ("unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"):
            assert word not in policy, path
        # A mail has its styles on its elements, each by its hash.
        if path.name != "digest.html":
            assert not re.search(r"<[^>]* style=", html), path

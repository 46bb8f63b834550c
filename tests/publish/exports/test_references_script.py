"""The script that saves RIS and BibTeX of ticked entries, in a real Chromium: the same bytes as the
built files.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from hooks import asset_bundle
from publish import cards, site_context
from publish.exports import references
from publish.library import Library
from publish.pages import render, site_pages, watch_pages

from .conftest import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

THEME = Path(__file__).parents[3] / "overrides"
MODULES = THEME / "assets" / "scripts"
PARTIAL = THEME / "partials" / "leaving.html"
ADDRESS = "http://watch.test/fr/months/2026-11/"


def script():
    """Bundle the one script that these pages run."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in MODULES.glob("*.js")}
    return asset_bundle.bundle("references.js", sources)


def html(library, lang="fr"):
    """Render a month's page of a library, with the words that the script says."""
    context = site_context.build(library, lang)
    specs = {spec.path: spec for spec in watch_pages.generate(context)}
    leaving = {"links": [], "linked_data": "", "stub": False, "references": True}
    partial = render.environment().from_string(PARTIAL.read_text(encoding="utf-8"))
    vigie = {"catalogue": context.catalogue}
    body = site_pages.fill(specs["months/2026-11.md"], "", context, root="../../")
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>x</title>'
        f"{partial.render(leaving=leaving, vigie=vigie)}</head><body><main>{body}</main>"
        f"<script>{script()}</script></body></html>"
    )


def shown(page: Page, text: str, library: Library) -> Page:
    """Open a page of that text, as a server would send it, and the references of the library;
    nothing else is answered.
    """
    files = dict(references.scripts(library))

    def answer(route: Route) -> None:
        name = urlsplit(route.request.url).path.removeprefix("/")
        if name in files:
            route.fulfill(body=files[name], content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(body=text, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.goto(ADDRESS)
    return page


def saved(page: Page, name: str) -> str:
    """Press a button and read the file that it saves."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_bytes().decode()


@pytest.fixture
def two(entry, library_of):
    """Give a library of a hostile and a usual entry."""
    hostile = entry(
        id="b",
        title=HOSTILE.replace("\ud800", "") + " {50 % de_réduction} ~ ^ # $ \\",
        url="https://a.example/%C3%A9?x=1&y=a+b;c=d",
    )
    return library_of(entry(id="a", date=None, themes=("telework", "health")), hostile)


def test_what_is_ticked_is_saved_as_the_built_files_have_it(browser, two):
    page = shown(browser.new_page(), html(two), two)
    page.get_by_role("button", name="Choisir des références").click()
    for box in page.get_by_role("checkbox").all():
        box.check()

    made = [references.of(card.lead, two) for card in cards.group_cards(two.entries, "fr")]
    assert saved(page, "Télécharger en RIS") == "".join(map(references.ris, made))
    assert saved(page, "Télécharger en BibTeX") == "\n".join(map(references.bibtex, made))
    assert page.get_by_role("status").inner_text() == "2 références choisies"
    page.close()


def test_a_card_without_a_reference_is_given_the_same_by_the_script(browser, two):
    bare = re.sub(r'<span class="Z3988".*?</span>', "", html(two))
    page = browser.new_page()
    page.add_init_script(
        "addEventListener('ZoteroItemUpdated', () => { window.told = true; }, true)"
    )
    shown(page, bare, two)
    page.get_by_role("button", name="Choisir des références").click()
    for box in page.get_by_role("checkbox").all():
        box.check()

    made = [references.of(card.lead, two) for card in cards.group_cards(two.entries, "fr")]
    assert page.locator(".vg-card > .Z3988").count() == len(made)
    assert page.evaluate("window.told")
    assert saved(page, "Télécharger en RIS") == "".join(map(references.ris, made))
    page.close()


def test_nothing_is_in_the_way_until_a_reader_asks_for_it(browser, two):
    page = shown(browser.new_page(), html(two), two)

    assert page.get_by_role("checkbox").count() == 0
    assert [one.inner_text() for one in page.get_by_role("button").all()] == [
        "Choisir des références"
    ]
    page.close()


def test_what_was_ticked_lasts_from_page_to_page_and_can_be_cleared(browser, two):
    page = shown(browser.new_page(), html(two), two)
    page.get_by_role("button", name="Choisir des références").click()
    page.get_by_role("checkbox").last.check()

    page.reload()

    assert [box.is_checked() for box in page.get_by_role("checkbox").all()] == [False, True]
    page.get_by_role("button", name="Tout décocher").click()
    assert [box.is_checked() for box in page.get_by_role("checkbox").all()] == [False, False]
    assert page.evaluate("document.activeElement.textContent") == "Terminer"
    assert page.evaluate("sessionStorage.getItem('vigie-references')") == "{}"
    assert page.context.cookies() == []
    page.close()


def test_all_of_it_works_by_keyboard_and_has_names(browser, two):
    page = shown(browser.new_page(), html(two, "nl"), two)
    page.get_by_role("button", name="Verwijzingen kiezen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")

    assert page.get_by_role("status").inner_text() == "1 verwijzing gekozen"
    assert page.get_by_role("checkbox", name="Kiezen: Une loi nouvelle").count() == 1
    rules = {
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa", "best-practice"]},
        "rules": {"color-contrast": {"enabled": False}},
    }
    found = Axe().run(page, options=rules).response["violations"]
    assert [fault["id"] for fault in found if "references" in str(fault["nodes"])] == []
    page.close()


def test_a_broken_memory_is_an_empty_one(browser, two):
    page = browser.new_page()
    page.add_init_script("sessionStorage.setItem('vigie-references', '{broken')")
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))

    shown(page, html(two), two)

    assert faults == []
    assert page.get_by_role("button", name="Choisir des références").count() == 1
    page.close()

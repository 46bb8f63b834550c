"""The search in a real Chromium on the whole demonstration, served and opened from a folder: judged
by what stands among the first three, and used.
"""

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from hooks import build
from publish.search import words
from tests.site.windows import served

from .conftest import REPOSITORY, demonstration
from .judging import ENOUGH, LANGUAGES, SETS, judged, missed

pytestmark = [
    *(pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(1800)),
    pytest.mark.audit,
]

STATUS = "document.querySelector('.vg-search--page .vg-search__status').textContent"
FIRST_MONTH = "(document.querySelector('.vg-result a').href.match(/months.([0-9-]+)/) || [])[1]"
ASK = """async (queries) => {
  const {engine, query} = await vigieSearch.load(), answers = [];
  for (const asked of queries) {
    const found = await query.find(asked);
    answers.push((await engine.shown(found.numbers.slice(0, 3))).map((record) => record.title));
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, gathered_weeks: list[Path]) -> Path:
    """Give the folder of the demonstration, built from the recorded weeks, with its copy for use
    without a server.
    """
    root = demonstration(tmp_path_factory.mktemp("demonstration"), gathered_weeks)
    build.build(root, root / "site", demo=True, copy=root / "copy.zip")
    return root


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built / "site") as here:
        yield here


def failed(page: Page, lang: str, name: str) -> list[str]:
    """Ask every query of a set; tell those that do not find what they must."""
    queries = judged(name, lang)
    answers = page.evaluate(ASK, [asked for _, asked, _ in queries])
    told = {asked: titles for (_, asked, _), titles in zip(queries, answers, strict=True)}
    return missed(queries, told.__getitem__)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_looked_for_stands_among_the_first_three(address, browser, lang, name):
    page = browser.new_page()
    page.goto(f"{address}{lang}/law/")

    told = failed(page, lang, name)
    page.close()

    assert 1 - len(told) / len(judged(name, lang)) >= ENOUGH, "\n".join(told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nonsense_finds_nothing(address, browser, lang):
    page = browser.new_page()
    page.goto(f"{address}{lang}/law/")

    answers = page.evaluate(ASK, ["xqzwvk", "qqqqqqqqqq wwwwwwwww"])
    page.close()

    assert answers == [[], []]


def test_the_page_shows_where_the_words_stand_and_counts_what_it_would_be_narrowed_to(
    address, browser
):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}fr/search/?q=charge+de+travail")
    page.wait_for_selector(".vg-result")
    marked = page.locator(".vg-result mark").all_text_contents()
    box = page.locator("details[data-facet=kind] .vg-facet__value").first
    count = int(box.locator(".vg-quiet").text_content())
    box.locator("input").check()
    page.wait_for_function(f"n => {STATUS}.startsWith(n + ' ')", arg=str(count))
    shared = page.url
    page.goto(shared)
    page.wait_for_selector(".vg-result")
    status = page.locator(".vg-search--page .vg-search__status").text_content()
    page.close()

    assert {"charge", "travail"} <= {word.lower() for word in marked}
    assert "kind=" in shared
    assert status.split()[0] == str(count)


def test_a_chosen_period_and_order_are_in_the_address_and_the_back_button_undoes_a_step(
    address, browser
):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}nl/search/?q=welzijn")
    page.wait_for_selector(".vg-result")
    whole = page.locator(".vg-search--page .vg-search__status").text_content()
    page.fill("#vg-from", "2026-11-01")
    page.wait_for_url("**from=2026-11-01")
    page.wait_for_function(f"old => {STATUS} !== old", arg=whole)
    page.go_back()
    page.wait_for_function(f"old => {STATUS} === old", arg=whole)
    value = page.input_value("#vg-from")
    page.evaluate(
        "document.querySelectorAll('.vg-result').forEach(result => result.dataset.former = '')"
    )
    page.select_option("#vg-sort", "date")
    page.wait_for_url("**sort=date")
    page.wait_for_selector("[data-former]", state="detached")
    page.wait_for_function(f"() => {FIRST_MONTH} === '2026-11'")
    months = page.locator(".vg-result a[href*='months/']").evaluate_all(
        "links => links.map(link => link.href.match(/months\\/([0-9-]+)/)[1])"
    )
    page.close()

    assert value == ""
    assert len(months) > 5
    assert months == sorted(months, reverse=True)


def test_a_query_without_results_suggests_words_and_the_other_language(address, browser):
    page = browser.new_page()
    page.goto(f"{address}fr/search/?q=xqzwvk")
    page.wait_for_selector("[data-vg-aside] a[hreflang=nl]")
    status = page.locator(".vg-search--page .vg-search__status").text_content()
    link = page.locator("[data-vg-aside] a[hreflang=nl]").get_attribute("href")
    page.close()

    assert status == "Aucun résultat"
    assert link.endswith("/nl/search/?q=xqzwvk")


def test_a_mended_word_is_told(address, browser):
    page = browser.new_page()
    page.goto(f"{address}fr/search/?q=teltravail")
    page.wait_for_selector("[data-vg-aside] p")
    told = page.locator("[data-vg-aside] p").first.text_content()
    page.close()

    assert "« télétravail »" in told.replace("\u00a0", " ").replace("\u202f", " ")


def test_without_javascript_the_page_leads_to_every_list(address, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}fr/law/")
    page.click(".vg-find")
    links = page.locator("[data-vg-browse] a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    context.close()

    assert all(
        any(f"/{folder}/" in link for link in links)
        for folder in ("themes", "kinds", "sources", "months")
    )


def test_a_copy_opened_from_a_folder_finds_as_well_and_leads_on(built, browser):
    shutil.unpack_archive(built / "copy.zip", built / "copy")
    page, complaints = browser.new_page(locale="nl-BE", viewport={"width": 1280, "height": 900}), []
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda one: None if one.url.startswith(("file:", "data:")) else complaints.append(one.url),
    )
    page.goto((built / "copy" / "vigie-offline" / "index.html").as_uri())
    page.wait_for_url("**/nl/index.html")

    page.keyboard.press("/")
    page.keyboard.type("werkdruk")
    page.wait_for_selector("#vg-search .vg-result")
    told = failed(page, "nl", "judged")
    page.keyboard.press("Enter")
    page.wait_for_selector(".vg-search--page .vg-result")
    page.locator("details[data-facet=kind] input").first.check()
    page.wait_for_url("**kind=*")
    page.locator(".vg-search--page .vg-result a[href*='#e-']").first.click()
    page.wait_for_selector(":target")
    page.locator(".vg-languages a").click()
    page.wait_for_url("**/fr/months/**")
    page.close()

    assert complaints == []
    assert 1 - len(told) / len(judged("judged", "nl")) >= ENOUGH, "\n".join(told)


def test_no_link_of_a_copy_leads_to_a_folder_or_nowhere(built):
    copy = built / "linked"
    shutil.unpack_archive(built / "copy.zip", copy)
    dead = set()
    for path in sorted(copy.rglob("*.html")):
        for link in re.findall(
            r'\s(?:href|src|action)="([^"#?]+)', path.read_text(encoding="utf-8")
        ):
            target = path.parent / unquote(html.unescape(link))
            if not re.match(r"[a-z][a-z0-9+.-]*:|//", link) and not target.is_file():
                dead.add(link)

    assert dead == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_reduces_every_word_as_the_program_does(address, browser, lang):
    terms = (REPOSITORY / "taxonomy.yml").read_text(encoding="utf-8")
    asked = " ".join(asked for _, asked, _ in judged("judged", lang))
    pages = " ".join(
        path.read_text(encoding="utf-8")
        for path in sorted((REPOSITORY / "docs" / lang).glob("*.md"))
    )
    text = f"{terms} {asked} {pages} Œuvre ÆØŁ İstanbul ǅ ﬁn l’été d‘un x\u00adyz e\u0301te 10e 3-jours"
    page = browser.new_page()
    page.goto(f"{address}{lang}/law/")

    told = page.evaluate(
        "async (text) => (await vigieSearch.load()).query.words.phrase(text).map((one) => one.token)",
        text,
    )
    page.close()

    assert told == list(words.phrase(text))

"""The search, judged as its readers do: in a real Chromium, on the demonstration, by what stands
among the first three.

The queries are in queries.fr.yml and queries.nl.yml, by what is hard about them.
"""

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page

from hooks import build
from publish.search import words
from tests.site.windows import served
from vigie.commands import demo

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

REPOSITORY = Path(__file__).parents[2]
LANGUAGES = ("fr", "nl")
FIRST, ENOUGH = 3, 0.95
KINDS_FR = {
    "accents left out",
    "plural and singular",
    "feminine and masculine",
    "verb forms",
    "apostrophes and hyphens",
    "compounds and several words",
    "synonyms",
    "other language",
    "one typo",
}
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
    root = tmp_path_factory.mktemp("demonstration")
    for part in demo.parts(REPOSITORY):
        if part.is_dir():
            shutil.copytree(part, root / part.name, ignore=shutil.ignore_patterns("watch"))
        else:
            shutil.copy(part, root / part.name)
    shutil.copytree(gathered_weeks[-1] / "docs" / "watch", root / "docs" / "watch")
    build.build(root, root / "site", demo=True, copy=root / "copy.zip")
    return root


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built / "site") as here:
        yield here


def judged(lang: str) -> list[tuple[str, str, list[str]]]:
    """Read the (kind, query, titles) of a language."""
    read = yaml.safe_load(
        (Path(__file__).parent / f"queries.{lang}.yml").read_text(encoding="utf-8")
    )
    return [(kind, one["q"], one["find"]) for kind, group in read.items() for one in group]


def missed(page: Page, lang: str) -> list[str]:
    """Ask every query; tell those that do not find what they must, with what they find."""
    queries = judged(lang)
    answers = page.evaluate(ASK, [asked for _, asked, _ in queries])
    return [
        f"{kind}: {asked}: {titles}"
        for (kind, asked, right), titles in zip(queries, answers, strict=True)
        if not any(title.startswith(beginning) for title in titles[:FIRST] for beginning in right)
    ]


def test_each_language_has_sixty_judged_queries_and_more_of_every_kind():
    assert all(len(judged(lang)) >= 60 for lang in LANGUAGES)
    assert {kind for kind, _, _ in judged("fr")} == KINDS_FR


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_looked_for_stands_among_the_first_three(address, browser, lang):
    page = browser.new_page()
    page.goto(f"{address}{lang}/law/")

    failed = missed(page, lang)
    page.close()

    assert 1 - len(failed) / len(judged(lang)) >= ENOUGH, "\n".join(failed)


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
    failed = {lang: missed(page, lang) for lang in ("nl",)}
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
    assert 1 - len(failed["nl"]) / len(judged("nl")) >= ENOUGH, "\n".join(failed["nl"])


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
    asked = " ".join(asked for _, asked, _ in judged(lang))
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


class Wire:
    """What a page asks for and how many bytes come back, from one moment on, as Chromium's own
    protocol says.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._session = page.context.new_cdp_session(page)
        self._session.on("Network.requestWillBeSent", self._ask)
        self._session.on("Network.loadingFinished", self._end)
        self._session.on("Network.loadingFailed", self._fail)
        self._session.send("Network.enable")

    def _ask(self, event: dict[str, Any]) -> None:
        # The browser fetches the icon of its tab when it likes.
        if not event["request"]["url"].endswith("icon.svg"):
            self._asked[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _end(self, event: dict[str, Any]) -> None:
        self._sizes[event["requestId"]] = int(event["encodedDataLength"])

    def _fail(self, event: dict[str, Any]) -> None:
        self._sizes[event["requestId"]] = 0

    def taken(self) -> list[tuple[str, int]]:
        """Wait for the answers to all that was asked; return each path with its bytes."""
        while self._asked.keys() - self._sizes.keys():
            self._page.wait_for_timeout(20)
        return sorted((path, self._sizes[request]) for request, path in self._asked.items())


def first_search(browser: Browser, address: str, slowness: int) -> list[tuple[str, int]]:
    """Return what the first results of a new reader need, on a processor this many times slower."""
    page = browser.new_page()
    page.goto(f"{address}fr/law/", wait_until="networkidle")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowness})
    wire = Wire(page)
    page.keyboard.press("/")
    # All letters at once: between two letters a quick machine searches for what stands there, and
    # a busy one does not.
    page.keyboard.insert_text("charge de travail")
    page.wait_for_selector("#vg-search .vg-result")
    taken = wire.taken()
    page.close()
    return taken


def test_the_first_search_is_light(address, browser):
    quick, slow = first_search(browser, address, 1), first_search(browser, address, 8)

    assert quick == slow
    assert {"pagefind.js", "engine.js"} & {path.rsplit("/", 1)[-1] for path, _ in quick}
    assert sum(size for _, size in quick) < 250_000, json.dumps(quick)

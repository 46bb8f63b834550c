"""The search in a real Chromium: accessible open and closed, used by keyboard alone, inert to what
it shows.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page

from knowledge import taxonomy
from knowledge.named_searches import NamedSearches
from publish.search import query, shards, thesaurus
from publish.search.query import Finder
from publish.search.vocabulary import KnownWords
from tests.search.judging import SETS, judged

from .conftest import REPOSITORY
from .windows import COLOURS, NARROW, WAYS, WIDE, WIDTHS, faults, focus, in_ways, opened, sideways

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

FOUND = "#vg-search .vg-result"
MANY = 10
NUMBERS = """async (queries) => {
  const {query} = await vigieSearch.load(), found = [];
  for (const asked of queries) found.push((await query.find(asked)).numbers.slice(0, 10));
  return found;
}"""
# The link to all results is drawn with them: it tells for which words they stand.
TOLD_OF = (
    "words => new URL(document.querySelector('[data-vg-all]').href).searchParams.get('q') === words"
)
# A picture that fails, asked for after all others: when it has, those before it have.
PICTURES_FAILED = """() => new Promise((done) => {
  const last = new Image();
  last.onerror = () => setTimeout(done);
  last.src = `${location.origin}/absent-${Math.random()}`;
})"""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Give one window, empty and as wide as is asked: to open a new one takes longer than a test."""
    page = opened(browser, WIDE)

    def emptied(width: int) -> Page:
        page.goto("about:blank")
        page.set_viewport_size({"width": width, "height": 900})
        return page

    yield emptied
    page.context.close()


def searched(page: Page, address: str, lang: str, words: str) -> None:
    """Open a page, and the search on it by its key; write the words and wait for what they find."""
    page.goto(f"{address}{lang}/law/")
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    wait_for_results(page, words)


def wait_for_results(page: Page, words: str) -> None:
    """Wait for the results of these words, and not of a part of them."""
    page.wait_for_function(TOLD_OF, arg=words)
    page.wait_for_selector(FOUND)


def follow(page: Page, address: str, asked: str) -> Locator:
    """Ask, and open by keyboard what says how to follow that; return it."""
    page.goto(f"{address}fr/search/?{asked}")
    part = page.locator("[data-vg-follow]:not([hidden])")
    part.wait_for()
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    return part


def test_a_search_is_followed_by_the_nearest_feeds_or_proposed_by_keyboard_alone(window, address):
    page = window(NARROW)
    part = follow(page, address, "q=t%C3%A9l%C3%A9travail&kind=law")

    feeds = [link.get_attribute("href") for link in part.locator("li a[type]").all()]
    lines = part.locator("code").inner_text()
    (proposed,) = NamedSearches.model_validate(yaml.safe_load(f"searches:\n{lines}")).searches
    part.locator("button").focus()
    page.keyboard.press("Enter")
    said = part.locator("[role=status]").inner_text()
    found = faults(page, within="[data-vg-follow]")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    found += faults(page, only=COLOURS, within="[data-vg-follow]")

    assert feeds[0] == f"{address}fr/feeds/search/telework-law.atom"
    assert f"{address}fr/feeds/kind/law.rss" in feeds
    assert all(page.request.get(feed).ok for feed in feeds)
    assert (proposed.words, proposed.kinds) == (("télétravail",), ("law",))
    assert set(proposed.title) == {"fr", "nl"}
    assert (said, found) == ("Copié.", [])
    assert sideways(page, (320,)) == []


def test_what_has_a_feed_of_its_own_is_followed_by_that_one_and_not_proposed(window, address):
    part = follow(window(WIDE), address, "theme=telework")

    feeds = [link.get_attribute("href") for link in part.locator("li a").all()]
    assert feeds == [f"{address}fr/feeds/theme/telework.{kind}" for kind in ("atom", "rss")]
    assert not part.locator("button").is_visible()


@pytest.mark.parametrize("asked", ["year=2026", "q=%3F%21", "kind=page"])
def test_what_no_feed_could_ask_is_not_offered(window, address, asked):
    page = window(WIDE)
    page.goto(f"{address}fr/search/?{asked}")
    page.wait_for_function(
        "() => document.querySelector('.vg-search--page .vg-search__status').textContent"
    )

    assert not page.locator("[data-vg-follow]").is_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(("lang", "word"), [("fr", "travail"), ("nl", "werk")])
def test_axe_finds_nothing_while_the_dialog_shows_its_results(window, address, lang, word, width):
    page = window(width)
    searched(page, address, lang, word)

    found = faults(page)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    found += faults(page, only=COLOURS)

    assert found == []


@pytest.mark.parametrize(
    "query", ["", "?q=travail", "?q=travail&kind=law&from=2020-01-01", "?q=xqzwvk"]
)
@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_axe_finds_nothing_on_the_search_page(window, address, lang, query):
    page = window(WIDE)
    page.goto(f"{address}{lang}/search/{query}")
    if query:
        page.wait_for_function(
            "() => document.querySelector('.vg-search--page .vg-search__status').textContent"
        )

    found = in_ways(page, WAYS[lang])

    assert found == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_dialog_opens_and_closes_by_keyboard_and_gives_the_focus_back(window, address, width):
    page = window(width)
    page.goto(f"{address}fr/law/")
    page.locator(".vg-find").focus()

    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'vg-field'")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.classList.contains('vg-find')")
    page.keyboard.press("Control+k")
    page.wait_for_function("() => document.activeElement.id === 'vg-field'")
    page.click("[data-vg-search-close]")
    opened_still = page.evaluate("document.getElementById('vg-search').open")

    assert not opened_still


def test_while_the_dialog_is_open_the_keyboard_stays_in_it(window, address):
    page = window(WIDE)
    searched(page, address, "fr", "travail")
    outside = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        outside.add(
            page.evaluate(
                "!document.activeElement.closest('#vg-search') && document.activeElement !== document.body"
            )
        )

    assert outside == {False}


def test_arrows_walk_through_the_results_and_a_result_leads_to_its_anchor(window, address):
    page = window(WIDE)
    page.goto(f"{address}fr/law/")
    page.keyboard.press("/")
    page.keyboard.type("charge de travail suite")
    wait_for_results(page, "charge de travail suite")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    first = page.evaluate(
        "document.activeElement === document.querySelector('#vg-search .vg-result a')"
    )
    page.locator(f"{FOUND} a[href*='#e-']").first.click()
    page.wait_for_url("**#e-*")
    shown = page.wait_for_selector(":target", state="attached") is not None
    page.keyboard.press("/")
    page.keyboard.press("ArrowUp")

    assert (first, shown) == (True, True)


def test_the_dialog_leads_to_the_page_with_the_same_words(window, address):
    page = window(WIDE)
    searched(page, address, "nl", "wet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nl/search/?q=wet")
    page.wait_for_selector(".vg-search--page .vg-result")
    value = page.input_value("#vg-page-field")
    page.keyboard.press("/")
    focused = focus(page), page.evaluate("document.activeElement.id")

    assert value == "wet"
    assert focused[1] == "vg-page-field"


def test_enter_leads_to_what_stands_in_the_field_even_before_its_results_are_drawn(window, address):
    page = window(WIDE)
    searched(page, address, "nl", "wet")
    page.evaluate(
        """() => {
          const field = document.getElementById("vg-field");
          field.value = "wet werk";
          field.dispatchEvent(new Event("input", {bubbles: true}));
          field.form.requestSubmit();
        }"""
    )
    page.wait_for_selector(".vg-search--page .vg-result")
    value = page.input_value("#vg-page-field")

    assert value == "wet werk"


def test_a_hostile_title_is_inert_in_search_results(window, address):
    page = window(WIDE)
    searched(page, address, "fr", "onerror")
    page.evaluate(PICTURES_FAILED)
    hit, images = (
        page.evaluate("window.hit"),
        page.locator("#vg-search img, #vg-search script").count(),
    )
    page.goto(
        f'{address}fr/search/?q="><img src=x onerror=window.hit%3D9>&kind=<svg onload=window.hit%3D9>'
    )
    page.wait_for_function(
        "() => document.querySelector('.vg-search--page .vg-search__status').textContent"
    )
    page.evaluate(PICTURES_FAILED)
    again = page.evaluate("window.hit")

    assert (hit, images, again) == (None, 0, None)


def test_the_search_calls_no_other_site_keeps_no_cookie_and_complains_of_nothing(browser, address):
    page = opened(browser, WIDE)
    others, complaints = [], []
    page.on(
        "request",
        lambda sent: None if sent.url.startswith((address, "data:")) else others.append(sent.url),
    )
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    searched(page, address, "fr", "travail")
    page.keyboard.press("Enter")
    page.wait_for_selector(".vg-search--page .vg-result")
    cookies = page.context.cookies()
    page.context.close()

    assert (others, complaints, cookies) == ([], [], [])


def test_the_search_page_does_not_scroll_sideways(window, address):
    page = window(WIDE)
    page.goto(f"{address}nl/search/?q=werk")
    page.wait_for_selector(".vg-search--page .vg-result")
    wide = sideways(page, WIDTHS)

    assert wide == []


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
    assert {"served.js", "facets.pack"} <= {path.rsplit("/", 1)[-1] for path, _ in quick}
    assert sum(size for _, size in quick) < 200_000, json.dumps(quick)


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_the_browser_finds_what_the_program_finds_in_the_same_order(window, address, site, lang):
    page, finder = window(WIDE), finder_of(site / shards.FOLDER, lang)
    page.goto(f"{address}{lang}/law/")
    asked = [query for name in SETS for _, query, _ in judged(name, lang)][::3]

    found = page.evaluate(NUMBERS, asked)

    told = {query: finder.find(query) for query in asked}
    own = {query: own_of(site / shards.FOLDER, told[query], lang)[:MANY] for query in asked}
    assert dict(zip(asked, found, strict=True)) == own
    assert sum(map(bool, found)) > len(found) / 2


def opened_pack(folder: Path, name: str) -> Any:
    return json.loads(gzip.decompress((folder / f"{name}.pack").read_bytes()))


def finder_of(folder: Path, lang: str) -> Finder:
    """Return the program's finder over what a built site gives the browser."""
    told = json.loads((folder / "search.json").read_text())
    held: dict[str, dict[int, float]] = {}
    for at in range(len(told["begin"])):
        for token, groups in opened_pack(folder, f"index/{at}").items():
            held[token] = {number: weight for weight, less in groups for number in accumulate(less)}
    facets = opened_pack(folder, "facets")
    origins = facets["from"]

    def favour(number: int) -> float:
        is_own = origins["values"][origins["of"][number]].endswith(f"|{lang}")
        return query.favour(is_page=facets["story"][number] < 0, is_own=is_own)

    return Finder(
        thesaurus.of(taxonomy.load(REPOSITORY)),
        lambda token: held.get(token, {}),
        told["records"],
        KnownWords(opened_pack(folder, "words")),
        favour=favour,
        page=lambda number: min(facets["story"][number], 0),
    )


def own_of(folder: Path, numbers: list[int], lang: str) -> list[int]:
    """Keep what a site of a language shows."""
    origins, other = opened_pack(folder, "facets")["from"], {"fr": "@nl|", "nl": "@fr|"}[lang]
    return [
        number
        for number in numbers
        if not origins["values"][origins["of"][number]].startswith(other)
    ]

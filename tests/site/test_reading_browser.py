"""What is new, how old the site is, and moving through it, in a real Chromium."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from .windows import NARROW, WIDE, opened

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

# The address of the repository's own settings.
HOME = "https://vigie.example.org/"
# Pixels: of a window 900 high, and of a week at most.
SCREEN_AND_A_HALF, WEEK = 1350, 5000
EDITION = "2026-11-22T18:00:00+00:00"


def visit(page: Page) -> dict[str, object] | None:
    """Read what the browser holds of the last visit."""
    held = page.evaluate("localStorage.getItem('vigie-visit')")
    return json.loads(held) if held else None


def remember(page: Page, before: str, minutes_ago: int) -> None:
    """Make the browser remember a visit to an earlier edition."""
    page.evaluate(
        "([edition, ago]) => localStorage.setItem('vigie-visit',"
        " JSON.stringify({before: '', edition: edition, at: Date.now() - ago * 60000}))",
        [before, minutes_ago],
    )


def test_a_first_visit_marks_nothing_and_says_what_the_next_one_will(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/")

    assert page.locator(".vg-new").count() == 0
    assert "prochaine visite" in page.locator("[data-vg-said]").inner_text()
    assert visit(page)["edition"] == EDITION
    page.context.close()


@pytest.mark.parametrize(("minutes", "marked"), [(60, True), (5, False)])
def test_what_came_since_the_last_visit_is_marked_in_words(browser, address, minutes, marked):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/")
    remember(page, "2026-11-15T18:00:00+00:00", minutes)
    page.goto(f"{address}fr/")

    marks = page.locator(".vg-card .vg-new").all_inner_texts()
    assert bool(marks) is marked
    assert {mark.lstrip("● ") for mark in marks} <= {"Nouveau"}
    if marked:
        assert f"{len(marks)} nouveautés depuis" in page.locator("[data-vg-said]").inner_text()
        page.goto(f"{address}fr/months/2026-11/")
        assert page.locator(".vg-new").count() > 0
        assert len(page.context.cookies()) == 0
    page.context.close()


def test_what_is_marked_can_be_marked_as_read_and_stays_so(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}nl/")
    remember(page, "2026-11-15T18:00:00+00:00", 60)
    page.goto(f"{address}nl/")
    page.locator("[data-vg-read]").focus()
    page.keyboard.press("Enter")

    assert page.locator(".vg-new").count() == 0
    assert page.evaluate("document.activeElement.hasAttribute('data-vg-forget')")
    page.reload()
    assert page.locator(".vg-new").count() == 0
    page.context.close()


def test_a_reader_may_have_nothing_remembered(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/")
    page.locator("[data-vg-forget]").click()
    page.goto(f"{address}fr/")

    assert visit(page) == {"off": True}
    assert "ne sont pas retenues" in page.locator("[data-vg-said]").inner_text()
    page.locator("[data-vg-resume]").click()
    assert visit(page)["edition"] == EDITION
    page.context.close()


@pytest.mark.parametrize("held", ["not json", "[]", "{}", '{"edition": 7, "at": "x"}', "null"])
def test_a_broken_memory_breaks_nothing(browser, address, held):
    page = opened(browser, WIDE)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}fr/")
    page.evaluate("held => localStorage.setItem('vigie-visit', held)", held)
    page.goto(f"{address}fr/")

    assert complaints == []
    assert page.locator("[data-vg-visit]").is_visible()
    page.context.close()


@pytest.mark.parametrize(
    ("day", "shown"), [("2026-12-01", False), ("2026-12-03", True), ("2026-11-22", False)]
)
def test_ten_days_after_the_last_refresh_the_site_says_so(browser, address, day, shown):
    page = opened(browser, WIDE)
    page.clock.set_fixed_time(f"{day}T19:00:00Z")
    page.goto(f"{address}nl/law/")

    assert page.locator("[data-vg-stale]").is_visible() is shown
    page.context.close()


def test_without_a_script_everything_is_read_and_nothing_hangs(browser, address):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": WIDE, "height": 900}
    )
    page = context.new_page()
    for path in ("", "weeks/2026-W47/", "radar/", "health/"):
        page.goto(f"{address}fr/{path}")
        assert page.locator("h1").first.is_visible()
        assert not page.locator("[data-vg-visit]").first.is_visible()
    context.close()


def test_a_printed_week_is_one_column_with_its_addresses(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/weeks/2026-W47/")
    page.emulate_media(media="print")

    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".md-sidebar--primary").is_visible()
    shown = page.locator(".vg-card__title a").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "http" in shown
    assert page.locator(".vg-intro").is_visible()
    page.context.close()


def test_on_a_phone_a_week_is_told_in_short(browser, address):
    page = opened(browser, NARROW)
    page.goto(f"{address}fr/")
    first = page.locator(".vg-card").first.bounding_box()
    assert first["y"] <= SCREEN_AND_A_HALF
    for path, most in (("weeks/2026-W47/", WEEK), ("months/2026-11/", WEEK)):
        page.goto(f"{address}fr/{path}")
        assert page.evaluate("document.documentElement.scrollHeight") <= most
    page.context.close()


def test_a_month_is_folded_by_kind_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}nl/months/2026-11/")
    last = page.locator("details.vg-fold").last
    assert not last.locator(".vg-card").first.is_visible()
    last.locator("summary").first.click()
    assert last.locator(".vg-card").first.is_visible()
    context.close()


def test_a_printed_week_is_two_sheets(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/weeks/2026-W47/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2
    page.context.close()


@pytest.mark.parametrize("path", ["radar", "health", "map"])
def test_on_a_phone_a_table_is_a_list_that_nothing_cuts(browser, address, path):
    page = opened(browser, NARROW)
    page.goto(f"{address}nl/{path}/")
    table = page.locator(".vg-stack")
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    cell = table.locator("td[data-vg-label]").first
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    assert not page.locator("section.vg-wide").is_visible()
    page.context.close()


@pytest.fixture
def at_home(browser: Browser, site: Path) -> Iterator[Callable[[int], Page]]:
    """Open windows to which the site is at the address that it was built for, as at its host:
    instant navigation needs that.
    """
    pages: list[Page] = []

    def answer(route: Route) -> None:
        path = site / unquote(urlsplit(route.request.url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            route.fulfill(path=path)
        else:
            route.fulfill(status=404, body="absent")

    def open_window(width: int) -> Page:
        pages.append(opened(browser, width))
        pages[-1].route(f"{HOME}**", answer)
        return pages[-1]

    yield open_window
    for page in pages:
        page.context.close()


def test_the_next_page_comes_without_the_header_and_everything_still_works(at_home):
    page = at_home(WIDE)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{HOME}fr/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")

    page.locator(".vg-week-head__more").click()
    page.wait_for_url("**/weeks/2026-W47/")
    page.wait_for_function("() => document.activeElement.tagName === 'H1'")

    assert page.evaluate("window.stayed")
    assert page.locator(".vg-languages a").get_attribute("href") == f"{HOME}nl/weeks/2026-W47/"
    assert page.locator("[data-vg-visit]").is_visible()
    assert page.locator("[data-vg-print]").is_visible()
    assert page.locator(".vg-references").count() == 1
    page.keyboard.press("/")
    page.wait_for_function("() => document.getElementById('vg-search').open")
    page.keyboard.press("Escape")
    page.locator(".vg-languages a").click()
    page.wait_for_url("**/nl/weeks/2026-W47/")
    page.wait_for_function("() => document.documentElement.lang === 'nl'")
    assert complaints == []


def test_the_menu_of_a_narrow_window_closes_when_it_has_led_somewhere(at_home):
    page = at_home(NARROW)
    page.goto(f"{HOME}fr/law/")
    page.wait_for_load_state("networkidle")
    page.locator(".vg-menu").click()
    page.wait_for_function("() => document.activeElement.classList.contains('vg-nav__close')")
    page.locator("#vg-drawer a[href$='/fr/health/']").click()
    page.wait_for_url("**/health/")
    page.wait_for_function("() => !document.getElementById('__drawer').checked")

    assert page.locator(".vg-menu").get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.querySelector('.md-sidebar--primary').inert")
    assert not page.evaluate("document.querySelector('.md-content').inert")


def test_the_search_page_is_left_and_reached_by_whole_loads(at_home):
    page = at_home(WIDE)
    page.goto(f"{HOME}fr/search/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-tabs a").nth(1).click()
    page.wait_for_url("**/watch/")

    assert page.evaluate("window.stayed") is None

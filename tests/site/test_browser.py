"""The built site in a real Chromium: accessible, usable by keyboard, silent towards others.

Rules: WCAG 2.2 AA and axe-core's best practices. What a program cannot see is said on the site's
accessibility page.
"""

import functools
import http.server
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from .conftest import entries

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(600)]

CHROMIUM = "/usr/bin/chromium"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
NOTE = next(entry.id for entry in entries() if entry.body)
# One of each kind of page.
KINDS = (
    "",
    "watch/",
    "months/",
    "months/2026-11/",
    "kinds/",
    "kinds/page-change/",
    "themes/telework/",
    "themes/skills/",
    "map/",
    "practices/",
    "practices/online-suggestion-box/",
    "translations/",
    "sources/",
    "sources/spf-emploi-fr/",
    f"entries/{NOTE}/",
    "law/",
    "how-to/",
    "guide/",
    "guide/roles/",
    "guide/framing/",
    "guide/health/",
    "guide/glossary/",
    "subscribe/",
    "directory/",
    "directory/talent-brussels/",
    "directory/serv-stia/",
    "events/",
    "events/2026-10-06-meeting/",
    "dossiers/2026-12-08-meeting/",
    "actions/",
    "actions/plan/",
)
WIDE, NARROW = 1280, 390
Way = tuple[int, str, tuple[str, ...]]
# Wide and narrow, light and dark: a kind of page is looked at in two of these ways in each language,
# and every page in all of them by `make audit`. In the dark only colours differ.
WAYS: dict[str, tuple[Way, ...]] = {
    "fr": ((WIDE, "default", RULES), (NARROW, "slate", COLOURS)),
    "nl": ((NARROW, "default", RULES), (WIDE, "slate", COLOURS)),
}
EVERY_WAY = WAYS["fr"] + WAYS["nl"]
# What follows the width of the window is done when the next picture is drawn.
DRAWN = (
    "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serve files and keep quiet about it."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Silent, directory=site)
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is absent: install it with `apt-get install chromium`")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield made
        made.close()


def opened(browser: Browser, width: int, scheme: str = "light", lang: str = "fr-BE") -> Page:
    """Open a window that moves nothing, so that what is measured stands still."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale=lang,
        reduced_motion="reduce",
    )
    return context.new_page()


def faults(page: Page, *, only: tuple[str, ...] = RULES) -> list[str]:
    """Name what axe finds by these rules or groups of rules, with the first place of each."""
    found = (
        Axe()
        .run(page, options={"runOnly": list(only), "resultTypes": ["violations"]})
        .response["violations"]
    )
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:150]}" for one in found
    ]


def dressed(page: Page, width: int, scheme: str) -> None:
    """Set the window's width and the colours, and wait until the page is drawn so."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    page.evaluate(DRAWN)


def in_ways(page: Page, ways: tuple[Way, ...]) -> list[str]:
    """Look at a page in these ways, with all that it folds opened."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = []
    for width, scheme, rules in ways:
        dressed(page, width, scheme)
        found += [f"{width} {scheme} {fault}" for fault in faults(page, only=rules)]
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_axe_finds_nothing(browser, address, lang, kind):
    page = opened(browser, WIDE)
    page.goto(f"{address}{lang}/{kind}")

    found = in_ways(page, WAYS[lang])
    page.context.close()

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_menu_nor_above_the_languages(browser, address, scheme):
    page = opened(browser, NARROW, scheme)
    page.goto(f"{address}nl/law/")
    page.click(".vg-menu")
    page.wait_for_function("() => document.activeElement.classList.contains('vg-nav__close')")
    found = faults(page)
    page.goto(f"{address}404.html")
    found += faults(page)
    page.context.close()

    assert found == []


def focus(page: Page) -> str:
    """Say where the keyboard stands, by the element's first class."""
    return str(page.evaluate("document.activeElement.classList[0] || ''"))


def test_the_menu_of_a_narrow_window_is_used_by_keyboard(browser, address):
    page = opened(browser, NARROW)
    page.goto(f"{address}fr/law/")
    button = page.locator(".vg-menu")
    button.focus()

    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.classList.contains('vg-nav__close')")
    inside = []
    for _ in range(6):
        page.keyboard.press("Tab")
        inside.append(page.evaluate("!!document.activeElement.closest('#vg-drawer')"))
    expanded = button.get_attribute("aria-expanded")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.classList.contains('vg-menu')")

    assert all(inside)
    assert (expanded, button.get_attribute("aria-expanded")) == ("true", "false")
    page.context.close()


def test_what_is_closed_cannot_be_reached_by_tab(browser, address):
    page = opened(browser, NARROW)
    page.goto(f"{address}fr/law/")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.closest('#vg-drawer') ? 'menu'"
                " : document.activeElement.closest('#vg-search') ? 'search' : 'page'"
            )
        )
    page.context.close()

    assert reached == {"page"}


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser, address):
    page = opened(browser, WIDE)
    for kind in KINDS:
        page.goto(f"{address}fr/{kind}")
        page.keyboard.press("Tab")
        assert focus(page) == "md-skip", kind
        page.keyboard.press("Enter")
        page.wait_for_selector(
            ".md-content :target", state="attached"
        )  # at once; a busy browser a moment later
    page.context.close()


def told_elsewhere(browser: Browser, address: str, paths: Iterable[str]) -> list[object]:
    """Visit pages; return what they ask of other sites, what they complain of, and what they keep."""
    page = opened(browser, WIDE)
    found: list[object] = []
    page.on(
        "request",
        lambda sent: None if sent.url.startswith((address, "data:")) else found.append(sent.url),
    )
    page.on(
        "console",
        lambda said: found.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    for path in paths:
        page.goto(f"{address}{path}")
    found += page.context.cookies()
    if page.evaluate("window.hit") is not None:
        found.append("a hostile text ran")
    page.context.close()
    return found


def test_no_page_calls_another_site_keeps_a_cookie_or_complains(browser, address):
    paths = [f"{lang}/{kind}" for lang in ("fr", "nl") for kind in KINDS]

    assert told_elsewhere(browser, address, paths) == []


@pytest.mark.parametrize(("locale", "lang"), [("nl-BE", "nl"), ("fr-BE", "fr"), ("de-DE", None)])
def test_the_first_page_leads_to_the_readers_language(browser, address, locale, lang):
    page = opened(browser, WIDE, lang=locale)
    page.goto(address)
    if lang:
        page.wait_for_url(f"{address}{lang}/")
    found = page.locator("main a[hreflang]").count() if lang is None else 2
    page.context.close()

    assert found == 2


@pytest.mark.parametrize("width", [320, NARROW, 768, WIDE])
def test_no_page_scrolls_sideways(browser, address, width):
    page = opened(browser, width)
    wide = []
    for kind in KINDS:
        page.goto(f"{address}fr/{kind}")
        if page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            wide.append(kind)
    page.context.close()

    assert wide == []

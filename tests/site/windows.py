"""Windows of a real Chromium, and what is looked at in them.

Rules: WCAG 2.2 AA and axe-core's best practices. What a program cannot see is said on the site's
accessibility page.
"""

import functools
import http.server
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
LAYOUT = ("all but the colours",)
WIDE, NARROW = 1280, 390
# In this order: what is looked at afterwards is as wide as the last.
WIDTHS = (320, NARROW, 768, WIDE)
Way = tuple[int, str, tuple[str, ...]]
# Wide and narrow, light and dark: a kind of page is looked at in these ways in each language, by
# all rules at once, as axe reads the page anew each time; and every page in more of them by
# `make audit`.
WAYS: dict[str, tuple[Way, ...]] = {
    "fr": ((WIDE, "default", RULES),),
    "nl": ((NARROW, "slate", RULES),),
}
EVERY_WAY: tuple[Way, ...] = (
    (WIDE, "default", RULES),
    (NARROW, "slate", COLOURS),
    (NARROW, "default", RULES),
    (WIDE, "slate", COLOURS),
)
# What follows the width of the window is done when the next picture is drawn.
DRAWN = (
    "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
)
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LISTEN = """window.stopped = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.stopped.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serve files and keep quiet about it."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; give the address."""
    handler = functools.partial(Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def opened(browser: Browser, width: int, scheme: str = "light", lang: str = "fr-BE") -> Page:
    """Open a window that moves nothing, so that what is measured stands still."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale=lang,
        reduced_motion="reduce",
    )
    return context.new_page()


def faults(page: Page, *, only: tuple[str, ...] = RULES, within: str = "html") -> list[str]:
    """Name what axe finds by these rules or groups of rules, with the first place of each."""
    # Without a look into the style sheets, which only rules that are on trial take.
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
    options["runOnly"] = list(only)
    if only == LAYOUT:
        options["runOnly"] = list(RULES)
        options["rules"] = {colour: {"enabled": False} for colour in COLOURS}
    found = Axe().run(page, within, options=options).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['target']} {fault['nodes'][0]['html'][:150]}"
        for fault in found
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


def sideways(page: Page, widths: Iterable[int] = WIDTHS) -> list[str]:
    """Tell the widths of a window in which a page scrolls sideways."""
    found = []
    for width in widths:
        dressed(page, width, "default")
        if page.evaluate(SCROLLS):
            found.append(f"scrolls sideways in {width}")
    return found


def skipped(page: Page) -> list[str]:
    """Tell what is wrong with the first stop of the keyboard, which skips to the content."""
    page.keyboard.press("Tab")
    first = focus(page)
    if first != "md-skip":
        return [f"the first stop is {first}"]
    page.keyboard.press("Enter")
    try:
        # At once; a busy browser a moment later.
        page.wait_for_selector(".md-content :target", state="attached")
    except Error:
        return ["the first stop leads nowhere"]
    return []


def focus(page: Page) -> str:
    """Say where the keyboard stands, by the element's first class."""
    return str(page.evaluate("document.activeElement.classList[0] || ''"))


class Window:
    """A window that listens: what its pages ask of other sites, complain of, or pose."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.page = opened(browser, WIDE)
        self._home = home
        self._heard: list[str] = []
        self.page.add_init_script(LISTEN)
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._heard.append(f"error: {error}"))
        self.page.on("dialog", self._posed)

    def open(self, path: str) -> list[str]:
        """Open a page of the site, wide; tell whether it is there."""
        self._heard.clear()
        self.page.set_viewport_size({"width": WIDE, "height": 900})
        self.url = f"{self._home}{path}"
        answer = self.page.goto(self.url)
        return [] if answer and answer.ok else [f"{path} is not there"]

    def told(self) -> list[object]:
        """Tell what the page asked, complained of, posed, kept or ran, and what its policy stopped."""
        found = [*self._heard, *self.page.context.cookies(), *self.page.evaluate("window.stopped")]
        if self.page.evaluate("window.hit") is not None:
            found.append("a hostile text ran")
        if self.page.url != self.url:
            found.append(f"it led to {self.page.url}")
        return found

    def close(self) -> None:
        """Close the window, with what it remembers."""
        self.page.context.close()

    def _asked(self, sent: Request) -> None:
        if not sent.url.startswith((self._home, "data:")):
            self._heard.append(f"asks {sent.url}")

    def _said(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self._heard.append(f"{said.type}: {said.text}")

    def _posed(self, dialog: Dialog) -> None:
        self._heard.append(f"poses {dialog.message}")
        dialog.dismiss()

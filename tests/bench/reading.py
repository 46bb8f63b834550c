"""What a reader waits for at 10,000 entries: the search and the pages, in Chromium, from the
program's own server.

Bytes are those over the wire, headers included, as Chromium counts them; the server compresses as
static hosts do.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import entries, site
from vigie import serving

COUNT = 10_000
PORT = 8650
CHROMIUM = "/usr/bin/chromium"
# Seconds and kB: the limits that the project set itself.
FIRST, NEXT, A_PAGE_KB = (1.0, 350), (0.1, 60), 150
QUERIES = {
    "fr": (
        "télétravail",
        "psychosocial",
        "charge de travail",
        "harcelement",
        "conseiller prévention",
        "arrêté royal",
    ),
    "nl": (
        "telewerk",
        "werkdruk",
        "psychosociale",
        "ongewenst gedrag",
        "preventieadviseur",
        "koninklijk besluit",
    ),
}
# A kind of page -> the heaviest of which folder is measured.
PAGES = (
    "",
    "weeks",
    "months",
    "themes",
    "kinds",
    "regions",
    "sources",
    "watch",
    "radar",
    "health",
    "subscribe",
)
# From the key that changes the query to the results: the wait for a next key is in it.
ASK = """async (text) => {
  const place = document.querySelector("[data-vg-search-page]");
  const list = place.querySelector("[data-vg-results]");
  const field = place.querySelector("input[type=search]");
  const before = list.innerHTML, began = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise((done) => new MutationObserver(() => list.innerHTML !== before && done())
    .observe(list, {childList: true}));
  return (performance.now() - began) / 1000;
}"""

Row = tuple[str, ...]
HEAD: Row = ("at 10,000 entries", "wall", "over the wire", "limits")


class Wire:
    """What a page of a browser took over the wire since it was last asked, in kB."""

    def __init__(self, page: Page) -> None:
        self._bytes = 0.0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._add)

    def taken(self) -> float:
        """Return the sum, and reset it."""
        told, self._bytes = self._bytes, 0.0
        return told / 1000

    def _add(self, event: dict[str, float]) -> None:
        self._bytes += event["encodedDataLength"]


def rows(say: Callable[[str], None], scratch: Path, *, full: bool) -> list[Row]:
    """Build a site and read it; `full` changes nothing."""
    say(f"reading a site of {COUNT:,} entries: making it")
    root = entries.instance(scratch / "reading", COUNT)
    site.build(root, root / "site")
    with server(root / "site") as address, chromium() as browser:
        say("  searching, and opening a page of each kind")
        found = [*_searches(browser, address), *_pages(browser, address, root / "site")]
    shutil.rmtree(root)
    return found


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; give its address, with a slash at its end."""
    with serving.server(folder, PORT) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://{serving.HOST}:{web.server_port}/"
        web.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open a browser while the block runs."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


def _searches(browser: Browser, address: str) -> Iterator[Row]:
    """Measure the worst of the first searches, each by a new reader on the home, and of the next
    ones.
    """
    firsts = [
        _first(browser, f"{address}{lang}/", query)
        for lang, asked in QUERIES.items()
        for query in asked
    ]
    yield _row("first search", max(firsts), max(kb for _, kb in firsts), FIRST)
    nexts = [
        one
        for lang, asked in QUERIES.items()
        for one in _next(browser, f"{address}{lang}/search/", asked)
    ]
    yield _row("next searches", max(nexts), max(kb for _, kb in nexts), NEXT)


def _first(browser: Browser, home: str, query: str) -> tuple[float, float]:
    page = browser.new_page()
    wire = Wire(page)
    page.goto(home, wait_until="networkidle")
    wire.taken()
    began = time.perf_counter()
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.wait_for_selector("#vg-search [data-vg-results] li")
    seconds = time.perf_counter() - began
    page.wait_for_load_state("networkidle")
    page.close()
    return seconds, wire.taken()


def _next(
    browser: Browser, address: str, queries: tuple[str, ...]
) -> Iterator[tuple[float, float]]:
    page = browser.new_page()
    wire = Wire(page)
    page.goto(f"{address}?q={queries[0]}", wait_until="networkidle")
    for query in queries[1:]:
        wire.taken()
        seconds = page.evaluate(ASK, query)
        page.wait_for_timeout(100)
        yield seconds, wire.taken()
    page.close()


def _pages(browser: Browser, address: str, folder: Path) -> Iterator[Row]:
    """Measure the heaviest page of each kind, opened by a new reader."""
    for kind in PAGES:
        found = (
            [path.parent for path in (folder / "fr" / kind).glob("*/index.html")] if kind else []
        )
        heaviest = max(
            found, key=lambda one: (one / "index.html").stat().st_size, default=folder / "fr" / kind
        )
        page = browser.new_page()
        wire = Wire(page)
        page.goto(f"{address}{heaviest.relative_to(folder).as_posix()}/", wait_until="networkidle")
        page.close()
        name = heaviest.relative_to(folder / "fr").as_posix().removeprefix(".")
        yield f"page {name or 'home'}", "", f"{wire.taken():.0f} kB", f"{A_PAGE_KB} kB"


def _row(name: str, worst: tuple[float, float], most_kb: float, limits: tuple[float, int]) -> Row:
    return (
        name,
        f"{worst[0] * 1000:.0f} ms",
        f"{most_kb:.0f} kB",
        f"{limits[0] * 1000:.0f} ms, {limits[1]} kB",
    )

"""Links of pages: asked for politely, told when they lead nowhere, once a month."""

from collections import Counter
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from knowledge.errors import FetchError
from knowledge.source import Watch
from scrapers import page_links
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.page_links import LinkState
from tests.loopback import served

TODAY = date(2026, 11, 23)
ANSWERS = {"/well": 200, "/gone": 404, "/moved": 301, "/shut": 403, "/ill": 500, "/no-head": 200}
STATUSES = {("HEAD", "/no-head"): 405, ("GET", "/robots.txt"): 200}
BODIES = {"/robots.txt": b"User-agent: *\nDisallow: /private\n"}


@pytest.fixture
def server():
    """A server on this machine; `asked` counts what it was asked for."""
    asked = Counter()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_HEAD(self):
            self.answer("HEAD")

        def do_GET(self):
            self.answer("GET")

        def answer(self, method):
            asked[method, self.path] += 1
            status = STATUSES.get((method, self.path), ANSWERS.get(self.path, 404))
            body = BODIES.get(self.path, b"Page")
            self.send_response(status)
            self.send_header("Location", "/gone")
            self.send_header("Content-Length", str(20_000_000 if method == "HEAD" else len(body)))
            self.end_headers()
            if method == "GET":
                self.wfile.write(body)

    with served(Handler) as server:
        server.asked = asked
        yield server


@pytest.mark.server
def test_each_link_is_asked_for_by_head_then_get_with_a_pause_and_as_robots_allow(server):
    host = f"127.0.0.1:{server.server_port}"
    paths = (*ANSWERS, "/private/page")
    pauses = []
    watch = Watch(contact="https://a.example/", test_hosts=(host,), sources=[])
    with Fetcher(watch, FetchState(), sleep=pauses.append, clock=lambda: 0.0) as fetcher:
        seen = page_links.check([f"http://{host}{path}" for path in paths], fetcher.get)

    assert seen == {f"http://{host}/gone": "404", f"http://{host}/moved": "404"}
    assert server.asked["HEAD", "/well"] == 1
    assert server.asked["GET", "/well"] == 0
    assert server.asked["HEAD", "/no-head"] == server.asked["GET", "/no-head"] == 1
    assert not any(path == "/private/page" for _, path in server.asked)
    assert len([pause for pause in pauses if pause > 0]) >= len(ANSWERS)


def test_a_failure_that_may_pass_is_no_broken_link():
    def get(url, *, head=False):
        raise FetchError(url.rpartition("/")[2], url=url)

    codes = ("dns", "tls", "too_slow", "busy", "challenge", "refused", "robots")
    urls = [f"https://{code}.example/{code}" for code in codes]

    assert page_links.check(urls, get) == {urls[0]: "dns", urls[1]: "tls"}


def test_where_nothing_at_all_is_reached_it_is_this_machine_that_has_no_network():
    assert page_links.is_cut_off(["a", "b"], {"a": "dns", "b": "no_route"})
    assert not page_links.is_cut_off(["a", "b"], {"a": "dns"})
    assert not page_links.is_cut_off(["a"], {"a": "404"})
    assert not page_links.is_cut_off([], {})


def put(root, path, text):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def test_links_are_those_of_pages_sheets_and_the_directory_each_once(tmp_path):
    put(
        tmp_path,
        "docs/fr/a.md",
        "[x](https://a.example/x#y), <https://b.example/(1)>. https://c.example/z.",
    )
    put(tmp_path, "docs/nl/tools/b.md", "---\nurl: https://a.example/x\n---\n`https://…/x`\n")
    put(tmp_path, "docs/directory/c.yml", 'site: "https://d.example/"\n')
    put(tmp_path, "docs/watch/s/e-0123456789.md", "https://watch.example/1")
    put(tmp_path, "docs/guide/g.md", "https://guide.example/1")

    assert page_links.written(tmp_path) == {
        "https://a.example/x": ("docs/fr/a.md", "docs/nl/tools/b.md"),
        "https://b.example/": ("docs/fr/a.md",),
        "https://c.example/z": ("docs/fr/a.md",),
        "https://d.example/": ("docs/directory/c.yml",),
    }


def test_what_was_seen_is_kept_for_a_month_and_told_until_it_is_mended(tmp_path):
    put(tmp_path, "docs/fr/a.md", "https://a.example/1 https://a.example/2")
    first = page_links.after(LinkState(), {"https://a.example/1": "404"}, TODAY)
    page_links.save(tmp_path, first)

    read = page_links.load(tmp_path)

    assert read == first
    assert not read.is_due(TODAY + timedelta(days=27))
    assert read.is_due(TODAY + timedelta(days=28))
    assert LinkState().is_due(TODAY)
    later = page_links.after(read, {"https://a.example/1": "dns"}, TODAY + timedelta(days=28))
    assert later.broken["https://a.example/1"].since == "2026-11-23"
    (told,) = page_links.still_broken(tmp_path)
    assert (told.seen, told.files) == ("404", ("docs/fr/a.md",))
    put(tmp_path, "docs/fr/a.md", "mended")
    assert page_links.still_broken(tmp_path) == []


@pytest.mark.parametrize(
    "text", ["", "checked: 12\n", "broken: x\n", "broken: [1, {}]\n", ": [", "- a\n", "a\n"]
)
def test_a_file_that_says_nothing_is_as_none(tmp_path, text):
    put(tmp_path, "docs/watch/_links.yml", text)

    assert page_links.load(tmp_path).is_due(TODAY)
    assert page_links.still_broken(tmp_path) == []

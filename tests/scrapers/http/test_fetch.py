"""The fetcher over a network that is a function."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from knowledge.errors import FetchError
from knowledge.model import Problem
from knowledge.source import Defaults, Watch
from scrapers.http.fetch import Fetcher, user_agent
from scrapers.http.state import FetchState
from scrapers.http.warc import Recording

RECORDINGS = Path(__file__).parents[2] / "recordings"
WATCH = Watch(contact="watch@example.org", defaults=Defaults(pause_seconds=2), sources=())


class Site:
    """A network of given answers by address; robots.txt is absent unless given.

    Counts what it was asked.
    """

    def __init__(self, **answers: Any) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []
        self.now = 0.0

    def at(self, url: str, *answers: Any) -> "Site":
        self.answers[url] = list(answers)
        return self

    def __call__(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        self.asked.append(url)
        self.requests.append(request)
        waiting = self.answers.get(url, [httpx.Response(404)])
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def fetcher(
        self, state: FetchState | None = None, watch: Watch = WATCH, **options: Any
    ) -> Fetcher:
        network = httpx.MockTransport(self)
        return Fetcher(
            watch,
            state or FetchState(),
            transport=network,
            sleep=self.sleep,
            clock=lambda: self.now,
            **options,
        )


def page(body: str = "page", status: int = 200, **headers: str) -> httpx.Response:
    named = {
        "content-type": "text/html",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return httpx.Response(status, headers=named, content=body.encode())


def moved(target: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"location": target})


def failing(site: Site, url: str, **options: Any) -> Problem:
    with site.fetcher(**options) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(url)
    return caught.value.problem


def test_any_final_status_is_given_back() -> None:
    site = Site().at("https://a.example/x", page("gone", 410))

    snapshot = site.fetcher().get("https://a.example/x")

    assert (snapshot.status, snapshot.body, snapshot.url) == (410, b"gone", "https://a.example/x")


def test_robots_txt_is_asked_once_for_each_authority() -> None:
    site = Site()
    fetcher = site.fetcher()

    for url in (
        "https://a.example/1",
        "https://a.example/2",
        "https://b.example/1",
        "http://a.example/1",
    ):
        fetcher.get(url)

    robots = [url for url in site.asked if url.endswith("/robots.txt")]
    assert robots == [
        f"{origin}/robots.txt"
        for origin in ("https://a.example", "https://b.example", "http://a.example")
    ]
    assert fetcher.verdicts == {
        "a.example": "no robots.txt (404)",
        "b.example": "no robots.txt (404)",
    }


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    site = Site().at("https://a.example/robots.txt", page("User-agent: Vigie\nDisallow: /private"))

    assert failing(site, "https://a.example/private/x?y=1").code == "robots"
    assert site.asked == ["https://a.example/robots.txt"]


def test_a_redirect_leads_nowhere_that_robots_txt_forbids() -> None:
    site = (
        Site()
        .at("https://a.example/", moved("https://b.example/private"))
        .at("https://b.example/robots.txt", page("User-agent: *\nDisallow: /private"))
    )

    problem = failing(site, "https://a.example/")

    assert (problem.code, problem.facts["url"]) == ("robots", "https://b.example/private")
    assert "https://b.example/private" not in site.asked


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([page(status=401)], "no robots.txt (401)"),
        ([page(status=429)], "no robots.txt (429)"),
        ([page(status=503)], "robots.txt unreachable (503): disallowed"),
        ([httpx.Response(200, content=b"\xff\xfe\0\0\x80")], "allowed"),
        ([page(status=410)], "no robots.txt (410)"),
        (
            [page("<!doctype html><p>User-agent</p>")],
            "allowed (its robots.txt is a web page, without rules)",
        ),
        ([page("User-agent: *\nCrawl-delay: 5")], "allowed; 5 s between two requests"),
        (
            [page("User-agent: *\nCrawl-delay: 90")],
            "allowed; 90 s asked between two requests, 30 s kept",
        ),
    ],
)
def test_the_verdict_tells_what_robots_txt_said(answers: list[Any], expected: str) -> None:
    site = Site().at("https://a.example/robots.txt", *answers)
    fetcher = site.fetcher()

    with suppress(FetchError):
        fetcher.get("https://a.example/")

    assert fetcher.verdicts == {"a.example": expected}


def test_a_failing_robots_txt_forbids_the_whole_host() -> None:
    site = (
        Site().at("https://a.example/robots.txt", page(status=500)).at("https://a.example/", page())
    )
    fetcher = site.fetcher()

    for path in ("/", "/x"):
        with pytest.raises(FetchError, match="500") as caught:
            fetcher.get(f"https://a.example{path}")
        assert caught.value.problem.code == "robots_unreachable"

    assert site.asked == ["https://a.example/robots.txt"]
    assert fetcher.verdicts == {"a.example": "robots.txt unreachable (500): disallowed"}


def test_a_robots_txt_that_moved_is_followed_across_hosts() -> None:
    site = (
        Site()
        .at("https://a.example/robots.txt", moved("https://www.a.example/robots.txt", 301))
        .at("https://www.a.example/robots.txt", page("User-agent: *\nDisallow: /"))
    )

    assert failing(site, "https://a.example/x").code == "robots"


def test_robots_txt_in_a_circle_counts_as_absent() -> None:
    site = (
        Site()
        .at("https://a.example/robots.txt", moved("/robots.txt"))
        .at("https://a.example/", page())
    )
    fetcher = site.fetcher()

    assert fetcher.get("https://a.example/").status == 200
    assert fetcher.verdicts == {"a.example": "no robots.txt (302)"}


def test_a_host_is_left_alone_for_the_pause_and_only_that_host() -> None:
    site = Site().at("https://a.example/", page()).at("https://b.example/", page())
    fetcher = site.fetcher()

    fetcher.get("https://a.example/")
    fetcher.get("https://b.example/")
    fetcher.get("https://a.example/")

    assert site.slept == [2, 2]


def test_a_crawl_delay_longer_than_the_pause_is_kept() -> None:
    site = (
        Site()
        .at("https://a.example/robots.txt", page("User-agent: *\nCrawl-delay: 7"))
        .at("https://a.example/", page())
    )
    fetcher = site.fetcher()

    fetcher.get("https://a.example/")
    fetcher.get("https://a.example/")

    # Between the file and the first page too.
    assert [round(seconds) for seconds in site.slept] == [7, 7]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_an_overloaded_site_is_asked_three_times(status: int) -> None:
    site = Site().at(
        "https://a.example/", page(status=status), page(status=status), page("at last")
    )

    assert site.fetcher().get("https://a.example/").body == b"at last"
    assert site.asked.count("https://a.example/") == 3


def test_a_site_that_stays_overloaded_fails_with_its_status() -> None:
    site = Site().at("https://a.example/", page(status=503))

    problem = failing(site, "https://a.example/")

    assert (problem.code, problem.facts["status"]) == ("busy", "503")
    assert site.asked.count("https://a.example/") == 3


def test_the_wait_between_two_attempts_grows_and_is_at_least_what_the_site_asks() -> None:
    site = Site().at(
        "https://a.example/",
        page(status=503, retry_after="20"),
        page(status=503, retry_after="1"),
        page("at last"),
    )

    site.fetcher().get("https://a.example/")

    assert site.slept == [2, 20, 2]


def test_without_a_word_from_the_site_the_wait_between_attempts_grows() -> None:
    site = Site().at("https://a.example/", page(status=503), page(status=503), page("at last"))
    watch = WATCH.model_copy(update={"defaults": Defaults(pause_seconds=0)})

    site.fetcher(watch=watch).get("https://a.example/")

    assert site.slept == [1, 2]


def test_a_site_that_asks_for_a_long_wait_is_not_waited_for() -> None:
    site = Site().at("https://a.example/", page(status=429, retry_after="3600"))

    problem = failing(site, "https://a.example/")

    assert (problem.code, problem.facts["seconds"]) == ("retry_later", "3600")
    assert site.asked.count("https://a.example/") == 1


def test_an_error_that_does_not_pass_is_not_asked_again() -> None:
    site = Site().at("https://a.example/", page(status=500))

    assert failing(site, "https://a.example/").code == "server_error"
    assert site.asked.count("https://a.example/") == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_told(status: int) -> None:
    assert (
        failing(Site().at("https://a.example/", page(status=status)), "https://a.example/").code
        == "refused"
    )


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge_is_told_and_not_asked_again(status: int) -> None:
    body = "<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"
    site = Site().at("https://a.example/", page(body, status))

    problem = failing(site, "https://a.example/")

    assert (problem.code, problem.facts["seen"]) == ("challenge", "Cloudflare")
    assert site.asked.count("https://a.example/") == 1


def test_five_redirects_are_followed_and_the_permanent_ones_told() -> None:
    site = Site().at("https://a.example/5", page("here"))
    for step, status in enumerate((301, 302, 303, 307, 308)):
        site.at(f"https://a.example/{step}", moved(str(step + 1), status))

    snapshot = site.fetcher().get("https://a.example/0")

    assert (snapshot.url, snapshot.asked, snapshot.body) == (
        "https://a.example/5",
        "https://a.example/0",
        b"here",
    )
    assert snapshot.moved == (
        ("https://a.example/0", "https://a.example/1"),
        ("https://a.example/4", "https://a.example/5"),
    )


def test_a_sixth_redirect_is_not_followed() -> None:
    site = Site()
    for step in range(7):
        site.at(f"https://a.example/{step}", moved(str(step + 1)))

    assert failing(site, "https://a.example/0").code == "redirects"
    assert "https://a.example/6" not in site.asked


def test_a_circle_of_redirects_is_told() -> None:
    site = Site().at("https://a.example/a", moved("/b")).at("https://a.example/b", moved("/a"))

    assert failing(site, "https://a.example/a").code == "redirects"
    assert site.asked.count("https://a.example/a") == 1


def test_a_redirect_without_an_address_is_told() -> None:
    assert (
        failing(Site().at("https://a.example/", httpx.Response(302)), "https://a.example/").code
        == "bad_redirect"
    )


def test_a_redirect_to_plain_http_is_followed_and_noted() -> None:
    site = (
        Site().at("https://a.example/", moved("http://a.example/")).at("http://a.example/", page())
    )

    snapshot = site.fetcher().get("https://a.example/")

    facts = {"url": "https://a.example/", "target": "http://a.example/"}
    assert snapshot.notes == (Problem("downgrade", facts),)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("ftp://a.example/", "not_web"),
        ("file:///etc/passwd", "not_web"),
        ("/etc/passwd", "not_web"),
        ("", "not_web"),
        ("javascript:alert(1)", "not_web"),
        ("https://", "odd_address"),
        ("https://me:secret@a.example/", "odd_address"),
        ("https://a.example:0/", "odd_address"),
        ("https://a.example:65536/", "odd_address"),
        ("https://a.example:port/", "odd_address"),
        ("https://a b.example/", "odd_address"),
        ("https://%61.example/", "odd_address"),
        ("https://[::1/", "odd_address"),
        ("https://xn--a/", "odd_address"),
        ("https://2130706433/", "odd_address"),
        ("https://0x7f.1/", "odd_address"),
        ("https://a.example/\r\nX: y", "odd_address"),
        ("https://a.example/\0", "odd_address"),
        ("https://a.example/\ud800", "odd_address"),
        ("https://a.example/" + "x" * 70_000, "odd_address"),
    ],
)
def test_an_address_that_cannot_be_asked_for_is_told_before_any_request(
    url: str, expected: str
) -> None:
    site = Site()

    assert failing(site, url).code == expected
    assert site.asked == []


def test_a_fragment_is_not_sent_and_the_address_asked_is_kept() -> None:
    site = Site().at("https://a.example/x", page())

    assert site.fetcher().get("https://a.example/x#top").asked == "https://a.example/x#top"
    assert "https://a.example/x" in site.asked


def test_a_conditional_request_sends_what_the_server_said_last_time() -> None:
    state = FetchState()
    site = Site().at(
        "https://a.example/",
        page(etag='W/"1"', last_modified="Sun, 15 Nov 2026 18:00:00 GMT"),
        httpx.Response(304),
    )
    fetcher = site.fetcher(state)

    first = fetcher.get("https://a.example/", conditional=True)
    second = fetcher.get("https://a.example/", conditional=True)

    sent = site.requests[-1].headers
    assert (first.status, second.status, second.body) == (200, 304, b"")
    assert sent["if-none-match"] == 'W/"1"'
    assert sent["if-modified-since"] == "Sun, 15 Nov 2026 18:00:00 GMT"


def test_an_unconditional_request_that_is_answered_not_modified_is_a_fault_of_the_site() -> None:
    assert (
        failing(Site().at("https://a.example/", httpx.Response(304)), "https://a.example/").code
        == "status"
    )


def test_the_user_agent_is_printable_ascii_whatever_the_contact() -> None:
    assert user_agent("élan@example.org\r\nX: y").endswith(" (+lan@example.orgX:y)")


def test_a_replay_pauses_nowhere_and_answers_at_the_recording_s_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    # Of the processor: what a pause would add is in `slept`, what other programs add is not ours.
    began = time.process_time()

    with Fetcher(
        WATCH, FetchState(), replay=[RECORDINGS / "2026-w46.warc.gz"], sleep=slept.append
    ) as fetcher:
        first = fetcher.get("https://emploi.belgique.be/fr/actualites?page=0")
        again = fetcher.get("https://emploi.belgique.be/fr/actualites?page=0", conditional=True)
        moment = fetcher.moment.isoformat()

    assert (first.status, again.status, slept) == (200, 304, [])
    assert first.time.isoformat().startswith("2026-11-15T18:")
    assert moment.startswith("2026-11-15T18:")
    assert time.process_time() - began < 10


def test_a_replay_names_the_address_it_does_not_hold() -> None:
    with Fetcher(WATCH, FetchState(), replay=[RECORDINGS / "2026-w46.warc.gz"]) as fetcher:
        assert not fetcher.knows("https://nobody.example/")
        with pytest.raises(FetchError, match=r"https://nobody\.example/") as caught:
            fetcher.get("https://nobody.example/")

    assert caught.value.problem.code == "unrecorded"


@pytest.mark.parametrize("week", ["2026-w46", "2026-w47"])
def test_every_page_of_the_recorded_weeks_is_read_and_none_taken_for_a_challenge(week: str) -> None:
    file = RECORDINGS / f"{week}.warc.gz"
    failures: list[str] = []

    with Fetcher(WATCH, FetchState(), replay=[file]) as fetcher:
        for url in Recording([file]):
            try:
                fetcher.get(url)
            except FetchError as error:
                failures.append(error.problem.code)

    assert failures == ["robots"]

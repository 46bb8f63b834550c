import time

import pytest

from knowledge.errors import FetchError
from scrapers.http import robots

HOST = "https://a.example"


def allowed(rules: str, path: str) -> bool:
    return robots.read(rules.encode()).allows(HOST + path)


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: Vigie\nDisallow: /x\nUser-agent: *\nDisallow: /", "/y", True),
        ("User-agent: vigie\nDisallow: /x", "/x/y", False),
        ("User-agent: VIGIE/2.0\nDisallow: /x", "/x/y", False),
        ("User-agent: Vigie-News\nDisallow: /x", "/x", True),
        ("User-agent: vi\nDisallow: /x", "/x", True),
        ("User-agent: Other\nUser-agent: *\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /x\nUser-agent: Other\nDisallow: /", "/y", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /*?print=", "/a/b?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /actualités", "/actualit%C3%A9s", False),
        ("\ufeffUser-agent: *\r\nDisallow: /x\r\n", "/x", False),
        ("user-agent:*\ndisallow:/x", "/x", False),
        ("User-agent: * # all\nDisallow: /x # here", "/x", False),
        ("\0User-agent: *\nDisallow: /x", "/x", False),
        ("<!doctype html><p>Disallow: /</p>", "/x", True),
    ],
)
def test_rules_are_read_as_rfc_9309_says(rules: str, path: str, expected: bool) -> None:
    assert allowed(rules, path) is expected


def test_a_longer_file_is_read_to_its_limit() -> None:
    long = "User-agent: *\nDisallow: /x\n" + "# filling\n" * 60_000 + "Disallow: /y\n"

    assert not allowed(long, "/x")
    assert allowed(long, "/y")


@pytest.mark.parametrize(
    ("asked", "kept", "verdict"),
    [
        ("", 0, "allowed"),
        ("Crawl-delay: 10", 10, "allowed; 10 s between two requests"),
        ("Crawl-delay: 0.5", 0.5, "allowed; 0.5 s between two requests"),
        ("Crawl-delay: 86400", 30, "allowed; 86400 s asked between two requests, 30 s kept"),
        ("Crawl-delay: inf", 0, "allowed"),
        ("Crawl-delay: -3", 0, "allowed"),
    ],
)
def test_a_crawl_delay_is_kept_up_to_thirty_seconds(asked: str, kept: float, verdict: str) -> None:
    rules = robots.read(f"User-agent: *\n{asked}".encode())

    assert (rules.delay_seconds, rules.verdict) == (kept, verdict)


@pytest.mark.parametrize(
    "rules",
    [
        "".join(f"User-agent: robot{number}\n" for number in range(12_000))
        + "Disallow: /a\n" * 20_000,
        "User-agent: *\n" + "Disallow: /" + "*a" * 200_000,
        "User-agent: *\n" + "Disallow: /*a*b*c$\n" * 20_000,
        "User-agent: *\n" + "Disallow: /" + "%41" * 150_000,
        ":" * 500_000,
        "user agent " * 45_000,
    ],
    ids=["names by rules", "wildcards", "many wildcards", "encodings", "colons", "words"],
)
def test_a_hostile_file_costs_little_time(rules: str) -> None:
    began = time.process_time()

    robots.read(rules.encode()).allows(HOST + "/" + "abcabc" * 300)

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("code", "facts", "expected"),
    [
        ("dns", {"host": "a.example"}, "dns"),
        ("too_slow", {"seconds": "30"}, "too_slow"),
        ("busy", {"status": "503"}, "robots_unreachable"),
        ("too_big", {"limit": "10"}, "robots_unreachable"),
    ],
)
def test_rules_that_cannot_be_read_forbid_all_and_say_why(
    code: str, facts: dict[str, str], expected: str
) -> None:
    rules = robots.without(FetchError(code, url=f"{HOST}/robots.txt", **facts))

    assert not rules.allows(f"{HOST}/x")
    with pytest.raises(FetchError, match=r"https://a\.example/x") as caught:
        rules.check(f"{HOST}/x")
    assert caught.value.problem.code == expected
    assert "{" not in str(caught.value)

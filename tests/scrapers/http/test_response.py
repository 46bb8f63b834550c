import gzip
from datetime import UTC, datetime

import pytest
import yaml

from knowledge.errors import FetchError, ProblemError, ReadError
from knowledge.i18n import catalogue, locales
from scrapers.http.response import RawResponse, decoded, failure, one_line

NOW = datetime(2026, 11, 15, tzinfo=UTC)
FETCHING = yaml.safe_load((catalogue.FOLDER / "en/problems/fetch.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/", "https://a.example/"),
        ("a\r\n::error::b\x1b[31m", "a ::error::b [31m"),
        ("a\u202eb\u2028c\x85d", "a b c d"),
        ("a\ud800b", "a b"),
        ("x" * 1000, "x" * 299 + "…"),
    ],
)
def test_text_from_outside_is_made_one_plain_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_a_failure_holds_its_facts_on_one_line_each() -> None:
    error = failure("bad_redirect", "https://a.example/\n", target="{url}\n::warning::")

    assert "\n" not in str(error)


def test_each_failure_names_its_address_and_its_fix_needs_no_fact() -> None:
    for code in FETCHING:
        for locale in locales.known():
            words = catalogue.load(locale).messages
            assert "url" in catalogue.placeholders(words[f"problems.{code}.what"])
            assert not catalogue.placeholders(words[f"problems.{code}.fix"])


def test_headers_are_given_by_name_without_those_of_the_wire() -> None:
    headers = [
        ("Content-Type", "text/html"),
        ("X-A", "1"),
        ("x-a", "2"),
        ("Content-Encoding", "gzip"),
        ("Set-Cookie", "x"),
    ]

    assert RawResponse(200, headers, b"", NOW).by_name() == {
        "content-type": "text/html",
        "x-a": "1, 2",
    }


@pytest.mark.parametrize(
    ("kind", "unpacked"),
    [
        ("text/html; charset=utf-8", True),
        ("application/rss+xml", True),
        ("application/json", True),
        ("application/gzip", False),
        ("application/octet-stream", False),
    ],
)
def test_text_that_came_packed_without_a_word_is_unpacked_and_a_packed_file_is_not(
    kind: str, unpacked: bool
) -> None:
    packed = gzip.compress(b"<p>x</p>")
    response = RawResponse(200, [("content-type", kind)], packed, NOW)

    body = decoded("https://a.example/", response).body

    assert body == (b"<p>x</p>" if unpacked else packed)


@pytest.mark.parametrize("kind", [FetchError, ReadError])
def test_the_facts_of_every_error_are_cleaned_of_control_characters(
    kind: type[ProblemError],
) -> None:
    error = kind("not_a_feed", url="https://a.example/\r\n::error::x", seen="\x1b[31mred\u202e\x07")

    assert dict(error.problem.facts) == {
        "url": "https://a.example/ ::error::x",
        "seen": "[31mred",
    }

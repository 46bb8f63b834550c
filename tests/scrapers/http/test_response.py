from datetime import UTC, datetime

import pytest

from knowledge import problems
from knowledge.fetch_problems import FETCHING
from scrapers.http.response import RawResponse, failure, one_line

NOW = datetime(2026, 11, 15, tzinfo=UTC)


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


@pytest.mark.parametrize("code", FETCHING)
def test_each_failure_is_told_in_three_languages_with_the_same_facts(code: str) -> None:
    told = FETCHING[code]

    facts = [
        {word.split("}")[0] for word in told[tongue][0].split("{")[1:]}
        for tongue in ("en", "fr", "nl")
    ]
    assert facts[0] == facts[1] == facts[2]
    assert "url" in facts[0]
    assert not any("{" in told[tongue][1] for tongue in ("en", "fr", "nl"))


@pytest.mark.parametrize("code", FETCHING)
def test_french_puts_its_narrow_spaces_where_they_belong(code: str) -> None:
    for sentence in FETCHING[code]["fr"]:
        assert not any(wrong in sentence for wrong in (" ;", " !", " ?", " :", "'", '"'))


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


def test_the_catalogue_knows_every_failure_of_the_fetcher() -> None:
    assert FETCHING.keys() <= problems.CATALOGUE.keys()

from datetime import timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from knowledge.source_values import Duration, Pattern

DURATION, PATTERN = TypeAdapter(Duration), TypeAdapter(Pattern)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("1 day", 1),
        ("10 days", 10),
        ("3 Weeks", 21),
        ("2 months", 62),
        ("1 year", 366),
        (" 5days ", 5),
    ],
)
def test_a_duration_is_a_number_and_a_unit(said, days):
    assert DURATION.validate_python(said) == timedelta(days=days)


@pytest.mark.parametrize(
    "said", ["", "days", "1", "1 h", "-1 days", "1.5 days", "1000 days", "0 weeks", "P10D", None]
)
def test_nothing_else_is_a_duration(said):
    with pytest.raises(ValidationError, match="expected a number and a unit"):
        DURATION.validate_python(said)


@pytest.mark.parametrize(
    "pattern",
    [
        "^https://a\\.be/[a-z0-9-]+$",
        "a+b+",
        "(a|b)+",
        "(?:ab)*",
        "(a+)",
        "(a+)?b",
        "[(+)]+",
        r"\(a+\)+",
        "(a{2,5})+",
        "",
    ],
)
def test_a_usual_pattern_is_taken(pattern):
    assert PATTERN.validate_python(pattern) == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*",
        "(?:a+|b)*$",
        "((a+)b?)+",
        "(a{2,})+",
        "(?P<x>[a-z]+)*",
        "(a+){3,}",
        r"(\w+\s?)*",
    ],
)
def test_a_repeated_repetition_is_refused(pattern):
    with pytest.raises(ValidationError, match="may take forever"):
        PATTERN.validate_python(pattern)


@pytest.mark.parametrize("pattern", ["(", "[a", "a**", "(?<x)", "*"])
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(ValidationError, match="expected a regular expression"):
        PATTERN.validate_python(pattern)

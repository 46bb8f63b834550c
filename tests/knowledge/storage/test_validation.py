"""pydantic's errors, each at its place in the file."""

from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.storage import validation


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    on: date
    state: Literal["open", "done"] = "open"


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    life: tuple[Inner, ...] = ()
    one_or_many: Inner | list[str] | None = None


def found(data):
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(data)
    return validation.invalid(caught.value, data)


def places(wrong):
    return [(each.place, each.rule) for each in wrong]


def test_a_mistake_is_at_its_place_in_the_file():
    assert places(found({"life": [{"on": "2026-01-01", "state": "doen"}]})) == [
        (("title",), "missing"),
        (("life", 0, "state"), "literal_error"),
    ]


def test_the_members_of_a_union_are_no_places():
    wrong = found({"title": "x", "one_or_many": {"no": 1}})

    assert {each.place for each in wrong} == {
        ("one_or_many", "on"),
        ("one_or_many", "no"),
        ("one_or_many",),
    }
    assert ("one_or_many",) not in {each.place for each in validation.deepest(wrong)}


def test_the_words_that_a_rule_allows_are_known():
    (wrong,) = found({"title": "x", "life": [{"on": "2026-01-01", "state": "doen"}]})

    assert wrong.choices() == ["open", "done"]
    assert validation.nearest("donne", wrong.choices()) == "done"


def test_the_keys_of_a_place_are_known():
    assert validation.keys_at(Outer, ()) == ["title", "life", "one_or_many"]
    assert validation.keys_at(Outer, ("life", 0)) == ["on", "state"]
    assert validation.keys_at(Outer, ("one_or_many",)) == ["on", "state"]


def test_a_long_value_is_cut():
    assert validation.shown("a\n b") == "a b"
    assert len(validation.shown("x" * 200)) <= validation.SHOWN


def test_a_word_in_capitals_is_like_the_one_in_small_letters():
    assert validation.nearest("URL", ["id", "lang", "url"]) == "url"
    assert validation.nearest("Langue", ["id", "lang", "url"]) == "lang"
    assert validation.nearest("x", ["id", "lang", "url"]) == ""

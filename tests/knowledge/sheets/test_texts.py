"""What editors are told: in three languages, with the same facts, set as each language is printed."""

import re

import pytest

from knowledge import problems
from knowledge.model import Problem
from knowledge.sheets.field_texts import FIELDS, WARNINGS
from knowledge.sheets.file_texts import FILES
from knowledge.sheets.registry import KINDS

TEXTS = {
    **FIELDS,
    **FILES,
    **{code: one for kind in KINDS.values() for code, one in kind.texts.items()},
}
# Facts that every problem of a sheet bears, whether or not a sentence in some language needs them.
FREE = {
    "path",
    "line",
    "label",
    "help",
    "key",
    "example",
    "expected",
    "language",
    "allowed",
    "found",
}


def facts(code, tongue):
    return [set(re.findall(r"\{(\w+)\}", part)) - FREE for part in TEXTS[code][tongue]]


@pytest.mark.parametrize("code", TEXTS)
def test_each_mistake_is_told_in_three_languages_with_the_same_facts_and_a_way_to_mend_it(code):
    assert set(TEXTS[code]) == {"en", "fr", "nl"}
    assert facts(code, "fr") == facts(code, "nl") == facts(code, "en")
    assert all(part for tongue in ("en", "fr", "nl") for part in TEXTS[code][tongue])


@pytest.mark.parametrize("code", TEXTS)
def test_french_and_dutch_are_set_as_they_should_be(code):
    told = (
        (problems.what(Problem(code), tongue), problems.fix(Problem(code), tongue))
        for tongue in ("fr", "nl")
    )
    french, dutch = (" ".join(one).replace("='…'", "") for one in told)

    assert not re.search(r" ([:;!?](\s|$)|»)|« |[a-z]'[a-z]", french)
    assert not re.search(r" [:;!?]|[a-z]'[a-z]", dutch)


def test_what_is_a_warning_is_told():
    assert set(TEXTS) >= WARNINGS

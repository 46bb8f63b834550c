import re
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.sheet_problems import SHEETS

CODE = "".join(
    (Path(__file__).parents[2] / "knowledge" / name).read_text()
    for name in ("parts.py", "store.py", "front_matter.py")
)


def facts(code, tongue):
    return [set(re.findall(r"\{(\w+)\}", part)) for part in SHEETS[code][tongue]]


@pytest.mark.parametrize("code", SHEETS)
def test_each_fault_is_told_in_three_languages_with_the_same_facts_and_a_way_to_mend_it(code):
    assert facts(code, "fr") == facts(code, "nl") == facts(code, "en")
    assert all(part for tongue in ("en", "fr", "nl") for part in SHEETS[code][tongue])


@pytest.mark.parametrize("code", SHEETS)
def test_french_and_dutch_are_set_as_they_should_be(code):
    french, dutch = ("".join(SHEETS[code][tongue]) for tongue in ("fr", "nl"))

    assert not re.search(r" [:;!?»]|« |\w'\w|(?<!\\)\"", french)
    assert not re.search(r" [:;!?]|(?<!\\)\"", dutch)


def test_the_faults_that_are_raised_are_those_that_are_told():
    assert set(re.findall(r'"(sheet_\w+)"', CODE)) == set(SHEETS)


def test_an_error_says_french_before_dutch_with_the_way_to_mend():
    error = SheetError([Problem("sheet_key_twice", {"path": "a.md", "line": "3", "key": "review"})])

    assert str(error).splitlines() == [
        "a.md, ligne 3\u00a0: la clé «\u00a0review\u00a0» figure deux fois. "
        "N’en gardez qu’une, avec les deux contenus.",
        "a.md, regel 3: de sleutel „review” staat er twee keer. Behoud er één, met beide inhouden.",
    ]
    assert error.faults[0].code in problems.CATALOGUE

"""Text from outside is shown as it is, and obeyed in nothing."""

import re

import pytest

from knowledge import problems
from knowledge.errors import ReadError
from knowledge.i18n import plain
from knowledge.model import Problem

OBEYED = [
    "\x1b[31m",
    "\x1b]8;;https://x.example\x07",
    "\x9b2J",
    "\x00",
    "\x08",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200f",
    "\ufeff",
    "\ud800",
    "\U000e0041",
]
OBEYED_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800\U000e0041]"
)


@pytest.mark.parametrize("mark", OBEYED)
def test_what_is_obeyed_is_taken_out(mark):
    assert plain.line(f"a{mark}b").isprintable()


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\u2028", "\x85", "\t", "\x0b"])
def test_a_line_stays_one_line(mark):
    assert plain.line(f"a{mark}b") == "a b"
    assert plain.lines("a\nb\x1b") == "a\nb"


def test_letters_of_every_script_and_no_break_spaces_stay():
    text = "L\u2019été\u00a0: «\u202fÖÅ\u202f» 漢字 שלום 👩\u200d🚒"

    assert plain.line(text) == text


@pytest.mark.parametrize("mark", OBEYED)
def test_the_facts_of_a_failure_and_of_a_problem_are_plain(mark):
    error = ReadError("empty", url=f"https://x.example/{mark}\n::error::x")
    told = Problem("sheet_no_front_matter", {"path": f"docs/a{mark}\n::error::.md"})

    assert error.problem.facts["url"].isprintable()
    assert not OBEYED_CHARACTERS.search(problems.what(told, "fr"))

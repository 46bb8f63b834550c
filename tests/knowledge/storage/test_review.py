"""What people write under `review:`: read shallowly, told kindly where it is wrong, and never a
reason to stop.
"""

from datetime import date
from pathlib import Path

import pytest

from knowledge import problems, taxonomy
from knowledge.storage import review

TERMS = taxonomy.load(Path(__file__).parents[3])
WHOLE = """# our reading
review:
  type: law
  themes: [telework]
  lang: nl
  region: brussels
  audience: [hr, staff]
  steps: [framing]
  obligation: true
  event_date: 2026-12-01
  note: {fr: Une phrase., nl: Een zin.}
  act_date: 2026-11-05
  in_force: 2027-01-01
  law_status: published
  repealed_by: https://ministry.example/law
  twin: https://ministry.example/nl/law
  same_as: none
  apart: https://ministry.example/other
  keep: false
  reason: Sur la TVA.
  highlight: true
"""


def told(block, first_line=1):
    """Give the code, line and key of each fault."""
    return [
        (one.code, one.facts["line"], one.facts.get("key"))
        for one in review.problems(block, TERMS, "a.md", first_line)
    ]


def test_every_key_is_read_and_none_is_at_fault():
    read = review.read(WHOLE)

    assert set(read.model_fields_set) == set(review.Review.model_fields)
    assert (read.in_force, read.obligation, read.audience) == (
        date(2027, 1, 1),
        True,
        ("hr", "staff"),
    )
    assert told(WHOLE) == []


@pytest.mark.parametrize(
    "block", ["", "\n", "review:\n", "review: {}\n", "review: # later\n", "review:\n  in_force:\n"]
)
def test_a_block_that_says_nothing_is_no_fault(block):
    assert not review.read(block)
    assert told(block) == []


@pytest.mark.parametrize(
    ("line", "code", "key"),
    [
        ("in_force: 2027-13-01", "review_value", "in_force"),
        ("in_force: 1 janvier 2027", "review_value", "in_force"),
        ("in_force: 2027-01-01T00:00:00Z", "review_value", "in_force"),
        ("law_status: soon", "review_value", "law_status"),
        ("obligation: maybe", "review_value", "obligation"),
        ("keep: perhaps", "review_value", "keep"),
        ("highlight: [true]", "review_value", "highlight"),
        ("reason: [a]", "review_value", "reason"),
        ("themes: telework", "review_value", "themes"),
        ("repealed_by: javascript:alert(1)", "review_value", "repealed_by"),
        ("twin: javascript:alert(1)", "review_value", "twin"),
        ("twin: perhaps", "review_value", "twin"),
        ("same_as: [https://a.example/1, no]", "review_value", "same_as"),
        ("same_as: {fr: https://a.example/1}", "review_value", "same_as"),
        ("note: {es: Hola}", "review_value", "note"),
        ("entry_into_force: 2027-01-01", "review_key_unknown", "entry_into_force"),
        ("audience: [hr, everybody]", "review_term", "audience"),
        ("type: lwa", "review_term", "type"),
        ("region: brussel", "review_term", "region"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_other_keys_still_count(line, code, key):
    block = f"review:\n  act_date: 2026-11-05\n  {line}\n"

    assert (code, "12", key) in told(block, first_line=10)
    assert review.read(block).act_date == date(2026, 11, 5)


def test_a_misspelt_key_is_answered_with_the_right_one():
    (fault,) = review.problems("review:\n  inforce: 2027-01-01\n", TERMS, "a.md")

    assert problems.fix(fault, "fr").count("in_force") == 1
    assert "law_status" not in problems.fix(fault, "nl")


@pytest.mark.parametrize("block", ["review: soon\n", "review: [a, b]\n", "just text\n"])
def test_what_is_no_block_of_keys_is_told_once(block):
    assert [code for code, _, _ in told(block)] == ["review_shape"]
    assert not review.read(block)


@pytest.mark.parametrize(
    "block",
    [
        "review: " + "[" * 5000,
        "review:\n  type: &a law\n  themes: [*a, *a]\n",
        "review:\n  note: " + "x" * 30_000,
        "review: {" + "a: {" * 50,
        "review: !!python/object/apply:os.system [ls]\n  x",
        "a: b: c",
    ],
)
def test_a_block_made_to_harm_says_nothing(block):
    assert review.keys(block) == {}
    assert not review.read(block)


@pytest.mark.parametrize(
    ("said", "meant"), [("oui", True), ("ja", True), ("Non", False), ("nee", False), ("no", False)]
)
def test_an_editor_may_answer_in_their_own_language(said, meant):
    assert review.read(f"review:\n  obligation: {said}\n").obligation is meant


@pytest.mark.parametrize(
    ("said", "rejected", "brought_in"),
    [
        ("keep: false", True, False),
        ("keep: nee", True, False),
        ("keep: false\n  highlight: true", True, False),
        ("keep: true", False, True),
        ("highlight: oui", False, True),
        ("highlight: false", False, False),
        ("keep: falsch", False, False),
    ],
)
def test_a_person_rejects_or_brings_in(said, rejected, brought_in):
    read = review.read(f"review:\n  {said}\n")

    assert (read.rejected, read.brought_in) == (rejected, brought_in)


def test_a_note_is_given_in_the_readers_language_or_says_which_one_it_is_in():
    both, one = review.read(WHOLE), review.read("review:\n  lang: nl\n  note: Een zin.\n")

    assert both.sentence("fr") == ("Une phrase.", "fr")
    assert both.sentence("en") == ("Une phrase.", "fr")
    assert one.sentence("fr") == ("Een zin.", "nl")
    assert review.NOTHING.sentence("fr") == ("", "")


@pytest.mark.parametrize(
    ("said", "addresses"),
    [
        ("https://a.example/1", ("https://a.example/1",)),
        (
            "[https://a.example/1, https://b.example/2]",
            ("https://a.example/1", "https://b.example/2"),
        ),
        ("none", ()),
        ("Aucune", ()),
        ("geen", ()),
        ("'none'", ()),
        ("", None),
    ],
)
def test_a_relation_is_an_address_several_or_none(said, addresses):
    block = f"review:\n  twin: {said}\n  same_as: {said}\n"

    known = review.read(block)

    assert (known.twin, known.same_as) == (addresses, addresses)
    assert told(block) == []


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ("review: {themes: [telework]}", "review: {themes: [telework]}"),
        ("review: {themes: [telework, nonsense]}", "review:\n  themes:\n  - telework\n"),
        ("review: {themes: [nonsense], region: brussel}", "review: {}\n"),
        ("review: {themes: []}", "review: {themes: []}"),
        ("review: nonsense", "review: nonsense"),
    ],
)
def test_a_word_that_is_no_term_counts_as_absent(block, kept):
    assert review.known_terms(block, TERMS) == kept


def test_the_nearest_word_is_found_by_its_labels():
    label = next(iter(TERMS.themes[0].labels.values()))

    (problem,) = review.problems(f"themes: [{label} x]", TERMS, "a.md")

    assert problem.facts["allowed.fr"].startswith(TERMS.themes[0].id)

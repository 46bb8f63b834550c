"""Ticks and commands come to changes of `review:`, each of which can be undone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge import taxonomy
from knowledge.storage import yaml_document
from tests.vigie.outcomes import entry
from vigie.curation import commands, decisions, vocabulary, wishes
from vigie.curation.checklist import TickLine

KNOWN = vocabulary.of(taxonomy.load(Path(__file__).parents[3]), ("fr", "nl"))
LINES = [
    TickLine(1, True, True, ("a1", "a2")),
    TickLine(2, True, True, ("b",)),
    TickLine(3, False, False, ("c",)),
    TickLine(4, True, True, ("d",)),
]


def known(**reviews):
    """Return the entries of the lines, with blocks as told."""
    langs = {"a2": "nl", "d": "nl"}
    found = {}
    for name in ("a1", "a2", "b", "c", "d"):
        block = reviews.get(name, "")
        found[name] = replace(
            entry(name), lang=langs.get(name, "fr"), review=f"review:\n  {block}\n" if block else ""
        )
    return found


def changed(text, **reviews):
    wanted = commands.read(text, KNOWN, [line.number for line in LINES])
    return decisions.plan(wanted, LINES, known(**reviews)).changes


def ticked(lines, seen=None, **reviews):
    return decisions.plan(wishes.of_ticks(lines, seen), LINES, known(**reviews))


def with_tick(number, ticked):
    return [line._replace(ticked=ticked) if line.number == number else line for line in LINES]


def test_a_tick_taken_away_rejects_the_whole_story_and_one_set_brings_in():
    assert ticked(with_tick(1, ticked=False)).changes == {
        "a1": {"keep": False},
        "a2": {"keep": False},
    }
    assert ticked(with_tick(3, ticked=True)).changes == {"c": {"keep": True}}


def test_what_nobody_touched_changes_nothing():
    plan = ticked(LINES, b="type: law")

    assert (plan.changes, plan.answers) == ({}, [])


def test_a_tick_set_again_undoes_it():
    rejected = {"a1": "keep: false\n  reason: TVA", "a2": "keep: false"}

    assert ticked(LINES, **rejected).changes == {
        "a1": {"keep": None, "reason": None},
        "a2": {"keep": None},
    }


def test_of_ticks_that_were_heard_only_what_changed_since_counts():
    seen = {1: True, 2: False, 3: False, 4: True}

    assert ticked(with_tick(2, ticked=False), seen, a1="keep: false").changes == {}
    assert ticked(LINES, seen, b="keep: false").changes == {"b": {"keep": None}}


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("1 type loi", {"a1": {"type": "law"}, "a2": {"type": "law"}}),
        ("1 en vigueur 1/1/2027", {"a1": {"in_force": date(2027, 1, 1)}}),
        ("1 à la une", {"a1": {"highlight": True}}),
        ("2 thèmes télétravail", {"b": {"themes": ["telework"]}}),
        ("2 note: Une\n2 nota: Een", {"b": {"note": {"fr": "Une", "nl": "Een"}}}),
        ("2 refuser: TVA", {"b": {"keep": False, "reason": "TVA"}}),
        ("2 non\n2 oui", {"b": {"keep": True}}),
        ("2 type loi\n2 type outil", {"b": {"type": "tool"}}),
        ("2 type loi\nannuler 2", {}),
        ("2 = 3", {"b": {"same_as": "https://site.example/c"}}),
        ("2 = 4", {"b": {"twin": "https://site.example/d"}}),
        ("2 ≠ 3", {"b": {"apart": "https://site.example/c"}}),
        ("2 ≠ 4", {"b": {"apart": "https://site.example/d"}}),
        ("2 ≠ 3\n2 ≠ 4", {"b": {"apart": ["https://site.example/c", "https://site.example/d"]}}),
        ("2 ≠ 3\n3 = 2", {"c": {"same_as": "https://site.example/b"}}),
        ("2 ≠ 3\nannuler 3", {}),
        ("2 = 2", {}),
        ("9 non", {}),
    ],
)
def test_a_command_changes_what_it_names(typed, changes):
    assert changed(typed) == changes


def test_all_that_was_decided_is_undone_and_what_it_cannot_say_stays():
    block = (
        "keep: false\n  reason: x\n  themes: [telework]\n  obligation: true\n  law_status: changed"
    )

    assert changed("annuler 2", b=block) == {"b": {"keep": None, "reason": None, "themes": None}}
    assert changed("annuler 2 non", b=block) == {"b": {"keep": None, "reason": None}}


def test_one_story_again_after_two_and_two_after_one():
    other = "https://site.example/c"

    assert changed("2 = 3", b="same_as: none") == {"b": {"same_as": other}}
    assert changed("2 = 3", c="same_as: none") == {
        "b": {"same_as": other},
        "c": {"same_as": None},
    }
    assert changed("2 ≠ 3", b=f"same_as: [{other}, https://a.example/1]") == {
        "b": {"same_as": "https://a.example/1", "apart": other}
    }
    assert changed("2 = 3", b=f"apart: {other}") == {"b": {"same_as": other, "apart": None}}
    assert changed("2 = 3", c="apart: https://site.example/b") == {
        "b": {"same_as": other},
        "c": {"apart": None},
    }


def test_every_entry_of_a_line_is_apart_from_every_one_of_the_other():
    assert changed("1 ≠ 2") == {name: {"apart": "https://site.example/b"} for name in ("a1", "a2")}
    assert changed("2 ≠ 1") == {
        "b": {"apart": ["https://site.example/a1", "https://site.example/a2"]}
    }


def test_one_story_is_undone_from_either_line():
    told = {"b": "same_as: [https://site.example/c, https://a.example/1]"}

    assert changed("annuler 3", **told) == {"b": {"same_as": "https://a.example/1"}}
    assert changed("annuler 2", **told) == {"b": {"same_as": None}}


def test_a_line_that_was_folded_wrongly_is_taken_apart():
    assert changed("1 ≠ 1") == {name: {"same_as": "none", "twin": "none"} for name in ("a1", "a2")}


def test_doing_it_twice_changes_nothing():
    wanted = "1 type loi\n2 non\n3 oui\n4 note: Une"
    first = changed(wanted)
    blocks = {
        name: yaml_document.dump(keys).rstrip().replace("\n", "\n  ")
        for name, keys in first.items()
    }

    assert changed(wanted, **blocks) == {}


def test_an_entry_that_is_gone_is_told():
    plan = decisions.plan([wishes.Wish(2, "set", "keep", value=False, said="2 non")], LINES, {})

    assert (plan.changes, [answer.key for answer in plan.answers]) == ({}, ["gone"])

"""What a person types in plain French, Dutch or English is understood, or told with the right word."""

import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from knowledge import taxonomy
from knowledge.i18n import catalogue
from vigie.curation import commands, vocabulary
from vigie.curation.wishes import Puzzle, Wish

ROOT = Path(__file__).parents[3]
KNOWN = vocabulary.of(taxonomy.load(ROOT), ("fr", "nl"))
LINES = range(1, 21)


def told(text):
    return commands.read(text, KNOWN, LINES)


def wanted(text):
    return [(wish.number, wish.kind, wish.key, wish.value) for wish in told(text)]


@pytest.mark.parametrize(
    ("typed", "key", "value"),
    [
        ("3 type loi", "type", "law"),
        ("3 type: Loi.", "type", "law"),
        ("- 3 : type = législation", "type", "law"),
        ("n°3 type loi", "type", "law"),
        ("3) genre circulaire", "type", "case-law"),
        ("3 soort wet", "type", "law"),
        ("3 type wetgeving", "type", "law"),
        ("3 kind law", "type", "law"),
        ("3 type Études et chiffres", "type", "study"),
        ("3 type étude", "type", "study"),
        ("3 thèmes télétravail", "themes", ["telework"]),
        ("3 themes charge de travail, teletravail", "themes", ["workload", "telework"]),
        ("3 thema’s werkdruk; telewerk", "themes", ["workload", "telework"]),
        ("3 thema's: Telewerk", "themes", ["telework"]),
        ("3 thèmes aucun", "themes", []),
        (
            "3 thèmes télétravail, Violences, harcèlement et agressions",
            "themes",
            ["telework", "violence"],
        ),
        (
            "3 note: La supervision, dès 2027 : annuelle.",
            "note",
            {"fr": "La supervision, dès 2027 : annuelle."},
        ),
        ("3 nota: Wordt jaarlijks.", "note", {"nl": "Wordt jaarlijks."}),
        ("3 note nl: Wordt jaarlijks.", "note", {"nl": "Wordt jaarlijks."}),
        ("3 en vigueur 1/1/2027", "in_force", date(2027, 1, 1)),
        ("3 en vigueur le 1er janvier 2027", "in_force", date(2027, 1, 1)),
        ("3 in werking op 1 januari 2027", "in_force", date(2027, 1, 1)),
        ("3 entrée en vigueur: 2027-01-01", "in_force", date(2027, 1, 1)),
        ("3 in force 01.01.2027", "in_force", date(2027, 1, 1)),
        ("3 a lieu le 12/1/2027", "event_date", date(2027, 1, 12)),
        ("3 à la une", "highlight", True),
        ("3 A LA UNE !", "highlight", True),
        ("3 in de kijker", "highlight", True),
        ("3 plus à la une", "highlight", None),
        ("3 niet in de kijker", "highlight", None),
        ("3 région Bruxelles", "region", "brussels"),
        ("3 oui", "keep", True),
        ("3 ja", "keep", True),
        ("3 ja, graag", "keep", True),
        ("3 oui, pour info", "keep", True),
        ("regel 3: soort wet", "type", "law"),
        ("Ligne 3 : type loi", "type", "law"),
        ("n. 3 type loi", "type", "law"),
        ("**3** type loi", "type", "law"),
        ("2. 3 type loi", "type", "law"),
        ("3 THEMA'S WERKDRUK EN TELEWERK", "themes", ["workload", "telework"]),
        ("3 thèmes télétravail et charge de travail", "themes", ["telework", "workload"]),
        ("3 thèmes Violences, harcèlement et agressions", "themes", ["violence"]),
        ("3 nota (fr): Annuel.", "note", {"fr": "Annuel."}),
        ("3 note: voir 4, 5 non et à la une", "note", {"fr": "voir 4, 5 non et à la une"}),
        ("3 en vigueur à partir du 1er janvier 2027", "in_force", date(2027, 1, 1)),
        ("3 VAN KRACHT MET INGANG VAN 1 januari 2027", "in_force", date(2027, 1, 1)),
    ],
)
def test_a_line_is_understood(typed, key, value):
    assert wanted(typed) == [(3, "set", key, value)]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("3 non", None),
        ("3 nee", None),
        ("3 refuser : la TVA ne nous concerne pas", "la TVA ne nous concerne pas"),
        ("3 weren: btw", "btw"),
        ("3 hors sujet", None),
        ("`3 non`", None),
        ("3 : non", None),
        ("3 non, car doublon de 4", "car doublon de 4"),
        ("3 nee: van 2, 4 en 5", "van 2, 4 en 5"),
    ],
)
def test_a_line_is_rejected_with_or_without_a_reason(typed, reason):
    assert wanted(typed) == [(3, "set", "keep", False), (3, "set", "reason", reason)]


def test_the_word_refuser_alone_is_as_good():
    assert wanted("3 écarter")[0] == (3, "set", "keep", False)


@pytest.mark.parametrize("typed", ["4 = 7", "4=7", "4 ≠ 7", "4≠7", "4 != 7", "4 <> 7"])
def test_two_lines_are_one_story_or_two(typed):
    (wish,) = told(typed)

    kind = "same" if typed in {"4 = 7", "4=7"} else "apart"
    assert (wish.number, wish.kind, wish.other) == (4, kind, 7)


@pytest.mark.parametrize("typed", ["4 = 7, 9", "4=7 et 9", "4 = 7 en 9.", "4 = 7; 9"])
def test_a_line_is_one_story_with_several(typed):
    assert [(wish.number, wish.kind, wish.other) for wish in told(typed)] == [
        (4, "same", 7),
        (4, "same", 9),
    ]


@pytest.mark.parametrize(
    ("typed", "wishes"),
    [
        ("3 oui, 4 type loi", [(3, "keep", True), (4, "type", "law")]),
        ("3 ja; regel 4 soort wet.", [(3, "keep", True), (4, "type", "law")]),
        ("3 oui. 4 = 5", [(3, "keep", True), (4, "", None)]),
        ("3 type loi et 4, 5 oui", [(3, "type", "law"), (4, "keep", True), (5, "keep", True)]),
        ("3 type loi, annuler 4", [(3, "type", "law"), (4, "", None)]),
        ("3 oui et à la une", [(3, "keep", True), (3, "highlight", True)]),
        (
            "3 type loi, thèmes télétravail et à la une",
            [(3, "type", "law"), (3, "themes", ["telework"]), (3, "highlight", True)],
        ),
        (
            "3 à la une et note: p. 3, 4 non",
            [(3, "highlight", True), (3, "note", {"fr": "p. 3, 4 non"})],
        ),
        ("3 non, 4 oui", [(3, "keep", False), (3, "reason", None), (4, "keep", True)]),
    ],
)
def test_several_commands_stand_on_one_line(typed, wishes):
    assert [(number, key, value) for number, _, key, value in wanted(typed)] == wishes


def test_of_two_commands_on_a_line_the_one_not_understood_is_told_alone():
    wish, puzzle = told("3 oui, 4 type xyzzy")

    assert (wish.number, wish.value) == (3, True)
    assert (puzzle.said, puzzle.kind) == ("4 type xyzzy", "value")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("annuler 3", ""),
        ("Annuler : 3", ""),
        ("annuler ligne 3", ""),
        ("ONGEDAAN MAKEN 3", ""),
        ("ongedaan 3", ""),
        ("undo 3", ""),
        ("3 annuler", ""),
        ("3 ongedaan maken", ""),
        ("annuler 3 type", "type"),
        ("annuler 3 non", "keep"),
        ("annuler 3 en vigueur", "in_force"),
    ],
)
def test_a_decision_is_undone(typed, key):
    assert wanted(typed) == [(3, "undo", key, None)]


@pytest.mark.parametrize(
    "typed",
    [
        "3, 4 et 6-7 à la une",
        "3,4, 6 - 7 in de kijker",
        "3 en 4, 6 and 7 highlight",
        "3;4;6 à 7 à la une",
        "lijnen 3 t/m 4, 6 tot en met 7 in de kijker",
        "4-3, 7-6 à la une",
    ],
)
def test_several_lines_at_once(typed):
    assert sorted(wish.number for wish in told(typed)) == [3, 4, 6, 7]


def test_each_row_is_a_command_and_talk_is_none():
    text = "Bonjour,\r\n\r\n3 non\r\n> 4 non\r\nMerci ! Le 12/11/2026, vu.\r\n2026 fut rude.\n- [ ] **5** x\n6 ja"

    assert [(number, value) for number, _, key, value in wanted(text) if key == "keep"] == [
        (3, False),
        (6, True),
    ]


@pytest.mark.parametrize(
    "end",
    ["-- ", "________________", "-----Message d’origine-----", "---- Oorspronkelijk bericht ----"],
)
def test_nothing_is_read_below_a_signature_or_in_the_mail_that_is_answered(end):
    text = f"3 non\n{end}\n4 rue de la Loi\n* 5 · Événement · Non au stress\n6 oui"

    assert {wish.number for wish in told(text)} == {3}


@pytest.mark.parametrize(
    "row",
    [
        "- [x] **3** · Loi · Non",
        "* 3 · Événement · Non au stress",
        "3 · Non à tout = 4 · Non à rien ?",
        ">> 3 non",
    ],
)
def test_a_line_of_the_checklist_or_of_another_mail_is_no_command(row):
    assert told(row) == []


@pytest.mark.parametrize(
    ("typed", "kind", "near"),
    [
        ("annuler la 3", "word", "annuler 3"),
        ("annuler tout", "word", ""),
        ("3 thèmes", "empty", ""),
        ("3 type loix", "value", "3 type Législation"),
        ("4 ≠ 7 merci", "word", "4 ≠ 7"),
        ("123456 non", "line", ""),
        ("0 non", "line", ""),
        ("3 tpye loi", "word", "3 type loi"),
        ("3 thmes télétravail", "word", "3 themes télétravail"),
        ("3 thèmes telétravial", "value", "3 thèmes Télétravail et travail hybride"),
        ("3 thema’s telewrk", "value", "3 thema’s Telewerk en hybride werken"),
        ("3 thèmes deconexion", "value", "3 thèmes Temps de travail et déconnexion"),
        ("3 thema’s burnuot", "value", "3 thema’s Werkdruk en burn-out"),
        ("3 type xyzzy", "value", ""),
        ("3 en vigueur bientôt", "day", ""),
        ("3 en vigueur 31/2/2027", "day", ""),
        ("3 note:", "empty", ""),
        ("3 fois par an", "word", ""),
        ("44 non", "line", ""),
        ("4 = 44", "line", ""),
    ],
)
def test_what_is_not_understood_is_told_with_the_nearest_right_word(typed, kind, near):
    (puzzle,) = told(typed)

    assert isinstance(puzzle, Puzzle)
    assert (puzzle.said, puzzle.kind) == (typed, kind)
    assert puzzle.near == near if near else not puzzle.near


@pytest.mark.parametrize("typed", ["3 thèmes télétravail et xyzzy", "3 thema’s xyzzy, telewerk"])
def test_of_several_terms_the_one_that_is_none_is_named(typed):
    (puzzle,) = told(typed)

    assert puzzle.word == "xyzzy"
    assert puzzle.offered


def test_what_is_offered_is_understood():
    for typed in ("3 tpye loi", "3 thèmes telétravial", "3 thema’s telewrk"):
        (puzzle,) = told(typed)
        assert all(isinstance(found, Wish) for found in told(puzzle.near))


@pytest.mark.parametrize(
    "text",
    [
        "3 " * 200_000,
        "3," * 200_000,
        "1-" * 200_000,
        "3 type " + "a, " * 100_000,
        "\n".join(["9999-9999 non"] * 50_000),
        "\n".join(["1-9999 non"] * 500),
        "3 note: " + "é" * 500_000,
        ":" * 500_000,
        "annuler " * 100_000,
        "```\n" * 100_000,
        "1-20 thèmes " + "télétravial " * 90,
        "\n".join(["1-20 thèmes " + "télétravail et " * 60] * 150),
        "\n".join(["3 type " + "a, type " * 110] * 150),
        "\n".join(["3 oui, 4 " * 100] * 200),
        "\n".join(["3 tot " * 160] * 100),
        "\n".join(["annuler " * 120] * 400),
    ],
)
def test_text_made_to_harm_costs_little(text):
    start = process_time()

    told(text)

    assert process_time() - start < 2


def test_text_of_a_command_is_data():
    (wish,) = told("3 note: $(rm -rf /) <!-- vigie:1- 0123456789 --> ::error:: {x} @all")

    assert wish.value == {"fr": "$(rm -rf /) <!-- vigie:1- 0123456789 --> ::error:: {x} @all"}


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_the_guide_and_the_checklist_show_what_is_understood(lang):
    guide = (ROOT / f"docs/guide/coordination.{lang}.md").read_text("utf-8")
    help_text = catalogue.load(lang, "curation").translate("curation.help")
    shown = re.findall(r"`([^`\n]*\d[^`\n]*)`", " ".join(re.findall(r"^\| (`.*?) \|", guide, re.M)))
    shown += re.findall(r"`([^`]*)`", help_text)

    assert len(shown) > 20
    for command in shown:
        found = told(command)
        assert found, command
        assert all(isinstance(wish, Wish) for wish in found), command

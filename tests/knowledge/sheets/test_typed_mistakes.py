"""Mistakes that people type: what each is told in French and in Dutch, and what `check --fix`
makes of it. Read the snapshots aloud.
"""

from difflib import unified_diff
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.sheets import collection, cross_checks, mends, text
from knowledge.sheets.mends import Typed
from tests.knowledge.sheets.typed_mistakes import ACTIRIS, MISTAKES, RIGHT, TypedMistake

SNAPSHOTS = Path(__file__).parent / "typed"
TONGUES = ("fr", "nl")


def found(root):
    """Return what is wrong in an instance, but the absence of the other language."""
    held = collection.load(root)
    told = [*held.problems, *cross_checks.problems(held, root)]
    for sheet in (*held.sheets, *held.drafts):
        told += text.problems(sheet.body, sheet.path, root, first=sheet.body_line)
    return [problem for problem in told if problem.code != "twin_missing"]


def typed(path, root):
    """Return what is known of a file of the instance."""
    held = collection.load(root)
    rows = collection.files(root, held.languages)
    kind, lang = next((kind, lang) for kind, lang, file in rows if file == path)
    return Typed(kind, lang, held.vocabulary)


@pytest.fixture
def instance(put, tmp_path):
    put("docs/directory/actiris.yml", ACTIRIS)
    return tmp_path


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_what_is_typed_is_told_in_both_languages_and_mended(mistake, instance, put, pytestconfig):
    wrong = RIGHT[mistake.path].replace(mistake.right, mistake.typed, 1)
    path = put(mistake.path, wrong)
    assert wrong != RIGHT[mistake.path]

    told = found(instance)
    fixed = mends.mended(path.read_bytes(), typed(path, instance)).decode()

    shown = snapshot(mistake, wrong, told, fixed)
    file = SNAPSHOTS / f"{mistake.name}.txt"
    if pytestconfig.getoption("--update-examples"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")
    path.write_text(fixed, encoding="utf-8")
    assert (found(instance) == []) is mistake.mends
    assert mends.mended(fixed.encode(), typed(path, instance)) == fixed.encode()


def snapshot(mistake, wrong, told, fixed):
    """Return a mistake, what is said of it, and what becomes of it, as a person reads them."""
    right, typed_, mended = (whole.splitlines() for whole in (RIGHT[mistake.path], wrong, fixed))
    parts = ["TYPED", *changes(right, typed_)]
    for tongue in TONGUES:
        parts += ["", tongue.upper()]
        for problem in told:
            parts += [problems.what(problem, tongue), f"→ {problems.fix(problem, tongue)}"]
    return "\n".join([*parts, "", "MENDED", *changes(typed_, mended)]) + "\n"


def changes(before, after):
    """Return the lines that differ."""
    rows = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    return [row for row in rows if not row.startswith("@@")]


@pytest.mark.parametrize("path", RIGHT)
def test_a_right_file_has_no_mistake_and_stays_as_it_is(path, instance, put):
    file = put(path, RIGHT[path])

    assert found(instance) == []
    assert mends.mended(file.read_bytes(), typed(file, instance)) == file.read_bytes()


def test_a_mend_keeps_the_mark_of_the_order_of_bytes_and_the_ends_of_lines(instance, put):
    wrong: TypedMistake = MISTAKES[1]
    right = RIGHT[wrong.path].replace("\n", "\r\n").encode()
    raw = b"\xef\xbb\xbf" + right.replace(wrong.right.encode(), wrong.typed.encode())
    path = put(wrong.path, raw)

    assert mends.mended(raw, typed(path, instance)) == b"\xef\xbb\xbf" + right


def test_sixty_mistakes_are_known():
    assert len(MISTAKES) >= 60
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == {known.name for known in MISTAKES}

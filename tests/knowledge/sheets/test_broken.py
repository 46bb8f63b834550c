"""Broken sheets, and what an editor is told of each in French and in Dutch: read the snapshots
aloud.
"""

from pathlib import Path

import pytest

from knowledge import problems
from knowledge.model import Problem
from knowledge.sheets import collection, cross_checks, text
from knowledge.taxonomy import Taxonomy

BROKEN = sorted((Path(__file__).parent / "broken").glob("*/*.md"))
TONGUES = ("fr", "nl")


def wrong(root: Path, lists: Taxonomy) -> list[Problem]:
    held = collection.load(root)
    # The directory is another sheet's affair.
    agreed = [
        one for one in cross_checks.problems(held, root) if one.facts.get("key") != "organisation"
    ]
    texts = [
        one
        for sheet in (*held.sheets, *held.drafts)
        for one in text.problems(sheet.body, sheet.path, root, first=sheet.body_line)
    ]
    return [one for one in (*held.problems, *agreed, *texts) if one.code != "twin_missing"]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_broken_sheet_is_told_in_both_languages_with_a_way_to_mend_it(
    path, lists, put, tmp_path, pytestconfig
):
    kind = {one.id: one for one in collection.KINDS.values()}[path.parent.name]
    put(f"docs/fr/{kind.folder}/{path.name}", path.read_bytes())

    found = wrong(tmp_path, lists)

    for tongue in TONGUES:
        told = "".join(
            f"{problems.what(one, tongue)}\n  → {problems.fix(one, tongue)}\n" for one in found
        )
        snapshot = path.with_suffix(f".{tongue}.txt")
        if pytestconfig.getoption("--update-examples"):
            snapshot.write_text(told, encoding="utf-8")
        assert told == snapshot.read_text(encoding="utf-8")
        assert told
        assert "{" not in told.replace("{state", "").replace("{fr", "")


def test_each_kind_that_has_broken_sheets_has_ten_at_least():
    kinds = [path.parent.name for path in BROKEN]

    assert kinds
    assert all(kinds.count(kind) >= 10 for kind in kinds)

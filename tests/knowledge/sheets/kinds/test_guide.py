"""A page of the guide: its version, who validated it, and the folder's own page."""

import shutil
from pathlib import Path

import pytest

from knowledge.sheets import collection, reading
from knowledge.sheets.kinds.guide import KIND

ROOT = Path(__file__).parents[4]
PAGE = (
    '---\ntitle: Le cadrage\ndescription: La première étape.\nversion: "1.0"\n'
    "{more}---\nUn texte.\n"
)


def read(more=""):
    return reading.markdown(
        PAGE.replace("{more}", more).encode(), "docs/fr/guide/framing.md", KIND, "fr"
    )


def codes(found):
    return [(one.code, one.facts.get("key") or one.facts.get("found")) for one in found.problems]


def test_a_page_of_a_step_serves_that_step():
    found = read("step: framing\n")

    assert found.problems == ()
    assert (found.sheet.keys.version, found.sheet.keys.steps, found.sheet.keys.fields) == (
        "1.0",
        ("framing",),
        (),
    )


def test_a_page_needs_a_version():
    raw = PAGE.replace('version: "1.0"\n', "").replace("{more}", "")

    found = reading.markdown(raw.encode(), "docs/fr/guide/framing.md", KIND, "fr")

    assert codes(found) == [("field_missing", "version")]


@pytest.mark.parametrize("line", ["validated_by: institution-a\n", "validated_on: 2027-03-18\n"])
def test_who_validated_a_page_and_when_stand_together(line):
    assert codes(read(line)) == [("guide_validation", line.partition(":")[0])]
    assert read("validated_by: institution-a\nvalidated_on: 2027-03-18\n").problems == ()


def test_the_guides_own_page_is_a_sheet_and_that_of_the_practices_is_not(tmp_path):
    for name in ("taxonomy.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    for folder in ("guide", "practices"):
        (tmp_path / "docs" / "fr" / folder).mkdir(parents=True)
        (tmp_path / "docs" / "fr" / folder / "index.md").write_text(
            PAGE.replace("{more}", ""), encoding="utf-8"
        )

    held = collection.load(tmp_path)

    assert [(one.kind.id, one.id) for one in held.sheets] == [("guide", "index")]
    assert held.problems == ()

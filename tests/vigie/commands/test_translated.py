"""`vigie translated`: a translation is bound to the state of its original, and told when that has
gone on.
"""

from pathlib import Path

import pytest

from tests.vigie.sheets import begin, practice, put, vigie

FR, NL = "docs/fr/practices/reunion.md", "docs/nl/practices/reunion.md"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    begin(tmp_path)
    put(tmp_path, FR, practice("fr"))
    put(tmp_path, NL, practice("nl"))
    return tmp_path


def codes(root: Path) -> str:
    return vigie(root, "check", "--lang", "en").stdout


def test_a_translation_is_marked_in_one_line_and_found_older_when_its_original_changes(instance):
    before = (instance / NL).read_text(encoding="utf-8").splitlines()

    done = vigie(instance, "translated", str(instance / NL), "--lang", "nl")

    after = (instance / NL).read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert (done.exit_code, done.stdout) == (0, f"{NL}\n1 vertaling bijgewerkt\n")
    assert len(added) == 1
    assert added[0].startswith("translation: {of: fr, hash: ")
    assert len(after) == len(before) + 1
    assert "changed after it was translated" not in codes(instance)
    put(instance, FR, practice("fr").replace("debout", "assise"))
    assert "changed after it was translated" in codes(instance)
    vigie(instance, "translated", str(instance / NL))
    assert "changed after it was translated" not in codes(instance)


def test_marking_twice_changes_nothing(instance):
    vigie(instance, "translated", str(instance / NL))
    once = (instance / NL).read_bytes()

    vigie(instance, "translated", str(instance / NL))

    assert (instance / NL).read_bytes() == once


def test_a_folder_marks_each_sheet_below_it_and_passes_over_what_has_no_original(instance):
    put(instance, "docs/nl/practices/alleen.md", practice("nl"))

    done = vigie(instance, "translated", str(instance / "docs" / "nl"), "--lang", "fr")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == NL
    assert "docs/nl/practices/alleen.md\u00a0: il n’y a pas d’original" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 traduction à jour"


def test_an_original_is_not_marked_as_the_translation_of_its_translation(instance):
    vigie(instance, "translated", str(instance / NL))
    before = (instance / FR).read_bytes()

    done = vigie(instance, "translated", str(instance / FR), "--lang", "fr")

    assert done.exit_code == 2
    assert "se dit traduite de celle-ci" in done.stdout
    assert (instance / FR).read_bytes() == before


@pytest.mark.parametrize("name", ["README.md", "docs/nl/practices/none.md", "taxonomy.yml"])
def test_what_is_no_sheet_is_told(instance, name):
    done = vigie(instance, "translated", str(instance / name), "--lang", "nl")

    assert done.exit_code == 2
    assert "dit is geen fiche in één taal" in done.stdout

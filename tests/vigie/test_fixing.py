"""`vigie check --fix`: the change is shown, everything else stays to the byte."""

import pytest

from tests.vigie.sheets import begin, practice, put, vigie

SHEET = "docs/fr/practices/reunion.md"


@pytest.fixture
def instance(tmp_path):
    return begin(tmp_path)


def test_a_mistake_with_one_right_answer_is_mended_and_shown(instance):
    path = put(instance, SHEET, practice().replace("steps: ", "étapes:\u00a0"))

    done = vigie(instance, "check", "--fix", "--lang", "fr")

    assert path.read_text(encoding="utf-8") == practice()
    assert f"+++ b/{SHEET}" in done.stdout
    assert "+steps: " in done.stdout
    assert done.exit_code == 0


def test_only_the_named_file_is_mended(instance):
    wrong = practice().replace("steps: ", "étapes: ")
    put(instance, SHEET, wrong)
    other = put(instance, "docs/fr/practices/autre.md", wrong)

    vigie(instance, "check", "--fix", SHEET)

    assert other.read_text(encoding="utf-8") == wrong


def test_a_file_at_the_end_of_a_link_is_not_written(instance, tmp_path):
    wrong = practice().replace("steps: ", "étapes: ")
    outside = put(tmp_path / "outside", "reunion.md", wrong)
    (instance / "docs/fr/practices").mkdir()
    (instance / SHEET).symlink_to(outside)

    vigie(instance, "check", "--fix")

    assert outside.read_text(encoding="utf-8") == wrong


def test_a_program_gets_its_data_alone(instance):
    put(instance, SHEET, practice().replace("steps: ", "étapes: "))

    done = vigie(instance, "check", "--fix", "--json")

    assert done.stdout.startswith("[")

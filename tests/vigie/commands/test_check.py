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


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_word_pasted_becomes_markdown_and_its_neighbours_stay(instance, end):
    pasted = '<p class=MsoNormal style="mso-x:1">Une <b>salle</b>&nbsp;libre<o:p></o:p></p>'
    lines = ("---", "title: Page", "---", pasted, "", "Un <b>texte</b>  écrit à la main.", "")
    path = put(instance, "docs/fr/page.md", "")
    path.write_bytes(end.join(lines).encode())

    vigie(instance, "check", "--fix", "docs/fr/page.md")

    mended = end.join((*lines[:3], "Une **salle**\u00a0libre", *lines[4:]))
    assert path.read_bytes() == mended.encode()


def test_a_text_that_is_too_tangled_to_be_read_stays(instance):
    wrong = f"• un\n\n{'[' * 100}\n"
    path = put(instance, "docs/fr/page.md", wrong)

    vigie(instance, "check", "--fix")

    assert path.read_text(encoding="utf-8") == wrong

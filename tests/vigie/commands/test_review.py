"""`vigie review`: a file of ticks and commands, or a dialogue, changes blocks `review:` alone."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge import taxonomy
from knowledge.i18n import catalogue
from knowledge.storage import entry_store, entry_text, review
from tests.publish.conftest import BASE
from vigie import cli
from vigie.curation import applying, checklist

ROOT = Path(__file__).parents[3]


@pytest.fixture
def instance(tmp_path):
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)
    for number, facts in enumerate(
        ({}, {"type": "news"}, {"type": "news", "aside": "off-topic"}), 1
    ):
        entry_store.write(
            replace(
                BASE,
                id=f"{number:010}",
                url=f"https://a.example/{number}",
                title=f"Titre {number}",
                source="inrs",
                **facts,
            ),
            tmp_path,
        )
    return tmp_path


def files(root):
    return {path.name: path.read_bytes() for path in (root / "docs/watch").rglob("*.md")}


def reviewed(root):
    return {int(entry.id): dict(review.keys(entry.review)) for entry in entry_store.load(root)}


def the_checklist(root):
    week = applying.Desk.load(root).week()
    words = [catalogue.load("fr"), catalogue.load("nl")]
    return "\n".join(checklist.markdown(week, taxonomy.load(root), words))


def run(root, *arguments, given="", lang="fr"):
    return CliRunner().invoke(
        cli.app, ["--root", str(root), "--lang", lang, *arguments], input=given
    )


def test_a_file_of_ticks_and_commands_is_done_and_told(instance):
    before = files(instance)
    text = (
        the_checklist(instance)
        .replace("- [x] **2**", "- [ ] **2**")
        .replace("- [ ] **3**", "- [x] **3**")
    )
    (instance / "choice.md").write_text(f"{text}\n\n1 en vigueur 1/1/2027\n1 à la une\n")

    result = run(instance, "review", "apply", str(instance / "choice.md"))

    assert result.exit_code == 0
    assert "2\u00a0: écartée du site" in result.stdout
    assert "1\u00a0: en vigueur le 1er\u00a0janvier\u00a02027" in result.stdout
    assert reviewed(instance) == {
        1: {"in_force": "2027-01-01", "highlight": "true"},
        2: {"keep": "false"},
        3: {"keep": "true"},
    }
    for name, raw in files(instance).items():
        former = entry_text.from_markdown(before[name], name)
        assert replace(entry_text.from_markdown(raw, name), review="") == former


def test_the_checklist_as_it_was_undoes_all_its_ticks_to_the_byte(instance):
    before, text = files(instance), the_checklist(instance)
    (instance / "choice.md").write_text(text)
    (instance / "other.md").write_text(text.replace("- [x]", "- [ ]"))

    assert run(instance, "review", "apply", str(instance / "choice.md")).exit_code == 0
    assert files(instance) == before
    assert run(instance, "review", "apply", str(instance / "other.md")).exit_code == 0
    assert files(instance) != before
    assert run(instance, "review", "apply", str(instance / "choice.md")).exit_code == 0

    assert files(instance) == before


def test_commands_alone_speak_of_the_newest_week_and_what_is_not_understood_ends_in_1(instance):
    result = run(instance, "review", "apply", "-", given="1 nee\n2 tpye wet\n", lang="nl")

    assert result.exit_code == 1
    assert "1: van de site geweerd" in result.stdout
    assert "Bedoelde u `2 type wet`?" in result.stdout
    assert reviewed(instance)[1] == {"keep": "false"}


def test_a_word_that_is_no_term_is_named_with_the_list_or_with_the_nearest_command(instance):
    done = run(
        instance,
        "review",
        "apply",
        "-",
        given="1 thèmes télétravail et xyzzy\n1 thèmes telétravial\n",
    )

    unlisted, near = done.stdout.replace("\u00a0", " ").splitlines()[-2:]
    assert "» : « xyzzy » n’est pas dans la liste (" in unlisted
    assert "» : « telétravial » n’est pas dans la liste. Vouliez-vous" in near


def test_a_file_that_is_not_there_is_told(instance):
    result = run(instance, "review", "apply", str(instance / "none.md"))

    assert result.exit_code != 0
    assert reviewed(instance) == {1: {}, 2: {}, 3: {}}


def test_a_terminal_shows_the_week_and_does_what_is_typed(instance):
    result = run(instance, "review", given="3 oui\n3 annuler\n2 type loi\n\n1 non\n")

    assert result.exit_code == 0
    assert "  1 [x] Législation · Titre 1 (inrs, 20/11/2026)" in result.stdout
    assert "  3 [ ] Actualité · Titre 3" in result.stdout
    assert reviewed(instance) == {1: {}, 2: {"type": "law"}, 3: {}}


def test_a_block_that_cannot_be_edited_is_left_and_told(instance):
    (path,) = (instance / "docs/watch/inrs").glob("*-0000000001.md")
    text = path.read_text().replace("themes:", "review: soon\nthemes:", 1)
    path.write_text(text)

    result = run(instance, "review", "apply", "-", given="1 non\n2 non\n")

    assert result.exit_code == 1
    assert "0000000001.md" in result.stdout
    assert path.read_text() == text
    assert reviewed(instance)[2] == {"keep": "false"}


def test_what_was_rejected_is_still_shown_unticked_and_can_be_undone(instance):
    run(instance, "review", given="1 non\n\n")

    result = run(instance, "review", given="annuler 1\n\n")

    assert "  1 [ ] Législation · Titre 1" in result.stdout
    assert reviewed(instance)[1] == {}

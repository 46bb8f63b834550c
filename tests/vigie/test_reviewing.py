"""`vigie check` names what is wrong under `review:` by its file and line, in French and Dutch."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.storage import entry_store
from tests.publish.conftest import BASE
from vigie import cli

ROOT = Path(__file__).parents[2]


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def checked(root: Path):
    return CliRunner().invoke(cli.app, ["--root", str(root), "check"])


def test_a_fault_is_told_with_its_place(instance):
    entry_store.write(
        replace(BASE, source="inrs", review="review:\n  # lu le texte\n  in_force: demain\n"),
        instance,
    )
    (path,) = (instance / "docs" / "watch" / "inrs").glob("*.md")
    line = path.read_text(encoding="utf-8").splitlines().index("  in_force: demain") + 1

    result = checked(instance)

    said = " ".join(result.output.split())
    assert result.exit_code == 0
    assert f"{path.name} avertissement, ligne {line}" in said
    assert f"regel {line}" in said
    assert "2027-01-31" in said


def test_a_review_without_a_fault_is_well(instance):
    entry_store.write(
        replace(BASE, source="inrs", review="review:\n  in_force: 2027-01-01\n"), instance
    )

    result = checked(instance)

    assert (result.exit_code, result.stdout.strip()) == (
        0,
        "0 fiche, 1 entrée de la veille, 0 erreur, 0 avertissement\n"
        "0 fiches, 1 item van de watch, 0 fouten, 0 waarschuwingen",
    )

"""`vigie check` names what is wrong under `review:` by its file and line, in French and Dutch."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.storage import entry_store
from tests.publish.conftest import BASE
from tests.vigie.sheets import NAV, filled
from vigie import cli

ROOT = Path(__file__).parents[2]


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "docs" / "nl").mkdir(parents=True)
    # Without the pages that the navigation names.
    for settings in tmp_path.glob("mkdocs*.yml"):
        text = settings.read_text(encoding="utf-8")
        settings.write_text(filled(NAV.sub("", text)), encoding="utf-8")
    sources = tmp_path / "watch_sources.yml"
    sources.write_text(filled(sources.read_text(encoding="utf-8")), encoding="utf-8")
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
        "0 fiches, 1 bericht van de nieuwsopvolging, 0 fouten, 0 waarschuwingen",
    )


@pytest.mark.parametrize("key", ["twin", "same_as"])
def test_an_address_that_is_no_entrys_is_told_with_the_nearest(key, instance):
    meant = "https://www.inrs.example/nl/publicaties/stress-op-het-werk"
    other = replace(BASE, id="0a1b2c3d4f", source="oiraproject", lang="nl", url=meant)
    entry_store.write(other, instance)
    asked = replace(
        BASE, source="inrs", lang="fr", review=f"review:\n  note: lu\n  {key}: {meant}k\n"
    )
    entry_store.write(asked, instance)

    said = " ".join(checked(instance).output.split())
    (path,) = (instance / "docs" / "watch" / "inrs").glob("*.md")
    path.write_text(path.read_text(encoding="utf-8").replace(f"{meant}k", meant), encoding="utf-8")
    mended = " ".join(checked(instance).output.split())

    assert f"{meant}k" in said
    assert f"{meant} " in said.replace(f"{meant}k", "")
    assert "avertissement, ligne" in said
    assert "avertissement, ligne" not in mended


def test_the_own_address_is_no_other_entry(instance):
    review = f"review:\n  twin: {BASE.url}\n"
    entry_store.write(replace(BASE, source="inrs", review=review), instance)

    assert "1 avertissement" in checked(instance).output

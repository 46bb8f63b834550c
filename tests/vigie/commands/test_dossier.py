"""`vigie dossier`, as a person types it."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vigie import cli

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "tests" / "recordings" / "demo" / "docs"
MEETING = "2026-12-08-meeting"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    for lang in ("fr", "nl"):
        shutil.copytree(DEMO / lang / "events", tmp_path / "docs" / lang / "events")
    return tmp_path


def vigie(root: Path, *words: str):
    return CliRunner().invoke(cli.app, ["--root", str(root), *words])


def test_a_dossier_is_printed_in_the_language_that_is_asked_for(instance):
    french = vigie(instance, "dossier", MEETING, "--today", "2026-11-25", "--lang", "fr")
    dutch = vigie(instance, "dossier", MEETING, "--today", "2026-11-25", "--lang", "nl")

    assert french.exit_code == 0
    assert "# Dossier\u00a0: Exemple\u00a0: réunion du réseau de décembre 2026\n" in french.stdout
    assert (
        "Du 6\u00a0octobre\u00a02026 (réunion précédente) au 25\u00a0novembre\u00a02026."
        in french.stdout
    )
    assert (
        "Van 6\u00a0oktober\u00a02026 (vorige vergadering) tot 25\u00a0november\u00a02026."
        in dutch.stdout
    )


def test_it_leads_to_the_site_where_its_address_is_known(instance, monkeypatch):
    monkeypatch.setenv("VIGIE_SITE_URL", "https://watch.example")

    result = vigie(instance, "--lang", "nl", "dossier", MEETING)

    assert f"(<https://watch.example/nl/events/{MEETING}/>)" in result.stdout


def test_a_dossier_is_written_into_a_file(instance, tmp_path):
    result = vigie(instance, "dossier", MEETING, "--output", str(tmp_path / "dossier.md"))

    assert result.exit_code == 0
    assert (tmp_path / "dossier.md").read_text(encoding="utf-8").startswith("# Dossier")


@pytest.mark.parametrize(
    ("event", "hint"),
    [
        ("2026-12-09-meeting", f"did you mean “{MEETING}”?"),
        ("2027-01-19-training", "is no meeting"),
        ("x", MEETING),
    ],
)
def test_what_is_no_meeting_is_refused_with_the_nearest_one(instance, event, hint):
    result = vigie(instance, "dossier", event)

    assert result.exit_code == 2
    assert hint in " ".join(result.output.replace("│", " ").split())


def test_a_language_that_the_site_does_not_speak_is_refused(instance):
    assert vigie(instance, "dossier", MEETING, "--lang", "de").exit_code == 2

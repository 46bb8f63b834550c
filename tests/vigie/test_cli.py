"""The command as a person types it."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from knowledge.errors import ConfigError, SheetError
from knowledge.model import Problem
from knowledge.storage import entry_store
from vigie import cli

ROOT = Path(__file__).parents[2]
WEEKS = [ROOT / "tests" / "recordings" / f"2026-w{number}.warc.gz" for number in (46, 47)]
SHEET = SheetError([Problem("sheet_tab", {"path": "a.md", "line": "3", "found": "x"})])
CONFIG = ConfigError([Problem("configuration", {"path": "a.yml", "found": "x: unknown key"})])


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def vigie(root: Path, *words: str):
    return CliRunner().invoke(cli.app, ["--root", str(root), *words])


def test_a_week_is_replayed_reported_and_summed_up(instance, tmp_path):
    result = vigie(
        instance,
        "refresh",
        "--replay",
        str(WEEKS[0]),
        "--json",
        "--summary",
        str(tmp_path / "week.md"),
    )

    told = {row["source"]: row for row in json.loads(result.stdout)["sources"]}
    assert result.exit_code == 0
    assert len(told["spf-emploi-fr"]["new"]) == 21
    assert told["bosa"]["state"] == "absent"
    assert len(entry_store.load(instance)) == sum(len(row["new"]) for row in told.values())
    assert "La veille de la semaine (15/11/2026)" in (tmp_path / "week.md").read_text(
        encoding="utf-8"
    )


def test_one_source_is_tried_and_nothing_written(instance):
    result = vigie(instance, "try", "inrs", "--replay", str(WEEKS[0]), "--json")

    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["entries"]) == 10
    assert not (instance / "docs").exists()


def test_a_source_that_is_not_there_is_named_with_the_nearest_one(instance):
    result = vigie(instance, "refresh", "--only", "inr", "--replay", str(WEEKS[0]))

    assert result.exit_code != 0
    assert "did you mean “inrs”?" in str(result.exception)


def test_the_pages_of_a_source_are_saved_as_an_example(instance):
    result = vigie(instance, "record", "eu-osha", "--replay", str(WEEKS[0]))

    saved = yaml.safe_load(
        (instance / "tests" / "examples" / "eu-osha" / "pages.yml").read_text(encoding="utf-8")
    )
    assert result.exit_code == 0
    assert saved[0]["url"] == "https://osha.europa.eu/en/rss.xml"


def test_status_tells_each_source_after_a_week_and_before_any(instance):
    before = json.loads(vigie(instance, "status", "--json").stdout)
    vigie(instance, "refresh", "--only", "inrs", "--replay", str(WEEKS[0]))
    after = {row["source"]: row for row in json.loads(vigie(instance, "status", "--json").stdout)}

    assert {row["state"] for row in before} == {"never", "disabled"}
    assert after["inrs"]["state"] == "ok"
    assert after["inrs"]["last_success"].startswith("2026-11-15")
    assert "inrs" in vigie(instance, "status").stdout


def test_an_editors_slip_is_told_in_french_and_dutch_with_exit_code_2(instance):
    vigie(instance, "refresh", "--only", "inrs", "--replay", str(WEEKS[0]))
    path = next((instance / "docs" / "watch" / "inrs").glob("*.md"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("lang: fr", "lang fr"), encoding="utf-8"
    )

    result = vigie(instance, "check")

    assert result.exit_code == 2
    assert path.name in result.output.replace("\n", "")
    assert "deux-points" in result.output
    assert "dubbele" in result.output


def test_a_folder_that_is_no_instance_is_told_so(tmp_path):
    result = vigie(tmp_path, "status")

    assert "no watch_sources.yml here" in str(result.exception)


def test_a_page_that_the_search_cannot_read_is_named_on_the_standard_error(instance):
    for name, head in (("broken", "title: [x"), ("sound", "title: Télétravail\non: 2026-01-01")):
        page = instance / "docs" / "fr" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\n{head}\n---\nDeux jours.\n", encoding="utf-8")

    result = vigie(instance, "search", "télétravail")

    assert result.exit_code == 0
    assert "docs/fr/sound.md" in result.stdout
    assert result.stderr.startswith("docs/fr/broken.md, line 2: ")


@pytest.fixture
def french(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("theme: {language: fr}\n")
    return tmp_path


def test_a_site_in_one_language_is_told_in_that_alone(french):
    (line,) = cli.failures(SHEET, ["--root", str(french), "build"])

    assert "ligne 3" in line


def test_the_language_that_was_asked_for_wins_wherever_it_stands(french):
    for words in (["--lang", "nl", "build"], ["check", "--lang=nl"]):
        (line,) = cli.failures(SHEET, [*words, f"--root={french}"])
        assert "regel 3" in line


def test_a_configuration_file_is_told_so_too(french):
    (line,) = cli.failures(CONFIG, ["--root", str(french), "status"])

    assert line == "a.yml: x\u00a0: clé inconnue"


def test_settings_that_cannot_be_read_leave_the_terminals_language(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("a: [\n")

    assert list(cli.failures(CONFIG, ["--root", str(tmp_path)])) == ["a.yml: x: unknown key"]


def test_two_languages_of_a_site_are_told_one_after_the_other(tmp_path):
    for name in ("mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)

    french, dutch = cli.failures(SHEET, ["--root", str(tmp_path), "build"])

    assert "ligne" in french
    assert "regel" in dutch

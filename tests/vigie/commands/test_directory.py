"""`vigie directory`: what is due, and forgetting a person."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vigie import cli

ROOT = Path(__file__).parents[3]
PERSON = "{id: p-1, name: Zéphyrine Quatrebarbes, legal_basis: mission, last_verified: 2026-01-05, expires: 2026-12-31}"
TEXT = f"""# L’institution d’exemple
names: {{fr: Exemple, nl: Voorbeeld}}
kind: regional-body
scope: regional
member: yes
topics: [telework]
roles:
  - id: permanent-member
    title: {{fr: Membre effectif, nl: Effectief lid}}
    seat: permanent
    mailbox: qvt@a.example
    person: {PERSON}
  - id: alternate
    title: {{fr: Membre suppléant, nl: Plaatsvervangend lid}}
    seat: alternate
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "taxonomy.yml", tmp_path)
    (tmp_path / "docs" / "directory").mkdir(parents=True)
    (tmp_path / "docs" / "fr").mkdir()
    (tmp_path / "docs" / "directory" / "example.yml").write_text(TEXT, "utf-8")
    return tmp_path


def run(folder: Path, *words: str, lang: str = "fr"):
    return CliRunner().invoke(cli.app, ["--root", str(folder), "--lang", lang, "directory", *words])


def due(folder: Path, day: str) -> dict:
    return json.loads(run(folder, "report", "--json", "--today", day).stdout)


@pytest.mark.parametrize(
    ("day", "overdue", "expiring", "expired", "vacant"),
    [
        ("2026-07-05", 0, 0, 0, ["example/alternate"]),
        ("2026-07-06", 1, 0, 0, ["example/alternate"]),
        ("2026-11-25", 1, 1, 0, ["example/alternate"]),
        ("2027-01-01", 0, 0, 1, ["example/permanent-member", "example/alternate"]),
    ],
)
def test_the_report_is_made_for_a_day(folder, day, overdue, expiring, expired, vacant):
    found = due(folder, day)

    assert [len(found[name]) for name in ("overdue", "expiring", "expired")] == [
        overdue,
        expiring,
        expired,
    ]
    assert found["vacant"] == vacant


def test_a_topic_is_answered_for_by_a_role_that_can_be_reached(folder):
    topics = due(folder, "2026-11-25")["topics_without_contact"]

    assert "telework" not in topics
    assert "health" in topics


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "Sièges vacants (1)"), ("nl", "Vacante zetels (1)")]
)
def test_the_report_is_read_in_each_language_and_names_nobody(folder, lang, said):
    shown = run(folder, "report", "--today", "2026-11-25", lang=lang).stdout

    assert said in shown
    assert "Quatrebarbes" not in shown


@pytest.mark.parametrize("name", ["p-1", "example/permanent-member"])
def test_a_person_is_forgotten_by_their_id_or_by_their_role(folder, name):
    done = run(folder, "forget", name)

    assert done.exit_code == 0
    assert (folder / "docs" / "directory" / "example.yml").read_text("utf-8") == TEXT.replace(
        f"    person: {PERSON}\n", ""
    )


@pytest.mark.parametrize(
    ("lang", "kept"),
    [("fr", "L’historique du dépôt"), ("nl", "De geschiedenis"), ("en", "history")],
)
def test_it_is_said_what_changed_and_what_git_keeps(folder, lang, kept):
    shown = run(folder, "forget", "p-1", lang=lang).stdout

    assert "docs/directory/example.yml" in shown
    assert kept in shown


def test_other_texts_that_hold_the_name_yet_are_listed(folder):
    (folder / "docs" / "fr" / "page.md").write_text(
        "# Une page\n\nMerci à Zéphyrine Quatrebarbes.\n", "utf-8"
    )

    assert "docs/fr/page.md, ligne 3" in run(folder, "forget", "p-1").stdout


def test_somebody_unknown_is_said_to_be_so_and_nothing_changes(folder):
    done = run(folder, "forget", "p-9", lang="nl")

    assert done.exit_code == 2
    assert "p-9" in done.output
    assert (folder / "docs" / "directory" / "example.yml").read_text("utf-8") == TEXT

"""What waits in the sheets on a day."""

import shutil
from datetime import date
from pathlib import Path

from knowledge import taxonomy
from knowledge.sheets import collection
from vigie import reminders

ROOT = Path(__file__).parents[2]
ACTION = "actions/1-1-qvt-network.md"
PERSON = "{id: p-1, name: A, legal_basis: mission, last_verified: 2026-01-05, expires: 2026-12-31}"
ORGANISATION = f"""names: {{fr: Actiris, nl: Actiris}}
kind: regional-body
scope: regional
member: yes
roles:
  - id: permanent-member
    title: {{fr: Membre effectif, nl: Effectief lid}}
    seat: permanent
    mailbox: qvt@actiris.example
    person: {PERSON}
  - id: alternate
    title: {{fr: Membre suppléant, nl: Plaatsvervangend lid}}
    seat: alternate
"""


def due(root, day):
    (root / "mkdocs.yml").write_text("site_name: A\ntheme: {language: fr}\n")
    (root / "docs/directory").mkdir(parents=True)
    (root / "docs/directory/actiris.yml").write_text(ORGANISATION)
    held = collection.load(root, taxonomy.load(ROOT))
    assert held.problems == ()
    return dict(reminders.on(held, day))


def test_a_contact_to_check_a_name_that_will_go_and_a_vacant_seat_are_told(tmp_path):
    assert due(tmp_path, date(2026, 11, 23)) == {
        "overdue": ("actiris/permanent-member (05/07/2026)",),
        "expiring": ("actiris/permanent-member (31/12/2026)",),
        "vacant": ("actiris/alternate",),
    }


def test_a_translation_older_than_its_original_and_an_action_past_its_end_are_told(tmp_path):
    for name in ("mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)
    for lang in ("fr", "nl"):
        (tmp_path / f"docs/{lang}/actions").mkdir(parents=True)
        text = (
            (ROOT / f"docs/{lang}/{ACTION}")
            .read_text()
            .replace("\nowners:", "\nend: 2026-03-31\nowners:")
        )
        (tmp_path / f"docs/{lang}/{ACTION}").write_text(text)
    held = collection.load(tmp_path, taxonomy.load(ROOT))

    assert dict(reminders.on(held, date(2026, 3, 31))) == {"stale": (f"docs/nl/{ACTION}",)}
    assert dict(reminders.on(held, date(2026, 4, 1)))["ended"] == (
        f"docs/fr/{ACTION}",
        f"docs/nl/{ACTION}",
    )

"""What may be shown of a person, as on a given day."""

from datetime import date
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.errors import SheetError
from knowledge.sheets import collection, cross_checks, persons, reading
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import WARNINGS
from knowledge.sheets.kinds.organisation import KIND
from knowledge.sheets.persons import forget
from knowledge.sheets.registry import KINDS
from knowledge.storage import front_matter

ROOT = Path(__file__).parents[3]
TEXT = """names: {fr: Actiris}
kind: regional-body
scope: regional
member: yes
roles:
  - id: permanent-member
    title: {fr: Membre}
    seat: permanent
    mailbox: qvt@actiris.example
    person: {id: p-1, name: Prénom Nom, legal_basis: mission, last_verified: 2026-08-31, expires: 2027-03-31}
  - id: alternate
    title: {fr: Suppléant}
    seat: alternate
"""
BLOCK = """# Un commentaire
names: {fr: Actiris}   # son nom
roles:
  - id: a
    title: {fr: A}
    person:
      id: p-1
      name: "Prénom Nom"
      # parti, remplacé par Prénom Nom
      expires: 2027-01-01
      # Prénom Nom encore
    mailbox: a@actiris.example

  # la suppléance
  - id: b
    title: {fr: B}
"""


def held(text: str = TEXT) -> Collection:
    found = reading.mapping(text.encode(), "docs/directory/actiris.yml", KIND)
    assert found.sheet is not None
    assert found.problems == ()
    return Collection((found.sheet,), languages=("fr",))


def person(text: str = TEXT):
    return held(text).sheets[0].keys.roles[0].person


@pytest.mark.parametrize(("day", "there"), [("2027-03-31", True), ("2027-04-01", False)])
def test_a_name_is_shown_up_to_its_last_day(day, there):
    assert persons.shown(person(), date.fromisoformat(day)) is there


def test_six_months_after_the_end_of_a_long_month_is_the_end_of_a_short_one():
    assert persons.due(person()) == date(2027, 2, 28)


def test_a_check_over_a_year_s_end_falls_in_the_next_year():
    assert persons.due(person(TEXT.replace("2026-08-31", "2026-12-15"))) == date(2027, 6, 15)


@pytest.mark.parametrize(("day", "late"), [("2027-02-28", False), ("2027-03-01", True)])
def test_a_check_is_late_from_the_day_after(day, late):
    assert persons.overdue(person(), date.fromisoformat(day)) is late


@pytest.mark.parametrize(
    ("day", "soon"), [("2027-01-29", False), ("2027-01-30", True), ("2027-04-01", False)]
)
def test_sixty_days_before_it_goes_a_name_is_soon_to_go(day, soon):
    assert persons.expiring(person(), date.fromisoformat(day)) is soon


def test_a_seat_is_vacant_where_nobody_is_named_or_the_name_has_gone():
    first, second = held().sheets[0].keys.roles

    assert persons.vacant(second, date(2027, 1, 1))
    assert not persons.vacant(first, date(2027, 3, 31))
    assert persons.vacant(first, date(2027, 4, 1))


def test_an_expired_person_leaves_the_role_and_its_mailbox():
    role = persons.on(held(), date(2027, 4, 1)).sheets[0].keys.roles[0]

    assert (role.person, role.mailbox) == (None, "qvt@actiris.example")


def test_a_collection_on_a_day_still_finds_its_sheets():
    kept = persons.on(held(), date(2027, 4, 1))

    assert kept.find(KINDS["organisation"], "actiris", "fr").keys.roles[0].person is None


def test_what_nobody_needs_to_see_again_is_the_same_sheet():
    whole = held()

    assert persons.on(whole, date(2027, 3, 31)).sheets[0] is whole.sheets[0]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2027-01-01", []),
        ("2027-02-01", ["person_expiring"]),
        ("2027-03-01", ["person_overdue", "person_expiring"]),
        ("2027-04-01", ["person_expired"]),
    ],
)
def test_what_is_due_is_a_warning_and_no_mistake(day, codes):
    found = list(persons.warnings(held(), date.fromisoformat(day)))

    assert [one.code for one in found] == codes
    assert set(codes) <= WARNINGS
    for one in found:
        for tongue in ("fr", "nl", "en"):
            said = problems.what(one, tongue) + problems.fix(one, tongue)
            assert "actiris/permanent-member" in said
            assert "Nom" not in said


def test_an_id_that_stands_for_two_names_in_two_files_is_a_mistake(tmp_path):
    folder = tmp_path / "docs" / "directory"
    folder.mkdir(parents=True)
    (folder / "actiris.yml").write_text(TEXT, "utf-8")
    (folder / "hub.yml").write_text(TEXT.replace("Prénom Nom", "Un Autre"), "utf-8")

    found = list(cross_checks.problems(collection.load(tmp_path), tmp_path))

    assert [
        (one.code, one.facts["path"], one.facts["line"], one.facts["other"]) for one in found
    ] == [("organisation_person_twice", "docs/directory/hub.yml", "10", "actiris/permanent-member")]


def test_the_directory_that_is_shipped_is_whole_names_nobody_and_shows_no_seat_as_held():
    whole = collection.load(ROOT)
    roles = list(persons.roles(whole.sheets))

    assert [problems.what(one, "en") for one in whole.problems] == []
    assert len(whole.of(KINDS["organisation"])) == 28
    seats = [held for held in roles if held.role.seat]
    assert len(seats) == 36
    assert all(persons.vacant(held.role, date(2026, 1, 1)) for held in seats)
    assert not any(one.role.mailbox or one.role.phone or one.role.person for one in roles)


def ask(*names: str):
    return lambda role, person: person.get("id") in names or role in names


def test_a_block_goes_with_the_comments_inside_it():
    left, names = forget(BLOCK.encode(), "x", ask("p-1"))

    assert names == ("Prénom Nom",)
    assert left.decode() == (
        "# Un commentaire\nnames: {fr: Actiris}   # son nom\nroles:\n"
        "  - id: a\n    title: {fr: A}\n"
        "    mailbox: a@actiris.example\n\n  # la suppléance\n  - id: b\n    title: {fr: B}\n"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "roles:\n  - {id: a, person: {id: p-1, name: N}, phone: +32 2 000 00 00}\n",
            "roles:\n  - {id: a, phone: +32 2 000 00 00}\n",
        ),
        ("roles:\n  - {id: a, person: {id: p-1, name: N}}\n", "roles:\n  - {id: a}\n"),
        ("roles:\n  - {person: {id: p-1, name: N}, id: a}\n", "roles:\n  - {id: a}\n"),
        ("roles:\n  - person: {id: p-1, name: N}\n    id: a\n", "roles:\n  - id: a\n"),
        ("roles:\n  - id: a\n    person: {id: p-1,\n      name: N}\n", "roles:\n  - id: a\n"),
        (
            "roles:\r\n  - id: a\r\n    person:\r\n      id: p-1\r\nscope: x\r\n",
            "roles:\r\n  - id: a\r\nscope: x\r\n",
        ),
        ("roles:\n- id: a\n  person:\n    id: p-1\n    name: N", "roles:\n- id: a\n"),
    ],
)
def test_a_person_is_taken_out_however_it_is_written(text, left):
    assert forget(text.encode(), "x", ask("p-1"))[0].decode() == left


def test_the_same_person_goes_from_each_of_their_roles():
    text = (
        "roles:\n  - id: a\n    person: {id: p-1, name: N}\n"
        "  - id: b\n    person: {id: p-1, name: N}\n"
    )

    left, names = forget(text.encode(), "x", ask("p-1"))

    assert names == ("N", "N")
    assert "N" not in left.decode()
    assert [role["id"] for role in front_matter.mapping(left, "x")[0]["roles"]] == ["a", "b"]


def test_a_role_may_be_named_in_place_of_its_person():
    left, names = forget(BLOCK.encode(), "x", ask("a"))

    assert names == ("Prénom Nom",)
    assert b"Nom" not in left


def test_a_file_without_the_person_stays_as_it_is():
    assert forget(BLOCK.encode(), "x", ask("p-2")) == (BLOCK.encode(), ())


def test_a_file_that_cannot_be_read_is_said_to_be_so():
    with pytest.raises(SheetError):
        forget(b"roles: [", "x", ask("p-1"))

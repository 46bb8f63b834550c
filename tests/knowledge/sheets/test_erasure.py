"""A person goes, and every other byte of the file stays."""

import pytest

from knowledge.errors import SheetError
from knowledge.sheets.erasure import forget
from knowledge.storage import front_matter

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

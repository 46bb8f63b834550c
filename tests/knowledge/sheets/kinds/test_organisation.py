"""Each mistake in a file of the directory is told by line, label, what is there, what is expected,
and an example.
"""

import pytest

from knowledge import problems
from knowledge.sheets import by_language, reading
from knowledge.sheets.kinds.organisation import KIND, KINDS, PUBLIC, Organisation

HEAD = "names: {fr: Actiris, nl: Actiris}\nkind: regional-body\nscope: regional\n"
SEATS = (
    "member: yes\nroles:\n"
    "  - id: permanent-member\n    title: {fr: Membre}\n    seat: permanent\n"
    "  - id: alternate\n    title: {fr: Suppléant}\n    seat: alternate\n"
)
PERSON = (
    "    person:\n      id: p-1\n      name: Prénom Nom\n      legal_basis: mission\n"
    "      last_verified: 2026-11-02\n      expires: 2027-11-01\n"
)


def read(text: str) -> reading.Reading:
    return reading.mapping(text.encode(), "docs/directory/actiris.yml", KIND)


def told(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.facts.get("line", "")) for one in read(text).problems]


def test_a_member_with_both_seats_vacant_is_right():
    assert told(HEAD + SEATS) == []


def test_one_language_is_enough():
    sheet = read("names: {fr: INRS}\nkind: research\nscope: external\n").sheet

    assert sheet is not None
    assert by_language.read(sheet.keys.names, "nl") == ("INRS", "fr")


def test_a_site_is_one_address_or_one_by_language():
    one = read(HEAD + "site: https://a.example/\n").sheet
    several = read(HEAD + "site: {fr: https://a.example/fr, nl: https://a.example/nl}\n").sheet

    assert by_language.read(one.keys.site, "nl") == ("https://a.example/", "")
    assert by_language.read(several.keys.site, "nl") == ("https://a.example/nl", "nl")


@pytest.mark.parametrize(
    ("written", "months"), [("6 months", 6), ("3 mois", 3), ("12 maanden", 12), ("1", 1)]
)
def test_a_review_comes_every_so_many_months(written, months):
    sheet = read(HEAD + SEATS + PERSON + f"      review_every: {written}\n").sheet

    assert sheet.keys.roles[1].person.review_every == months


def test_a_review_comes_every_six_months_where_nobody_says_otherwise():
    assert read(HEAD + SEATS + PERSON).sheet.keys.roles[1].person.review_every == 6


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("kind: agency\nscope: regional\n", "key_missing", "1"),
        ("names:\n  de: X\nkind: agency\nscope: regional\n", "field_unknown", "2"),
        ("names:\n  fr:\nkind: agency\nscope: regional\n", "field_value", "1"),
        (HEAD + "site: actiris\n", "field_value", "4"),
        (HEAD + "site:\n  fr: https://a.example/\n  nl: a.example\n", "field_value", "6"),
        (HEAD + "languages: [fr, xx]\n", "field_value", "4"),
        (HEAD + "roles:\n  - id: a\n    title: {fr: A}\n    phone: 02 000\n", "field_value", "7"),
        (HEAD + "roles:\n  - id: a\n    title: {fr: A}\n    mailbox: a\n", "field_value", "7"),
        (HEAD + "roles:\n  - id: a\n", "key_missing", "5"),
        (HEAD + SEATS + PERSON.replace("      expires: 2027-11-01\n", ""), "key_missing", "12"),
        (HEAD + SEATS + PERSON.replace("2026-11-02", "2026-02-30"), "field_value", "16"),
        (HEAD + SEATS + PERSON + "      review_every: never\n", "field_value", "18"),
        (HEAD + SEATS + PERSON + "      phone: +32 2 000 00 00\n", "field_unknown", "18"),
        (HEAD + "member: yes\n", "organisation_seat_missing", "4"),
        (HEAD + SEATS.replace("alternate", "permanent"), "organisation_seat_twice", "11"),
        (
            HEAD + SEATS.replace("id: alternate", "id: permanent-member"),
            "organisation_role_twice",
            "9",
        ),
        (HEAD + SEATS.replace("member: yes\n", ""), "organisation_seat_stray", "7"),
        (HEAD + SEATS + PERSON.replace("mission", "consent"), "organisation_consent", "15"),
        (HEAD + SEATS + PERSON.replace("2027-11-01", "2026-11-01"), "organisation_expiry", "17"),
        (
            HEAD
            + SEATS.replace("  - id: alternate", PERSON + "  - id: alternate")
            + PERSON.replace("Nom", "Autre"),
            "organisation_person_twice",
            "19",
        ),
    ],
)
def test_a_mistake_is_told_on_its_line(text, code, line):
    assert (code, line) in told(text)


def test_roles_with_a_mistake_are_not_said_to_lack_the_seats_too():
    assert told(HEAD + SEATS.replace("{fr: Membre}", "Membre")) == [("field_value", "7")]


@pytest.mark.parametrize("tongue", ["fr", "nl", "en"])
def test_each_text_of_the_kind_has_all_its_facts(tongue):
    broken = (
        HEAD
        + SEATS.replace("  - id: alternate", PERSON + "  - id: permanent-member")
        + PERSON.replace("mission", "consent").replace("Nom", "Autre").replace("2027", "2025")
    )

    for one in read(broken.replace("seat: alternate", "seat: permanent")).problems:
        said = problems.what(one, tongue) + problems.fix(one, tongue)
        assert "{found}" not in said
        assert "{line}" not in said
        assert "{label}" not in said


def test_a_nested_mistake_names_the_way_to_it():
    (problem,) = read(HEAD + SEATS + PERSON.replace("mission", "consent")).problems

    assert "ligne 15\u00a0: Rôles, 2, Personne, Base légale" in problems.what(problem, "fr")
    assert "regel 15: Rollen, 2, Persoon, Rechtsgrond" in problems.what(problem, "nl")
    assert "given_on: 2026-11-02" in problems.fix(problem, "nl")


def test_every_kind_has_its_words():
    listed = Organisation.model_json_schema()["properties"]["kind"]["enum"]

    assert set(listed) == set(KINDS)
    assert set(KINDS) >= PUBLIC

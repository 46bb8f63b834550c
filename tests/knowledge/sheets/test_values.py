"""Values that people write: read as they are meant, or refused by the name of what was expected."""

from datetime import date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from knowledge.i18n import catalogue
from knowledge.i18n.input_words import YesOrNo
from knowledge.sheets import values


def read(kind, value):
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (values.Day, "2026-02-30", "real_day"),
        (values.Day, "30/02/2026", "day"),
        (values.When, "2026-11-25T25:00", "real_day"),
        (values.When, "demain", "when"),
        (values.Id, "Talent Brussels", "id"),
        (values.Id, "../x", "id"),
        (values.RoleId, "institution-a", "role"),
        (values.Address, "javascript:alert(1)", "address"),
        (values.Address, "https://a b", "address"),
        (values.Mailbox, "info@", "mailbox"),
        (values.Phone, "02 000", "phone"),
        (values.FilePath, "/etc/passwd", "file"),
        (values.FilePath, "a/../../b", "file"),
        (values.Version, "v1", "version"),
        (values.Checksum, "abc", "checksum"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_what_was_expected(kind, value, expected):
    with pytest.raises(ValidationError) as caught:
        read(kind, value)

    assert caught.value.errors()[0]["type"] == expected
    assert f"sheets.expected.{expected}" in catalogue.load("fr")


def test_right_values_are_read():
    assert read(values.Day, " 2026-11-25 ") == date(2026, 11, 25)
    assert read(values.When, "2026-11-25") == date(2026, 11, 25)
    assert read(values.When, "2026-07-01 09:30") == datetime(2026, 7, 1, 9, 30, tzinfo=values.ZONE)
    assert read(values.Terms, "health") == ("health",)
    assert read(YesOrNo, "ja") is True
    assert read(values.FilePath, "framing/check-list_1.docx")

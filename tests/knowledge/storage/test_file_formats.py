import pytest

from knowledge.errors import SheetError
from knowledge.storage import front_matter


@pytest.mark.parametrize(
    ("raw", "format"),
    [
        (b"PK\x03\x04\x14\x00[Content_Types].xml", "Word, OpenDocument (.docx, .odt)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word (.doc)"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi une fiche}", "RTF"),
        (b"<!DOCTYPE html>\n<html>", "HTML"),
    ],
)
def test_a_document_under_the_name_of_a_sheet_is_named(raw, format):
    with pytest.raises(SheetError) as caught:
        front_matter.decoded(raw, "docs/fr/practices/a.md")

    [fault] = caught.value.faults
    assert (fault.code, fault.line, fault.facts["found"]) == ("sheet_other_format", 1, format)

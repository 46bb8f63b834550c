import codecs
from datetime import UTC, datetime

import pytest

from knowledge.model import Snapshot
from scrapers.clean import charset

NOW = datetime(2026, 11, 15, tzinfo=UTC)


def decode(body: bytes, content_type: str = "") -> str:
    headers = {"content-type": content_type} if content_type else {}
    return charset.decode(Snapshot("https://a.example/", 200, headers, body, NOW))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("é€".encode(), ""),
        ("é€".encode(), "text/html; charset=utf-8"),
        ("é€".encode(), 'text/html; charset="UTF8"'),
        ("é€".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ("é€".encode("cp1252"), "TEXT/HTML;CHARSET=Windows-1252"),
        ("é€".encode("iso8859-15"), "text/html; charset=iso-8859-15"),
        (codecs.BOM_UTF8 + "é€".encode(), ""),
        (codecs.BOM_UTF16_LE + "é€".encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + "é€".encode("utf-16-be"), ""),
        (codecs.BOM_UTF16_BE + "é€".encode("utf-16-be"), "text/xml; charset=utf-16"),
        ("é€".encode("utf-16-le"), "text/xml; charset=utf-16"),
        ("é€".encode(), "text/html; charset=nonsense"),
        ("é€".encode(), "text/html; charset=utf-7"),
        ("é€".encode(), "text/html; charset=unicode_escape"),
        ("é€".encode(), "text/html; charset=zlib"),
        ("é€".encode(), "text/html; charset=idna"),
        ("é€".encode(), "text/html; charset="),
    ],
)
def test_letters_are_read_as_header_or_mark_says(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == "é€"


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="windows-1252"?>',
        "<?xml version='1.0' encoding='windows-1252'?>",
        '<html><head><meta charset="windows-1252">',
        "<meta charset=windows-1252>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
        '<!-- <meta charset="utf-8"> --><meta charset="windows-1252">',
    ],
)
def test_without_header_and_mark_the_declaration_is_believed(head: str) -> None:
    assert decode(f"{head}é€".encode("cp1252"), "text/html") == f"{head}é€"


def test_the_header_comes_before_the_mark_and_the_mark_before_the_declaration() -> None:
    declared = '<meta charset="koi8-r">é'

    assert decode(declared.encode(), "text/html; charset=utf-8") == declared
    assert decode(codecs.BOM_UTF8 + declared.encode(), "text/html") == declared
    assert decode(codecs.BOM_UTF8 + "é".encode("cp1252"), "text/html; charset=windows-1252") == "é"


def test_a_declaration_of_utf_16_that_can_be_read_byte_by_byte_is_not_believed() -> None:
    assert decode('<meta charset="utf-16">é'.encode()).endswith("é")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_xml_written_two_bytes_a_letter_without_a_mark_is_read(encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'

    assert decode(text.encode(encoding)) == text


FRENCH = "Prévention : l’été à l’hôpital, où en est-on ? — 5 €"
UTF_8, WINDOWS_1252 = FRENCH.encode(), FRENCH.encode("cp1252")


@pytest.mark.parametrize(
    ("content_type", "head"),
    [
        ("text/html; charset=iso-8859-1", ""),
        ("text/html; charset=windows-1252", '<meta charset="windows-1252">'),
        ("text/html; charset=iso-8859-15", ""),
        ("text/html; charset=us-ascii", ""),
        ("text/xml; charset=utf-16", ""),
        ("text/html; charset=shift_jis", ""),
        ("text/html; charset=koi8-r", ""),
        ("", '<?xml version="1.0" encoding="iso-8859-1"?>'),
        ("", '<meta charset="utf-16">'),
        ("text/html", ""),
    ],
)
def test_letters_in_utf_8_are_read_so_whatever_is_said(content_type: str, head: str) -> None:
    assert decode(head.encode() + UTF_8, content_type) == head + FRENCH


@pytest.mark.parametrize(
    ("content_type", "head"),
    [
        ("", ""),
        ("text/html", ""),
        ("text/html; charset=utf-8", ""),
        ("text/html; charset=utf-8", '<meta charset="iso-8859-1">'),
        ("text/html; charset=utf-16", ""),
        ("text/html; charset=us-ascii", ""),
        ("text/html; charset=nonsense", ""),
        ("", '<?xml version="1.0" encoding="UTF-8"?>'),
        ("", '<meta charset="utf-8">'),
    ],
)
def test_letters_that_are_not_utf_8_are_read_as_browsers_do(content_type: str, head: str) -> None:
    assert decode(head.encode() + WINDOWS_1252, content_type) == head + FRENCH


def test_where_the_header_cannot_be_right_the_declaration_of_the_file_is_believed() -> None:
    head = '<?xml version="1.0" encoding="iso-8859-15"?>'

    assert decode(head.encode() + b"5 \xa4 \xe9", "text/xml; charset=utf-8") == f"{head}5 € é"


def test_no_byte_is_undefined_in_windows_1252() -> None:
    assert decode(b"d\xe9\x81j\xe0 \x92", "text/html; charset=windows-1252") == "dé\x81jà ’"


@pytest.mark.parametrize("content_type", ["", "text/html; charset=utf-8", "charset=iso-8859-1"])
def test_one_odd_byte_does_not_break_a_whole_page(content_type: str) -> None:
    many = UTF_8 * 3

    assert decode(many + b" d\x92abord", f"text/html; {content_type}") == f"{FRENCH * 3} d’abord"
    assert decode(many + "é".encode()[:1], content_type) == f"{FRENCH * 3}\ufffd"
    assert decode(many + "€".encode()[:2] + b"x", content_type) == f"{FRENCH * 3}\ufffdx"


def test_a_few_broken_bytes_leave_the_letters_of_other_scripts() -> None:
    body = ("安全衛生" * 20).encode("shift_jis") + b"\xff"

    assert decode(body, "text/html; charset=shift_jis").startswith("安全衛生")


def test_a_letter_in_capitals_before_a_quote_is_not_taken_for_utf_8() -> None:
    text = "« LE JUBILÉ» de la prévention, à l’été"

    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\x00", b"\x00\x00\xfe\xff", b"<" * 5],
)
def test_no_body_is_too_odd(body: bytes) -> None:
    assert isinstance(decode(body), str)

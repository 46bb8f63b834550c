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


def test_a_byte_that_cannot_be_read_becomes_a_replacement() -> None:
    assert decode(b"caf\xe9", "text/html; charset=utf-8") == "caf\ufffd"


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\x00", b"\x00\x00\xfe\xff", b"<" * 5],
)
def test_no_body_is_too_odd(body: bytes) -> None:
    assert isinstance(decode(body), str)

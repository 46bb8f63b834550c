"""Snapshot -> text: which letters its bytes stand for."""

import codecs
import re
from collections.abc import Iterator

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
)

from knowledge.model import Snapshot

# The encodings of the web (WHATWG Encoding, 4.2), by Python's names. A label can name any codec of
# Python, and some of those are no alphabet ("zlib", "punycode") or hide markup ("utf-7",
# "unicode_escape"): they do not count.
_KNOWN = frozenset(
    {
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "iso8859-1",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
    }
    | {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {
        f"cp{page}"
        for page in (866, 874, 932, 949, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)
    }
    | {"gb18030", "gbk", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "euc_kr"}
)
# A file without a byte order mark that opens so was written two bytes a letter (XML 1.0, appendix
# F.1).
_BARE_UTF16 = {
    b"<\0?\0": "utf-16-le",
    b"\0<\0?": "utf-16-be",
    b"<\0!\0": "utf-16-le",
    b"\0<\0!": "utf-16-be",
}
# Of these a few broken bytes are no reason to take every letter for another.
_MULTIBYTE = frozenset(
    {"cp932", "cp949", "gb18030", "gbk", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "euc_kr"}
)
# WHATWG Encoding, 9.1: what windows-1252 leaves undefined is the control character of that number.
_FROM_LATIN_1 = {
    code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}
_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(0x80))
# The beginning tells which letters a whole file is in.
_SAMPLE = 1_000_000
# Letters in UTF-8 for each byte that is none: where UTF-8 is said or nothing is, and where another.
_SHARE_AS_SAID = 1
_SHARE_AGAINST = 10
# Begins a letter of two bytes; as windows-1252 it is none that our languages write ("Â", "Ã").
_CUT_OFF = frozenset({b"\xc2", b"\xc3"})


def decode(snapshot: Snapshot) -> str:
    """Decode the body by what its bytes are, and by what is said of them where they allow it.

    Bytes that are UTF-8 with letters beyond ASCII are read so, whatever is said. All others by the
    first that can read them of the byte order mark, the header and the declaration in the file
    (WHATWG Encoding, 6.1; HTML, 13.2.3.2), else as windows-1252, as browsers do. A single byte that
    is no UTF-8 among many letters that are is read as windows-1252, a letter that is cut off
    becomes U+FFFD. A byte order mark is no part of the text.
    """
    marked, mark = read_bom(snapshot.body)
    body = snapshot.body[len(mark or b"") :]
    wide = _wide(marked, body)
    if wide:
        return body.decode(wide, "replace")
    named = list(_named(snapshot, body, marked))
    if _is_utf8(body, named):
        return body.decode("utf-8", _MENDED)
    return _as_named(named, body)


def _as_named(named: list[str], body: bytes) -> str:
    """Return the body as the first of the named encodings that can read it."""
    for encoding in named:
        if (text := _read_as(encoding, body)) is not None:
            return text
    return _windows_1252(body)


def _wide(marked: str | None, body: bytes) -> str | None:
    """Return the encoding of a file written two or four bytes a letter, as its first bytes show."""
    if marked and marked != "utf-8":
        return marked
    return _BARE_UTF16.get(body[:4])


def _named(snapshot: Snapshot, body: bytes, marked: str | None) -> Iterator[str]:
    """Yield the encodings of the web that are named, the most trusted first."""
    said = http_content_type_encoding(snapshot.headers.get("content-type", ""))
    for name in (marked, said, html_body_declared_encoding(body)):
        encoding = _web(name)
        if encoding:
            yield encoding


def _is_utf8(body: bytes, named: list[str]) -> bool:
    """Return whether the letters beyond ASCII are UTF-8, save a few bytes that are none."""
    sample = body[:_SAMPLE]
    letters = _LETTER.findall(sample)
    others = len(sample.translate(None, _ASCII)) - sum(map(len, letters))
    share = _SHARE_AS_SAID if named[:1] in ([], ["utf-8"]) else _SHARE_AGAINST
    return bool(letters) and others * share <= len(letters)


def _read_as(encoding: str, body: bytes) -> str | None:
    """Return the body as that encoding reads it, None where it is not in it."""
    if encoding == "cp1252":
        return _windows_1252(body)
    if encoding.startswith("utf-16"):
        return _two_bytes(encoding, body)
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return _mostly(encoding, body)


def _two_bytes(encoding: str, body: bytes) -> str | None:
    """Return a body without a byte order mark as UTF-16, None where its bytes are single ones.

    The label leaves the order of the bytes to the mark; without one it is little-endian (WHATWG
    Encoding, 14.4).
    """
    if b"\0" not in body[:_SAMPLE]:
        return None
    return body.decode("utf-16-be" if encoding == "utf-16-be" else "utf-16-le", "replace")


def _mostly(encoding: str, body: bytes) -> str | None:
    if encoding not in _MULTIBYTE:
        return None
    text = body.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return (
        text if broken * _SHARE_AGAINST <= len(text) - len(text.encode("ascii", "ignore")) else None
    )


def _windows_1252(body: bytes) -> str:
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return body.decode("latin-1").translate(_FROM_LATIN_1)


def _mended(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 among letters that are (an error handler of `codecs`)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    if len(piece) > 1 or piece in _CUT_OFF:
        return "\ufffd", error.end
    return _windows_1252(piece), error.end


_MENDED = "vigie.mended"
codecs.register_error(_MENDED, _mended)


def _web(name: str | None) -> str | None:
    """Return Python's name of an encoding of the web, None for any other."""
    if not name:
        return None
    encoding = codecs.lookup(name).name
    return encoding if encoding in _KNOWN else None

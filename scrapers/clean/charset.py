"""Snapshot -> text: which letters its bytes stand for."""

import codecs

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
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


def decode(snapshot: Snapshot) -> str:
    """Decode the body: by the header's charset, the byte order mark, the declaration, or as UTF-8.

    The declaration is that of XML or of a <meta>. The first of these that names an encoding of the
    web is believed; a byte that it cannot read becomes U+FFFD. A byte order mark is no part of the
    text.
    """
    marked, mark = read_bom(snapshot.body)
    body = snapshot.body[len(mark or b"") :]
    encoding = (
        _by_header(snapshot, marked)
        or marked
        or _BARE_UTF16.get(body[:4])
        or _declared(body)
        or "utf-8"
    )
    return str(to_unicode(body, encoding))


def _by_header(snapshot: Snapshot, marked: str | None) -> str | None:
    named = _web(http_content_type_encoding(snapshot.headers.get("content-type", "")))
    if named == "utf-16":
        # The label leaves the order of the bytes to the mark; without one it is little-endian
        # (WHATWG Encoding, 14.4).
        return _marked_order(marked or "")
    return named


def _marked_order(marked: str) -> str:
    return marked if marked.startswith("utf-16") else "utf-16-le"


def _declared(body: bytes) -> str | None:
    named = _web(html_body_declared_encoding(body))
    # A declaration that could be read byte by byte is not in UTF-16, whatever it says (HTML,
    # 13.2.3.2).
    if named and named.startswith("utf-16"):
        return "utf-8"
    return named


def _web(name: str | None) -> str | None:
    if name and codecs.lookup(name).name in _KNOWN:
        return name
    return None

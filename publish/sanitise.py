"""Text from outside -> text that no format takes for anything else: one line, no control character,
no broken letter.

Escaping is each format's own work (XML's and JSON's by the standard library); here goes what no
escape can carry.
"""

import re
from urllib.parse import quote, urlsplit

# XML 1.0 (2.2) has no place for C0 controls, surrogates, U+FFFE and U+FFFF; C1, other noncharacters
# and the controls of writing direction are allowed or discouraged there, and only ever mislead.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef"
    "\ud800-\udfff"
    + "".join(f"{chr(n * 0x10000 + 0xFFFE)}{chr(n * 0x10000 + 0xFFFF)}" for n in range(1, 17))
    + "]"
)
_SPACES = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# What RFC 3986 lets stand in an address; "%" too: it is escaped already.
_URL_SAFE = "%:/?#[]@!$&'()*+,;=-._~"
_PLAIN_URL = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/(?:[A-Za-z0-9/?#!$&()*+,;=._~-]|%[0-9A-F]{2})*)?"
)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def text(value: str) -> str:
    """Return one line of text without what XML, RIS or a terminal cannot carry; no-break spaces
    stay.
    """
    if value.isprintable() and "  " not in value and value[:1] != " " and value[-1:] != " ":
        return value
    return _SPACES.sub(" ", _UNFIT.sub("", value)).strip(" ")


def address(url: str) -> str:
    """Return an absolute http(s) address in ASCII (RFC 3986), or "" for any other: it would run,
    embed or lead astray.
    """
    if _PLAIN_URL.fullmatch(url):
        return url
    cleaned = quote(
        _BAD_PERCENT.sub("%25", _UNFIT.sub("", url).strip()), safe=_URL_SAFE, errors="replace"
    )
    try:
        parts = urlsplit(cleaned)
        known = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    if not known:
        return ""
    return cleaned


def lang(tag: str) -> str:
    """Return a language tag (RFC 5646), or "und" for what is none."""
    return tag if _TAG.fullmatch(tag) else "und"


def excerpt(value: str, max_chars: int) -> str:
    """Cut to the length that a source's terms allow, "…" included, at a word where there is one; ""
    for 0.
    """
    whole = text(value)
    if len(whole) <= max_chars:
        return whole
    if max_chars < 2:
        return ""
    cut = whole[: max_chars - 1]
    at_word = cut.rfind(" ")
    kept = cut[:at_word] if at_word > max_chars // 2 and whole[max_chars - 1] != " " else cut
    return kept.rstrip(" ,;:–—-\u00a0\u202f") + "…"

"""A small reader of vCard 3.0 for the tests: unfolds, parts and unescapes as RFC 2426 says, and
trusts nothing.
"""

import re

Card = dict[str, list[tuple[dict[str, str], str]]]
_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:]*))*):(.*)')
_PARAMETER = re.compile(r';([A-Z-]+)=(?:"([^"]*)"|([^";:]*))')


def parsed(data: bytes) -> list[Card]:
    """Read the cards of a file; ValueError on whatever is not as the RFC wants it."""
    text = data.decode("utf-8")
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", ""):
        raise ValueError("lines end in CR LF")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    found: list[Card] = []
    while lines:
        if lines[0] != "BEGIN:VCARD" or "END:VCARD" not in lines:
            raise ValueError(f"no card: {lines[0]}")
        end = lines.index("END:VCARD")
        found.append(_card(lines[1:end]))
        lines = lines[end + 1 :]
    return found


def _card(lines: list[str]) -> Card:
    card: Card = {}
    for line in lines:
        shape = _LINE.fullmatch(line)
        if not shape or shape[1] in {"BEGIN", "END"}:
            raise ValueError(f"no property: {line}")
        name, parameters, value = shape[1], _parameters(shape[2]), shape[3]
        is_text = name not in {"URL", "SOURCE", "UID"} and parameters.get("VALUE") != "uri"
        card.setdefault(name, []).append((parameters, _unescaped(value) if is_text else value))
    is_named = "FN" in card and "N" in card
    if next(iter(card)) != "VERSION" or not is_named or len(card.get("UID", ())) != 1:
        raise ValueError("VERSION comes first; FN, N and UID must be there")
    return card


def _parameters(text: str) -> dict[str, str]:
    return {one[1]: one[2] or one[3] or "" for one in _PARAMETER.finditer(text)}


def _unescaped(value: str) -> str:
    if re.search(r"\\(?![\\,;nN])|\\$", re.sub(r"\\\\", "", value)):
        raise ValueError(f"a stray backslash: {value}")
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], value)

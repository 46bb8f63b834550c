"""What an entry is, whatever its address: the number of an act (ELI, NUMAC), a feed's guid ->
external id -> id.
"""

import hashlib
import re

from scrapers.clean import canonical_url, text_clean

MAX_CHARS = 300

# NUMAC: the number of an act in the Moniteur belge, its year first; one number for the French and
# the Dutch text.
_NUMAC = r"(?P<numac>(?:18|19|20)\d\d[0-9A-Z]\d{5})"
_ACTS = (
    re.compile(rf"etaamb\.[a-z.]+/(?:[a-z]{{2}}/)?(?:[^/?#]*_n)?{_NUMAC}(?:\.html)?(?:[?#]|$)"),
    re.compile(rf"ejustice\.just\.fgov\.be/eli/[^?#]*/{_NUMAC}(?:[/?#]|$)"),
    re.compile(rf"[?&]numac(?:_search)?={_NUMAC}(?:[&#]|$)", re.IGNORECASE),
    re.compile(rf"^numac:{_NUMAC}$"),
)
_ELI = re.compile(
    r"^https?://([a-z0-9.-]+)/eli/([a-z0-9_./-]{3,200}?)(?:/(?:oj|justel))?(?:/[a-z]{2,3})?/?(?:[?#].*)?$",
    re.I,
)


def external(guid: str, address: str, home: str) -> str:
    """Give the external id: "numac:…", "eli:<host>/…", "guid:<host>:…" (the source's host), or ""
    where there is none.

    A guid that is only the entry's own address says nothing more than the address does, and gives
    "".
    """
    guid = text_clean.text(guid, MAX_CHARS)
    for value in (guid, address):
        for act in _ACTS:
            if found := act.search(value):
                return f"numac:{found['numac']}"
        if eli := _ELI.match(value):
            return f"eli:{eli[1].lower().removeprefix('www.')}/{eli[2].lower()}"
    return (
        f"guid:{canonical_url.site(home)}:{guid}"
        if guid and not _same_page(guid, address, home)
        else ""
    )


def of(external_id: str, lang: str = "") -> str:
    """Give an entry's id: 10 hexadecimal digits of the SHA-256 of its external id and language, or
    of its address.
    """
    return hashlib.sha256(
        f"{external_id}|{lang}".encode() if lang else external_id.encode()
    ).hexdigest()[:10]


def _same_page(guid: str, address: str, home: str) -> bool:
    try:
        return canonical_url.key(canonical_url.canonical(guid, home=home)) == canonical_url.key(
            address
        )
    except ValueError:
        return False

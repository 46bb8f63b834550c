"""What an entry is, whatever its address: an act's number or a feed's guid -> external id -> id.

The numbers of acts are ELI and NUMAC.
"""

import hashlib
import re
from collections.abc import Set
from datetime import date

from knowledge.i18n.text_fold import words
from scrapers.clean import canonical_url, text_clean

MAX_CHARS = 300

# NUMAC: the number of an act in the Moniteur belge, its year first; one number for the French and
# the Dutch text.
_NUMAC = r"(?P<numac>(?:18|19|20)\d\d[0-9A-Z]\d{5})"
_ACTS = (
    re.compile(
        rf"etaamb\.[a-z.]{{1,60}}/(?:[a-z]{{2}}/)?(?:[^/?#]*_n)?{_NUMAC}(?:\.html)?(?:[?#]|$)"
    ),
    re.compile(rf"ejustice\.just\.fgov\.be/eli/[^?#]{{0,200}}/{_NUMAC}(?:[/?#]|$)"),
    re.compile(rf"[?&]numac(?:_search)?={_NUMAC}(?:[&#]|$)", re.IGNORECASE),
    re.compile(rf"^numac:{_NUMAC}$"),
)
_ELI = re.compile(
    r"^https?://([a-z0-9.-]+)/eli/([a-z0-9_./-]{3,200}?)"
    r"(?:/(?:oj|justel))?(?:/[a-z]{2,3})?/?(?:[?#].*)?$",
    re.I,
)


def external(guid: str, address: str, home: str, keeps: Set[str] = frozenset()) -> str:
    """Return the external id, or "" where there is none.

    That is "numac:…", "eli:<host>/…" or "guid:<host>:…" (the source's host). A guid that is only
    the entry's own address says nothing more than the address does, and gives ""; `keeps` names
    what tells that address from others (see `canonical_url.canonical`).
    """
    guid = text_clean.text(guid, MAX_CHARS)
    if act := _act(guid) or _act(address):
        return act
    if not guid or _same_page(guid, address, home, keeps):
        return ""
    return f"guid:{canonical_url.site(home)}:{guid}"


def of(external_id: str, lang: str = "") -> str:
    """Return an entry's id, from its external id and language, or from its address.

    It is the first 10 hexadecimal digits of their SHA-256.
    """
    identity = f"{external_id}|{lang}" if lang else external_id
    return hashlib.sha256(identity.encode()).hexdigest()[:10]


def of_row(address: str, title: str, day: date | None) -> str:
    """Return the id of an entry that shares its address with others and has no external id."""
    return of(f"{address}|{words(title)}|{day or ''}")


def _act(value: str) -> str:
    """Return the external id of the act that a guid or an address names, or ""."""
    for numbered in _ACTS:
        if found := numbered.search(value):
            return f"numac:{found['numac']}"
    if eli := _ELI.match(value):
        return f"eli:{eli[1].lower().removeprefix('www.')}/{eli[2].lower()}"
    return ""


def _same_page(guid: str, address: str, home: str, keeps: Set[str]) -> bool:
    try:
        named = canonical_url.canonical(guid, home=home, keeps=frozenset(keeps))
        return canonical_url.key(named) == canonical_url.key(address)
    except ValueError:
        return False

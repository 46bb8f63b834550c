"""RawEntry -> Entry: the source's words become an address that can be followed, a date or none, and
plain text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

from knowledge.errors import ReadError
from knowledge.model import Entry, EntryDocument, RawDocument, RawEntry
from knowledge.source import Lang, Source
from scrapers.clean import canonical_url, dates, excerpts, text_clean
from scrapers.clean import entry_id as identities

TITLE_MAX = 300
LEAD_MAX = 120
DOCUMENTS_MAX = 20
ORIGINS_MAX = 5
AHEAD = timedelta(days=366)

_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
# The official languages of the European Union (ISO 639-1).
_SPOKEN = frozenset(re.findall("..", "bgcsdadeelenesetfifrgahrhuitltlvmtnlplptroskslsv"))
_TWIN_LANGUAGES = frozenset(get_args(Lang))
_UNITS = {"o": 0, "k": 1, "m": 2, "g": 3}
_KIND_AND_SIZE = re.compile(
    r"\s*[(\[]\s*(?:pdf|docx?|xlsx?|pptx?|zip)?[\s,–-]*[\d.,]+\s?[kmg]?i?[bo][)\]]$", re.IGNORECASE
)
_SIZE = re.compile(
    r"(\d{1,3}(?:[ .,]\d{3})+|\d{1,12})(?:[.,](\d{1,3}))?\s?"
    r"(?:(octets|bytes)|([KMG])(i?)[BO]|[BO])?(?![a-z])",
    re.IGNORECASE,
)


def entry(raw: RawEntry, source: Source, *, seen: datetime) -> Entry:
    """Return the entry that we vouch for. `seen` is the time of the snapshot, UTC.

    The type is the source's default and there are no themes yet: `classify` finds them. Raises
    ReadError with the code "no_address", "bad_address" (none that can be published) or "no_title".
    """
    address, aliases = _addresses(raw, source)
    spoken = lang(raw.lang, address, source)
    printed = _dates(raw, spoken, seen)
    external = identities.external(raw.external_id, address, source.url)
    return Entry(
        id=identities.of(external, spoken) if external else identities.of(address),
        title=_title(raw),
        url=address,
        source=source.id,
        lang=spoken,
        type=source.type,
        date=printed.published,
        first_seen=seen,
        updated=printed.updated,
        summary=excerpts.summary(raw.summary, source.rights.excerpt_max_chars),
        documents=documents(raw.documents, source),
        aliases=aliases,
        same_as=_origins(raw, address, source),
        twins=_twins(raw, address, spoken, source),
        external_id=external,
    )


def distinct(raws: Iterable[RawEntry]) -> list[RawEntry]:
    """Return the entries without the guid of those that share one at different addresses.

    Such a guid identifies nothing.
    """
    raws = list(raws)
    guids = [text_clean.text(raw.external_id, identities.MAX_CHARS) for raw in raws]
    shared = Counter(
        guid for guid, _ in {(guid, raw.url) for guid, raw in zip(guids, raws, strict=True)} if guid
    )
    return [
        replace(raw, external_id="") if shared[guid] > 1 else raw
        for guid, raw in zip(guids, raws, strict=True)
    ]


def url(address: str, base: str = "", source: Source | None = None) -> str:
    """Return the canonical address (see `canonical_url.canonical`).

    Raises ReadError with the code "bad_address".
    """
    try:
        return canonical_url.canonical(address, base, source.url if source else "")
    except ValueError as problem:
        raise ReadError(
            "bad_address", title="?", address=text_clean.literal(address, LEAD_MAX)
        ) from problem


def text(value: str, max_chars: int) -> str:
    """Return plain text of at most `max_chars` characters (see `text_clean.text`)."""
    return text_clean.text(value, max_chars)


def day(raw: RawEntry, source: Source) -> date | None:
    """Return the day of publication that a raw entry states, or None."""
    return dates.published_and_updated(raw.published, raw.lang or source.lang).published


def lang(stated: str, address: str, source: Source) -> str:
    """Return the language: as stated (BCP 47, its first part), or as the path says (/nl/), or the
    source's.
    """
    return _primary(stated) or canonical_url.language(address) or source.lang


def identity(external_id: str, spoken: str = "") -> str:
    """Return the id that belongs to an external id (see `entry_id.of`)."""
    return identities.of(external_id, spoken)


def documents(raws: Iterable[RawDocument], source: Source) -> tuple[EntryDocument, ...]:
    """Return the files with an address that can be published, each once, at most 20."""
    found: dict[str, EntryDocument] = {}
    for raw in raws:
        try:
            address = canonical_url.canonical(raw.url, source.url, source.url)
        except ValueError:
            continue
        title = excerpts.summary(raw.title, TITLE_MAX)
        title = _KIND_AND_SIZE.sub("", title) or title
        found.setdefault(
            canonical_url.key(address), EntryDocument(address, title, size(raw.size or raw.title))
        )
        if len(found) == DOCUMENTS_MAX:
            break
    return tuple(found.values())


def size(printed: str) -> int | None:
    """Return the bytes of "477 Ko", "1,2 Mo" or "2.14 MB", or None.

    k is 1,000 and Ki is 1,024 (IEC 80000-13).

    A bare number counts bytes when it is all there is, as in the length of an RSS enclosure.
    """
    for found in _SIZE.finditer(printed[:200]):
        whole, part, spelled, prefix, binary = found.groups()
        unit = found[0][-1:].lower() in {"o", "b"} or spelled or prefix
        if unit or found[0].strip() == printed.strip():
            number = float(f"{re.sub('[ .,]', '', whole)}.{part or 0}")
            power = _UNITS[(prefix or "o").lower()]
            return round(number * (1024 if binary else 1000) ** power) or None
    return None


def _addresses(raw: RawEntry, source: Source) -> tuple[str, tuple[str, ...]]:
    try:
        address = canonical_url.canonical(raw.url, source.url, source.url)
    except ValueError as problem:
        name = text_clean.text(raw.title, LEAD_MAX) or "?"
        code = "bad_address" if raw.url.strip() else "no_address"
        raise ReadError(
            code, title=name, address=text_clean.literal(raw.url, LEAD_MAX)
        ) from problem
    better = _canonical(raw.canonical, address, source)
    if not better or canonical_url.key(better) == canonical_url.key(address):
        return address, ()
    return better, (address,)


def _canonical(stated: str, address: str, source: Source) -> str:
    """Return the address that a page calls its own, where it may be believed.

    On its own site, or on the source's under the same path; never the home page or the list itself,
    which badly made sites name on every page.
    """
    try:
        better = canonical_url.canonical(stated, address, source.url)
    except ValueError:
        return ""
    if canonical_url.key(better) in {
        canonical_url.site(better),
        canonical_url.key(source.url),
    } or canonical_url.language(better) != canonical_url.language(address):
        return ""
    own = canonical_url.site(better) == canonical_url.site(address)
    home = canonical_url.site(better) == canonical_url.site(source.url) and canonical_url.path(
        better
    ) == canonical_url.path(address)
    return better if own or home else ""


def _title(raw: RawEntry) -> str:
    title = text_clean.text(raw.title, TITLE_MAX) or excerpts.summary(raw.summary, LEAD_MAX)
    title = title or text_clean.literal(raw.title, TITLE_MAX)
    if not title:
        raise ReadError("no_title", url=text_clean.literal(raw.url, LEAD_MAX))
    return title


def _dates(raw: RawEntry, spoken: str, seen: datetime) -> dates.Dates:
    first = dates.published_and_updated(raw.published, spoken)
    last = dates.published_and_updated(raw.updated, spoken)
    limit = seen.date() + AHEAD
    published, updated = (
        found if found and found <= limit else None
        for found in (first.published, last.updated or last.published or first.updated)
    )
    return dates.Dates(published, updated)


def _twins(raw: RawEntry, address: str, spoken: str, source: Source) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for stated, twin in raw.twins:
        tongue = _primary(stated)
        try:
            other = canonical_url.canonical(twin, address, source.url)
        except ValueError:
            continue
        if tongue in _TWIN_LANGUAGES - {spoken} and canonical_url.key(other) != canonical_url.key(
            address
        ):
            found.setdefault(tongue, other)
    return dict(sorted(found.items()))


def _origins(raw: RawEntry, address: str, source: Source) -> tuple[str, ...]:
    """Return the pages of other sites, never their home pages, that the entry names as where its
    story comes from.
    """
    found: dict[str, str] = {}
    for stated in raw.sources:
        try:
            other = canonical_url.canonical(stated, address, source.url)
        except ValueError:
            continue
        if canonical_url.site(other) != canonical_url.site(address) and len(
            canonical_url.last_segment(other)
        ) > len("fr"):
            found.setdefault(canonical_url.key(other), other)
    return tuple(found.values())[:ORIGINS_MAX]


def _primary(stated: str) -> str:
    tag = _TAG.fullmatch(stated.strip()[:35])
    return tag[1].lower() if tag and tag[1].lower() in _SPOKEN else ""

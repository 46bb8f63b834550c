"""RawEntry -> Entry: an address that can be followed, a date or none, and plain text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import get_args

from knowledge.errors import ReadError
from knowledge.model import Entry, EntryDocument, RawDocument, RawEntry
from knowledge.source import DateOrder, Lang, Source
from scrapers.clean import canonical_url, dates, excerpts, languages, text_clean
from scrapers.clean import entry_id as identities

TITLE_MAX = 300
LEAD_MAX = 120
DOCUMENTS_MAX = 20
ORIGINS_MAX = 5
# So many files of an entry are counted: a hostile page may link to any number.
FILES_COUNTED = 2_000
# So many characters of a summary tell its language.
LANGUAGE_MAX = 500
AHEAD = timedelta(days=366)

_TWIN_LANGUAGES = frozenset(get_args(Lang))
_UNITS = {"": 0, "k": 1, "m": 2, "g": 3}
_KIND_AND_SIZE = re.compile(
    r"[(\[]\s*+(?:pdf|docx?|xlsx?|pptx?|zip)?[\s,–-]*+[\d.,]{1,20}\s?[kmg]?i?[bo][)\]]$",
    re.IGNORECASE,
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
    title = _title(raw)
    spoken = languages.of(_words(title, raw), raw.lang, address, source)
    printed = printed_dates(raw, spoken, source, seen)
    external = _external(raw, address, source)
    row_id = identities.of(address)
    if external:
        row_id = identities.of(external, spoken)
    elif raw.shares_address:
        row_id = identities.of_row(address, title, printed.published)
    return Entry(
        id=row_id,
        title=title,
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


def address_of(raw: RawEntry, source: Source) -> str:
    """Return the canonical address of a raw entry, with what tells it from others of its list.

    Raises ReadError with the code "bad_address".
    """
    return url(raw.url, source.url, source, frozenset(raw.keeps))


def url(
    address: str,
    base: str = "",
    source: Source | None = None,
    keeps: frozenset[str] = frozenset(),
) -> str:
    """Return the canonical address (see `canonical_url.canonical`).

    Raises ReadError with the code "bad_address".
    """
    try:
        return canonical_url.canonical(address, base, source.url if source else "", keeps)
    except ValueError as problem:
        seen = text_clean.literal(address, LEAD_MAX)
        raise ReadError("bad_address", title="?", address=seen) from problem


def text(value: str, max_chars: int) -> str:
    """Return plain text of at most `max_chars` characters (see `text_clean.text`)."""
    return text_clean.text(value, max_chars)


def day(raw: RawEntry, source: Source) -> date | None:
    """Return the day of publication that a raw entry states, or None."""
    order = _order(raw, source)
    return dates.published_and_updated(
        raw.published, raw.lang or source.lang, order=order, zone=source.timezone
    ).published


def printed_dates(
    raw: RawEntry, spoken: str, source: Source, seen: datetime, order: DateOrder | None = None
) -> dates.Dates:
    """Return the days that a raw entry states, by the order of its list or else by its own."""
    if order is None:
        order = _order(raw, source)
    read = partial(dates.published_and_updated, lang=spoken, order=order, zone=source.timezone)
    first, last = read(raw.published), read(raw.updated)
    limit = seen.date() + AHEAD
    changed = last.updated or last.published or first.updated
    return dates.Dates(_until(limit, first.published), _until(limit, changed))


def order_of(raws: Iterable[RawEntry], source: Source) -> DateOrder:
    """Return the order of day and month of a source: as its rows show it, as stated, or "".

    Where nothing tells it, it is that of the language; English has two.
    """
    raws = list(raws)
    texts = [*(raw.published for raw in raws), *(raw.updated for raw in raws)]
    return dates.order_of(texts, _tag(raws, source), source.date_order)


def _order(raw: RawEntry, source: Source) -> DateOrder:
    return order_of([raw], source)


def _tag(raws: Sequence[RawEntry], source: Source) -> str:
    """Return the source's language, with the region that its rows state for English."""
    stated = raws[0].lang if raws else ""
    return stated if stated[:2].lower() == source.lang == "en" else source.lang


def identity(external_id: str, spoken: str = "") -> str:
    """Return the id that belongs to an external id (see `entry_id.of`)."""
    return identities.of(external_id, spoken)


def documents(raws: Iterable[RawDocument], source: Source) -> tuple[EntryDocument, ...]:
    """Return the files with an address that can be published, each once, at most 20."""
    found: dict[str, EntryDocument] = {}
    for raw in raws:
        if len(found) == DOCUMENTS_MAX:
            break
        if address := _publishable(raw.url, source.url, source):
            found.setdefault(canonical_url.key(address), _document(address, raw))
    return tuple(found.values())


def beyond_caps(raw: RawEntry, entry: Entry, source: Source) -> dict[str, int]:
    """Return how many files, and how many pages named as its origin, an entry has no room for."""
    files: set[str] = set()
    if len(raw.documents) > DOCUMENTS_MAX:
        for document in raw.documents[:FILES_COUNTED]:
            address = _publishable(document.url, source.url, source)
            files.add(canonical_url.key(address) if address else "")
    pages = _origin_pages(raw, entry.url, source)
    return {
        "documents_beyond_cap": max(len(files - {""}) - DOCUMENTS_MAX, 0),
        "origins_beyond_cap": max(len(pages) - ORIGINS_MAX, 0),
    }


def size(printed: str) -> int | None:
    """Return the bytes of "477 Ko", "1,2 Mo" or "2.14 MB", or None.

    k is 1,000 and Ki is 1,024 (IEC 80000-13). A bare number counts bytes when it is all there is,
    as in the length of an RSS enclosure.
    """
    sizes = filter(partial(_is_size, printed=printed), _SIZE.finditer(printed[:200]))
    return next(map(_bytes, sizes), 0) or None


def _external(raw: RawEntry, address: str, source: Source) -> str:
    """Return the external id; a guid that is an address says more than one that rows share."""
    keeps = frozenset(raw.keeps)
    if raw.shares_address:
        keeps |= set(canonical_url.telling_parts(raw.external_id))
    return identities.external(raw.external_id, address, source.url, keeps)


def _document(address: str, raw: RawDocument) -> EntryDocument:
    title = excerpts.summary(raw.title, TITLE_MAX)
    title = _KIND_AND_SIZE.sub("", title).rstrip() or title
    return EntryDocument(address, title, size(raw.size or raw.title))


def _is_size(found: re.Match[str], printed: str) -> bool:
    return _has_unit(found) or found[0].strip() == printed.strip()


def _has_unit(found: re.Match[str]) -> bool:
    spelled, prefix = found.group(3, 4)
    return bool(spelled or prefix) or found[0][-1:].lower() in {"o", "b"}


def _bytes(found: re.Match[str]) -> int:
    whole, part, _, prefix, binary = found.groups("")
    number = float(f"{re.sub('[ .,]', '', whole)}.{part or 0}")
    kilo = 1024 if binary else 1000
    factor: int = kilo ** _UNITS[prefix.lower()]
    return round(number * factor)


def _publishable(
    address: str, base: str, source: Source, keeps: frozenset[str] = frozenset()
) -> str:
    """Return the canonical address, "" for one that cannot be published."""
    try:
        return canonical_url.canonical(address, base, source.url, keeps)
    except ValueError:
        return ""


def _addresses(raw: RawEntry, source: Source) -> tuple[str, tuple[str, ...]]:
    address = _publishable(raw.url, source.url, source, frozenset(raw.keeps))
    if not address:
        raise _unpublishable(raw)
    better = _canonical(raw, address, source)
    if not better or canonical_url.key(better) == canonical_url.key(address):
        return address, ()
    return better, (address,)


def _unpublishable(raw: RawEntry) -> ReadError:
    code = "bad_address" if raw.url.strip() else "no_address"
    name = text_clean.text(raw.title, LEAD_MAX) or "?"
    return ReadError(code, title=name, address=text_clean.literal(raw.url, LEAD_MAX))


def _canonical(raw: RawEntry, address: str, source: Source) -> str:
    """Return the address that a page calls its own, where it may be believed.

    On its own site, or on the source's under the same path; never the home page or the list itself,
    which badly made sites name on every page.
    """
    if raw.keeps or raw.shares_address:
        # What tells a row from others is not for its page to take away.
        return ""
    better = _publishable(raw.canonical, address, source)
    return better if better and _may_be_own(better, address, source) else ""


def _may_be_own(better: str, address: str, source: Source) -> bool:
    return not _is_home_or_list(better, source) and _is_of_same_place(better, address, source)


def _is_home_or_list(address: str, source: Source) -> bool:
    return canonical_url.key(address) in {
        canonical_url.site(address),
        canonical_url.key(source.url),
    }


def _is_of_same_place(better: str, address: str, source: Source) -> bool:
    """Return whether two addresses are of one site and language, or of one path of the source's."""
    if canonical_url.language(better) != canonical_url.language(address):
        return False
    site = canonical_url.site(better)
    if site == canonical_url.site(address):
        return True
    same_path = canonical_url.path(better) == canonical_url.path(address)
    return same_path and site == canonical_url.site(source.url)


def _title(raw: RawEntry) -> str:
    title = text_clean.text(raw.title, TITLE_MAX) or excerpts.summary(raw.summary, LEAD_MAX)
    title = title or text_clean.literal(raw.title, TITLE_MAX)
    if not title:
        raise ReadError("no_title", url=text_clean.literal(raw.url, LEAD_MAX))
    return title


def _words(title: str, raw: RawEntry) -> Iterator[str]:
    """Yield the words that tell the language; the lead is cleaned only where the title does not."""
    yield title
    yield text_clean.text(raw.summary, LANGUAGE_MAX)


def _until(limit: date, day: date | None) -> date | None:
    return day if day and day <= limit else None


def _twins(raw: RawEntry, address: str, spoken: str, source: Source) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for stated, twin in raw.twins:
        tongue = languages.primary(stated)
        other = _publishable(twin, address, source)
        if tongue in _TWIN_LANGUAGES - {spoken} and _is_another(other, address):
            found.setdefault(tongue, other)
    return dict(sorted(found.items()))


def _is_another(other: str, address: str) -> bool:
    return bool(other) and canonical_url.key(other) != canonical_url.key(address)


def _origins(raw: RawEntry, address: str, source: Source) -> tuple[str, ...]:
    """Return the pages of other sites that the entry names as where its story comes from."""
    return _origin_pages(raw, address, source)[:ORIGINS_MAX]


def _origin_pages(raw: RawEntry, address: str, source: Source) -> tuple[str, ...]:
    """Return all pages of other sites that the entry names; home pages are none of them."""
    found: dict[str, str] = {}
    for stated in raw.sources:
        other = _publishable(stated, address, source)
        if other and _is_page_elsewhere(other, address):
            found.setdefault(canonical_url.key(other), other)
    return tuple(found.values())


def _is_page_elsewhere(other: str, address: str) -> bool:
    """Return whether an address is of another site, and of no home page ("/", "/fr/")."""
    if canonical_url.site(other) == canonical_url.site(address):
        return False
    return len(canonical_url.last_segment(other)) > len("fr")

"""A row -> the same, completed from its own page where that is its own."""

from dataclasses import replace
from typing import NamedTuple

from knowledge.errors import FetchError, ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import Source
from scrapers.clean import canonical_url, normalise
from scrapers.context import GatherContext, is_front_page
from scrapers.readers import attachments, detail


class CompletedRow(NamedTuple):
    """A raw entry, and the address from which its page moved for good, if it did."""

    raw: RawEntry
    former_address: str = ""


def complete(raw: RawEntry, source: Source, context: GatherContext) -> CompletedRow | None:
    """Complete a row from its own page, or return None where that page is no entry.

    Raises FetchError, ReadError.
    """
    if attachments.is_document(raw.url):
        # A sitemap lists files too; without a page nothing can be said of one without a title.
        return _titled(raw)
    if source.wants_detail and _has_own_page(raw, source):
        return _with_page(raw, source, context)
    return CompletedRow(raw)


def _has_own_page(raw: RawEntry, source: Source) -> bool:
    """Return whether the page at a row's address is of this row alone.

    A row without a title has nothing but its page.
    """
    if not raw.title:
        return True
    return not raw.shares_address and canonical_url.FRAGMENT not in normalise.address_of(
        raw, source
    )


def _with_page(raw: RawEntry, source: Source, context: GatherContext) -> CompletedRow | None:
    """Complete a raw entry from its own page, or return None where that page is no entry.

    Where the page cannot be had, the list alone speaks for an entry that has a title there. Raises
    FetchError, ReadError.
    """
    address = normalise.address_of(raw, source)
    snapshot = _fetch(raw, address, context)
    if snapshot is None:
        return CompletedRow(raw)
    if snapshot.url != address and is_front_page(snapshot.url, source):
        # It has no page of its own any more.
        return _titled(raw)
    return _from_page(raw, address, snapshot, source, context)


def _from_page(
    raw: RawEntry, address: str, snapshot: Snapshot, source: Source, context: GatherContext
) -> CompletedRow | None:
    """Complete a raw entry from its page, as it came. Raises ReadError."""
    try:
        found = context.sandbox.read_detail(snapshot, source)
    except ReadError:
        if raw.title:
            return CompletedRow(raw)
        raise
    if found is None:
        return None
    return _combined(raw, found, address, snapshot, source)


def _titled(raw: RawEntry) -> CompletedRow | None:
    """Return the entry as its list has it, or None where it has no title there."""
    return CompletedRow(raw) if raw.title else None


def _fetch(raw: RawEntry, address: str, context: GatherContext) -> Snapshot | None:
    """Fetch a page; return None where there is none, or it is forbidden, and the list says enough.

    Raises FetchError.
    """
    try:
        snapshot = context.fetcher.get(address)
    except FetchError as error:
        if raw.title and error.problem.code == "robots":
            return None
        raise
    return _page_of(raw, snapshot, address)


def _page_of(raw: RawEntry, snapshot: Snapshot, address: str) -> Snapshot | None:
    """Return what came where it is a page, None where the list says enough. Raises FetchError."""
    if _is_page(snapshot):
        return snapshot
    if raw.title:
        return None
    raise FetchError("not_found", url=address, status=snapshot.status)


def _is_page(snapshot: Snapshot) -> bool:
    return snapshot.status == 200 and "html" in snapshot.headers.get("content-type", "html")


def _combined(
    raw: RawEntry, found: RawEntry, address: str, snapshot: Snapshot, source: Source
) -> CompletedRow:
    combined = detail.combine(raw, found)
    if snapshot.moved and _can_be_published(snapshot.url, source):
        return CompletedRow(replace(combined, url=snapshot.url), former_address=address)
    return CompletedRow(combined)


def _can_be_published(address: str, source: Source) -> bool:
    try:
        normalise.url(address, source.url, source)
    except ReadError:
        return False
    return True

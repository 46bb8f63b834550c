"""A raw entry + its own page -> the raw entry, completed."""

from dataclasses import replace
from typing import NamedTuple

from knowledge.errors import FetchError, ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import Source
from scrapers.clean import normalise
from scrapers.context import GatherContext, is_front_page
from scrapers.readers import detail


class Completed(NamedTuple):
    """A raw entry, and the address from which its page moved for good, if it did."""

    raw: RawEntry
    former_address: str = ""


def complete(raw: RawEntry, source: Source, context: GatherContext) -> Completed | None:
    """Complete a raw entry from its own page, or return None where that page is no entry.

    Where the page cannot be had, the list alone speaks for an entry that has a title there. Raises
    FetchError, ReadError.
    """
    address = normalise.url(raw.url, source.url, source)
    snapshot = _fetch(raw, address, context)
    if snapshot is None:
        return Completed(raw)
    if not _is_page(snapshot):
        if not raw.title:
            raise FetchError("not_found", url=address, status=snapshot.status)
        return Completed(raw)
    if snapshot.url != address and is_front_page(snapshot.url, source):
        # It has no page of its own any more.
        return Completed(raw) if raw.title else None
    return _combine(raw, address, snapshot, source, context)


def _fetch(raw: RawEntry, address: str, context: GatherContext) -> Snapshot | None:
    """Fetch a page; return None where robots.txt forbids it and the list says enough."""
    try:
        return context.fetcher.get(address)
    except FetchError as error:
        if raw.title and error.problem.code == "robots":
            return None
        raise


def _is_page(snapshot: Snapshot) -> bool:
    return snapshot.status == 200 and "html" in snapshot.headers.get("content-type", "html")


def _combine(
    raw: RawEntry, address: str, snapshot: Snapshot, source: Source, context: GatherContext
) -> Completed | None:
    try:
        found = context.sandbox.read_detail(snapshot, source)
    except ReadError:
        if raw.title:
            return Completed(raw)
        raise
    if not found:
        return None
    combined = detail.combine(raw, found)
    if snapshot.moved and _can_be_published(snapshot.url, source):
        return Completed(replace(combined, url=snapshot.url), former_address=address)
    return Completed(combined)


def _can_be_published(address: str, source: Source) -> bool:
    try:
        normalise.url(address, source.url, source)
    except ReadError:
        return False
    return True

"""What a reader leaves out on purpose -> rows that are counted by their reason, and no more."""

from collections.abc import Iterable, Iterator
from itertools import repeat

from knowledge.model import RawEntry


def kept(raws: Iterable[RawEntry]) -> list[RawEntry]:
    """Return what a reader read, without the rows that only count what it left out."""
    return [raw for raw in raws if not raw.passed_over]


def beyond_cap(count: int) -> Iterator[RawEntry]:
    """Yield a row for each entry beyond the number that the source's options allow."""
    return repeat(RawEntry(url="", passed_over="beyond_cap"), max(count, 0))


def sitemaps(*, unwanted: int, beyond_cap: int) -> Iterator[RawEntry]:
    """Yield a row for each child of a sitemap index that is not read, by reason."""
    yield from repeat(RawEntry(url="", passed_over="sitemaps_filtered"), unwanted)
    yield from repeat(RawEntry(url="", passed_over="sitemaps_beyond_cap"), beyond_cap)


def filtered(count: int) -> Iterator[RawEntry]:
    """Yield a row for each entry that the source's options do not want."""
    return repeat(RawEntry(url="", passed_over="filtered"), max(count, 0))

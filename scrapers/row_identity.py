"""The rows of one list -> the same rows, each with what tells it from the others.

Two rows are one only where nothing tells them apart: a query key or a fragment whose value differs
from row to row, a guid, the title and the day.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain, filterfalse
from typing import NamedTuple

from knowledge.errors import ReadError
from knowledge.i18n.text_fold import words
from knowledge.model import RawEntry
from knowledge.source import Source
from scrapers.clean import address_noise, canonical_url, normalise, text_clean
from scrapers.clean import entry_id as identities
from scrapers.known_entries import is_same_cut

# Rows at one address are held against the last so many before them: a hostile list may have
# thousands.
MAX_COMPARED = 40

# The parts of addresses that told known entries apart, by the address without them.
ToldBy = Callable[[str], Collection[str]]


class IdentifiedRows(NamedTuple):
    """The rows, and the number of those that were left out as the same as another."""

    raws: tuple[RawEntry, ...]
    repeated: int


def identify(raws: Iterable[RawEntry], source: Source, told_by: ToldBy) -> IdentifiedRows:
    """Return the rows in their order, with `keeps`, `shares_address` and guids of their own.

    A guid that rows of other addresses or titles share identifies none of them, and is taken out.
    """
    rows = [_Row(place, raw, source) for place, raw in enumerate(raws)]
    for same_page in _by(rows, lambda row: row.bare_key):
        known = set(told_by(same_page[0].bare_key)) & _names(same_page)
        _tell_apart(same_page, frozenset(known))
    _take_shared_guids(rows)
    kept: list[_Row] = []
    for same_address in _by(rows, lambda row: row.key):
        kept += _distinct(same_address)
    kept.sort(key=lambda row: row.place)
    return IdentifiedRows(tuple(row.identified for row in kept), len(rows) - len(kept))


def full_identity(raw: RawEntry, source: Source) -> tuple[str, ...]:
    """Return what may tell a row from others of its list, "" first for one without an address."""
    keeps = frozenset(canonical_url.telling_parts(raw.url, source.url))
    address = _key(replace(raw, keeps=tuple(keeps)), source)
    if not address:
        return ("",)
    return address, raw.external_id, raw.title or raw.summary, raw.published


@dataclass
class _Row:
    """A row of a list, while it is told from the others."""

    place: int
    raw: RawEntry
    source: Source
    keeps: frozenset[str] = frozenset()
    shares_address: bool = False
    bare_key: str = field(init=False)
    key: str = field(init=False)
    guid: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = _key(self.raw, self.source) or f"?{self.place}"
        self.bare_key = canonical_url.bare_key(self.key)
        self.guid = text_clean.text(self.raw.external_id, identities.MAX_CHARS)

    @cached_property
    def parts(self) -> dict[str, str]:
        """Return the parts of the address that may tell it from others."""
        return canonical_url.telling_parts(self.raw.url, self.source.url)

    @cached_property
    def heading(self) -> str:
        """Return the title as a person would read it, or the first words where there is none."""
        raw = self.raw
        return normalise.text(raw.title or raw.summary, normalise.TITLE_MAX)

    @cached_property
    def title(self) -> str:
        """Return the words of the heading, for comparison."""
        return words(self.heading)

    @cached_property
    def day(self) -> date | None:
        """Return the day that the row states, if any."""
        return normalise.day(self.raw, self.source)

    @property
    def fullness(self) -> tuple[bool, bool, bool, int]:
        """Return what puts the row that says most last, and the later of two that say as much."""
        raw = self.raw
        return bool(raw.published), bool(raw.title), bool(raw.summary), self.place

    @property
    def identified(self) -> RawEntry:
        """Return the raw entry with what was found."""
        keeps = tuple(sorted(self.keeps))
        if (keeps, self.shares_address) == (self.raw.keeps, self.raw.shares_address):
            return self.raw
        return replace(self.raw, keeps=keeps, shares_address=self.shares_address)

    def keep(self, names: frozenset[str]) -> None:
        """Keep parts of the address, so far as it has them."""
        self.keeps = names & set(self.parts)
        self.key = _key(replace(self.raw, keeps=tuple(self.keeps)), self.source) or self.key


def _key(raw: RawEntry, source: Source) -> str:
    """Return the comparable form of a row's address, "" for one that cannot be used."""
    try:
        return canonical_url.key(normalise.address_of(raw, source))
    except ReadError:
        return ""


def _by(rows: Iterable[_Row], key: Callable[[_Row], str]) -> list[list[_Row]]:
    groups: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())


def _names(rows: Iterable[_Row]) -> set[str]:
    return set(chain.from_iterable(row.parts for row in rows))


def _tell_apart(rows: Sequence[_Row], keeps: frozenset[str]) -> None:
    """Keep of each address what tells it from the others.

    First the keys of a page, then the fragment, then what else only follows a reader: of these no
    more than is needed.
    """
    if len(rows) == 1 and not keeps:
        return
    steps = [_page_keys, _fragments, _tracking_keys]
    groups = [list(rows)]
    _keep(rows, keeps)
    for telling in steps:
        remaining: list[list[_Row]] = []
        for group in groups:
            remaining += _apart(group, telling)
        groups = remaining


def _apart(
    rows: Sequence[_Row], telling: Callable[[Sequence[_Row]], frozenset[str]]
) -> list[list[_Row]]:
    """Keep what tells some rows apart, and return them by their addresses as they are then."""
    names = telling(rows) if len(rows) > 1 else frozenset()
    _keep(rows, rows[0].keeps.union(*(row.keeps for row in rows), names))
    return _by(rows, lambda row: row.key)


def _keep(rows: Iterable[_Row], names: frozenset[str]) -> None:
    if names:
        for row in rows:
            row.keep(names)


def _page_keys(rows: Sequence[_Row]) -> frozenset[str]:
    names = _differing(rows) - {canonical_url.FRAGMENT}
    return frozenset(filterfalse(address_noise.is_tracking, names))


def _fragments(rows: Sequence[_Row]) -> frozenset[str]:
    if _are_alike(rows):
        return frozenset()
    return _differing(rows) & {canonical_url.FRAGMENT}


def _tracking_keys(rows: Sequence[_Row]) -> frozenset[str]:
    if _are_alike(rows):
        return frozenset()
    return frozenset(filter(address_noise.is_tracking, _differing(rows)))


def _differing(rows: Iterable[_Row]) -> frozenset[str]:
    """Return the parts of addresses that have more than one value in some rows."""
    values = _values(rows)
    return frozenset(name for name, found in values.items() if len(found) > 1)


def _values(rows: Iterable[_Row]) -> dict[str, set[str]]:
    """Return the values that each part of the addresses has in some rows."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, value in row.parts.items():
            values[name].add(value)
    return values


def _are_alike(rows: Iterable[_Row]) -> bool:
    """Return whether the rows say the same of what they lead to."""
    return len({(row.title, row.raw.published) for row in rows}) <= 1


def _take_shared_guids(rows: Iterable[_Row]) -> None:
    for same_guid in _by([row for row in rows if row.guid], lambda row: row.guid):
        if _is_of_several(same_guid):
            for row in same_guid:
                row.guid, row.raw = "", replace(row.raw, external_id="")


def _is_of_several(rows: Sequence[_Row]) -> bool:
    """Return whether rows lead to several addresses, or bear several titles."""
    first = rows[0]
    return any(row.key != first.key or _has_other_title(row, first) for row in rows)


def _distinct(rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows of one address that something tells apart, of each the one that says most."""
    if len(rows) == 1:
        return list(rows)
    kept = _fullest(rows)
    for row in kept:
        row.shares_address = len(kept) > 1
    return kept


def _fullest(rows: Iterable[_Row]) -> list[_Row]:
    """Return of the rows that nothing tells apart the one that says most."""
    kept: list[_Row] = []
    for row in sorted(rows, key=lambda row: row.fullness, reverse=True):
        if not _is_among(row, kept):
            kept.append(row)
    return kept


def _is_among(row: _Row, others: Sequence[_Row]) -> bool:
    return any(_are_same(row, other) for other in others[-MAX_COMPARED:])


def _are_same(row: _Row, other: _Row) -> bool:
    """Return whether nothing tells apart two rows at one address.

    The address of a page is all that a sitemap states.
    """
    if row.source.reader == "sitemap":
        return True
    if row.guid and other.guid:
        return row.guid == other.guid
    return not _has_other_title(row, other) and not _has_other_day(row, other)


def _has_other_title(row: _Row, other: _Row) -> bool:
    if not row.title or not other.title or row.title == other.title:
        return False
    return not is_same_cut(row.heading, other.heading)


def _has_other_day(row: _Row, other: _Row) -> bool:
    first, second = row.day, other.day
    return first is not None and second is not None and first != second

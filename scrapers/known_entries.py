"""The entries on disk, and which of them was found again.

Several entries may lie at one address: then their guid, or their title and day, tell them apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from rapidfuzz import fuzz

from knowledge.i18n.text_fold import words
from knowledge.model import Entry
from scrapers.clean import address_noise, canonical_url, entry_id

PAGE_CHANGE = "change:"
# What a text ends with that was too long.
CUT = "…"
# These numbers are given by the law's publisher; a feed's guid is only as good as the program that
# made it.
_NUMBERS = ("numac:", "eli:", PAGE_CHANGE)
_GUID = "guid:"
# Of 100: a mended spelling scores more, the letters of two months less.
_SAME_TITLE = 90.0
# A day read in another time zone, or by a better rule, is no other day.
_SAME_DAY = timedelta(days=1)


class KnownEntries:
    """The known entries, found by address, by former address, and by external id and language."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._by_id: dict[str, Entry] = {}
        self._ids_by_address: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._ids_by_alias: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._ids_by_bare_key: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._id_by_external: dict[tuple[str, str], str] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Add an entry, or replace the one with the same id."""
        self._by_id[entry.id] = entry
        if entry.external_id:
            self._id_by_external[entry.external_id, entry.lang] = entry.id
        if not is_page_change(entry):
            self._add_addresses(entry)

    def _add_addresses(self, entry: Entry) -> None:
        self._ids_by_address[canonical_url.key(entry.url)][entry.id] = None
        for alias in entry.aliases:
            self._ids_by_alias[canonical_url.key(alias)][entry.id] = None
        for address in (entry.url, *entry.aliases):
            self._ids_by_bare_key[canonical_url.bare_key(address)][entry.id] = None

    def numbered(self, found: Entry) -> Entry | None:
        """Return the known entry with the number of an act, or the guid, that was found.

        A guid is believed while the title, the address or the day is still the same: another story
        may bear it after a while.
        """
        known_id = self._id_by_external.get((found.external_id, found.lang), "")
        known = self._by_id.get(known_id)
        if known and (_has_number(found) or _is_believed(known, found)):
            return known
        return None

    def nearest(self, found: Entry) -> Entry | None:
        """Return the known entry with the number of what was found, or else at its address."""
        return self.numbered(found) or self.same(found)

    def same(
        self, found: Entry, claimed: Collection[str] = (), *, shares_address: bool = False
    ) -> Entry | None:
        """Return the known entry at the address that was found, where nothing tells the two apart.

        `claimed` are the ids of entries whose own guid was found beside. An address of former rules
        is believed too, that of an entry under the same title. Where several rows share the address
        (`shares_address`), the day must be the very same.
        """
        likely = []
        for known in self._at_addresses(found):
            is_free = known.id not in claimed or _guid(known) == _guid(found)
            if is_free and _is_as_it_was(known, found, shares_address=shares_address):
                likely.append(known)
        return _likeliest(likely, found)

    def corrected(
        self, found: Entry, taken: Collection[str], *, shares_address: bool = False
    ) -> Entry | None:
        """Return the known entry at the address that was found, of which this is a correction.

        `taken` are the ids of entries that were found as they were. Where several rows share the
        address (`shares_address`), a title or a day must still be the same.
        """
        likely = []
        for known in self._at_exact_addresses(found):
            if known.id not in taken and _may_be(known, found, shares_address=shares_address):
                likely.append(known)
        return _likeliest(likely, found)

    def find(self, found: Entry) -> Entry | None:
        """Return the known entry that was found again, or None.

        The number of an act decides first, in one language; then a guid; then the address, and
        former addresses.
        """
        return self.numbered(found) or self.same(found) or self.corrected(found, ())

    def of_id(self, known_id: str) -> Entry:
        """Return the entry with this id, as it stands by now."""
        return self._by_id[known_id]

    def at(self, key: str) -> Entry | None:
        """Return the first entry whose address, or else whose former address, has this key.

        Keys are those of `canonical_url.key`.
        """
        return next(self._of_key(key), None)

    def titled(self, key: str, title: str) -> Entry | None:
        """Return the entry with this title at an address, or else the first one there."""
        found = list(self._of_key(key))
        for known in found:
            if known.title == title:
                return known
        return next(iter(found), None)

    def told_by(self, bare_key: str) -> set[str]:
        """Return the parts of addresses that tell the entries of one bare key apart, by name."""
        names: set[str] = set()
        for known_id in self._ids_by_bare_key.get(bare_key, ()):
            names.update(canonical_url.telling_parts(self._by_id[known_id].url))
        return names

    def with_free_id(self, found: Entry) -> Entry:
        """Return a new entry; where its id is taken, it gets its address's, or one that its title
        and day are a part of.

        A guid may be used again, and an address hold one letter after the other.
        """
        if found.id not in self._by_id:
            return found
        for free in _other_ids(found):
            if free not in self._by_id:
                break
        return replace(found, id=free, external_id=self._free_external(found))

    def _free_external(self, found: Entry) -> str:
        """Return the external id, "" where another entry has it."""
        taken = (found.external_id, found.lang) in self._id_by_external
        return "" if taken else found.external_id

    def _of_key(self, key: str) -> Iterator[Entry]:
        ids = {**self._ids_by_address.get(key, {}), **self._ids_by_alias.get(key, {})}
        for known_id in ids:
            yield self._by_id[known_id]

    def _at_exact_addresses(self, found: Entry) -> Iterator[Entry]:
        if is_page_change(found):
            return
        for address in (found.url, *found.aliases):
            for known in self._of_key(canonical_url.key(address)):
                if not _is_other_number(known, found):
                    yield known

    def _at_addresses(self, found: Entry) -> Iterator[Entry]:
        yield from self._at_exact_addresses(found)
        if _has_number(found):
            return
        bare_key = canonical_url.bare_key(found.url)
        for known_id in self._ids_by_bare_key.get(bare_key, ()):
            known = self._by_id[known_id]
            if _is_of_former_rules(known, found, bare_key):
                yield known


def is_page_change(entry: Entry) -> bool:
    """Return whether an entry is a change of a watched page.

    All changes of a page share its address: none of them is found by it.
    """
    return entry.external_id.startswith(PAGE_CHANGE)


def is_other(known: Entry, found: Entry) -> bool:
    """Return whether what lies at a known entry's address now is another story.

    Its guid is another, with its title or its day; or both of the latter are, without a guid.
    """
    if known.source != found.source:
        return False
    if _has_other_guid(known, found):
        return is_told_apart(known, found)
    return _is_retitled(known, found) and _is_later(known, found)


def is_told_apart(entry: Entry, other: Entry) -> bool:
    """Return whether two entries of one reading, led to one address, have other titles or days."""
    return _is_retitled(entry, other) or _is_redated(entry, other)


def is_same_cut(text: str, other: str) -> bool:
    """Return whether two texts, one of them cut, start alike."""
    if not text.endswith(CUT) and not other.endswith(CUT):
        return False
    start, other_start = text.removesuffix(CUT), other.removesuffix(CUT)
    return start.startswith(other_start) or other_start.startswith(start)


def _other_ids(found: Entry) -> Iterator[str]:
    yield entry_id.of(found.url)
    told = entry_id.of_row(found.url, found.title, found.date)
    yield told
    for number in range(2, 10_000):
        yield entry_id.of(f"{told}|{number}")


def _guid(entry: Entry) -> str:
    """Return the guid that a feed gave, "" for none; the source's host is no part of it."""
    if not entry.external_id.startswith(_GUID):
        return ""
    return entry.external_id.removeprefix(_GUID).partition(":")[2]


def _has_other_guid(known: Entry, found: Entry) -> bool:
    guid, other = _guid(known), _guid(found)
    return bool(guid and other) and guid != other


def _has_number(entry: Entry) -> bool:
    return entry.external_id.startswith(_NUMBERS)


def _is_believed(known: Entry, found: Entry) -> bool:
    if words(known.title) == words(found.title) or known.date == found.date is not None:
        return True
    return canonical_url.key(known.url) == canonical_url.key(found.url)


def _is_other_number(known: Entry, found: Entry) -> bool:
    """Return whether both have a number and differ in it or in language.

    The two texts of one act may be at one address.
    """
    if not _has_number(known) or not _has_number(found):
        return False
    return (known.external_id, known.lang) != (found.external_id, found.lang)


def _is_of_former_rules(known: Entry, found: Entry, bare_key: str) -> bool:
    """Return whether one of two addresses lacks what may be noise, as former rules had it."""
    addresses = {canonical_url.key(known.url), canonical_url.key(found.url)}
    return known.source == found.source and (bare_key in addresses or _differ_in_session(addresses))


def _differ_in_session(addresses: Collection[str]) -> bool:
    return len({address_noise.without_session(address) for address in addresses}) == 1


def _is_same_title(known: Entry, found: Entry) -> bool:
    return words(known.title) == words(found.title) or is_same_cut(known.title, found.title)


def _is_as_it_was(known: Entry, found: Entry, *, shares_address: bool) -> bool:
    if not _is_same_title(known, found):
        return False
    if shares_address and known.date and found.date:
        return known.date == found.date
    return not _is_redated(known, found)


def _is_retitled(known: Entry, found: Entry) -> bool:
    if _is_same_title(known, found):
        return False
    return fuzz.ratio(words(known.title), words(found.title)) < _SAME_TITLE


def _is_redated(known: Entry, found: Entry) -> bool:
    if not known.date or not found.date:
        return False
    return abs(found.date - known.date) > _SAME_DAY


def _is_later(known: Entry, found: Entry) -> bool:
    if not known.date or not found.date:
        return False
    return found.date - known.date > _SAME_DAY


def _may_be(known: Entry, found: Entry, *, shares_address: bool) -> bool:
    """Return whether what was found may be a correction of a known entry."""
    if is_other(known, found):
        return False
    return not shares_address or _has_title_or_day(known, found)


def _has_title_or_day(known: Entry, found: Entry) -> bool:
    return _is_same_title(known, found) or (known.date is not None and known.date == found.date)


def _likeliest(likely: Iterable[Entry], found: Entry) -> Entry | None:
    return max(likely, key=lambda known: _likeness(known, found), default=None)


def _likeness(known: Entry, found: Entry) -> tuple[bool, bool, bool, str]:
    """Return what puts the likeliest last."""
    return (
        _is_same_title(known, found),
        known.date == found.date,
        known.source == found.source,
        str(known.date or ""),
    )

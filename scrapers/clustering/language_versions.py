"""Entries -> the address of each one's versions in other languages (`twins`).

Two entries are versions of each other by the number of an act, by what their pages say (hreflang),
or by the same number in mirrored paths (`twin_of`), in this order.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from knowledge.model import Entry
from scrapers.clean import canonical_url
from scrapers.clustering.lookup import Lookup

# In a group that is larger than that, each entry is only held against the next ones.
MAX_NEIGHBOURS = 19

_ACT_NUMBERS = ("numac:", "eli:")
_NUMBER_AT_THE_END = re.compile(r"(?:^|[-_/])(\d{5,})$")


class _Pair(NamedTuple):
    """Two entry ids, the smaller first; pairs of a lower priority number win."""

    priority: int
    first: str
    second: str


_SAME_ACT, _BOTH_SAY_SO, _ONE_SAYS_SO, _MIRRORED = range(4)


def find(entries: Iterable[Entry], lookup: Lookup) -> Mapping[str, Mapping[str, str]]:
    """Return for each entry id the address of its version in each language."""
    entries = list(entries)
    pairs = {
        *_of_one_act(entries),
        *_stated(entries, lookup),
        *_at_mirrored_paths(entries, lookup),
    }
    versions: dict[str, dict[str, str]] = {entry.id: {} for entry in entries}
    for pair in sorted(pairs):
        _link(lookup.by_id[pair.first], lookup.by_id[pair.second], versions)
    for entry in entries:
        for lang, url in _kept(entry, lookup):
            versions[entry.id].setdefault(lang, url)
    return versions


def _link(entry: Entry, other: Entry, versions: dict[str, dict[str, str]]) -> None:
    if entry.lang == other.lang:
        return
    if other.lang in versions[entry.id] or entry.lang in versions[other.id]:
        return
    versions[entry.id][other.lang] = other.url
    versions[other.id][entry.lang] = entry.url


def _kept(entry: Entry, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Yield the versions that an entry's page names and that stay named, though not mutual."""
    for lang, url in entry.twins.items():
        if lang == entry.lang:
            continue
        known = lookup.at(url)
        # A stranger's page may point to another's, but not be pointed to from there.
        if known is None or (known.lang == lang and not _is_related(entry, known, lookup)):
            yield lang, url


def _of_one_act(entries: Iterable[Entry]) -> Iterator[_Pair]:
    groups: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.external_id.startswith(_ACT_NUMBERS):
            groups[entry.external_id].append(entry.id)
    for group in groups.values():
        yield from _pairs(_SAME_ACT, group)


def _stated(entries: Iterable[Entry], lookup: Lookup) -> Iterator[_Pair]:
    stated: set[tuple[str, str]] = set()
    for entry in entries:
        for url in entry.twins.values():
            if known := lookup.at(url):
                stated.add((entry.id, known.id))
    for entry_id, other_id in stated:
        first, second = sorted((entry_id, other_id))
        if (other_id, entry_id) in stated:
            yield _Pair(_BOTH_SAY_SO, first, second)
        elif _is_related(lookup.by_id[entry_id], lookup.by_id[other_id], lookup):
            yield _Pair(_ONE_SAYS_SO, first, second)


def _at_mirrored_paths(entries: Iterable[Entry], lookup: Lookup) -> Iterator[_Pair]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        mirrored, segment = lookup.mirrors.get(entry.source), _segment(entry.url)
        if mirrored and segment:
            groups[mirrored, segment].append(entry)
    for group in groups.values():
        sources = {entry.source for entry in group}
        if len(sources) == len(group) == 2:
            yield from _pairs(_MIRRORED, [entry.id for entry in group])


def _pairs(priority: int, ids: list[str]) -> Iterator[_Pair]:
    ids = sorted(ids)
    for place, first in enumerate(ids, start=1):
        for second in ids[place : place + MAX_NEIGHBOURS]:
            yield _Pair(priority, first, second)


def _segment(url: str) -> str:
    last = canonical_url.last_segment(url)
    number = _NUMBER_AT_THE_END.search(last)
    return number[1] if number else last


def _is_related(entry: Entry, other: Entry, lookup: Lookup) -> bool:
    """Return whether both are of one source, of a mirrored pair, or of one site."""
    mirrored = lookup.mirrors.get(entry.source)
    if entry.source == other.source:
        return True
    if mirrored is not None and mirrored == lookup.mirrors.get(other.source):
        return True
    return canonical_url.site(entry.url) == canonical_url.site(other.url)

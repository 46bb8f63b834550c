"""Entries -> the address of each one's versions in other languages (`twins`).

Two entries are versions of each other by the number of an act, by what their pages say (hreflang),
or by the same number in mirrored paths (`twin_of`), in this order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from knowledge.model import Entry
from scrapers.clean import canonical_url
from scrapers.clustering.lookup import Lookup, group, neighbours

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
    for same_act in group(entries, _act_number):
        yield from _pairs(_SAME_ACT, same_act)


def _act_number(entry: Entry) -> str | None:
    return entry.external_id if entry.external_id.startswith(_ACT_NUMBERS) else None


def _stated(entries: Iterable[Entry], lookup: Lookup) -> Iterator[_Pair]:
    stated: set[tuple[str, str]] = set()
    for entry in entries:
        stated.update((entry.id, known.id) for known in _named(entry, lookup))
    for entry_id, other_id in stated:
        first, second = sorted((entry_id, other_id))
        if (other_id, entry_id) in stated:
            yield _Pair(_BOTH_SAY_SO, first, second)
        elif _is_related(lookup.by_id[entry_id], lookup.by_id[other_id], lookup):
            yield _Pair(_ONE_SAYS_SO, first, second)


def _named(entry: Entry, lookup: Lookup) -> Iterator[Entry]:
    for url in entry.twins.values():
        if known := lookup.at(url):
            yield known


def _at_mirrored_paths(entries: Iterable[Entry], lookup: Lookup) -> Iterator[_Pair]:
    for mirrored in group(entries, partial(_mirrored_path, lookup=lookup)):
        sources = {entry.source for entry in mirrored}
        if len(sources) == len(mirrored) == 2:
            yield from _pairs(_MIRRORED, mirrored)


def _mirrored_path(entry: Entry, lookup: Lookup) -> tuple[str, str] | None:
    mirrored, segment = lookup.mirrors.get(entry.source), _segment(entry.url)
    return (mirrored, segment) if mirrored and segment else None


def _pairs(priority: int, entries: Iterable[Entry]) -> Iterator[_Pair]:
    for first, second in neighbours(sorted(entries, key=lambda entry: entry.id)):
        yield _Pair(priority, first.id, second.id)


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

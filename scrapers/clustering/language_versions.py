"""Entries -> the address of each one's versions in other languages (`twins`).

Two entries are versions of each other by the number of an act, by what their pages say (hreflang),
or by the same number in mirrored paths (`twin_of`), in this order.
"""

import re
from collections import defaultdict
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
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    for pair in sorted(_all_pairs(entries, lookup)):
        _link(lookup.by_id[pair.first], lookup.by_id[pair.second], versions)
    for entry in entries:
        versions[entry.id] = dict(_kept(entry, lookup)) | versions[entry.id]
    return versions


def _all_pairs(entries: list[Entry], lookup: Lookup) -> set[_Pair]:
    return {
        *_of_one_act(entries),
        *_stated(entries, lookup),
        *_at_mirrored_paths(entries, lookup),
    }


def _link(entry: Entry, other: Entry, versions: dict[str, dict[str, str]]) -> None:
    """Make two entries versions of each other, unless either has one in that language."""
    own, of_other = versions[entry.id], versions[other.id]
    if entry.lang == other.lang or other.lang in own or entry.lang in of_other:
        return
    own[other.lang] = other.url
    of_other[entry.lang] = entry.url


def _kept(entry: Entry, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Yield the versions that an entry's page names and that stay named, though not mutual."""
    for lang, url in entry.twins.items():
        if lang != entry.lang and not _is_strange(lang, lookup.at(url), entry, lookup):
            yield lang, url


def _is_strange(lang: str, known: Entry | None, entry: Entry, lookup: Lookup) -> bool:
    """Return whether a page named as a version is an entry that does not name it in turn.

    A stranger's page may point to another's, but not be pointed to from there.
    """
    if known is None:
        return False
    return known.lang != lang or _is_related(entry, known, lookup)


def _of_one_act(entries: Iterable[Entry]) -> Iterator[_Pair]:
    for same_act in group(entries, _act_number):
        yield from _pairs(_SAME_ACT, same_act)


def _act_number(entry: Entry) -> str | None:
    if entry.external_id.startswith(_ACT_NUMBERS):
        return entry.external_id
    return None


def _stated(entries: Iterable[Entry], lookup: Lookup) -> Iterator[_Pair]:
    stated = set(_named(entries, lookup))
    for entry_id, other_id in stated:
        first, second = sorted((entry_id, other_id))
        if (other_id, entry_id) in stated:
            yield _Pair(_BOTH_SAY_SO, first, second)
        elif _is_related(lookup.by_id[entry_id], lookup.by_id[other_id], lookup):
            yield _Pair(_ONE_SAYS_SO, first, second)


def _named(entries: Iterable[Entry], lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Yield the id of each entry with that of each entry that its page names as a version."""
    for entry in entries:
        for known in filter(None, map(lookup.at, entry.twins.values())):
            yield entry.id, known.id


def _at_mirrored_paths(entries: Iterable[Entry], lookup: Lookup) -> Iterator[_Pair]:
    for mirrored in group(entries, partial(_mirrored_path, lookup=lookup)):
        if len(mirrored) == 2 and mirrored[0].source != mirrored[1].source:
            yield from _pairs(_MIRRORED, mirrored)


def _mirrored_path(entry: Entry, lookup: Lookup) -> tuple[str, str] | None:
    mirrored, segment = lookup.mirrors.get(entry.source), _segment(entry.url)
    if not mirrored or not segment:
        return None
    return mirrored, segment


def _pairs(priority: int, entries: Iterable[Entry]) -> Iterator[_Pair]:
    for first, second in neighbours(sorted(entries, key=lambda entry: entry.id)):
        yield _Pair(priority, first.id, second.id)


def _segment(url: str) -> str:
    """Return the number at the end of a path, or else its whole last segment."""
    last = canonical_url.last_segment(url)
    if number := _NUMBER_AT_THE_END.search(last):
        return number[1]
    return last


def _is_related(entry: Entry, other: Entry, lookup: Lookup) -> bool:
    """Return whether both are of one source, of a mirrored pair, or of one site."""
    if lookup.pair_of(entry.source) == lookup.pair_of(other.source):
        return True
    return canonical_url.site(entry.url) == canonical_url.site(other.url)

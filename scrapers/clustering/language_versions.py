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
from scrapers.clustering.entry_index import EntryIndex, group, neighbours

_ACT_NUMBERS = ("numac:", "eli:")
_NUMBER_AT_THE_END = re.compile(r"(?:^|[-_/])(\d{5,})$")


class _Pair(NamedTuple):
    """Two entry ids, the smaller first; pairs of a lower priority number win."""

    priority: int
    first: str
    second: str


_SAME_ACT, _BOTH_SAY_SO, _ONE_SAYS_SO, _MIRRORED = range(4)


def find(entries: Iterable[Entry], index: EntryIndex) -> Mapping[str, Mapping[str, str]]:
    """Return for each entry id the address of its version in each language."""
    entries = list(entries)
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    for pair in sorted(_all_pairs(entries, index)):
        _link(index.by_id[pair.first], index.by_id[pair.second], versions)
    for entry in entries:
        versions[entry.id] = dict(_kept(entry, index)) | versions[entry.id]
    return versions


def _all_pairs(entries: list[Entry], index: EntryIndex) -> set[_Pair]:
    return {
        *_of_one_act(entries),
        *_stated(entries, index),
        *_at_mirrored_paths(entries, index),
    }


def _link(entry: Entry, other: Entry, versions: dict[str, dict[str, str]]) -> None:
    """Make two entries versions of each other, unless either has one in that language."""
    own, of_other = versions[entry.id], versions[other.id]
    if entry.lang == other.lang or other.lang in own or entry.lang in of_other:
        return
    own[other.lang] = other.url
    of_other[entry.lang] = entry.url


def _kept(entry: Entry, index: EntryIndex) -> Iterator[tuple[str, str]]:
    """Yield the versions that an entry's page names and that stay named, though not mutual."""
    for lang, url in entry.twins.items():
        if lang != entry.lang and not _is_refuted(lang, index.at(url), entry, index):
            yield lang, url


def _is_refuted(lang: str, known: Entry | None, entry: Entry, index: EntryIndex) -> bool:
    """Return whether a page named as a version is an entry and yet no version.

    It is in another language than is said, or it is related and does not name this one in turn. A
    stranger's page may point to another's, but not be pointed to from there.
    """
    if known is None:
        return False
    return known.lang != lang or _is_related(entry, known, index)


def _of_one_act(entries: Iterable[Entry]) -> Iterator[_Pair]:
    for same_act in group(entries, _act_number):
        yield from _pairs(_SAME_ACT, same_act)


def _act_number(entry: Entry) -> str | None:
    if entry.external_id.startswith(_ACT_NUMBERS):
        return entry.external_id
    return None


def _stated(entries: Iterable[Entry], index: EntryIndex) -> Iterator[_Pair]:
    stated = set(_named(entries, index))
    for entry_id, other_id in stated:
        first, second = sorted((entry_id, other_id))
        if (other_id, entry_id) in stated:
            yield _Pair(_BOTH_SAY_SO, first, second)
        elif _is_related(index.by_id[entry_id], index.by_id[other_id], index):
            yield _Pair(_ONE_SAYS_SO, first, second)


def _named(entries: Iterable[Entry], index: EntryIndex) -> Iterator[tuple[str, str]]:
    """Yield the id of each entry with that of each entry that its page names as a version."""
    for entry in entries:
        for known in filter(None, map(index.at, entry.twins.values())):
            yield entry.id, known.id


def _at_mirrored_paths(entries: Iterable[Entry], index: EntryIndex) -> Iterator[_Pair]:
    for mirrored in group(entries, partial(_mirrored_path, index=index)):
        if len(mirrored) == 2 and mirrored[0].source != mirrored[1].source:
            yield from _pairs(_MIRRORED, mirrored)


def _mirrored_path(entry: Entry, index: EntryIndex) -> tuple[str, str] | None:
    mirrored, segment = index.mirrors.get(entry.source), _segment(entry.url)
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


def _is_related(entry: Entry, other: Entry, index: EntryIndex) -> bool:
    """Return whether both are of one source, of a mirrored pair, or of one site."""
    if index.pair_of(entry.source) == index.pair_of(other.source):
        return True
    return canonical_url.site(entry.url) == canonical_url.site(other.url)

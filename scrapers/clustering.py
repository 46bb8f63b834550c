"""Entries -> the same entries, tied: versions in other languages (`twins`), the same story
elsewhere (`same_as`).

Ties are no merges: each entry keeps its file. The outcome depends neither on the order of the
entries nor on how often it was done.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from knowledge.i18n.text_fold import words
from knowledge.model import Entry
from knowledge.source import Source, Watch
from scrapers.clean import canonical_url

WEEK = timedelta(days=7)
# Without a date, a title must be long enough to be no one else's.
TELLING_WORDS = 5
MAX_SAME = 10

_NUMBERS = ("numac:", "eli:")
_NUMBER_AT_THE_END = re.compile(r"(?:^|[-_/])(\d{5,})$")


@dataclass(frozen=True)
class _Shelf:
    """The entries by id, by the key of each address, and their sources, in the order of the
    configuration.
    """

    by_id: Mapping[str, Entry]
    by_key: Mapping[str, str]
    sources: Mapping[str, Source]
    places: Mapping[str, int]
    mirrors: Mapping[str, str]

    def at(self, url: str) -> Entry | None:
        return self.by_id.get(self.by_key.get(canonical_url.key(url), ""))


def tie(entries: Iterable[Entry], watch: Watch) -> list[Entry]:
    """Tie the entries together and give them in the same order.

    Twins are in different languages, one a language, each the other's: by the number of an act, by
    what the pages say of each other (hreflang), by the same number in mirrored paths (`twin_of`).
    The same story, in other sources: the same title within a week, or a page that names the other
    as its source; official sources first. An address that a page names and that is no entry of ours
    stays as it is.
    """
    entries = list(entries)
    shelf = _shelved(entries, watch)
    twins, same = _twins(entries, shelf), _stories(entries, shelf)
    return [_tied(entry, twins[entry.id], same.get(entry.id, ()), shelf) for entry in entries]


def _shelved(entries: list[Entry], watch: Watch) -> _Shelf:
    by_key: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: one.id):
        for alias in entry.aliases:
            by_key.setdefault(canonical_url.key(alias), entry.id)
    for entry in sorted(entries, key=lambda one: one.id, reverse=True):
        by_key[canonical_url.key(entry.url)] = entry.id
    return _Shelf(
        {entry.id: entry for entry in entries},
        by_key,
        {source.id: source for source in watch.sources},
        {source.id: place for place, source in enumerate(watch.sources)},
        _mirrors(watch),
    )


def _tied(entry: Entry, twins: Mapping[str, str], same: Iterable[str], shelf: _Shelf) -> Entry:
    named = [url for url in entry.same_as if shelf.at(url) is None]
    others = sorted((shelf.by_id[one] for one in same), key=lambda other: _rank(other, shelf))
    same_as = tuple(dict.fromkeys([*(other.url for other in others), *named]))[:MAX_SAME]
    both = dict(sorted(twins.items()))
    if same_as == entry.same_as and both == dict(entry.twins):
        return entry
    return replace(entry, same_as=same_as, twins=both)


def _rank(entry: Entry, shelf: _Shelf) -> tuple[bool, int, str]:
    source = shelf.sources.get(entry.source)
    return (
        not (source and source.official),
        shelf.places.get(entry.source, len(shelf.places)),
        entry.url,
    )


# --- versions in other languages
# ------------------------------------------------------------------------------------


def _twins(entries: list[Entry], shelf: _Shelf) -> Mapping[str, Mapping[str, str]]:
    """Give for each entry the address of its version in each language."""
    pairs = {*_numbered(entries), *_stated(entries, shelf), *_mirrored(entries, shelf)}
    found: dict[str, dict[str, str]] = {entry.id: {} for entry in entries}
    for _, one, other in sorted(pairs):
        here, there = shelf.by_id[one], shelf.by_id[other]
        if (
            here.lang != there.lang
            and there.lang not in found[one]
            and here.lang not in found[other]
        ):
            found[one][there.lang] = there.url
            found[other][here.lang] = here.url
    for entry in entries:
        for lang, url in entry.twins.items():
            known = shelf.at(url)
            # A stranger's page may point to another's, but not be pointed to from there.
            if lang != entry.lang and (
                known is None or (known.lang == lang and not _related(entry, known, shelf))
            ):
                found[entry.id].setdefault(lang, url)
    return found


def _numbered(entries: Iterable[Entry]) -> Iterator[tuple[int, str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.external_id.startswith(_NUMBERS):
            groups[entry.external_id].append(entry.id)
    for group in groups.values():
        yield from _pairs(0, group)


def _stated(entries: Iterable[Entry], shelf: _Shelf) -> Iterator[tuple[int, str, str]]:
    said = {
        (entry.id, known.id)
        for entry in entries
        for url in entry.twins.values()
        if (known := shelf.at(url))
    }
    for one, other in said:
        first, second = sorted((one, other))
        if (other, one) in said:
            yield 1, first, second
        elif _related(shelf.by_id[one], shelf.by_id[other], shelf):
            yield 2, first, second


def _mirrored(entries: Iterable[Entry], shelf: _Shelf) -> Iterator[tuple[int, str, str]]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if (pair := shelf.mirrors.get(entry.source)) and (segment := _segment(entry.url)):
            groups[pair, segment].append(entry)
    for group in groups.values():
        if len({entry.source for entry in group}) == len(group) == 2:
            yield from _pairs(3, [entry.id for entry in group])


def _pairs(priority: int, ids: list[str]) -> Iterator[tuple[int, str, str]]:
    ids = sorted(ids)
    for place, one in enumerate(ids):
        for other in ids[place + 1 : place + 20]:
            yield priority, one, other


def _mirrors(watch: Watch) -> Mapping[str, str]:
    """Name for each source of a mirrored pair the one that is mirrored."""
    pairs = {source.id: source.twin_of for source in watch.sources if source.twin_of}
    return {**{twin: twin for twin in pairs.values()}, **pairs}


def _segment(url: str) -> str:
    last = canonical_url.last_segment(url)
    number = _NUMBER_AT_THE_END.search(last)
    return number[1] if number else last


def _related(one: Entry, other: Entry, shelf: _Shelf) -> bool:
    pair = shelf.mirrors.get(one.source)
    return (
        one.source == other.source
        or (pair is not None and pair == shelf.mirrors.get(other.source))
        or canonical_url.site(one.url) == canonical_url.site(other.url)
    )


# --- the same story in other sources
# --------------------------------------------------------------------------------


def _stories(entries: list[Entry], shelf: _Shelf) -> Mapping[str, tuple[str, ...]]:
    """Give for each entry that is told elsewhere too the ids of the others, those of other sources
    only.
    """
    leader: dict[str, str] = {entry.id: entry.id for entry in entries}

    def lead(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in (*_titled(entries), *_named(entries, shelf)):
        leader[lead(one)] = lead(other)
    groups: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        groups[lead(entry.id)].append(entry.id)
    by_id = shelf.by_id
    return {
        one: tuple(other for other in group if by_id[other].source != by_id[one].source)
        for group in groups.values()
        if len(group) > 1
        for one in group
    }


def _titled(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.lang, words(entry.title)].append(entry)
    for (_, title), group in groups.items():
        # By day: a story and its relay stand side by side, so that each need only be held against
        # the next ones.
        group = sorted(group, key=lambda one: (one.date or one.first_seen.date(), one.id))
        for place, one in enumerate(group):
            for other in group[place + 1 : place + 20]:
                if one.source != other.source and _within_a_week(one, other, title):
                    yield one.id, other.id


def _within_a_week(one: Entry, other: Entry, title: str) -> bool:
    """Say whether both are of one week: the day when it was first seen stands for an unknown one,
    for a long title.
    """
    if not (one.date and other.date) and len(title.split()) < TELLING_WORDS:
        return False
    return (
        abs((one.date or one.first_seen.date()) - (other.date or other.first_seen.date())) <= WEEK
    )


def _named(entries: Iterable[Entry], shelf: _Shelf) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for url in entry.same_as:
            other = shelf.at(url)
            if other and other.source != entry.source:
                yield entry.id, other.id

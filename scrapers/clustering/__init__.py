"""Entries -> the same entries, related: language versions (`twins`), the same story (`same_as`).

Relating is no merging: each entry keeps its file. The result depends neither on the order of the
entries nor on how often it was done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.model import Entry
from knowledge.source import Watch
from scrapers.clustering import language_versions, stories
from scrapers.clustering.lookup import Lookup

MAX_SAME = 10


def relate(entries: Iterable[Entry], watch: Watch) -> list[Entry]:
    """Return the entries, related to each other, in the same order.

    Language versions are mutual, one a language. Entries of the same story are in other sources,
    official ones first. An address that a page names and that is no entry of ours is kept.
    """
    entries = list(entries)
    lookup = Lookup.of(entries, watch)
    versions = language_versions.find(entries, lookup)
    same = stories.find(entries, lookup)
    related = []
    for entry in entries:
        same_as = _same_as(entry, same.get(entry.id, ()), lookup)
        related.append(_with_relations(entry, same_as, versions[entry.id]))
    return related


def _same_as(entry: Entry, same: Iterable[str], lookup: Lookup) -> tuple[str, ...]:
    known = [lookup.by_id[entry_id] for entry_id in same]
    known.sort(key=lambda other: _rank(other, lookup))
    addresses = [other.url for other in known]
    addresses += [url for url in entry.same_as if lookup.at(url) is None]
    return tuple(dict.fromkeys(addresses))[:MAX_SAME]


def _rank(entry: Entry, lookup: Lookup) -> tuple[bool, int, str]:
    source = lookup.sources.get(entry.source)
    official = source is not None and source.official
    place = lookup.source_order.get(entry.source, len(lookup.source_order))
    return not official, place, entry.url


def _with_relations(entry: Entry, same_as: tuple[str, ...], versions: Mapping[str, str]) -> Entry:
    twins = dict(sorted(versions.items()))
    if same_as == entry.same_as and twins == dict(entry.twins):
        return entry
    return replace(entry, same_as=same_as, twins=twins)

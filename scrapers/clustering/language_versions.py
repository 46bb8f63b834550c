"""Entries -> the address of each one's versions in other languages (`twins`).

Two entries are versions of each other by a person's answer, by the number of an act, by what their
pages say (hreflang), by the same number in mirrored paths (`twin_of`), or by likeness, in this
order.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from knowledge.model import Entry, Why
from knowledge.storage import review
from scrapers.clean import canonical_url
from scrapers.clustering import likely_versions
from scrapers.clustering.entry_index import EntryIndex, group, neighbours
from scrapers.clustering.likely_versions import ACT_NUMBERS, Likely

_NUMBER_AT_THE_END = re.compile(r"(?:^|[-_/])(\d{5,})$")
Addresses = tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """The addresses that a person gave, by the id of the entry, and who is said to have none.

    `apart` holds the addresses of entries that are not related to one, by its id.
    """

    given: Mapping[str, Addresses]
    lone: frozenset[str]
    apart: Mapping[str, Addresses]

    @classmethod
    def of(cls, said: Mapping[str, Addresses], apart: Mapping[str, Addresses]) -> "Answers":
        """Part the entries with addresses from those with none."""
        given = {entry_id: addresses for entry_id, addresses in said.items() if addresses}
        return cls(given, frozenset(said.keys() - given.keys()), apart)

    def pairs(self, index: EntryIndex) -> Iterator[tuple[Entry, Entry]]:
        """Yield each entry with each that a person named, neither of which has none."""
        for entry_id, addresses in self.given.items():
            for other in filter(None, map(index.at, addresses)):
                if other.id not in self.lone:
                    yield index.by_id[entry_id], other

    def strangers(self, entry: Entry, index: EntryIndex) -> Iterator[str]:
        """Yield the addresses given for an entry that are no entries of ours."""
        for address in self.given.get(entry.id, ()):
            if index.at(address) is None:
                yield address

    def allow(self, entry: Entry, other: Entry) -> bool:
        """Return whether nobody said that either has none, or that these two are apart."""
        if not self.lone.isdisjoint((entry.id, other.id)):
            return False
        return not self._names_apart(entry, other) and not self._names_apart(other, entry)

    def allow_both(self, pair: tuple[Entry, Entry]) -> bool:
        """Return the same of a pair."""
        return self.allow(*pair)

    def _names_apart(self, entry: Entry, other: Entry) -> bool:
        return not {other.url, *other.aliases}.isdisjoint(self.apart.get(entry.id, ()))


class _Pair(NamedTuple):
    """Two entry ids, the smaller first; pairs of a lower priority number win."""

    priority: int
    first: str
    second: str


_ANSWERED, _SAME_ACT, _BOTH_SAY_SO, _ONE_SAYS_SO, _MIRRORED, _LIKELY = range(6)
# Why an entry has a version that no page states: a person's answer, or likeness. What rests on
# these is found anew each time; what is stated stays.
ANSWER, LIKENESS = "answer", "likeness"
_RULES = {_ANSWERED: ANSWER, _LIKELY: LIKENESS}
_TAG = "twins/"


class LanguageVersion(NamedTuple):
    """The address of an entry's version, and the rule that found it, "" where it is stated."""

    url: str
    rule: str = ""


class FoundVersions(NamedTuple):
    """The versions of each entry by language, and the pairs that a person must judge."""

    versions: Mapping[str, Mapping[str, LanguageVersion]]
    doubtful: list[tuple[Entry, Entry]]


def find(entries: Iterable[Entry], index: EntryIndex) -> FoundVersions:
    """Return for each entry id its version in each language."""
    entries = list(entries)
    answered = answers_on_versions(entries)
    versions: dict[str, dict[str, LanguageVersion]] = defaultdict(dict)
    for entry in entries:
        versions[entry.id].update(_elsewhere(entry, index, answered))
    for pair in sorted(_all_pairs(entries, index, answered)):
        _link(pair, index, versions)
    _keep_named(entries, index, answered, versions)
    likely = _likely(entries, index, answered, versions)
    for entry, other in filter(answered.allow_both, likely.sure):
        _link(_Pair(_LIKELY, entry.id, other.id), index, versions)
    return FoundVersions(versions, list(filter(answered.allow_both, likely.doubtful)))


def _keep_named(
    entries: list[Entry],
    index: EntryIndex,
    answered: Answers,
    versions: dict[str, dict[str, LanguageVersion]],
) -> None:
    """Add to the versions of each entry those that its page names, where it has none."""
    named_once = _named_once(entries)
    for entry in entries:
        if entry.id not in answered.lone:
            others = _kept(entry, index, answered, named_once)
            versions[entry.id] = dict(others) | versions[entry.id]


def reasons(versions: Mapping[str, LanguageVersion]) -> Iterator[Why]:
    """Yield the reason of each version that is not stated, in the order of the languages."""
    for lang, version in sorted(versions.items()):
        if version.rule:
            yield Why(f"{_TAG}{lang}", version.rule)


def is_reason(why: Why) -> bool:
    """Return whether a reason is of a version."""
    return why.tag.startswith(_TAG)


def stated(entry: Entry) -> Mapping[str, str]:
    """Return the versions that an entry's page states, or an act's number gave."""
    found = {why.tag.removeprefix(_TAG) for why in filter(is_reason, entry.why)}
    return {lang: url for lang, url in entry.twins.items() if lang not in found}


def _likely(
    entries: list[Entry],
    index: EntryIndex,
    answered: Answers,
    versions: Mapping[str, Mapping[str, LanguageVersion]],
) -> Likely:
    """Find the likely versions among those entries that have none yet, in one language or all."""

    def has_version(entry: Entry, lang: str) -> bool:
        """Return whether an entry needs no version in a language."""
        return lang in versions.get(entry.id, ())

    wanting = [entry for entry in entries if entry.id not in answered.lone]
    return likely_versions.find(wanting, index, has_version)


def _all_pairs(entries: list[Entry], index: EntryIndex, answered: Answers) -> Iterator[_Pair]:
    found = {
        *_answered(answered, index),
        *_of_one_act(entries),
        *_stated(entries, index),
        *_at_mirrored_paths(entries, index),
    }
    for pair in found:
        if answered.allow(index.by_id[pair.first], index.by_id[pair.second]):
            yield pair


def _answered(answered: Answers, index: EntryIndex) -> Iterator[_Pair]:
    for entry, other in answered.pairs(index):
        first, second = sorted((entry.id, other.id))
        yield _Pair(_ANSWERED, first, second)


def _elsewhere(
    entry: Entry, index: EntryIndex, answered: Answers
) -> Iterator[tuple[str, LanguageVersion]]:
    """Yield the versions that a person gave and that are no entries of ours, by their paths."""
    for url in answered.strangers(entry, index):
        lang = canonical_url.language(url)
        if lang not in ("", entry.lang):
            yield lang, LanguageVersion(url, ANSWER)


def _link(pair: _Pair, index: EntryIndex, versions: dict[str, dict[str, LanguageVersion]]) -> None:
    """Make two entries versions of each other, unless either has one in that language."""
    entry, other = index.by_id[pair.first], index.by_id[pair.second]
    own, of_other = versions[entry.id], versions[other.id]
    if entry.lang == other.lang or other.lang in own or entry.lang in of_other:
        return
    rule = _RULES.get(pair.priority, "")
    own[other.lang] = LanguageVersion(other.url, rule)
    of_other[entry.lang] = LanguageVersion(entry.url, rule)


def _kept(
    entry: Entry, index: EntryIndex, answered: Answers, named_once: Set[str]
) -> Iterator[tuple[str, LanguageVersion]]:
    """Yield the versions that an entry's page names and that stay named, though not mutual.

    An address that several entries name is their list's.
    """
    for lang, url in stated(entry).items():
        known = index.at(url)
        if known is None:
            is_kept = canonical_url.key(url) in named_once
        else:
            is_kept = _is_version(lang, known, entry, index) and answered.allow(entry, known)
        if is_kept and lang != entry.lang:
            yield lang, LanguageVersion(url)


def _named_once(entries: Iterable[Entry]) -> Set[str]:
    """Return the keys of the addresses that one entry names as its version in a language."""
    named: Counter[str] = Counter()
    for entry in entries:
        named.update(set(map(canonical_url.key, stated(entry).values())))
    return {key for key, times in named.items() if times == 1}


def _is_version(lang: str, known: Entry, entry: Entry, index: EntryIndex) -> bool:
    """Return whether an entry is the version that a page takes it for.

    It is not where it is in another language than is said, or related without naming this one in
    turn. A stranger's page may point to another's, but not be pointed to from there.
    """
    return known.lang == lang and not _is_related(entry, known, index)


def _of_one_act(entries: Iterable[Entry]) -> Iterator[_Pair]:
    for same_act in group(entries, _act_number):
        yield from _pairs(_SAME_ACT, same_act)


def _act_number(entry: Entry) -> str | None:
    if entry.external_id.startswith(ACT_NUMBERS):
        return entry.external_id
    return None


def _stated(entries: Iterable[Entry], index: EntryIndex) -> Iterator[_Pair]:
    named = set(_named(entries, index))
    for entry_id, other_id in named:
        first, second = sorted((entry_id, other_id))
        if (other_id, entry_id) in named:
            yield _Pair(_BOTH_SAY_SO, first, second)
        elif _is_related(index.by_id[entry_id], index.by_id[other_id], index):
            yield _Pair(_ONE_SAYS_SO, first, second)


def _named(entries: Iterable[Entry], index: EntryIndex) -> Iterator[tuple[str, str]]:
    """Yield the id of each entry with that of each entry that its page names as a version."""
    for entry in entries:
        for known in filter(None, map(index.at, stated(entry).values())):
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


def answers_on_versions(entries: Iterable[Entry]) -> Answers:
    """Read the answers about versions in other languages (`twin`)."""
    return _answers(entries, "twin")


def answers_on_stories(entries: Iterable[Entry]) -> Answers:
    """Read the answers about the same story in other sources (`same_as`)."""
    return _answers(entries, "same_as")


def _answers(entries: Iterable[Entry], key: str) -> Answers:
    said: dict[str, Addresses] = {}
    apart: dict[str, Addresses] = {}
    for entry, known in _reviewed(entries):
        if getattr(known, key) is not None:
            said[entry.id] = getattr(known, key)
        if known.apart:
            apart[entry.id] = known.apart
    return Answers.of(said, apart)


def _reviewed(entries: Iterable[Entry]) -> Iterator[tuple[Entry, review.Review]]:
    for entry in entries:
        if entry.review:
            yield entry, review.read(entry.review)

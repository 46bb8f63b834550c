"""Entries -> the pairs that a person is asked about, until they answer or a month has passed.

They may be versions in two languages, or the same story: similar titles prove nothing. Who was told
that an entry has no such story is not asked again, and of one that a person rejected nothing is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.i18n.text_fold import words
from knowledge.model import Entry
from knowledge.storage import review
from scrapers.clean import canonical_url
from scrapers.clustering import language_versions
from scrapers.clustering.entry_index import day

# Of 100. The same story scored 75 and another one 84 in trials: hence a person decides.
LIKELY = 75.0
MONTH = timedelta(days=31)
MAX_CANDIDATES = 40
# A word of more titles than that tells nothing, and would make the cost grow with the square of the
# entries.
COMMON = 60
LETTERS = 5


class _Pair(NamedTuple):
    """Two entries, and how much their titles resemble each other."""

    score: float
    entry: Entry
    other: Entry

    def rank(self) -> tuple[float, str, str]:
        """Return what puts the likeliest first."""
        return (-self.score, self.entry.id, self.other.id)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that no person rejected."""
    return [entry for entry in entries if not review.is_rejected(entry)]


def recent(entries: Iterable[Entry], moment: datetime) -> list[Entry]:
    """Return the entries first seen within a month, in the order of their ids."""
    found = [entry for entry in entries if moment - entry.first_seen <= MONTH]
    return sorted(found, key=lambda entry: entry.id)


def versions(
    doubtful: Iterable[tuple[Entry, Entry]], recent: Iterable[Entry], kept: Iterable[Entry]
) -> list[tuple[Entry, Entry]]:
    """Return the pairs of kept entries with a recent one, in their order."""
    ids, known = {entry.id for entry in recent}, {entry.id for entry in kept}
    pairs = []
    for pair in doubtful:
        both = {entry.id for entry in pair}
        if both <= known and not ids.isdisjoint(both):
            pairs.append(pair)
    return pairs


def same_story(recent: Iterable[Entry], entries: Iterable[Entry]) -> list[tuple[Entry, Entry]]:
    """Return pairs of a recent entry and one that resembles it, the likeliest first.

    Both are in one language and within a month, in different sources, and not related already.
    """
    entries = list(entries)
    by_word, answered = _by_rare_word(entries), language_versions.answers_on_stories(entries)
    likely: dict[frozenset[str], _Pair] = {}
    for entry in sorted(recent, key=lambda entry: entry.id):
        for pair in _alike(entry, by_word):
            if answered.allow(entry, pair.other):
                likely.setdefault(frozenset({entry.id, pair.other.id}), pair)
    best = sorted(likely.values(), key=_Pair.rank)
    return [(pair.entry, pair.other) for pair in best]


def _alike(entry: Entry, by_word: Mapping[str, list[Entry]]) -> Iterator[_Pair]:
    for other in _candidates(entry, by_word):
        score = fuzz.token_set_ratio(words(entry.title), words(other.title))
        if score >= LIKELY:
            yield _Pair(score, entry, other)


def _by_rare_word(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    by_word = _by_word(entries)
    return {word: found for word, found in by_word.items() if len(found) <= COMMON}


def _by_word(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    by_word: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for word in _telling_words(entry):
            by_word[word].append(entry)
    return by_word


def _telling_words(entry: Entry) -> Iterator[str]:
    for word in set(words(entry.title).split()):
        if len(word) >= LETTERS:
            yield f"{entry.lang} {word}"


def _candidates(entry: Entry, by_word: Mapping[str, list[Entry]]) -> Iterator[Entry]:
    """Yield the comparable entries among those that share most words with this one."""
    known: dict[str, Entry] = {}
    shared: Counter[str] = Counter()
    for other in _sharing_a_word(entry, by_word):
        known[other.id] = other
        shared[other.id] += 1
    likely = sorted(shared, key=lambda entry_id: (-shared[entry_id], entry_id))
    for entry_id in likely[:MAX_CANDIDATES]:
        if shared[entry_id] >= 2 and _is_comparable(entry, known[entry_id]):
            yield known[entry_id]


def _sharing_a_word(entry: Entry, by_word: Mapping[str, list[Entry]]) -> Iterator[Entry]:
    """Yield the entries that share a word, once for each word."""
    for word in _telling_words(entry):
        yield from by_word.get(word, ())


def _is_comparable(entry: Entry, other: Entry) -> bool:
    if entry.source == other.source or abs(day(entry) - day(other)) > MONTH:
        return False
    return canonical_url.key(other.url) not in map(canonical_url.key, entry.same_as)

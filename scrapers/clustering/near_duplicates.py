"""New entries -> pairs that may be the same story.

They are only suggested to a person: similar titles prove nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from rapidfuzz import fuzz

from knowledge.i18n.text_fold import words
from knowledge.model import Entry
from scrapers.clean import canonical_url

# Of 100. The same story scored 75 and another one 84 in trials: hence a person decides.
LIKELY = 75.0
MONTH = timedelta(days=31)
MAX_PAIRS = 20
MAX_CANDIDATES = 40
# A word of more titles than that tells nothing, and would make the cost grow with the square of the
# entries.
COMMON = 60
LETTERS = 5


def suggest(new: Iterable[Entry], entries: Iterable[Entry]) -> list[tuple[Entry, Entry]]:
    """Return pairs of a new entry and one that resembles it, the likeliest first, at most 20.

    Both are in one language and within a month, in different sources, and not related already.
    """
    by_word = _by_rare_word(list(entries))
    scored: dict[tuple[str, ...], tuple[float, Entry, Entry]] = {}
    for entry in sorted(new, key=lambda entry: entry.id):
        for other in _candidates(entry, by_word):
            score = fuzz.token_set_ratio(words(entry.title), words(other.title))
            if score >= LIKELY:
                pair = tuple(sorted((entry.id, other.id)))
                scored.setdefault(pair, (score, entry, other))
    best = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].id, pair[2].id))
    return [(entry, other) for _, entry, other in best[:MAX_PAIRS]]


def _by_rare_word(entries: Collection[Entry]) -> Mapping[str, list[Entry]]:
    by_word: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for word in _telling_words(entry):
            by_word[word].append(entry)
    return {word: found for word, found in by_word.items() if len(found) <= COMMON}


def _telling_words(entry: Entry) -> Iterator[str]:
    for word in set(words(entry.title).split()):
        if len(word) >= LETTERS:
            yield f"{entry.lang} {word}"


def _candidates(entry: Entry, by_word: Mapping[str, list[Entry]]) -> Iterator[Entry]:
    shared: Counter[str] = Counter()
    known: dict[str, Entry] = {}
    for word in _telling_words(entry):
        for other in by_word.get(word, ()):
            shared[other.id] += 1
            known[other.id] = other
    likely = sorted(shared, key=lambda entry_id: (-shared[entry_id], entry_id))
    for entry_id in likely[:MAX_CANDIDATES]:
        if shared[entry_id] >= 2 and _is_comparable(entry, known[entry_id]):
            yield known[entry_id]


def _is_comparable(entry: Entry, other: Entry) -> bool:
    if entry.source == other.source or abs(_day(entry) - _day(other)) > MONTH:
        return False
    related = {canonical_url.key(url) for url in entry.same_as}
    return canonical_url.key(other.url) not in related


def _day(entry: Entry) -> date:
    return entry.date or entry.first_seen.date()

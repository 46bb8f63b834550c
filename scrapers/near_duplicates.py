"""New entries -> pairs that may be the same story. Only suggested to a person: a likeness of titles
proves nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

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
    """Give pairs of a new entry and one that resembles it, the likeliest first, at most 20.

    Both are in one language and within a month, in different sources, and not tied already.
    """
    entries = list(entries)
    rare = _rare(entries)
    found: dict[tuple[str, ...], tuple[float, Entry, Entry]] = {}
    for entry in sorted(new, key=lambda one: one.id):
        for other in _candidates(entry, rare):
            score = fuzz.token_set_ratio(words(entry.title), words(other.title))
            if score >= LIKELY:
                found.setdefault(tuple(sorted((entry.id, other.id))), (score, entry, other))
    best = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].id, pair[2].id))
    return [(entry, other) for _, entry, other in best[:MAX_PAIRS]]


def _rare(entries: Collection[Entry]) -> dict[str, list[Entry]]:
    index: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for word in _telling(entry):
            index[word].append(entry)
    return {word: found for word, found in index.items() if len(found) <= COMMON}


def _telling(entry: Entry) -> Iterator[str]:
    return (
        f"{entry.lang} {word}" for word in set(words(entry.title).split()) if len(word) >= LETTERS
    )


def _candidates(entry: Entry, rare: dict[str, list[Entry]]) -> Iterator[Entry]:
    shared: Counter[str] = Counter()
    known: dict[str, Entry] = {}
    for word in _telling(entry):
        for other in rare.get(word, ()):
            shared[other.id] += 1
            known[other.id] = other
    likely = sorted(shared, key=lambda one: (-shared[one], one))
    for name in likely[:MAX_CANDIDATES]:
        if shared[name] >= 2 and _comparable(entry, known[name]):
            yield known[name]


def _comparable(one: Entry, other: Entry) -> bool:
    tied = {canonical_url.key(url) for url in one.same_as}
    days = abs((one.date or one.first_seen.date()) - (other.date or other.first_seen.date()))
    return one.source != other.source and canonical_url.key(other.url) not in tied and days <= MONTH

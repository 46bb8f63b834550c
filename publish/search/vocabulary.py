"""The words of a site, the most frequent first: those that a reader's word begins, is made of, or
was meant for. The browser does the same (overrides/assets/scripts/search/vocabulary.js).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice

from rapidfuzz.distance import OSA

from knowledge.i18n import text_fold
from publish.search import words

SHORTEST_BEGINNING = 4
SHORTEST_MENDED = 5
# One letter in so many may be wrong, and no more than two in all.
LETTERS, MOST_WRONG = 5, 2
MOST_BEGUN, MOST_MENDED = 8, 3


@dataclass(frozen=True)
class KnownWords:
    """A site's words as they are written."""

    words: Sequence[str] = ()

    @cached_property
    def folded(self) -> Sequence[str]:
        """Return the words as they are compared."""
        return list(map(text_fold.fold, self.words))

    @cached_property
    def known(self) -> frozenset[str]:
        """Return the words that compounds are made of."""
        return frozenset(self.folded)

    def begun(self, word: str) -> list[str]:
        """List the words that begin as this one."""
        if len(word) < SHORTEST_BEGINNING:
            return []
        longer = (other for other in self.folded if other.startswith(word))
        return list(islice(longer, MOST_BEGUN))

    def nearest(self, word: str) -> list[str]:
        """List the words that are the fewest letters away: one in five, two at most, and the first
        letter right where it is two.
        """
        most = min(len(word) // LETTERS, MOST_WRONG)
        found: dict[int, list[str]] = {1: [], 2: []}
        for candidate in filter(partial(_is_as_long, word), self.folded):
            away = OSA.distance(word, candidate, score_cutoff=most)
            if 0 < away <= most and (away == 1 or candidate[0] == word[0]):
                found[away].append(candidate)
        return [*found[1], *found[2]][:MOST_MENDED]

    def parts(self, word: str) -> tuple[str, str] | None:
        """Return the two words of a compound, if it is one."""
        return words.parts(word, self.known)

    def mended_parts(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the two words of a compound one of which is mistyped, the longest right part
        first.
        """
        for at in range(len(word) - SHORTEST_MENDED, SHORTEST_MENDED - 1, -1):
            head, tail = word[:at], word[at:]
            if head in self.known:
                yield from ((head, near) for near in self.nearest(tail)[:1])
            if tail in self.known:
                yield from ((near, tail) for near in self.nearest(head)[:1])


def _is_as_long(word: str, other: str) -> bool:
    return abs(len(word) - len(other)) <= MOST_WRONG

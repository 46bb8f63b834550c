"""What an entry says -> the points of each type and theme, by the rules of taxonomy.yml."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, get_args

from knowledge.i18n.text_fold import words
from knowledge.source import Lang
from knowledge.taxonomy import Rules, Taxonomy, Term
from scrapers.classify.matcher import Matcher

MAX_WORDS = 5
LISTS = ("types", "themes")
_UNLESS = "unless"


class EntryText(NamedTuple):
    """What an entry says: its summary, and what counts more: its source's labels and its title."""

    lang: str
    summary: str
    titles: tuple[str, ...]


class Score(NamedTuple):
    """The points of a term, and the words that gave them."""

    points: int
    words: tuple[str, ...]


# By list ("types", "themes") and by the term's id.
TermScores = Mapping[str, Mapping[str, Score]]


class _Use(NamedTuple):
    """Where a pattern is used: for which term of which list, with which strength."""

    list_name: str
    term: str
    strength: str


class _Hit(NamedTuple):
    """Words found for a term, as they are in the text and folded."""

    points: int
    text: str
    folded: str

    def rank(self) -> tuple[int, int, str, str]:
        """Return what puts the words with most points first, then the longest."""
        return (-self.points, -len(self.folded), self.folded, self.text)

    def overlaps(self, other: "_Hit") -> bool:
        """Return whether the words of one are among those of the other."""
        return self.folded in other.folded or other.folded in self.folded


@dataclass(frozen=True)
class _Lexicon:
    """The patterns of one language, and the uses of each."""

    matcher: Matcher
    uses: Mapping[str, tuple[_Use, ...]]


class _Match(NamedTuple):
    """Words found in a text, what their points are multiplied by, and the uses of the pattern."""

    times: int
    text: str
    uses: tuple[_Use, ...]


def find(text: EntryText, taxonomy: Taxonomy) -> TermScores:
    """Add up the points of each term.

    The rules are those of the entry's language, or of all languages where it has none.
    """
    tally = _Tally()
    for lang in _langs(text, taxonomy):
        for match in _matches(text, lang, taxonomy):
            tally.add(match, taxonomy)
    return dict(zip(LISTS, map(tally.scores, LISTS), strict=True))


def _langs(text: EntryText, taxonomy: Taxonomy) -> tuple[str, ...]:
    if _lexicon(taxonomy, text.lang).uses:
        return (text.lang,)
    return get_args(Lang)


class _Tally:
    """The words found so far for each term, and the terms that a word refuses."""

    def __init__(self) -> None:
        self._hits: dict[tuple[str, str], list[_Hit]] = defaultdict(list)
        self._refused: set[tuple[str, str]] = set()

    def add(self, match: _Match, taxonomy: Taxonomy) -> None:
        """Take in the words of one match."""
        folded = words(match.text)
        for use in match.uses:
            if use.strength == _UNLESS:
                self._refused.add((use.list_name, use.term))
                continue
            points = match.times * int(getattr(taxonomy.scoring, use.strength))
            self._hits[use.list_name, use.term].append(_Hit(points, match.text, folded))

    def scores(self, list_name: str) -> dict[str, Score]:
        """Return the scores of one list's terms."""
        scores = {}
        for term, hits in self._hits.items():
            if term[0] == list_name and term not in self._refused:
                scores[term[1]] = _sum(hits)
        return scores


@lru_cache(maxsize=64)
def _lexicon(taxonomy: Taxonomy, lang: str) -> _Lexicon:
    uses: dict[str, set[_Use]] = defaultdict(set)
    for list_name in LISTS:
        for term in getattr(taxonomy, list_name):
            for strength, pattern in _patterns(term, lang):
                uses[pattern].add(_Use(list_name, term.id, strength))
    in_order = map(tuple, map(sorted, uses.values()))
    return _Lexicon(Matcher(uses, lang), dict(zip(uses, in_order, strict=True)))


def _patterns(term: Term, lang: str) -> Iterator[tuple[str, str]]:
    for synonym in term.synonyms.get(lang, ()):  # type: ignore[call-overload]
        yield "strong", synonym
    rules: Rules = term.rules.get(lang, Rules())  # type: ignore[call-overload]
    for strength in Rules.model_fields:
        for pattern in getattr(rules, strength):
            yield strength, pattern


def _matches(text: EntryText, lang: str, taxonomy: Taxonomy) -> Iterator[_Match]:
    """Yield each pattern's words once, from a title where they are in one."""
    lexicon = _lexicon(taxonomy, lang)
    in_summary = lexicon.matcher.find(text.summary)
    in_titles: dict[str, str] = {}
    for title in text.titles:
        in_titles |= lexicon.matcher.find(title)
    for pattern, matched in (in_summary | in_titles).items():
        times = taxonomy.scoring.title if pattern in in_titles else 1
        yield _Match(times, matched, lexicon.uses[pattern])


def _sum(hits: Iterable[_Hit]) -> Score:
    """Sum up the points; words inside other words found count once.

    So does "burn-out" in "prévention du burn-out".
    """
    kept: list[_Hit] = []
    for hit in sorted(hits, key=_Hit.rank):
        if not any(map(hit.overlaps, kept)):
            kept.append(hit)
    points = sum(hit.points for hit in kept)
    return Score(points, tuple(hit.text for hit in kept[:MAX_WORDS]))

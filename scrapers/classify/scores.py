"""What an entry says -> the points of each type and theme, by the rules of taxonomy.yml."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, get_args

from knowledge.i18n.text_fold import words
from knowledge.source import Lang
from knowledge.taxonomy import Rules, Taxonomy, Term
from scrapers.classify.matcher import Matcher, TextWords

MAX_WORDS = 5
# The list of one term that `off_topic` of taxonomy.yml stands for, and that term.
OFF_TOPIC, OFF = "off_topic", "off-topic"
THEMES = "themes"
LISTS = ("types", THEMES, OFF_TOPIC)
_STRONG, _UNLESS = "strong", "unless"


class EntryText(NamedTuple):
    """What an entry says: its summary, and what counts more: its source's labels and its title."""

    lang: str
    summary: str
    titles: tuple[str, ...]


class Score(NamedTuple):
    """The points of a term, the words that gave them, and whether one of these is a strong word."""

    points: int
    words: tuple[str, ...]
    has_strong: bool = False


# By list ("types", "themes") and by the term's id.
TermScores = Mapping[str, Mapping[str, Score]]


class _Use(NamedTuple):
    """Where a pattern is used: for which term of which list, with which strength and points."""

    list_name: str
    term: str
    strength: str
    points: int = 0


class _Hit(NamedTuple):
    """Words found for a term, as they are in the text and folded."""

    points: int
    text: str
    folded: str
    is_strong: bool = False

    def rank(self) -> tuple[int, int, str, str]:
        """Return what puts the words with most points first, then the longest."""
        return (-self.points, -len(self.folded), self.folded, self.text)

    def overlaps(self, other: "_Hit") -> bool:
        """Return whether the words of one are among those of the other."""
        return self.folded in other.folded or other.folded in self.folded


@dataclass(frozen=True)
class _Lexicon:
    """The patterns of one language, the uses of each, and the phrases whose words do not count."""

    matcher: Matcher
    uses: Mapping[str, tuple[_Use, ...]]
    set_phrases: frozenset[str]

    def find(self, text: str) -> dict[str, str]:
        """Return the patterns found in a text, each with the first words that matched it.

        What stands in a set phrase speaks for no theme, only for a type or for what is off topic.
        """
        found = self.matcher.find(TextWords(text))
        phrases = found.keys() & self.set_phrases
        if not phrases:
            return found
        rest = _without(text, map(found.__getitem__, phrases))
        elsewhere = self.matcher.find(TextWords(rest))
        for pattern in filter(self.is_for_theme, found.keys() - elsewhere.keys()):
            del found[pattern]
        found |= elsewhere
        return {pattern: words for pattern, words in found.items() if pattern in self.uses}

    def is_for_theme(self, pattern: str) -> bool:
        """Return whether a pattern speaks for a theme."""
        return any(
            use.list_name == THEMES and use.strength != _UNLESS
            for use in self.uses.get(pattern, ())
        )


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
            tally.add(match)
    return dict(zip(LISTS, map(tally.scores, LISTS), strict=True))


def theme_words(title: str, lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    """Yield the words of a title that speak for a theme, as they are in it."""
    lexicon = _lexicon(taxonomy, lang)
    for pattern, matched in lexicon.find(title).items():
        if lexicon.is_for_theme(pattern):
            yield matched


def _langs(text: EntryText, taxonomy: Taxonomy) -> tuple[str, ...]:
    if _lexicon(taxonomy, text.lang).uses:
        return (text.lang,)
    return get_args(Lang)


class _Tally:
    """The words found so far for each term, and the terms that a word refuses."""

    def __init__(self) -> None:
        self._hits: dict[tuple[str, str], list[_Hit]] = defaultdict(list)
        self._refused: set[tuple[str, str]] = set()

    def add(self, match: _Match) -> None:
        """Take in the words of one match."""
        folded = words(match.text)
        for use in match.uses:
            if use.strength == _UNLESS:
                self._refused.add((use.list_name, use.term))
                continue
            points = match.times * use.points
            hit = _Hit(points, match.text, folded, use.strength == _STRONG)
            self._hits[use.list_name, use.term].append(hit)

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
    points = {_UNLESS: 0, **taxonomy.scoring.model_dump()}
    for pattern, use in _uses(taxonomy, lang):
        uses[pattern].add(use._replace(points=points[use.strength]))
    in_order = map(tuple, map(sorted, uses.values()))
    phrases = frozenset(taxonomy.set_phrases.get(lang, ()))  # type: ignore[call-overload]
    matcher = Matcher(uses.keys() | phrases, lang)
    return _Lexicon(matcher, dict(zip(uses, in_order, strict=True)), phrases)


def _uses(taxonomy: Taxonomy, lang: str) -> Iterator[tuple[str, _Use]]:
    """Yield each pattern of a language with each of its uses."""
    yield from _uses_for_terms(taxonomy, lang)
    for strength, pattern in _of_rules(_off_topic(taxonomy, lang)):
        yield pattern, _Use(OFF_TOPIC, OFF, strength)


def _uses_for_terms(taxonomy: Taxonomy, lang: str) -> Iterator[tuple[str, _Use]]:
    for list_name in ("types", THEMES):
        for term in taxonomy.terms(list_name):
            for strength, pattern in _patterns(term, lang):
                yield pattern, _Use(list_name, term.id, strength)


def _without(text: str, phrases: Iterable[str]) -> str:
    for phrase in sorted(phrases, key=len, reverse=True):
        # A word of its own: what stood on either side must not become a phrase.
        text = text.replace(phrase, " 0 ")
    return text


def _patterns(term: Term, lang: str) -> Iterator[tuple[str, str]]:
    for synonym in term.synonyms.get(lang, ()):  # type: ignore[call-overload]
        yield _STRONG, synonym
    yield from _of_rules(term.rules.get(lang, Rules()))  # type: ignore[call-overload]


def _off_topic(taxonomy: Taxonomy, lang: str) -> Rules:
    by_lang = taxonomy.off_topic or {}
    return by_lang.get(lang, Rules())  # type: ignore[call-overload, no-any-return]


def _of_rules(rules: Rules) -> Iterator[tuple[str, str]]:
    for strength in Rules.model_fields:
        for pattern in getattr(rules, strength):
            yield strength, pattern


def _matches(text: EntryText, lang: str, taxonomy: Taxonomy) -> Iterator[_Match]:
    """Yield each pattern's words once, from a title where they are in one."""
    lexicon = _lexicon(taxonomy, lang)
    in_summary = lexicon.find(text.summary)
    in_titles: dict[str, str] = {}
    for title in text.titles:
        in_titles |= lexicon.find(title)
    for pattern, matched in (in_summary | in_titles).items():
        times = taxonomy.scoring.title if pattern in in_titles else 1
        yield _Match(times, matched, lexicon.uses[pattern])


def _sum(hits: list[_Hit]) -> Score:
    """Sum up the points; words inside other words found count once.

    So does "burn-out" in "prévention du burn-out".
    """
    kept = _apart(hits)
    points = sum(hit.points for hit in kept)
    has_strong = any(hit.is_strong for hit in kept)
    return Score(points, tuple(hit.text for hit in kept[:MAX_WORDS]), has_strong)


def _apart(hits: list[_Hit]) -> list[_Hit]:
    """Return the hits of which none is inside another, those with most points first."""
    if len(hits) == 1:
        return hits
    kept: list[_Hit] = []
    for hit in sorted(hits, key=_Hit.rank):
        if not any(map(hit.overlaps, kept)):
            kept.append(hit)
    return kept

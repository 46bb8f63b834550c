"""Entry -> Entry with its type and themes, each with the rule and the words that gave it; a
person's choice wins.

The words come from taxonomy.yml. Nothing is learnt and nothing is random: the same words give the
same tags.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, get_args

from knowledge.i18n.text_fold import words
from knowledge.model import Entry, RawEntry, Why
from knowledge.source import Lang, Source
from knowledge.storage import review
from knowledge.taxonomy import Rules, Taxonomy, Term
from scrapers.classify.matcher import Phrases
from scrapers.clean import text_clean

MAX_THEMES = 5
MAX_WORDS = 5
LABEL_MAX = 120
SUMMARY_MAX = 1_000

# The rules, as an entry's `why` names them.
WORDS, LABEL, SOURCE, DEFAULT, REVIEW = "words", "label", "source", "default", "review"


def entry(entry: Entry, raw: RawEntry, source: Source, taxonomy: Taxonomy) -> Entry:
    """Give the entry its type and themes.

    The type is what the source states (`types` of the source), else what the words say, else the
    source's own. The themes are what the words and the source's own labels say, and those that all
    of the source's entries bear.
    """
    labels = [text_clean.text(label, LABEL_MAX) for label in (raw.type_label, *raw.themes) if label]
    # All that the source says, not the excerpt that its terms of use leave: those may allow no text
    # at all.
    summary = text_clean.text(raw.summary, SUMMARY_MAX) or entry.summary
    said = _Said(entry.lang, summary, (*(labels[1:] if raw.type_label else labels), entry.title))
    scores = _scores(said, taxonomy)
    kind = _stated(labels, source, taxonomy) or _likeliest(scores["types"], source, taxonomy)
    themes = _themes(scores["themes"], labels, source, taxonomy)
    return reviewed(
        replace(
            entry,
            type=_name(kind) if kind else source.type,
            themes=tuple(_name(why) for why in themes),
            why=((kind,) if kind else ()) + themes,
        ),
        taxonomy,
    )


def reviewed(entry: Entry, taxonomy: Taxonomy) -> Entry:
    """Put a person's choice of type and themes (`review:`) in the place of the program's; without
    one, take it back.

    What the rules said stays in `why`, so that a choice can be taken back. A name that is not in
    the taxonomy is no choice. Doing it twice changes nothing.
    """
    choice = review.keys(entry.review)
    own = tuple(why for why in entry.why if why.rule != REVIEW)
    kind = next((_name(why) for why in own if why.tag.startswith("type/")), entry.type)
    themes = _unique(_name(why) for why in own if why.tag.startswith("themes/"))
    own = tuple(why for why in own if why.rule != DEFAULT)
    chosen: list[Why] = []
    if str(choice.get("type")) in taxonomy.ids("types"):
        own = (
            own
            if any(why.tag.startswith("type/") for why in own)
            else (Why(f"type/{kind}", DEFAULT), *own)
        )
        kind = str(choice["type"])
        chosen.append(Why(f"type/{kind}", REVIEW))
    if isinstance(choice.get("themes"), list):
        themes = _unique(
            theme for theme in map(str, choice["themes"]) if theme in taxonomy.ids("themes")
        )
        chosen += [Why(f"themes/{theme}", REVIEW) for theme in themes]
    why = (*own, *chosen)
    unchanged = (kind, themes, why) == (entry.type, entry.themes, entry.why)
    return entry if unchanged else replace(entry, type=kind, themes=themes, why=why)


class _Said(NamedTuple):
    """What an entry says: its language, all of its excerpt, and what counts more: its source's
    labels and its title.
    """

    lang: str
    summary: str
    titles: tuple[str, ...]


class _Score(NamedTuple):
    points: int
    words: tuple[str, ...]


_Use = tuple[str, str, str]
_Hit = tuple[int, str, str]
_Scores = Mapping[str, Mapping[str, _Score]]


@dataclass(frozen=True)
class _Lexicon:
    """The patterns of one language; `uses` tells for each the list, the term and the strength that
    it has there.
    """

    phrases: Phrases
    uses: Mapping[str, tuple[_Use, ...]]


@lru_cache(maxsize=64)
def _lexicon(taxonomy: Taxonomy, lang: str) -> _Lexicon:
    uses: dict[str, set[_Use]] = defaultdict(set)
    for name in ("types", "themes"):
        for term in getattr(taxonomy, name):
            for strength, pattern in _patterns(term, lang):
                uses[pattern].add((name, term.id, strength))
    return _Lexicon(
        Phrases(uses, lang), {pattern: tuple(sorted(found)) for pattern, found in uses.items()}
    )


def _patterns(term: Term, lang: str) -> Iterable[tuple[str, str]]:
    for synonym in term.synonyms.get(lang, ()):  # type: ignore[call-overload]
        yield "strong", synonym
    rules: Rules = term.rules.get(lang, Rules())  # type: ignore[call-overload]
    for strength in Rules.model_fields:
        for pattern in getattr(rules, strength):
            yield strength, pattern


def _scores(spoken: _Said, taxonomy: Taxonomy) -> _Scores:
    """Add up the points of each term, by the words of the entry's language; of all, where that one
    has no rules.
    """
    tongues = [spoken.lang] if _lexicon(taxonomy, spoken.lang).uses else list(get_args(Lang))
    points: dict[str, dict[str, list[_Hit]]] = {
        "types": defaultdict(list),
        "themes": defaultdict(list),
    }
    refused: set[tuple[str, str]] = set()
    for times, said, uses in _found(spoken, tongues, taxonomy):
        bare = words(said)
        for name, term, strength in uses:
            if strength == "unless":
                refused.add((name, term))
            else:
                points[name][term].append(
                    (times * int(getattr(taxonomy.scoring, strength)), said, bare)
                )
    return {
        name: {term: _summed(hits) for term, hits in terms.items() if (name, term) not in refused}
        for name, terms in points.items()
    }


def _found(
    spoken: _Said, tongues: list[str], taxonomy: Taxonomy
) -> Iterable[tuple[int, str, tuple[_Use, ...]]]:
    """Give each pattern's words once, from the title where they stand there too, and what their
    points are times.
    """
    texts = [(1, spoken.summary), *((taxonomy.scoring.title, one) for one in spoken.titles)]
    for lang in tongues:
        lexicon = _lexicon(taxonomy, lang)
        found: dict[str, tuple[int, str]] = {}
        for times, text in texts:
            found |= {
                pattern: (times, said) for pattern, said in lexicon.phrases.find(text).items()
            }
        yield from (
            (times, said, lexicon.uses[pattern]) for pattern, (times, said) in found.items()
        )


def _summed(hits: list[_Hit]) -> _Score:
    """Sum up, words that stand inside other words found counting once: "burn-out" in "prévention du
    burn-out".
    """
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit[0], -len(hit[2]), hit[2], hit[1])):
        if not any(hit[2] in other or other in hit[2] for _, _, other in kept):
            kept.append(hit)
    return _Score(
        sum(points for points, _, _ in kept), tuple(said for _, said, _ in kept[:MAX_WORDS])
    )


def _stated(labels: list[str], source: Source, taxonomy: Taxonomy) -> Why | None:
    known = {
        words(label): kind for label, kind in source.types.items() if kind in taxonomy.ids("types")
    }
    for label in labels:
        spoken = f" {words(label)} "
        for key in sorted(known, key=len, reverse=True):
            if f" {key} " in spoken:
                return Why(f"type/{known[key]}", LABEL, (label,))
    return None


def _likeliest(scores: Mapping[str, _Score], source: Source, taxonomy: Taxonomy) -> Why | None:
    # A kind that the configuration names for all of a source's entries is given up for strong words
    # in the title only.
    said = "type" in source.model_fields_set
    least = taxonomy.scoring.threshold * (1 + taxonomy.scoring.title if said else 1)
    order = [term.id for term in taxonomy.types]
    likely = [kind for kind in order if kind in scores and scores[kind].points >= least]
    if not likely:
        return None
    best = max(likely, key=lambda kind: scores[kind].points)
    return Why(f"type/{best}", WORDS, scores[best].words)


def _themes(
    scores: Mapping[str, _Score], labels: list[str], source: Source, taxonomy: Taxonomy
) -> tuple[Why, ...]:
    found = {
        theme: Why(f"themes/{theme}", SOURCE)
        for theme in source.themes
        if theme in taxonomy.ids("themes")
    }
    names = _names(taxonomy)
    for label in labels:
        if theme := names.get(words(label)):
            found.setdefault(theme, Why(f"themes/{theme}", LABEL, (label,)))
    order = {term.id: place for place, term in enumerate(taxonomy.themes)}
    likely = sorted(scores, key=lambda theme: (-scores[theme].points, order[theme]))
    for theme in likely[: max(0, MAX_THEMES - len(found))]:
        if scores[theme].points >= taxonomy.scoring.threshold:
            found.setdefault(theme, Why(f"themes/{theme}", WORDS, scores[theme].words))
    return tuple(found.values())


@lru_cache(maxsize=8)
def _names(taxonomy: Taxonomy) -> Mapping[str, str]:
    """Give the theme of each label and synonym, folded; one that two themes share is neither's."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in taxonomy.themes:
        for name in (
            *term.labels.values(),
            *(one for tongue in term.synonyms.values() for one in tongue),
        ):
            found[words(name)].add(term.id)
    return {name: next(iter(terms)) for name, terms in found.items() if len(terms) == 1}


def _name(why: Why) -> str:
    return why.tag.partition("/")[2]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

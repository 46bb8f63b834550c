"""Entry -> Entry with its type and themes, each with the rule and the words that gave it.

The words are those of taxonomy.yml. Nothing is learnt and nothing is random: the same words give
the same tags. A person's choice wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain

from knowledge.i18n.text_fold import words
from knowledge.model import Entry, RawEntry, Why
from knowledge.source import Source
from knowledge.storage import review_choice
from knowledge.storage.review_choice import ASIDE, NO_THEME, OFF_TOPIC
from knowledge.taxonomy import Taxonomy
from scrapers.classify import event_days, scores, standing_pages
from scrapers.classify.scores import OFF, EntryText, Score, TermScores
from scrapers.clean import text_clean

MAX_THEMES = 5
LABEL_MAX = 120
SUMMARY_MAX = 1_000

# The rules, as an entry's `why` names them, besides those of a person's choice.
WORDS, LABEL, SOURCE = "words", "label", "source"
# So many times the points that bear a theme weigh as much as a strong word: two fair words in the
# title do, one does not.
_ENOUGH = 2
_NOTHING = Score(0, ())


def classify(entry: Entry, raw: RawEntry, source: Source, taxonomy: Taxonomy) -> Entry:
    """Return the entry with its type and themes.

    The type is what the source states (`types` of the source), else what the words say, else the
    source's own. The themes are what the words and the source's own labels say, and those that the
    configuration gives to all of the source's entries.
    """
    labels = list(_labels(raw))
    text = _text(entry, raw, labels)
    found = scores.find(text, taxonomy)
    standing = standing_pages.score(text, is_dated=bool(entry.date), taxonomy=taxonomy)
    types = standing_pages.with_score(found["types"], standing)
    themes = list(_themes(found["themes"], labels, source, taxonomy))
    aside = _aside(found, themes, source, taxonomy)
    reasons = (*_type(types, labels, source, taxonomy), *themes, *aside)
    classified = replace(
        entry,
        type=review_choice.first_type(reasons) or source.type,
        themes=review_choice.themes_of(reasons),
        aside=review_choice.aside_of(reasons),
        why=reasons,
    )
    return event_days.with_day(review_choice.apply(classified, taxonomy), raw)


def _labels(raw: RawEntry) -> Iterator[str]:
    for label in filter(None, (raw.type_label, *raw.themes)):
        yield text_clean.text(label, LABEL_MAX)


def _text(entry: Entry, raw: RawEntry, labels: list[str]) -> EntryText:
    # All that the source says, not the excerpt that its terms of use leave: those may allow no text
    # at all.
    summary = text_clean.text(raw.summary, SUMMARY_MAX) or entry.summary
    first = 1 if raw.type_label else 0
    return EntryText(entry.lang, summary, (*labels[first:], entry.title))


def _type(
    found: Mapping[str, Score], labels: list[str], source: Source, taxonomy: Taxonomy
) -> Iterator[Why]:
    """Yield the reason for the type that is stated, or else likeliest, if there is one."""
    reason = _stated(labels, source, taxonomy) or _likeliest(found, source, taxonomy)
    if reason:
        yield reason


def _stated(labels: list[str], source: Source, taxonomy: Taxonomy) -> Why | None:
    """Return the type that a label of the source names, the longest name first."""
    type_by_name = _type_by_name(source, taxonomy)
    for label in labels:
        padded = _padded(label)
        for name, type_id in type_by_name.items():
            if name in padded:
                return Why(f"type/{type_id}", LABEL, (label,))
    return None


def _type_by_name(source: Source, taxonomy: Taxonomy) -> Mapping[str, str]:
    type_by_name: dict[str, str] = {}
    known = taxonomy.ids("types")
    for name in sorted(source.types, key=lambda name: len(words(name)), reverse=True):
        if source.types[name] in known:
            type_by_name[_padded(name)] = source.types[name]
    return type_by_name


def _padded(name: str) -> str:
    return f" {words(name)} "


def _likeliest(found: Mapping[str, Score], source: Source, taxonomy: Taxonomy) -> Why | None:
    best = _best_type(found, taxonomy)
    if not best or found[best].points < _threshold(source, taxonomy):
        return None
    return Why(f"type/{best}", WORDS, found[best].words)


def _best_type(found: Mapping[str, Score], taxonomy: Taxonomy) -> str:
    """Return the first type of the taxonomy with the most points, "" without any."""
    in_order = [term.id for term in taxonomy.types if term.id in found]
    return max(in_order, key=partial(_points, found), default="")


def _threshold(source: Source, taxonomy: Taxonomy) -> int:
    scoring = taxonomy.scoring
    if "type" not in source.model_fields_set:
        return scoring.threshold
    # A type that the configuration names for all of a source's entries is only given up for strong
    # words in the title.
    return scoring.threshold * (1 + scoring.title)


def _themes(
    found: Mapping[str, Score], labels: list[str], source: Source, taxonomy: Taxonomy
) -> Iterable[Why]:
    reasons: dict[str, Why] = {}
    for theme in review_choice.known_themes(source.themes, taxonomy):
        reasons[theme] = Why(f"themes/{theme}", SOURCE)
    for theme, label in _labelled_themes(labels, taxonomy):
        reasons.setdefault(theme, Why(f"themes/{theme}", LABEL, (label,)))
    for theme in _likely_themes(found, taxonomy)[: max(0, MAX_THEMES - len(reasons))]:
        reasons.setdefault(theme, Why(f"themes/{theme}", WORDS, found[theme].words))
    return reasons.values()


def _labelled_themes(labels: list[str], taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """Yield the themes that the source's own labels name, each with its label."""
    theme_by_label = _theme_by_label(taxonomy)
    for label in labels:
        if theme := theme_by_label.get(words(label)):
            yield theme, label


def _likely_themes(found: Mapping[str, Score], taxonomy: Taxonomy) -> list[str]:
    """Return the themes with points enough, those with the most first."""
    threshold = taxonomy.scoring.threshold
    likely = [term.id for term in taxonomy.themes if _points(found, term.id) >= threshold]
    return sorted(likely, key=partial(_points, found), reverse=True)


def _points(found: Mapping[str, Score], theme: str) -> int:
    return found[theme].points if theme in found else 0


@lru_cache(maxsize=8)
def _theme_by_label(taxonomy: Taxonomy) -> Mapping[str, str]:
    """Return the theme of each folded label and synonym; what two themes share is neither's."""
    themes = _themes_by_name(taxonomy)
    return {label: next(iter(ids)) for label, ids in themes.items() if len(ids) == 1}


def _themes_by_name(taxonomy: Taxonomy) -> Mapping[str, set[str]]:
    themes: dict[str, set[str]] = defaultdict(set)
    for term in taxonomy.themes:
        for name in chain(term.labels.values(), *term.synonyms.values()):
            themes[words(name)].add(term.id)
    return themes


def _aside(
    found: TermScores, themes: Iterable[Why], source: Source, taxonomy: Taxonomy
) -> Iterator[Why]:
    """Yield the reason why an entry is set aside, if there is one.

    `themes` are the reasons of its themes. A watched page was chosen by a person: what changes in
    it is never set aside.
    """
    if taxonomy.off_topic is None or source.reader == "page":
        return
    off = found["off_topic"].get(OFF, _NOTHING)
    if _is_off_topic(off, found["themes"], taxonomy):
        yield Why(f"{ASIDE}{OFF_TOPIC}", "words", off.words)
    elif not _has_strong(themes, found["themes"], taxonomy):
        yield Why(f"{ASIDE}{NO_THEME}", "words")


def _is_off_topic(off: Score, themes: Mapping[str, Score], taxonomy: Taxonomy) -> bool:
    """Return whether words that are off topic weigh enough, and more than any theme's."""
    best = max((score.points for score in themes.values()), default=0)
    return off.points >= taxonomy.scoring.threshold and off.points > best


def _has_strong(reasons: Iterable[Why], themes: Mapping[str, Score], taxonomy: Taxonomy) -> bool:
    return any(_is_strong(reason, themes, taxonomy) for reason in reasons)


def _is_strong(reason: Why, themes: Mapping[str, Score], taxonomy: Taxonomy) -> bool:
    """Return whether a theme is stated, or said by a strong word or by several."""
    if reason.rule != "words":
        return True
    score = themes[reason.tag.partition("/")[2]]
    return score.has_strong or score.points >= _ENOUGH * taxonomy.scoring.threshold

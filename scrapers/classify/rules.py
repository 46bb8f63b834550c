"""Entry -> Entry with its type and themes, each with the rule and the words that gave it.

The words are those of taxonomy.yml. Nothing is learnt and nothing is random: the same words give
the same tags. A person's choice wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from knowledge.i18n.text_fold import words
from knowledge.model import Entry, RawEntry, Why
from knowledge.source import Source
from knowledge.storage import review
from knowledge.taxonomy import Taxonomy
from scrapers.classify import scores
from scrapers.classify.scores import EntryText, Score
from scrapers.clean import text_clean

MAX_THEMES = 5
LABEL_MAX = 120
SUMMARY_MAX = 1_000

# The rules, as an entry's `why` names them.
WORDS, LABEL, SOURCE, DEFAULT, REVIEW = "words", "label", "source", "default", "review"


def classify(entry: Entry, raw: RawEntry, source: Source, taxonomy: Taxonomy) -> Entry:
    """Return the entry with its type and themes.

    The type is what the source states (`types` of the source), else what the words say, else the
    source's own. The themes are what the words and the source's own labels say, and those that the
    configuration gives to all of the source's entries.
    """
    labels = [text_clean.text(label, LABEL_MAX) for label in (raw.type_label, *raw.themes) if label]
    found = scores.find(_text(entry, raw, labels), taxonomy)
    type_reason = _stated(labels, source, taxonomy) or _likeliest(found["types"], source, taxonomy)
    reasons = _themes(found["themes"], labels, source, taxonomy)
    classified = replace(
        entry,
        type=_name(type_reason) if type_reason else source.type,
        themes=tuple(_name(reason) for reason in reasons),
        why=(type_reason, *reasons) if type_reason else reasons,
    )
    return apply_review(classified, taxonomy)


def apply_review(entry: Entry, taxonomy: Taxonomy) -> Entry:
    """Put a person's choice of type and themes (`review:`) in the place of the program's.

    Without one, the program's is put back: what the rules said is kept in `why`. A name that is not
    in the taxonomy is no choice. Doing it twice changes nothing.
    """
    choice = review.keys(entry.review)
    chosen_type, chosen_themes = _chosen_type(choice, taxonomy), _chosen_themes(choice, taxonomy)
    own = tuple(reason for reason in entry.why if reason.rule != REVIEW)
    own_type, own_themes = _first_type(own) or entry.type, _themes_of(own)
    own = tuple(reason for reason in own if reason.rule != DEFAULT)
    if chosen_type and not _first_type(own):
        own = (Why(f"type/{own_type}", DEFAULT), *own)
    reviewed = replace(
        entry,
        type=chosen_type or own_type,
        themes=own_themes if chosen_themes is None else chosen_themes,
        why=(*own, *_reasons_of_choice(chosen_type, chosen_themes or ())),
    )
    return entry if reviewed == entry else reviewed


def _chosen_type(choice: Mapping[str, object], taxonomy: Taxonomy) -> str:
    chosen = str(choice.get("type"))
    return chosen if chosen in taxonomy.ids("types") else ""


def _chosen_themes(choice: Mapping[str, object], taxonomy: Taxonomy) -> tuple[str, ...] | None:
    chosen = choice.get("themes")
    if not isinstance(chosen, list):
        return None
    return tuple(dict.fromkeys(_known_themes(chosen, taxonomy)))


def _reasons_of_choice(chosen_type: str, chosen_themes: Iterable[str]) -> Iterator[Why]:
    if chosen_type:
        yield Why(f"type/{chosen_type}", REVIEW)
    for theme in chosen_themes:
        yield Why(f"themes/{theme}", REVIEW)


def _text(entry: Entry, raw: RawEntry, labels: list[str]) -> EntryText:
    # All that the source says, not the excerpt that its terms of use leave: those may allow no text
    # at all.
    summary = text_clean.text(raw.summary, SUMMARY_MAX) or entry.summary
    theme_labels = labels[1:] if raw.type_label else labels
    return EntryText(entry.lang, summary, (*theme_labels, entry.title))


def _stated(labels: list[str], source: Source, taxonomy: Taxonomy) -> Why | None:
    type_by_label: dict[str, str] = {}
    for label, type_id in source.types.items():
        if type_id in taxonomy.ids("types"):
            type_by_label[words(label)] = type_id
    for label in labels:
        padded = f" {words(label)} "
        for known in sorted(type_by_label, key=len, reverse=True):
            if f" {known} " in padded:
                return Why(f"type/{type_by_label[known]}", LABEL, (label,))
    return None


def _likeliest(found: Mapping[str, Score], source: Source, taxonomy: Taxonomy) -> Why | None:
    threshold = taxonomy.scoring.threshold
    if "type" in source.model_fields_set:
        # A type that the configuration names for all of a source's entries is only given up for
        # strong words in the title.
        threshold *= 1 + taxonomy.scoring.title
    best = ""
    for term in taxonomy.types:
        if term.id not in found or found[term.id].points < threshold:
            continue
        if not best or found[term.id].points > found[best].points:
            best = term.id
    return Why(f"type/{best}", WORDS, found[best].words) if best else None


def _themes(
    found: Mapping[str, Score], labels: list[str], source: Source, taxonomy: Taxonomy
) -> tuple[Why, ...]:
    reasons: dict[str, Why] = {}
    for theme in _known_themes(source.themes, taxonomy):
        reasons[theme] = Why(f"themes/{theme}", SOURCE)
    theme_by_label = _theme_by_label(taxonomy)
    for label in labels:
        if named := theme_by_label.get(words(label)):
            reasons.setdefault(named, Why(f"themes/{named}", LABEL, (label,)))
    order = {term.id: place for place, term in enumerate(taxonomy.themes)}
    likely = sorted(found, key=lambda theme: (-found[theme].points, order[theme]))
    for theme in likely[: max(0, MAX_THEMES - len(reasons))]:
        if found[theme].points >= taxonomy.scoring.threshold:
            reasons.setdefault(theme, Why(f"themes/{theme}", WORDS, found[theme].words))
    return tuple(reasons.values())


@lru_cache(maxsize=8)
def _theme_by_label(taxonomy: Taxonomy) -> Mapping[str, str]:
    """Return the theme of each folded label and synonym; what two themes share is neither's."""
    themes: dict[str, set[str]] = defaultdict(set)
    for term in taxonomy.themes:
        for name in chain(term.labels.values(), *term.synonyms.values()):
            themes[words(name)].add(term.id)
    return {label: next(iter(ids)) for label, ids in themes.items() if len(ids) == 1}


def _known_themes(names: Iterable[object], taxonomy: Taxonomy) -> Iterator[str]:
    known = taxonomy.ids("themes")
    for name in names:
        if str(name) in known:
            yield str(name)


def _first_type(reasons: Iterable[Why]) -> str:
    for reason in reasons:
        if reason.tag.startswith("type/"):
            return _name(reason)
    return ""


def _themes_of(reasons: Iterable[Why]) -> tuple[str, ...]:
    names = [_name(reason) for reason in reasons if reason.tag.startswith("themes/")]
    return tuple(dict.fromkeys(names))


def _name(reason: Why) -> str:
    return reason.tag.partition("/")[2]

"""Entry -> Entry with its type and themes, each with the rule and the words that gave it.

The words are those of taxonomy.yml. Nothing is learnt and nothing is random: the same words give
the same tags. A person's choice wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

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
        themes=_themes_of(reasons),
        why=(type_reason, *reasons) if type_reason else reasons,
    )
    return apply_review(classified, taxonomy)


def apply_review(entry: Entry, taxonomy: Taxonomy) -> Entry:
    """Put a person's choice of type and themes (`review:`) in the place of the program's.

    Without one, the program's is put back: what the rules said is kept in `why`. A name that is not
    in the taxonomy is no choice. Doing it twice changes nothing.
    """
    choice = _Choice.of(entry, taxonomy)
    own = tuple(reason for reason in entry.why if reason.rule != REVIEW)
    own_type, own_themes = _first_type(own) or entry.type, _themes_of(own)
    own = _with_default(own, own_type, choice)
    reviewed = replace(
        entry,
        type=choice.type or own_type,
        themes=own_themes if choice.themes is None else choice.themes,
        why=(*own, *choice.reasons()),
    )
    return entry if reviewed == entry else reviewed


class _Choice(NamedTuple):
    """A person's choice: a type or "", themes or None."""

    type: str
    themes: tuple[str, ...] | None

    @classmethod
    def of(cls, entry: Entry, taxonomy: Taxonomy) -> "_Choice":
        """Read the choice from an entry's `review:`."""
        keys = review.keys(entry.review)
        chosen_type, themes = str(keys.get("type")), keys.get("themes")
        known_themes = None
        if isinstance(themes, list):
            known_themes = tuple(dict.fromkeys(_known_themes(themes, taxonomy)))
        return cls(chosen_type if chosen_type in taxonomy.ids("types") else "", known_themes)

    def reasons(self) -> Iterator[Why]:
        """Yield the tags chosen, as an entry's `why` names them."""
        if self.type:
            yield Why(f"type/{self.type}", REVIEW)
        for theme in self.themes or ():
            yield Why(f"themes/{theme}", REVIEW)


def _with_default(own: tuple[Why, ...], own_type: str, choice: _Choice) -> tuple[Why, ...]:
    """Keep among the reasons the type that a choice replaces, where no rule gave it."""
    own = tuple(reason for reason in own if reason.rule != DEFAULT)
    if not choice.type or _first_type(own):
        return own
    return (Why(f"type/{own_type}", DEFAULT), *own)


def _text(entry: Entry, raw: RawEntry, labels: list[str]) -> EntryText:
    # All that the source says, not the excerpt that its terms of use leave: those may allow no text
    # at all.
    summary = text_clean.text(raw.summary, SUMMARY_MAX) or entry.summary
    theme_labels = labels[1:] if raw.type_label else labels
    return EntryText(entry.lang, summary, (*theme_labels, entry.title))


def _stated(labels: list[str], source: Source, taxonomy: Taxonomy) -> Why | None:
    """Return the type that a label of the source names, the longest name first."""
    type_by_name: dict[str, str] = {}
    for name in sorted(source.types, key=lambda name: len(words(name)), reverse=True):
        if source.types[name] in taxonomy.ids("types"):
            type_by_name[f" {words(name)} "] = source.types[name]
    for label in labels:
        padded = f" {words(label)} "
        for name, type_id in type_by_name.items():
            if name in padded:
                return Why(f"type/{type_id}", LABEL, (label,))
    return None


def _likeliest(found: Mapping[str, Score], source: Source, taxonomy: Taxonomy) -> Why | None:
    threshold = taxonomy.scoring.threshold
    if "type" in source.model_fields_set:
        # A type that the configuration names for all of a source's entries is only given up for
        # strong words in the title.
        threshold *= 1 + taxonomy.scoring.title
    in_order = [term.id for term in taxonomy.types if term.id in found]
    if not in_order:
        return None
    best = max(in_order, key=lambda type_id: found[type_id].points)
    if found[best].points < threshold:
        return None
    return Why(f"type/{best}", WORDS, found[best].words)


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

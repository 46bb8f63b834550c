"""The catalogues and taxonomy.yml -> the words by which people say what they want of a line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain

from knowledge import word_list
from knowledge.i18n import catalogue, input_words, locales
from knowledge.i18n.text_fold import words
from knowledge.storage import review
from knowledge.taxonomy import Taxonomy
from knowledge.word_list import WordList

DOMAIN = "curation"
# What may be said of a line: the keys of `review:`, and these.
REJECT, KEEP, PLAIN, UNDO = "reject", "keep", "plain", "undo"
ACTIONS = (
    *(REJECT, KEEP, "highlight", PLAIN, UNDO, "note", "in_force", "event_date"),
    *review.TERMS,
)
# The most words that a phrase of the catalogues has.
LONGEST = 5
_CUTOFF = 0.7
# Letters of a word that are compared, and those that tell a label from others.
_LETTERS, _TELLING = 100, 5


@dataclass(frozen=True)
class CommandWords:
    """The phrases for each action, and the closed lists.

    `phrases` maps a folded phrase to its action and the locale it is of, `lists` a key to its list,
    `kinds` a plain word for a kind of entry ("loi") to the kind.
    """

    phrases: Mapping[str, tuple[str, str]]
    lists: Mapping[str, WordList]
    kinds: Mapping[str, str]
    joiners: frozenset[str]

    def action(self, phrase: str) -> str:
        """Return the action that a phrase names, "" for none."""
        return self.phrases.get(words(phrase), ("", ""))[0]

    def locale(self, phrase: str) -> str:
        """Return the locale of a phrase."""
        return self.phrases.get(words(phrase), ("", ""))[1]

    def near(self, phrase: str) -> str:
        """Return the phrase that was most likely meant, "" for none."""
        alike = get_close_matches(words(phrase)[:60], self.phrases, n=1, cutoff=_CUTOFF)
        return next(iter(alike), "")

    def term(self, key: str, word: str) -> str:
        """Return the id of a term as people call it, "" where that is none or several."""
        known = self.lists[key]
        if key == "type" and not known.meant(word):
            kind = self.kinds.get(words(word), "")
            if kind in known.names:
                return kind
        return known.called(word)

    def near_term(self, key: str, word: str) -> str:
        """Return the id of the term that was most likely meant: one whose name is like the word, or
        holds a word like it; "" for none.
        """
        known, asked = self.lists[key], words(word)[:_LETTERS]
        if near := known.near(asked):
            return near
        parts: dict[str, str] = {}
        for name, labels in known.names.items():
            for text in chain.from_iterable(labels.values()):
                parts |= {part: parts.get(part, name) for part in words(text).split()}
        alike = get_close_matches(asked, filter(_tells, parts), n=1, cutoff=_CUTOFF)
        return parts[alike[0]] if alike else ""

    def is_none(self, word: str) -> bool:
        """Return whether a word says that there is none."""
        return word.strip().casefold() in input_words.every("none")


def of(taxonomy: Taxonomy, site_locales: Sequence[str] = ()) -> CommandWords:
    """Return the words of all locales; a phrase of several is taken for the site's first."""
    phrases: dict[str, tuple[str, str]] = {}
    kinds: dict[str, str] = {}
    joiners: set[str] = set()
    for locale in dict.fromkeys((*site_locales, *locales.known())):
        messages = catalogue.load(locale, DOMAIN)
        for action, told in messages.choices("curation.words").items():
            for phrase in _listed(told):
                phrases.setdefault(phrase, (action, locale))
        for kind, told in messages.choices("curation.kinds").items():
            kinds |= dict.fromkeys(_listed(told), kind)
        joiners.update(_listed(messages.translate("curation.joiners")))
    lists = {key: word_list.of_terms(taxonomy.terms(name)) for key, name in review.TERMS.items()}
    return CommandWords(phrases, lists, kinds, frozenset(joiners))


def _tells(part: str) -> bool:
    """Return whether a word of a label is long enough to tell it from others."""
    return len(part) >= _TELLING


def _listed(told: str) -> Iterable[str]:
    return filter(None, map(words, told.split(",")))

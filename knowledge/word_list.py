"""A closed list: its ids, and what people call them in each language.

A word is taken for a term where it is its id, or exactly one of its labels in any language, in
capitals or not, with its hyphens or without.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from knowledge.i18n import locales
from knowledge.i18n.text_fold import words
from knowledge.taxonomy import Term

# How alike two words are before one is offered for the other.
_CUTOFF = 0.7
# A part of a label with fewer letters tells too little.
_TELLING = 4


@dataclass(frozen=True)
class WordList:
    """A closed list: what each id is called in each locale ("" for all), its label first.

    `complete` is False where a file that holds some of its words could not be read.
    """

    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    complete: bool = True

    def meant(self, word: str) -> str:
        """Return the id that a word is, or whose name it is exactly; "" where it is none."""
        plain = word.strip()
        if plain in self.names:
            return plain
        found = self._by_label.get(words(plain), ())
        if len(found) == 1:
            return found[0]
        return ""

    def called(self, word: str) -> str:
        """Return the id that a word means by any of its names, a synonym too, or by words that
        stand in the label of one alone; "" where that is none or several.
        """
        if meant := self.meant(word):
            return meant
        found = list(self._by_name.get(words(word), ()))
        if not found and len(words(word)) >= _TELLING:
            asked = f" {words(word)} "
            labels = self._by_label.items()
            found = [ids[0] for label, ids in labels if asked in f" {label} "]
        if len(set(found)) == 1:
            return found[0]
        return ""

    def near(self, word: str) -> str:
        """Return the id that a person most likely meant, "" where nothing is like it."""
        asked = words(word)
        if not asked:
            return ""
        alike = get_close_matches(asked, self._by_name, n=1, cutoff=_CUTOFF)
        held = alike or [name for name in self._by_name if _holds(asked, name)]
        if not held:
            return ""
        return self._by_name[max(held, key=len)][0]

    def shown(self, name: str, locale: str) -> str:
        """Return an id with its label: "actiris (Actiris)"."""
        texts = {lang: told[0] for lang, told in self.names.get(name, {}).items() if told}
        label = texts.get("") or locales.choose(texts, locale)
        if not label:
            return name
        return f"{name} ({label})"

    def listed(self, fact: str, ids: Iterable[str]) -> dict[str, str]:
        """Return a fact of a Problem that lists ids with their labels, for readers of each
        locale.
        """
        told = list(ids)
        facts: dict[str, str] = {}
        for locale in locales.known():
            facts[f"{fact}.{locale}"] = ", ".join(self.shown(name, locale) for name in told)
        return facts

    @cached_property
    def _by_label(self) -> dict[str, list[str]]:
        """Return the ids by each of their labels and by themselves, folded."""
        return _by_text((name, (name, *_labels(told))) for name, told in self.names.items())

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Return the ids by each of their names, folded."""
        return _by_text((name, (name, *_all(told))) for name, told in self.names.items())


def of_terms(terms: Iterable[Term]) -> WordList:
    """Return a list of taxonomy.yml, its synonyms too."""
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for term in terms:
        told: dict[str, tuple[str, ...]] = {}
        for lang, label in term.labels.items():
            others = term.synonyms.get(lang, ())
            told[str(lang)] = (label, *(text.replace("*", "") for text in others))
        names[term.id] = told
    return WordList(names)


def _by_text(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, texts in named:
        for text in texts:
            known = found.setdefault(words(text), [])
            if name not in known:
                known.append(name)
    return found


def _labels(told: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [texts[0] for texts in told.values() if texts]


def _all(told: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for texts in told.values():
        yield from texts


def _holds(asked: str, name: str) -> bool:
    """Return whether one is part of the other, word by word: "actiris bruxelles", "actiris"."""
    short, long = sorted((f" {asked} ", f" {name} "), key=len)
    return len(short) > 5 and short in long

"""Words that people write -> the ids of closed lists that they mean, by what these are called.

A word is taken for a term where it is its id, or exactly one of its names in any language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property

from knowledge.i18n import locales
from knowledge.i18n.text_fold import words
from knowledge.sheets import labels, model_paths
from knowledge.sheets.field_info import Choices, SheetField, SheetModel, of

# How alike two words are before one is offered for the other.
_CUTOFF = 0.7
_COMMAS = re.compile(r"\s*[,;]\s*")


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

    @cached_property
    def _by_label(self) -> dict[str, list[str]]:
        """Return the ids by each of their labels, folded."""
        return _by_text((name, _labels(told)) for name, told in self.names.items())

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Return the ids by each of their names, folded."""
        return _by_text((name, (name, *_all(told))) for name, told in self.names.items())


NOTHING = WordList()


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists of an instance, by their names: those of its taxonomy and its directory."""

    lists: Mapping[str, WordList] = field(default_factory=dict)

    def of(self, field: SheetField) -> WordList | None:
        """Return the list of a field, None where it takes any word."""
        if field.choices:
            return of_choices(field.choices)
        return self.lists.get(field.terms)

    def resolved(self, data: Mapping[str, object], model: type[SheetModel]) -> Mapping[str, object]:
        """Return what is written, each exact label of a term in a closed list made its id."""
        return {name: self._value(value, model, name) for name, value in data.items()}

    def _value(self, value: object, model: type[SheetModel], name: str) -> object:
        info = model.model_fields.get(name)
        if info is None:
            return value
        inner = next(model_paths.models(info.annotation), None)
        if inner:
            return self._inside(value, inner)
        known = self.of(of(info))
        if known is None:
            return value
        if isinstance(value, str) and model_paths.takes_several(info.annotation):
            value = _listed(value, known)
        return _named(value, known)

    def _inside(self, value: object, model: type[SheetModel]) -> object:
        if isinstance(value, dict):
            return self.resolved(value, model)
        if isinstance(value, list):
            return [self._inside(element, model) for element in value]
        return value


NO_WORDS = Vocabulary()


def of_ids(ids: Iterable[str], *, complete: bool = True) -> WordList:
    """Return a list whose words have no name but their ids."""
    return WordList({name: {} for name in ids}, complete)


@cache
def of_choices(choices: Choices) -> WordList:
    """Return what the ids of a list of choices are called in each locale."""
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in choices:
        names[name] = {locale: (choices.label(name, locale),) for locale in locales.known()}
    return WordList(names)


@cache
def of_fields(model: type[SheetModel]) -> WordList:
    """Return what the keys of a model are called in each locale: labels, and words for the same."""
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in model.model_fields:
        told: dict[str, tuple[str, ...]] = {}
        for locale in locales.known():
            told[locale] = (labels.label(model, name, locale), *labels.also(model, name, locale))
        names[name] = told
    return WordList(names)


def parts(text: str) -> list[str]:
    """Return the words of a list that was written as one text, parted by commas."""
    return [part for part in _COMMAS.split(text.strip()) if part]


def _listed(value: str, known: WordList) -> object:
    """Return the terms of a list that was written without brackets: "experiment, framing"."""
    listed = parts(value)
    if known.meant(value) or len(listed) < 2 or not all(map(known.meant, listed)):
        return value
    return listed


def _named(value: object, known: WordList) -> object:
    if isinstance(value, list):
        return [_named(element, known) for element in value]
    if not isinstance(value, str):
        return value
    return known.meant(value) or value


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

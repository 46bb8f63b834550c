"""The closed lists of an instance and of the models -> the ids that people mean by what they
write.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from knowledge.i18n import locales
from knowledge.sheets import labels, model_paths
from knowledge.sheets.field_info import Choices, SheetField, SheetModel, of
from knowledge.word_list import WordList

_COMMAS = re.compile(r"[,;]")


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
    return [part for part in map(str.strip, _COMMAS.split(text)) if part]


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

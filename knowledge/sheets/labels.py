"""The words of the models, by locale: labels, help and examples of fields, names of choices.

They are in `locales/<locale>/sheets/*.yml`. What is told of a field is looked up along the bases of
its model, so that a field that several models share is told once.
"""

import re
from functools import cache

from pydantic import BaseModel

from knowledge.i18n import catalogue, locales
from knowledge.i18n.catalogue import Catalogue

# The folder of the catalogue that holds them.
DOMAIN = "sheets"
# The institution of every example: invented, since no example may speak for a real one.
EXAMPLE_INSTITUTION = "institution-a"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words(locale: str) -> Catalogue:
    """Return the catalogue of a locale, or the reference where Vigie does not speak it."""
    if locale not in locales.known():
        locale = locales.REFERENCE
    return catalogue.load(locale, DOMAIN)


def translate(key: str, locale: str, /, **facts: object) -> str:
    """Return what the sheets say under a key, as `template.required`. Raises KeyError."""
    return words(locale).translate(f"sheets.{key}", **facts)


def label(model: type[BaseModel], field: str, locale: str) -> str:
    """Return the name of a field. Raises KeyError where nobody gave it one."""
    return _told(model, field, "label", locale)


def help_text(model: type[BaseModel], field: str, locale: str) -> str:
    """Return what a field is for. Raises KeyError where nobody said it."""
    return _told(model, field, "help", locale)


def asked(model: type[BaseModel], field: str, locale: str) -> str:
    """Return what a form asks for in a field: what it is for, in no words of files.

    Raises KeyError.
    """
    if key := _key(model, field, "ask"):
        return words(locale).translate(key)
    return help_text(model, field, locale)


def example(model: type[BaseModel], field: str, locale: str) -> str:
    """Return a value as it may be written in a file, "" where there is none."""
    key = _key(model, field, "example")
    if key is None:
        return ""
    return words(locale).translate(key, institution=EXAMPLE_INSTITUTION)


def also(model: type[BaseModel], field: str, locale: str) -> tuple[str, ...]:
    """Return other words that people write for a field's name."""
    key = _key(model, field, "also")
    if key is None:
        return ()
    return tuple(words(locale).translate(key).split(", "))


def choice(name: str, choice_id: str, locale: str) -> str:
    """Return the label of an id in a list of choices. Raises KeyError."""
    return translate(f"choices.{name}.{choice_id}", locale)


def key_of(model: type, field: str) -> str:
    """Return the key of the words of a model's own field, as `sheets.practice.life`."""
    return f"{DOMAIN}.{_HUMP.sub('_', model.__name__).lower()}.{field}"


def _told(model: type[BaseModel], field: str, part: str, locale: str) -> str:
    key = _key(model, field, part)
    if key is None:
        raise KeyError(f"{model.__name__}.{field}: no {part} in knowledge/locales/*/sheets")
    return words(locale).translate(key)


@cache
def _key(model: type[BaseModel], field: str, part: str) -> str | None:
    """Return the key of the first among a model and its bases that tells this part of a field."""
    known = catalogue.load(locales.REFERENCE, DOMAIN)
    for base in model.__mro__:
        key = f"{key_of(base, field)}.{part}"
        if key in known:
            return key
    return None

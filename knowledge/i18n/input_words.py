"""Words that people write as a value, in any locale: yes, no, months."""

from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from knowledge.i18n import catalogue, locales

# The file of the catalogue that holds them.
DOMAIN = "input"


@cache
def every(name: str) -> frozenset[str]:
    """Return the words of a list in all locales: people write them whatever the site is in."""
    found: set[str] = set()
    for locale in locales.known():
        found.update(catalogue.load(locale, DOMAIN).translate(f"{DOMAIN}.{name}").split(", "))
    return frozenset(found)


def _yes_or_no(value: object) -> object:
    word = str(value).lower()
    if word in every("yes"):
        return True
    if word in every("no"):
        return False
    return value


YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]

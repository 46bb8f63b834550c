"""The months' names in several locales, as Unicode's CLDR has them -> their numbers."""

from collections.abc import Iterable, Mapping
from typing import Literal

from babel.dates import get_month_names

from knowledge.i18n.text_fold import fold

Width = Literal["wide", "abbreviated"]


def numbers(
    locales: Iterable[str], widths: Iterable[Width] = ("wide", "abbreviated")
) -> Mapping[str, int]:
    """Return the number of each month by its folded name, without the point of an abbreviation."""
    widths = tuple(widths)
    found: dict[str, int] = {}
    for locale in locales:
        for width in widths:
            for number, name in get_month_names(width, locale=locale).items():
                found[fold(name).removesuffix(".")] = number
    return found

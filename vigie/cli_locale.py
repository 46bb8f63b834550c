"""The locale in which the command speaks: `--lang`, or that of the terminal."""

import os
from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import SheetError
from knowledge.i18n import catalogue, locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem

# POSIX, in the order in which they count.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
OPTION = "--lang"
# The folder of the catalogue that holds what the command says.
DOMAIN = "command"


def words(locale: str) -> Catalogue:
    """Return what the command says in a locale."""
    return catalogue.load(locale, DOMAIN)


def resolve(chosen: str = "") -> str:
    """Return the locale to speak: as chosen, or that of the terminal, or the reference."""
    wanted = chosen or next(filter(None, map(os.environ.get, VARIABLES)), "")
    wanted = wanted.replace("_", "-").lower()
    # The longest first: "fr-CA" before "fr".
    for locale in sorted(locales.known(), key=len, reverse=True):
        if wanted.startswith(locale.lower()):
            return locale
    return locales.REFERENCE


def of_arguments(arguments: Sequence[str]) -> str:
    """Return the locale that the options ask for, before they are parsed; they may stand before or
    behind the command.
    """
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{OPTION}="):
            return resolve(argument.partition("=")[2])
        if argument == OPTION:
            return resolve("".join(arguments[place + 1 : place + 2]))
    return resolve()


def for_writers(chosen: str, root: Path) -> tuple[str, ...]:
    """Return the locales in which to speak to those who write the site.

    As chosen, or that of the terminal, or those of the site. Raises SheetError for a locale that
    Vigie does not speak.
    """
    if chosen:
        return (_known(chosen.lower()),)
    return or_site(resolve(), root)


def or_site(locale: str, root: Path) -> tuple[str, ...]:
    """Return the locale, or the site's where it is the reference and the site is in others."""
    if locale != locales.REFERENCE or not (root / "mkdocs.yml").exists():
        return (locale,)
    site = tuple(filter(locales.known().__contains__, locales.site_locales(root)))
    if locale in site:
        return (locale,)
    return site or (locale,)


def _known(chosen: str) -> str:
    if chosen not in locales.known():
        allowed = ", ".join(locales.known())
        raise SheetError([Problem("language_unknown", {"found": chosen, "allowed": allowed})])
    return chosen

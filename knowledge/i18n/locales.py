"""The locales: which ones Vigie speaks, which ones a site has, and which text to take of several.

A locale is named by its BCP 47 tag, as "fr" or "fr-BE".
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from knowledge.i18n import catalogue
from knowledge.storage import config_file

# The locale in which every message is written first; the others are held against it.
REFERENCE = "en"
# What a site without `theme.language` is in.
DEFAULT = "fr"
_FILE = re.compile(r"mkdocs\.([a-z]{2})\.yml")


@cache
def known() -> tuple[str, ...]:
    """Return the locales that Vigie speaks: those that have a folder of messages."""
    folders = (path for path in catalogue.FOLDER.iterdir() if path.is_dir())
    return tuple(sorted(folder.name for folder in folders))


def site_locales(root: Path) -> tuple[str, ...]:
    """Return the locales of a site: that of mkdocs.yml, then one for each mkdocs.<locale>.yml.

    Raises ConfigError on a mkdocs.yml that is no YAML.
    """
    found = [default_locale(root)]
    for path in sorted(root.glob("mkdocs.*.yml")):
        named = _FILE.fullmatch(path.name)
        if named and named[1] not in found:
            found.append(named[1])
    return tuple(found)


def default_locale(root: Path) -> str:
    """Return the locale of mkdocs.yml: its `theme.language`, French where it states none."""
    return str(config_file.settings(root / "mkdocs.yml", "theme").get("language") or DEFAULT)


def settings_file(root: Path, locale: str) -> Path:
    """Return the settings of a locale: mkdocs.yml for the first, mkdocs.<locale>.yml for others."""
    if locale == default_locale(root):
        return root / "mkdocs.yml"
    return root / f"mkdocs.{locale}.yml"


def choose(texts: Mapping[str, str], locale: str, order: Iterable[str] = ()) -> str:
    """Return the text in a locale, or else in the first of `order` that has one, or else any.

    `order` is the order of fall-back, the site's own locales. Returns "" where there is no text.
    """
    for candidate in (locale, *order, *texts):
        if candidate in texts:
            return texts[candidate]
    return ""

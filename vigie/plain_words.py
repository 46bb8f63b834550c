"""The words of the program that proposes, which runs where no package is installed.

Standard library only: `proposal.yml` of each locale is YAML that is JSON too (YAML 1.2, 1.3).
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parents[1] / "knowledge" / "locales"
FILE = "proposal.yml"
# As `knowledge.i18n.locales` has them, which needs a package.
REFERENCE, DEFAULT = "en", "fr"
_LANGUAGE = re.compile(
    r"""^theme:[ \t]*\n(?:[ \t#].*\n|\n)*?[ \t]+language:[ \t]*["']?([\w-]+)""", re.M
)
_SETTINGS = re.compile(r"mkdocs\.([a-z]{2})\.yml")


@cache
def load(locale: str) -> Mapping[str, str]:
    """Return the messages of a locale, those of the reference where it has none."""
    path = LOCALES / locale / FILE
    if not path.is_file():
        return load(REFERENCE)
    messages: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return messages


def complain(text: str) -> None:
    """Print to the standard error behind a bar: no line from outside may look like an order to the
    runner.
    """
    for line in text.splitlines():
        print(f"| {line}", file=sys.stderr)


def tell(key: str, /, **facts: object) -> str:
    """Return a message in the language of the terminal, with its facts in their places."""
    message = load(_of_terminal())[key]
    for name, fact in facts.items():
        message = message.replace("{" + name + "}", str(fact))
    return message


def of_site(root: Path, key: str) -> str:
    """Return a message in each locale of the site, with a slash between them."""
    return " / ".join(load(locale)[key] for locale in site_locales(root))


def site_locales(root: Path) -> tuple[str, ...]:
    """Return the locales of a site, as `locales.site_locales` does."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    stated = _LANGUAGE.search(text)
    found = [stated[1] if stated else DEFAULT]
    for path in sorted(root.glob("mkdocs.*.yml")):
        named = _SETTINGS.fullmatch(path.name)
        if named and named[1] not in found:
            found.append(named[1])
    return tuple(found)


def _of_terminal() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if wanted := os.environ.get(variable):
            return re.split(r"[_.@]", wanted)[0]
    return REFERENCE

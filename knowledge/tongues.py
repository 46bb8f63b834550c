"""An instance's folder -> the languages of its site: that of mkdocs.yml, and one more for each mkdocs.<lang>.yml."""

import re
from pathlib import Path

from knowledge import mkdocs_yml

FIRST = "fr"
_FILE = re.compile(r"mkdocs\.([a-z]{2})\.yml")


def of(root: Path) -> tuple[str, ...]:
    """Give the codes of the languages, that of mkdocs.yml first. Raises ConfigError on a mkdocs.yml that is no YAML."""
    others = (shape[1] for path in sorted(root.glob("mkdocs.*.yml")) if (shape := _FILE.fullmatch(path.name)))
    return tuple(dict.fromkeys((first(root), *others)))


def first(root: Path) -> str:
    """Give the language of mkdocs.yml: its `theme.language`, French where it says none."""
    return str(mkdocs_yml.read(root / "mkdocs.yml", "theme").get("language") or FIRST)


def settings(root: Path, lang: str) -> Path:
    """Say where an instance keeps a language's settings: mkdocs.yml for the first, mkdocs.<lang>.yml for another."""
    return root / ("mkdocs.yml" if lang == first(root) else f"mkdocs.{lang}.yml")

"""An instance's folder -> the languages of its site: that of mkdocs.yml, and one more for each mkdocs.<lang>.yml."""

import re
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import ConfigError

FIRST = "fr"
_FILE = re.compile(r"mkdocs\.([a-z]{2})\.yml")


class _Loader(yaml.SafeLoader):
    """Read a mkdocs.yml without heeding its own tags (!ENV, !!python/name)."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def of(root: Path) -> tuple[str, ...]:
    """Give the codes of the languages, that of mkdocs.yml first. Raises ConfigError on a mkdocs.yml that is no YAML."""
    others = (shape[1] for path in sorted(root.glob("mkdocs.*.yml")) if (shape := _FILE.fullmatch(path.name)))
    return tuple(dict.fromkeys((first(root), *others)))


def first(root: Path) -> str:
    """Give the language of mkdocs.yml: its `theme.language`, French where it says none."""
    return str(_theme(root / "mkdocs.yml").get("language") or FIRST)


def settings(root: Path, lang: str) -> Path:
    """Say where an instance keeps a language's settings: mkdocs.yml for the first, mkdocs.<lang>.yml for another."""
    return root / ("mkdocs.yml" if lang == first(root) else f"mkdocs.{lang}.yml")


def _theme(path: Path) -> dict[str, Any]:
    try:
        held = yaml.load(path.read_bytes(), _Loader)  # noqa: S506 - a safe loader that makes nothing of tags
    except FileNotFoundError:
        return {}
    except (yaml.YAMLError, OSError) as problem:
        raise ConfigError([f"{path.name}: cannot be read: {' '.join(str(problem).split())[:300]}"]) from problem
    theme = held.get("theme") if isinstance(held, dict) else None
    return theme if isinstance(theme, dict) else {}

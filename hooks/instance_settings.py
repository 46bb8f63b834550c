"""What an instance's mkdocs.yml says under `extra`, over what every instance inherits; read without MkDocs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

BASE = Path(__file__).with_name("mkdocs.base.yml")


class _Loader(yaml.SafeLoader):
    """Reads plain data; a tag such as !ENV, which only MkDocs can follow, gives nothing."""


_Loader.add_multi_constructor("", lambda *_: None)


def read(root: Path) -> Mapping[str, Any]:
    """Give the settings of an instance; those of the program alone where it has no mkdocs.yml."""
    return {**_extra(BASE), **_extra(root / "mkdocs.yml")}


def _extra(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    # A SafeLoader that knows fewer tags: bandit's rule sees the class's name alone.
    held = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    extra = held.get("extra") if isinstance(held, dict) else None
    return {key: value for key, value in extra.items() if value is not None} if isinstance(extra, dict) else {}

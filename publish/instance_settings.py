"""What an instance's mkdocs.yml says under `extra`, over what every instance inherits."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.storage import config_file

BASE = Path(__file__).resolve().parents[1] / "hooks" / "mkdocs.base.yml"


def read(root: Path) -> Mapping[str, Any]:
    """Return the settings of an instance; those of the program alone where it has no mkdocs.yml."""
    own = config_file.settings(root / "mkdocs.yml", "extra")
    return {
        **config_file.settings(BASE, "extra"),
        **{key: value for key, value in own.items() if value is not None},
    }

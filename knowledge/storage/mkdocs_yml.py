"""An instance's mkdocs.yml -> plain data, without MkDocs."""

from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import ConfigError


class _Loader(yaml.SafeLoader):
    """Reads plain data; a tag such as !ENV, which only MkDocs can follow, gives nothing."""


_Loader.add_multi_constructor("", lambda *_: None)


def read(path: Path, part: str) -> dict[str, Any]:
    """Give the mapping under a key of the file, {} where there is none.

    Raises ConfigError on what is no YAML.
    """
    try:
        # A SafeLoader that knows fewer tags: bandit's rule sees the class's name alone.
        held = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506
    except FileNotFoundError:
        return {}
    except (yaml.YAMLError, OSError) as problem:
        raise ConfigError(
            [f"{path.name}: cannot be read: {' '.join(str(problem).split())[:300]}"]
        ) from problem
    found = held.get(part) if isinstance(held, dict) else None
    return found if isinstance(found, dict) else {}

"""What the tests of sheets share: the first instance's lists, and a folder for an instance."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import taxonomy
from knowledge.taxonomy import Taxonomy

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def lists() -> Taxonomy:
    return taxonomy.load(ROOT)


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Put a file into an instance in tmp_path, French and Dutch."""
    for name in ("watch_sources.yml", "taxonomy.yml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "mkdocs.nl.yml").touch()
    for lang in ("fr", "nl"):
        (tmp_path / "docs" / lang).mkdir(parents=True)

    def write(path: str, body: str | bytes) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body if isinstance(body, bytes) else body.encode())
        return file

    return write

"""An instance with two tools, a toolkit, one of the network, and a communication kit: those of tests/kits."""

import shutil
from pathlib import Path

import pytest

from hooks import library as libraries
from hooks.library import Library
from knowledge.sheets import agreement

REPOSITORY = Path(__file__).parents[3]
SETTINGS = ("mkdocs.yml", "mkdocs.nl.yml", "watch_sources.yml", "taxonomy.yml")


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of the instance, in whose directory stand two organisations."""
    for name in SETTINGS:
        shutil.copy(REPOSITORY / name, tmp_path / name)
    shutil.copytree(REPOSITORY / "tests" / "kits" / "docs", tmp_path / "docs")
    known = agreement.known
    organisations = {"organisations": ["talent-brussels", "actiris"]}
    monkeypatch.setattr(agreement, "known", lambda *held: {**known(*held), **organisations})
    return tmp_path


@pytest.fixture
def library(instance: Path) -> Library:
    """Give what the instance shows."""
    return libraries.load(instance)

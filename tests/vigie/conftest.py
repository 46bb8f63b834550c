"""What the tests of the command share."""

import os
from pathlib import Path

import pytest

from tests.vigie.world import World


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Give a git server, a clone of it, and a gh first on the path."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return World(tmp_path)


@pytest.fixture(autouse=True)
def english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command speak English, whatever the machine's own language is."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

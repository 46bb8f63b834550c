"""Sheets as people write them, read from text, and a library that holds them."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.sheets import reading
from knowledge.sheets.collection import Collection
from knowledge.sheets.reading import Sheet
from knowledge.sheets.registry import KINDS
from publish import library as libraries
from publish.library import Library

TODAY = date(2026, 11, 25)
REPOSITORY = Path(__file__).parents[3]
SETTINGS = ("mkdocs.yml", "mkdocs.nl.yml", "watch_sources.yml", "taxonomy.yml")
USUAL = {
    "event": {
        "title": "Réunion",
        "description": "Une réunion.",
        "type": "meeting",
        "status": "held",
    },
    "action": {
        "title": "Le réseau",
        "description": "Une action.",
        "number": "1.1",
        "status": "in-progress",
        "owners": "[institution-a]",
    },
    "practice": {
        "title": "Debout",
        "description": "Une réunion courte.",
        "organisation": "institution-a",
        "fields": "[health]",
        "steps": "[experiment]",
        "substance": "substance",
    },
}


def read(kind: str, name: str, *, lang: str = "fr", body: str = "", **keys: str) -> Sheet[Any]:
    """Read a sheet that differs from the usual one of its kind as told; sections that are asked for
    are there.
    """
    front = "\n".join(f"{key}: {value}" for key, value in {**USUAL[kind], **keys}.items())
    needed = KINDS[kind].headings(lang).values()
    text = body or (
        "" if kind == "event" else "\n".join(f"## {label}\n\nUn texte.\n" for label in needed)
    )
    path = f"docs/{lang}/{KINDS[kind].folder}/{name}.md"
    found = reading.markdown(f"---\n{front}\n---\n{text}".encode(), path, KINDS[kind], lang)
    assert found.problems == ()
    assert found.sheet is not None
    return found.sheet


@pytest.fixture
def holding(library_of: Callable[..., Library]) -> Callable[..., Library]:
    """Make a library that holds sheets, as on a day, and entries beside them."""

    def make(
        *sheets: Sheet[Any], entries: tuple[Any, ...] = (), today: date = TODAY, **facts: Any
    ) -> Library:
        return replace(
            library_of(*entries),
            sheets=Collection(sheets, languages=("fr", "nl")),
            build_date=today,
            **facts,
        )

    return make


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """Give the folder of an instance: what tests/kits holds, and an organisation of this site."""
    for name in SETTINGS:
        shutil.copy(REPOSITORY / name, tmp_path / name)
    shutil.copytree(REPOSITORY / "tests" / "kits" / "docs", tmp_path / "docs")
    shutil.copy(REPOSITORY / "docs/directory/actiris.yml", tmp_path / "docs/directory")
    return tmp_path


@pytest.fixture
def library(instance: Path) -> Library:
    """Give what that instance shows."""
    return libraries.load(instance)

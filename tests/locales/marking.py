"""A copy of the program whose catalogues are in marks: what shows without them is in the code."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from knowledge.i18n import catalogue
from knowledge.sheets import labels
from knowledge.sheets.registry import KINDS

REPOSITORY = Path(__file__).parents[2]
PROGRAM = ("vigie", "knowledge", "publish", "hooks", "scrapers", "overrides")
INSTANCE = (
    *("docs", "taxonomy.yml", "watch_sources.yml", "feeds.yml", "take_part.yml"),
    *("mkdocs.yml", "mkdocs.nl.yml"),
)
RECORDINGS = "tests/recordings"
OPEN, CLOSE = "⟦", "⟧"
# Those of libyaml, where it is there: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# A message between the places of its facts, which stay as they are.
_PIECES = re.compile(rf"({catalogue.PLACEHOLDER.pattern.replace('(', '(?:')})")
_LETTER = re.compile(r"[^\W\d_]")
# What is compared with what people write, and never shown: yes, no, months, words of titles.
COMPARED = ("input.", "concepts.", "command.new.yes.")


def copy_program(folder: Path, *more: str) -> Path:
    """Copy the program, and `more` of the repository, into a folder; put its catalogues in marks."""
    for name in (*PROGRAM, *more):
        source = REPOSITORY / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "watch" if name == "docs" else "")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    unmarked = section_headings()
    for path in sorted((folder / "knowledge" / "locales").rglob("*.yml")):
        mark_file(path, folder / "knowledge" / "locales", unmarked)
    return folder


def section_headings() -> frozenset[str]:
    """Return the keys of the headings by which a sheet's sections are found in what people wrote.

    The files of the demonstration hold them as they are.
    """
    found = set()
    for kind in KINDS.values():
        for name in kind.sections:
            bases = (f"{labels.key_of(base, name)}.label" for base in kind.model.__mro__)
            found.update(bases)
    return frozenset(found)


def mark_file(path: Path, locales: Path, unmarked: frozenset[str]) -> None:
    """Put the messages of a catalogue's file in marks."""
    prefix = path.relative_to(locales).parts[1].removesuffix(".yml")
    content = yaml.load(path.read_text(encoding="utf-8"), _LOADER)
    marked = _marked(content, prefix, unmarked)
    path.write_text(yaml.dump(marked, Dumper=_DUMPER, allow_unicode=True), encoding="utf-8")


def mark(text: str) -> str:
    """Put each piece of a message that has a letter in marks; its places for facts stay."""
    pieces = _PIECES.split(text)
    return "".join(
        piece if catalogue.PLACEHOLDER.fullmatch(piece) else _in_marks(piece) for piece in pieces
    )


def run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the copy's own command, in a terminal that speaks neither French nor Dutch."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "VIGIE_SERVE": "0", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "vigie", *words],
        cwd=program,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def _in_marks(piece: str) -> str:
    return f"{OPEN}{piece}{CLOSE}" if _LETTER.search(piece) else piece


def _marked(content: object, key: str, unmarked: frozenset[str]) -> object:
    if key in unmarked or f"{key}.".startswith(COMPARED):
        return content
    if isinstance(content, Mapping):
        return {name: _marked(inner, f"{key}.{name}", unmarked) for name, inner in content.items()}
    if isinstance(content, list):
        return [_marked(inner, key, unmarked) for inner in content]
    return mark(str(content))

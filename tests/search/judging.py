"""Judged queries: what a reader writes, by what is hard about it, and the beginnings of the titles
that are right.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

LANGUAGES = ("fr", "nl")
# The sets, in the order in which they were written.
SETS = ("queries", "judged", "second", "third")
FIRST, ENOUGH = 3, 0.95
SPACES = str.maketrans("\u00a0\u202f", "  ")


class Judged(NamedTuple):
    """A query, its kind, and the titles one of which must stand among the first."""

    kind: str
    asked: str
    right: Sequence[str]


def judged(name: str, lang: str) -> list[Judged]:
    """Read a set of a language."""
    path = Path(__file__).with_name(f"{name}.{lang}.yml")
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Judged(kind, asked, right) for kind, group in read.items() for asked, right in _pairs(group)
    ]


def _pairs(group) -> Iterator[tuple[str, Sequence[str]]]:
    if isinstance(group, dict):
        yield from ((str(asked), right) for asked, right in group.items())
    else:
        yield from ((each["q"], each["find"]) for each in group)


def missed(queries: Sequence[Judged], answer: Callable[[str], Sequence[str]]) -> list[str]:
    """Ask every query; tell those that do not find what they must, with what they find."""
    told = []
    for kind, asked, right in queries:
        titles = [title.translate(SPACES) for title in answer(asked)[:FIRST]]
        beginnings = tuple(beginning.translate(SPACES) for beginning in right)
        if not any(title.startswith(beginnings) for title in titles):
            told.append(f"{kind}: {asked}: {titles}")
    return told

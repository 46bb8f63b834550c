"""What a difference is, and how two lists of lines are told apart."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

Lines = Sequence[str]

WIDTH = 100
LEAD = 30


class Kind(StrEnum):
    """What differs."""

    FILE = "file"
    DATA = "data"
    CALENDAR = "calendar"
    TEXT = "text"
    LINKS = "links"
    IDS = "ids"
    ATTRIBUTES = "attributes"
    ELEMENTS = "elements"
    LINKED_DATA = "linked data"
    SEARCH = "search"
    STYLE = "style only"
    SCRIPT = "script"
    ASSET = "asset"


# What no reader meets by itself: reported, but not counted.
APART = frozenset({Kind.STYLE, Kind.SCRIPT, Kind.ASSET})


@dataclass(frozen=True)
class Difference:
    """One difference in one file; a member of an archive has the path ARCHIVE!MEMBER."""

    path: str
    kind: Kind
    what: str
    before: str = ""
    after: str = ""


def in_text(path: str, kind: Kind, what: str, before: str, after: str) -> Difference:
    """Return the difference between two texts, each cut around the first character that differs."""
    shortest = min(len(before), len(after))
    at = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    return Difference(path, kind, what, cut(before, at), cut(after, at))


def in_lines(path: str, kind: Kind, before: Lines, after: Lines) -> Iterator[Difference]:
    """Yield a difference for each run of lines that was added, removed or changed."""
    words = {"delete": "removed", "insert": "added", "replace": "changed"}
    matched = difflib.SequenceMatcher(None, before, after)
    for tag, start, end, other_start, other_end in matched.get_opcodes():
        if tag != "equal":
            old, new = " | ".join(before[start:end]), " | ".join(after[other_start:other_end])
            yield in_text(path, kind, f"{words[tag]} at {start + 1}", old, new)


def cut(text: str, at: int) -> str:
    """Return the part of the text around a place, on one line."""
    start = max(0, at - LEAD)
    head = "…" if start else ""
    tail = "…" if start + WIDTH < len(text) else ""
    return f"{head}{text[start : start + WIDTH]}{tail}".replace("\n", "⏎")

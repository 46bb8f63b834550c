"""What a person wants of a week's lines: by ticks, or by commands; what was not understood."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from vigie.curation.checklist import TickLine

WishKind = Literal["set", "undo", "same", "apart"]
PuzzleKind = Literal["word", "value", "day", "line", "empty", "unwritable"]


class Wish(NamedTuple):
    """One thing that a person wants of a line.

    `set` gives a key of `review:` a value, None takes it away; `undo` takes away what was decided,
    of one key or of all (""); `same` and `apart` tell whether the line and the `other` are one
    story. `said` is what was typed, "" for a tick.
    """

    number: int
    kind: WishKind
    key: str = ""
    value: object = None
    other: int = 0
    said: str = ""


class Puzzle(NamedTuple):
    """What was typed and not understood, and what was most likely meant: `near` is a whole command,
    or "". `offered` lists what is possible, `word` is the part of it that is not.
    """

    said: str
    kind: PuzzleKind
    near: str = ""
    offered: str = ""
    word: str = ""


def of_ticks(lines: Iterable[TickLine], seen: Mapping[int, bool] | None = None) -> Iterator[Wish]:
    """Yield what the ticks of a checklist want.

    `seen` are the ticks that were heard before: only what changed since counts. Without them each
    line says how it is to be: as the program proposed it, rejected, or brought in.
    """
    for line in lines:
        if seen is None or line.ticked != seen.get(line.number, line.proposed):
            value = None if line.ticked == line.proposed else line.ticked
            yield Wish(line.number, "set", "keep", value)

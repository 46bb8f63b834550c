"""Edits of a text: some characters in the place of others, and nothing else touched."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """The characters from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> "Edit":
        """Return the same edit in a text that begins earlier."""
        return Edit(self.start + by, self.end + by, self.text)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits; one that overlaps another is left for the next time."""
    parts: list[str] = []
    place = 0
    for edit in sorted(set(edits)):
        if edit.start < place:
            continue
        parts += (text[place : edit.start], edit.text)
        place = edit.end
    return "".join([*parts, text[place:]])


def first_of(steps: Iterable[Iterable[Edit]]) -> Sequence[Edit]:
    """Return the edits of the first step that has any: what one mends, the next reads.

    A step that yields its edits does nothing before it is asked for them.
    """
    for step in steps:
        found = list(step)
        if found:
            return found
    return ()

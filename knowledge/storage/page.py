"""A page that a person writes, which may go without front matter -> its title and its text."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.storage import front_matter


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart; `first` is the line of the file on which its text begins.

    `title` is what the front matter has, "" where there is none.
    """

    title: str
    text: str
    first: int = 1


def read(path: Path, shown: str) -> Page:
    """Read a page; `shown` is how problems name it. Raises SheetError where it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        facts = {"path": shown, "reason": error.strerror or str(error)}
        raise SheetError([Problem("sheet_unreadable", facts)]) from error
    whole = front_matter.decoded(raw, shown)
    if not whole.startswith("---"):
        return Page("", whole)
    parts = front_matter.split(raw, shown)
    first = whole.count("\n") - parts.body.count("\n") + 1
    return Page(str(parts.data.get("title") or ""), parts.body, first)

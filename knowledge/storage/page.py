"""A page that a person writes, which may go without front matter -> its title and its text."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.storage import contained, front_matter


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart; `first` is the line of the file on which its text begins.

    `title` is what the front matter has, "" where there is none.
    """

    title: str
    text: str
    first: int = 1


def read(path: Path, root: Path) -> Page:
    """Read a page of the instance in `root`. Raises SheetError where it cannot be read."""
    raw = contained.read_text(path, root)
    shown = path.relative_to(root).as_posix()
    whole = front_matter.decoded(raw, shown)
    if not whole.startswith("---"):
        return Page("", whole)
    parts = front_matter.split(raw, shown)
    first = whole.count("\n") - parts.body.count("\n") + 1
    return Page(str(parts.data.get("title") or ""), parts.body, first)

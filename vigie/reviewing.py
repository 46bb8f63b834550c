"""The blocks `review:` of an instance -> what is wrong with them, by file and line."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.model import Entry, Problem
from knowledge.storage import entry_paths, review
from knowledge.taxonomy import Taxonomy


def faults(entries: Iterable[Entry], taxonomy: Taxonomy, root: Path) -> Iterator[Problem]:
    """Yield every fault of what people wrote under `review:`, in the order of the entries."""
    for entry in entries:
        if entry.review.strip():
            path = next(entry_paths.folder(root, entry.source).glob(f"*-{entry.id}.md"))
            yield from review.problems(
                entry.review, taxonomy, path.relative_to(root).as_posix(), _first_line(path, entry)
            )


def _first_line(path: Path, entry: Entry) -> int:
    text = path.read_bytes().decode("utf-8-sig")
    return text.count("\n", 0, text.index(entry.review)) + 1

"""The files under docs/<lang> -> those that the site would show at one address, and those that are
no page by their ending.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from knowledge.model import Problem
from knowledge.sheets.registry import KINDS
from knowledge.storage import contained

# Endings that somebody gives to a page of Markdown; the site and the check read one of them.
_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
ENDING = ".md"
_OPENS_A_FOLDER = frozenset({"index", "readme"})
# There the collection tells of endings.
_SHEETS = frozenset(kind.folder for kind in KINDS.values())


def problems(root: Path, languages: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong, by language and path."""
    for lang in languages:
        pages: dict[str, str] = {}
        for path in contained.files(root / "docs" / lang, root, "**/*"):
            shown = path.relative_to(root).as_posix()
            if path.suffix.lower() not in _ENDINGS:
                continue
            if path.suffix == ENDING:
                yield from _twice(shown, pages)
            elif path.parent.name not in _SHEETS:
                facts = {"path": shown, "expected": ENDING, "example": f"{path.stem}{ENDING}"}
                yield Problem("page_suffix", facts)


def address_of(path: str) -> str:
    """Return the address of a page on its language's site: `about/` of docs/fr/about.md."""
    page = PurePosixPath(*PurePosixPath(path).parts[2:])
    opens = page.stem.lower() in _OPENS_A_FOLDER
    folder = page.parent if opens else page.with_suffix("")
    return f"{folder.as_posix()}/".removeprefix("./")


def _twice(path: str, pages: dict[str, str]) -> Iterator[Problem]:
    """Yield that a page has the address of one before it; some disks know no capital letters."""
    address = address_of(path)
    before = pages.setdefault(address.lower(), path)
    if before != path:
        yield Problem("page_twice", {"path": path, "found": before, "address": address or "/"})

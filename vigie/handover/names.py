"""Which names in a zip are plain, and which of them are data of an instance.

A name is judged as every disk would take it: what one of them cannot bear, or takes for another, is
refused on all.
"""

import re
import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from knowledge.i18n import plain
from knowledge.storage import contained

# What an instance is made of; its pages may be read with these beside them.
DATA = (*contained.SETTINGS, "README.md", "LICENSE", ".gitignore")
_HIDDEN = frozenset((".gitkeep", ".gitignore"))
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|git~\d+", re.IGNORECASE)
_LONGEST_PART, _LONGEST = 255, 1_000


def is_data(name: str) -> bool:
    """Return whether a path of an instance is data: its settings, or a page, a sheet, an entry or a
    file among these; nothing that runs, and nothing hidden.
    """
    if not is_plain(name):
        return False
    first, *inner = PurePosixPath(name).parts
    if not inner:
        return first != contained.DOCS and any(fnmatchcase(first, shape) for shape in DATA)
    hidden = [part for part in inner if part.startswith(".")]
    return first == contained.DOCS and hidden in ([], [*_HIDDEN & {inner[-1]}])


def is_plain(name: str) -> bool:
    """Return whether a path can be written on any disk, below the folder that it is written in."""
    if len(name) > _LONGEST or plain.line(name) != name or set(name) & {"\\", ":"}:
        return False
    return all(map(_is_plain_part, name.split("/")))


def taken_twice(paths: Iterable[str]) -> str:
    """Return a path that stands twice, or that some disk takes for another, "" where none is."""
    spelt: dict[str, str] = {}
    files: set[str] = set()
    folders: set[str] = set()
    for name in paths:
        path = PurePosixPath(name)
        for part in (path, *path.parents):
            if spelt.setdefault(_folded(str(part)), str(part)) != str(part):
                return name
        if name in files:
            return name
        files.add(name)
        folders.update(map(str, path.parents))
    return min(files & folders, default="")


def _is_plain_part(part: str) -> bool:
    # "." and ".." and what Windows cuts off a name.
    if not part or part.endswith((".", " ")) or len(part.encode()) > _LONGEST_PART:
        return False
    return not (_RESERVED.fullmatch(part) or _folded(part) == ".git")


def _folded(text: str) -> str:
    """Return a name as a disk may compare it: without case, accents in one form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())

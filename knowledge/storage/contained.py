"""What belongs to an instance: ordinary files and folders in its own folder, by the names that they
bear. Nothing else is read, quoted or published.

A pull request can bring a symbolic link to any file of the machine that builds the site.
"""

import os
import posixpath
import stat
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import SheetError
from knowledge.model import Problem

DOCS = "docs"
# Tables that people fill, as the figures of surveys.
TABLES = "data"
MEGABYTE = 1_000_000
# In megabytes, pictures written into it included.
MOST_OF_A_TEXT = 25
# docs/watch is the program's own, and tells by itself of what is no ordinary file there.
_ELSEWHERE = f"{DOCS}/watch"
SETTINGS = (
    *("mkdocs*.yml", "watch_sources.yml", "taxonomy.yml", "feeds.yml", "take_part.yml"),
    *(TABLES, DOCS),
)


def is_file(path: Path, root: Path) -> bool:
    """Return whether an ordinary file stands at a path below a folder, with no link on the way."""
    mode = _mode(path, root)
    return mode is not None and stat.S_ISREG(mode)


def is_there(path: Path, root: Path) -> bool:
    """Return whether an ordinary file or folder stands at a path below a folder."""
    mode = _mode(path, root)
    return mode is not None and (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def files(folder: Path, root: Path, pattern: str) -> Iterator[Path]:
    """Yield the ordinary files of a folder that a pattern finds, in the order of their paths."""
    if is_there(folder, root):
        for path in sorted(folder.glob(pattern)):
            if is_file(path, root):
                yield path


def read_text(path: Path, root: Path) -> bytes:
    """Return the bytes of a file that people write. Raises SheetError as `read` does, and on one
    that is too large for a text, unread.
    """
    if is_file(path, root) and (size := path.stat().st_size) > MOST_OF_A_TEXT * MEGABYTE:
        shown, found = path.relative_to(root).as_posix(), str(-(-size // MEGABYTE))
        facts = {"path": shown, "found": found, "allowed": str(MOST_OF_A_TEXT)}
        raise SheetError([Problem("file_too_big", facts)])
    return read(path, root)


def read(path: Path, root: Path) -> bytes:
    """Return the bytes of an ordinary file. Raises SheetError on any other, and where it cannot be
    read.
    """
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    if not is_file(path, root):
        raise SheetError([Problem("not_ordinary", {"path": shown})])
    try:
        return path.read_bytes()
    except OSError as error:
        facts = {"path": shown, "reason": error.strerror or str(error)}
        raise SheetError([Problem("sheet_unreadable", facts)]) from error


def strange(root: Path) -> Iterator[Problem]:
    """Yield each symbolic link, device, pipe and socket among what people write, and among the
    settings.
    """
    for pattern in SETTINGS:
        for path in sorted(root.glob(pattern)):
            yield from _strange(path, root)


def _strange(path: Path, root: Path) -> Iterator[Problem]:
    mode = path.lstat().st_mode
    shown = path.relative_to(root).as_posix()
    if stat.S_ISDIR(mode):
        if shown != _ELSEWHERE:
            for inner in sorted(path.iterdir()):
                yield from _strange(inner, root)
    elif not stat.S_ISREG(mode):
        yield Problem("not_ordinary", {"path": shown})


def _mode(path: Path, root: Path) -> int | None:
    """Return the kind of what stands at a path, None where the way leads over a link, out of the
    folder, or by a name in other letters than the file's own (as some disks allow).
    """
    whole = Path(posixpath.normpath(path.as_posix()))
    if not whole.is_relative_to(root):
        return None
    here, mode = root, stat.S_IFDIR
    for part in whole.relative_to(root).parts:
        if not stat.S_ISDIR(mode) or part not in _names(here):
            return None
        here = here / part
        mode = here.lstat().st_mode
    return mode


def _names(folder: Path) -> list[str]:
    """Return the names in a folder as they may be asked for."""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return []
    # macOS keeps the accents of a name apart, and finds it by both forms.
    if sys.platform == "darwin":
        names += [unicodedata.normalize("NFC", name) for name in names]
    return names

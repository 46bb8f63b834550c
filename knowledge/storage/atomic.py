"""Bytes -> a file that is whole or was never touched, whenever the program is killed."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from knowledge.errors import DiskError, StoreError, told_of_disk

PREFIX = "_tmp-"


def write(path: Path, body: bytes) -> bool:
    """Put `body` at `path`, making its folder; return whether the file changed. A file with these
    bytes is not touched.

    Raises DiskError, naming the path, where a folder, a symbolic link or a right is in the way, or
    the disk is full or broken.
    """
    # Not the name of the file beside it, which nobody knows.
    try:
        if _holds(path, body):
            return False
        _replace(path, body)
    except OSError as problem:
        raise DiskError(path, problem) from problem
    return True


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet: all of them or none. Raises DiskError."""
    written: list[Path] = []
    try:
        for path, body in files.items():
            write(path, body)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def deliver(path: Path, body: bytes) -> None:
    """Write a file where a person asked for it; a pipe or a device is written to as it stands.

    Raises DiskError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with told_of_disk(path):
            target.write_bytes(body)
    else:
        write(target, body)


def sweep(folder: Path) -> None:
    """Remove what a killed program left half written anywhere in the folder."""
    for stray in folder.rglob(f"{PREFIX}*"):
        if not stray.is_dir() or stray.is_symlink():
            stray.unlink(missing_ok=True)


def refuse_links(path: Path, root: Path) -> None:
    """Raise StoreError if `path` or a folder between `root` and it is a symbolic link: it might
    lead anywhere.
    """
    part = path
    while part not in {root, part.parent}:
        if part.is_symlink():
            raise StoreError(
                f"{part}: is a symbolic link; replace it by an ordinary file or folder"
            )
        part = part.parent


def _holds(path: Path, body: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return os.fstat(file.fileno()).st_size == len(body) and file.read() == body
    except FileNotFoundError:
        return False


def _replace(path: Path, body: bytes) -> None:
    # No fsync: Git is the database, and a killed process, unlike a cut cable, loses nothing that it
    # wrote.
    handle, temporary = _beside(path)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, 0o644)
            file.write(body)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _beside(path: Path) -> tuple[int, Path]:
    try:
        handle, name = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
    return handle, Path(name)

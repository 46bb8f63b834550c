"""A disk that refuses: the one seam through which every write of a command goes, counted, and made
to fail at one of them.
"""

import builtins
import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR)
# What changes the disk by a path, or by the number of an open file.
CALLS = ("mkdir", "replace", "rename", "unlink", "rmdir", "fchmod", "ftruncate", "pwrite")
CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Disk:
    """Counts the writes below a folder, and lets the one of that number fail."""

    def __init__(self, root: Path, number: int = 0, code: int = 0) -> None:
        self.root = root
        self.number = number
        self.code = code
        self.points = 0
        self.failed = ""

    def point(self, where: Any, what: str) -> None:
        """Count a write, if it is below the folder. Raises OSError if it is to fail."""
        if self._is_below(where) and self._is_due():
            self.fail(what)

    def is_torn(self, where: Any) -> bool:
        """Count what is written into a file, and return whether that is to fail half way."""
        return self._is_below(where) and self._is_due()

    def fail(self, what: str) -> None:
        """Raise OSError as the system does."""
        self.failed = what
        raise OSError(self.code, os.strerror(self.code))

    def _is_due(self) -> bool:
        self.points += 1
        return self.points == self.number

    def _is_below(self, where: Any) -> bool:
        path = Path(f"/proc/self/fd/{where}").readlink() if isinstance(where, int) else Path(where)
        return Path.cwd().joinpath(path).is_relative_to(self.root)


class Torn(io.FileIO):
    """A file that takes half of the first piece written to it; or that is interrupted, once, which
    Python tries again by itself (PEP 475).
    """

    disk: Disk
    interrupted = False

    def write(self, data: Any) -> int:
        """Write a half. Raises OSError."""
        if self.interrupted:
            return super().write(data)
        if self.disk.code == errno.EINTR:
            self.interrupted = True
            raise InterruptedError(errno.EINTR, os.strerror(errno.EINTR))
        super().write(bytes(data)[: len(data) // 2])
        self.disk.fail("write")
        return 0


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Let every write go through the disk while the block runs."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _counted(disk, name, getattr(os, name)))
        patch.setattr(os, "open", _opened(disk, os.open))
        files = _files(disk, io.open)
        patch.setattr(io, "open", files)
        patch.setattr(builtins, "open", files)
        yield disk


def _counted(disk: Disk, name: str, call: Any) -> Any:
    def counted(where: Any, *rest: Any, **more: Any) -> Any:
        disk.point(where, name)
        return call(where, *rest, **more)

    return counted


def _opened(disk: Disk, call: Any) -> Any:
    def opened(where: Any, flags: int, *rest: Any, **more: Any) -> Any:
        if flags & CHANGING:
            disk.point(where, "open")
        return call(where, flags, *rest, **more)

    return opened


def _files(disk: Disk, call: Any) -> Any:
    def opened(where: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
        if not set(mode) & set("wax+"):
            return call(where, mode, buffering, *rest, **more)
        disk.point(where, "open")
        if disk.is_torn(where):
            return _torn(disk, where, mode, more)
        return call(where, mode, buffering, *rest, **more)

    return opened


def _torn(disk: Disk, where: Any, mode: str, more: dict[str, Any]) -> Any:
    raw = Torn(where, mode.replace("b", "").replace("t", ""))
    raw.disk = disk
    held = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    if "b" in mode:
        return held
    return io.TextIOWrapper(held, encoding=more.get("encoding"), errors=more.get("errors"))

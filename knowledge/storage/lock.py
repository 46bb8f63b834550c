"""One refresh at a time: a lock that the system releases when the process ends, in any way."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from knowledge.errors import StoreError, told_of_disk
from knowledge.storage import atomic, entry_paths

# flock goes with the open file, which a forked child shares: a child that outlives a killed refresh
# must not keep it.
_handles: set[int] = set()


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold `.vigie/lock` while the block runs, and first sweep away what a killed refresh left half
    written.

    Raises StoreError, naming the process that holds it and since when, if another refresh runs on
    this instance.
    """
    path = root / ".vigie" / "lock"
    handle = _open(path, root)
    try:
        _handles.add(handle)
        with told_of_disk(path):
            _take(handle, path)
            atomic.sweep(entry_paths.watch(root))
        yield
    finally:
        _handles.discard(handle)
        os.close(handle)


def _open(path: Path, root: Path) -> int:
    atomic.refuse_links(path, root)
    with told_of_disk(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        holder = os.pread(handle, 200, 0).decode("utf-8", "replace").strip() or "just started"
        raise StoreError(
            f"another refresh is running ({holder}); wait for its end, or stop it. Lock: {path}"
        ) from problem
    now = datetime.now(UTC).isoformat(timespec="seconds")
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"process {os.getpid()}, since {now}\n".encode(), 0)


def _let_go_in_child() -> None:
    for handle in _handles:
        with suppress(OSError):
            os.close(handle)
    _handles.clear()


os.register_at_fork(after_in_child=_let_go_in_child)

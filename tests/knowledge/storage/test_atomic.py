import errno
import os
import stat

import pytest

from knowledge.errors import DiskError, StoreError
from knowledge.storage import atomic


def test_a_file_is_written_with_its_folders_and_may_be_read_by_all(tmp_path):
    path = tmp_path / "a/b/c.txt"

    assert atomic.write(path, b"x")

    assert path.read_bytes() == b"x"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [one.name for one in path.parent.iterdir()] == ["c.txt"]


def test_the_same_bytes_touch_nothing(tmp_path):
    path = tmp_path / "c.txt"
    atomic.write(path, b"x")
    before = path.stat()

    assert not atomic.write(path, b"x")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_bytes_of_the_same_length_are_another_file(tmp_path):
    atomic.write(tmp_path / "c.txt", b"x")

    assert atomic.write(tmp_path / "c.txt", b"y")
    assert (tmp_path / "c.txt").read_bytes() == b"y"


def test_a_write_that_is_broken_off_leaves_the_former_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "c.txt"
    atomic.write(path, b"x")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(path, b"y")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("c.txt", b"x")]


def test_a_folder_in_the_way_is_told_by_its_path(tmp_path):
    (tmp_path / "c.txt").mkdir()

    with pytest.raises(StoreError, match=r"c\.txt: cannot be read or written: Is a directory"):
        atomic.write(tmp_path / "c.txt", b"x")


TOLD = {
    errno.ENOSPC: "no space left",
    errno.EIO: "Input/output error",
    errno.EACCES: "no right",
    errno.EINTR: "Interrupted system call",
}


@pytest.mark.parametrize("number", TOLD)
@pytest.mark.parametrize(
    ("step", "there"),
    [
        *((step, True) for step in ("mkstemp", "fdopen", "fchmod", "replace")),
        *((step, False) for step in ("mkstemp", "fdopen", "fchmod", "replace", "mkdir")),
    ],
)
def test_a_fault_of_the_disk_at_any_step_leaves_the_old_file_and_says_so(
    tmp_path, monkeypatch, number, step, there
):
    path = tmp_path / ("a.md" if there else "new/a.md")
    if there:
        path.write_bytes(b"before")

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    holder = {"mkstemp": atomic.tempfile, "fdopen": os, "fchmod": os}.get(step, atomic.Path)
    monkeypatch.setattr(holder, step, fails)
    with pytest.raises(DiskError, match=rf"a\.md: cannot be .*{TOLD[number]}.* is untouched"):
        atomic.write(path, b"after")

    monkeypatch.undo()
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.md"] * there
    assert not there or path.read_bytes() == b"before"

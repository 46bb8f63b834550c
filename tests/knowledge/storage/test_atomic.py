import stat

import pytest

from knowledge.errors import StoreError
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

    with pytest.raises(StoreError, match=r"c\.txt: cannot be written: Is a directory"):
        atomic.write(tmp_path / "c.txt", b"x")

import os
import re
import subprocess
import sys

import pytest

from knowledge.errors import StoreError
from knowledge.storage.lock import lock

HOLDER = """
import os, sys, time
from pathlib import Path
from knowledge.storage.lock import lock
with lock(Path(sys.argv[1])):
    here, there = os.pipe()
    if os.fork() == 0:
        os.write(there, b"1")
        time.sleep(30)
    # Until the child runs: on a busy machine it may not have begun when its parent is killed.
    os.read(here, 1)
    print("held", flush=True)
    time.sleep(30)
"""


def holder(root):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(root)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_refresh_is_told_who_holds_the_lock_and_since_when(tmp_path):
    with lock(tmp_path), pytest.raises(StoreError) as caught, lock(tmp_path):
        pass

    assert re.search(
        rf"another refresh is running \(process {os.getpid()}, since \d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\)",
        str(caught.value),
    )


def test_the_lock_is_free_again_after_the_block_even_when_it_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        raise ZeroDivisionError

    with lock(tmp_path):
        pass


def test_two_instances_do_not_hinder_each_other(tmp_path):
    with lock(tmp_path / "a"), lock(tmp_path / "b"):
        pass


def test_a_killed_refresh_frees_the_lock_at_once_though_its_child_lives_on(tmp_path):
    child = holder(tmp_path)
    with pytest.raises(StoreError, match=f"process {child.pid}"), lock(tmp_path):
        pass

    child.kill()
    child.wait()

    with lock(tmp_path):
        pass
    os.killpg(child.pid, 9)
    child.stdout.close()


def test_what_a_killed_refresh_left_half_written_is_swept_away_and_nothing_else(tmp_path):
    folder = tmp_path / "docs/watch/spf/_held"
    folder.mkdir(parents=True)
    (folder / "_tmp-x1").write_text("half")
    (folder.parent / "_tmp-x2").symlink_to(tmp_path)
    (folder / "_tmp.md").write_text("a note")
    (tmp_path / "docs/_tmp-page.md").write_text("not ours")

    with lock(tmp_path):
        left = sorted(path.name for path in tmp_path.rglob("_tmp*"))

    assert left == ["_tmp-page.md", "_tmp.md"]


def test_a_refresh_that_is_refused_sweeps_nothing_away(tmp_path):
    folder = tmp_path / "docs/watch"
    folder.mkdir(parents=True)
    with lock(tmp_path):
        (folder / "_tmp-in-use").write_text("half")
        with pytest.raises(StoreError), lock(tmp_path):
            pass

        assert (folder / "_tmp-in-use").exists()


def test_a_lock_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "mine").write_text("x")
    (tmp_path / ".vigie").mkdir()
    (tmp_path / ".vigie/lock").symlink_to(tmp_path / "mine")

    with pytest.raises(StoreError, match="symbolic link"), lock(tmp_path):
        pass
    assert (tmp_path / "mine").read_text() == "x"


def test_a_folder_in_the_lock_s_place_is_told(tmp_path):
    (tmp_path / ".vigie/lock").mkdir(parents=True)

    with pytest.raises(StoreError, match="lock: cannot be read or written"), lock(tmp_path):
        pass

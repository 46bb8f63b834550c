"""What holds for every test: the network is closed, unless a mark says that the test meets a real
part.
"""

import fcntl
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
REAL_PARTS = {"server", "site", "browser"}

# No example fails because the machine does something else beside.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a unit test neither connect, listen nor look a name up; pipes between processes stay
    open.
    """
    if REAL_PARTS & {mark.name for mark in request.node.iter_markers()}:
        return
    for name in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, _refuse)


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    def only_local(self: socket.socket, *args: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse(*args)
        return method(self, *args)

    return only_local


def _refuse(*args: Any, **_: Any) -> Any:
    pytest.fail(
        f"a unit test reached for the network: {args[0] if args else ''!r} (mark it `server`)"
    )


@pytest.fixture(scope="session")
def once(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[str, Callable[[Path], None]], Path]:
    """Give what fills a folder once: by the first of the processes that run the tests, for which
    the others wait.
    """
    temporary = tmp_path_factory.getbasetemp()
    shared = temporary if worker_id == "master" else temporary.parent

    def fill(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                folder.mkdir(exist_ok=True)
                make(folder)
                done.touch()
        return folder

    return fill


@pytest.fixture(scope="session")
def gathered_weeks(once: Callable[[str, Callable[[Path], None]], Path]) -> list[Path]:
    """Give the folders of an instance as it is after each of the recorded weeks, to be copied."""
    # Only now: it is the gatherer, which most tests do without.
    from tests.hostile import kills

    def gather(folder: Path) -> None:
        made = kills.instance(folder / "instance")
        for week in kills.WEEKS:
            made.refresh("--replay", str(kills.recording(week)))
            shutil.copytree(made.root, folder / week)

    folder = once("weeks", gather)
    return [folder / week for week in kills.WEEKS]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start one Chromium for all tests of a process; each opens windows of its own in it."""
    # Only now: most runs of a few tests need none.
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is absent: install it with `apt-get install chromium`")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield made
        made.close()

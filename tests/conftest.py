"""What holds for every test: the network is closed, unless a mark says that the test meets a real
part.
"""

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

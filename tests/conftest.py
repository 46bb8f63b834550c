"""What holds for every test: the network is closed, unless a mark says that the test meets a real
part.
"""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

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

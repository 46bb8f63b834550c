"""A web and an instance for each test; no test here waits longer than it must."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import stamina

from scrapers.http import fetch
from tests.hostile.instance import Instance
from tests.hostile.web import Web

# Seconds that an exchange on this machine never takes, however busy it is.
PATIENCE = 300.0


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[float], None]]:
    """Retry at once; let a test whose site hangs say after how many seconds an exchange is given
    up.
    """
    live = fetch.live

    def give_up_after(seconds: float) -> None:
        monkeypatch.setattr(fetch, "live", partial(live, seconds=seconds))

    give_up_after(PATIENCE)
    with stamina.set_testing(True, attempts=3, cap=True):
        yield give_up_after


@pytest.fixture
def web() -> Iterator[Web]:
    running = Web()
    yield running
    running.stop()


@pytest.fixture
def instance(tmp_path: Path, web: Web) -> Instance:
    return Instance(tmp_path / "instance", web.authority)

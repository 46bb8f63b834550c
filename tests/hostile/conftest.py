"""A web and an instance for each test; no test here waits longer than it must."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import stamina

from scrapers.http import fetch
from tests.hostile.instance import Instance
from tests.hostile.web import Web


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Retry at once, and give up an exchange after two seconds: how long it is else is held by the
    fetcher's tests.
    """
    monkeypatch.setattr(fetch, "live", partial(fetch.live, seconds=2))
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def web() -> Iterator[Web]:
    running = Web()
    yield running
    running.stop()


@pytest.fixture
def instance(tmp_path: Path, web: Web) -> Instance:
    return Instance(tmp_path / "instance", web.authority)

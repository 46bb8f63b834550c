"""Options of the whole test run."""

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-examples` write what the readers now give as the expected entries: read
    the diff.
    """
    parser.addoption(
        "--update-examples", action="store_true", help="write tests/examples/*/expected.yml anew"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return a worker more than there are processors: many tests wait for a server or a browser."""
    return (os.cpu_count() or 1) + 1

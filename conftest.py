"""Options of the whole test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-examples` write what the readers now give as the expected entries: read
    the diff.
    """
    parser.addoption(
        "--update-examples", action="store_true", help="write tests/examples/*/expected.yml anew"
    )

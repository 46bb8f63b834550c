"""Prints what was tried."""

import pytest

from tests.fuzz import trial


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of the targets that ran in this process."""
    if trial.OUTCOMES:
        terminalreporter.section("fuzzed")
        terminalreporter.write("\n".join(trial.table()) + "\n")

"""The official texts of the bibliography -> those whose address nobody opened, or not for long."""

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

from knowledge.model import Problem
from knowledge.sheets.collection import Collection
from knowledge.sheets.kinds.reference import KIND, OFFICIAL, BibliographyEntry

CHECKED_EVERY = timedelta(days=365)


def warnings(held: Collection, today: Day) -> Iterator[Problem]:
    """Yield the official texts to open again, with the day when they last were."""
    for sheet in held.of(KIND):
        if is_due(sheet.keys, today):
            yield _due(sheet.path, sheet.keys.last_checked)


def is_due(keys: BibliographyEntry, today: Day) -> bool:
    """Return whether somebody should open the address of an official text, where it has one."""
    if keys.type != OFFICIAL or not keys.address:
        return False
    return keys.last_checked is None or today - keys.last_checked > CHECKED_EVERY


def _due(path: str, last: Day | None) -> Problem:
    if last is None:
        return Problem("reference_unchecked", {"path": path})
    return Problem("reference_check_old", {"path": path, "found": str(last)})

"""A year, a quarter or a month, as a survey's figures name it: "2025", "2025-Q1", "2025-06"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

# How many months each has, the longest first.
STEPS = {12: "year", 3: "quarter", 1: "month"}
_WRITTEN = re.compile(r"((?:19|20)[0-9]{2})(?:-(?:[Qq]([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """So many `months` from the `first` on, which is counted from the year 0."""

    first: int
    months: int

    @property
    def step(self) -> str:
        """Return whether it is a "year", a "quarter" or a "month"."""
        return STEPS[self.months]

    @property
    def number(self) -> int:
        """Return its place among the periods of its length, so that two in a row differ by 1."""
        return self.first // self.months

    @property
    def start(self) -> Day:
        """Return its first day."""
        return Day(self.first // 12, self.first % 12 + 1, 1)

    def parts(self, months: int) -> Iterator["Period"]:
        """Yield the periods of a length that make it, none where that is not shorter."""
        if months < self.months:
            for first in range(self.first, self.first + self.months, months):
                yield Period(first, months)

    def __str__(self) -> str:
        """Return it as it is written."""
        written = {
            "year": f"{self.start:%Y}",
            "quarter": f"{self.start:%Y}-Q{self.number % 4 + 1}",
            "month": f"{self.start:%Y-%m}",
        }
        return written[self.step]


def of(written: str) -> Period | None:
    """Return the period that is written so, None where that is no period."""
    found = _WRITTEN.fullmatch(written)
    if not found:
        return None
    year, quarter, month = found.groups()
    start = int(year) * 12
    if quarter:
        return Period(start + (int(quarter) - 1) * 3, 3)
    if month:
        return Period(start + int(month) - 1, 1)
    return Period(start, 12)

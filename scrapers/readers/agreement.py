"""What several places of a page say of its day -> the text that is believed, or none.

A wrong date is worse than none: where places that name the day contradict each other and no other
place decides, there is none.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from scrapers.clean import date_shapes, dates

# Beyond that two places speak of two days, not of one in two time zones.
NEIGHBOURS = timedelta(days=1)


class Saying(NamedTuple):
    """What one place says, and the days that it may mean.

    `is_label` tells that the page prints what the day is of, `is_named` that a name says so.
    """

    text: str
    days: frozenset[date]
    is_label: bool = False
    is_named: bool = False

    def agrees(self, other: "Saying") -> bool:
        """Return whether both may mean one day."""
        return not self.days.isdisjoint(other.days)

    def is_beside(self, other: "Saying") -> bool:
        """Return whether both are of two days that follow each other."""
        return any(abs(day - its) <= NEIGHBOURS for day, its in product(self.days, other.days))

    @property
    def is_moment(self) -> bool:
        """Return whether it states an hour too, whose day another time zone may count apart."""
        return ":" in self.text


def saying(
    text: str, lang: str, zone: str, *, is_label: bool = False, is_named: bool = False
) -> Saying:
    """Return what a text says; in figures of an open order it may mean two days."""
    found = date_shapes.written(dates.folded_text(text), lang[:2], zone)
    days: set[date] = set()
    for written in found[:1]:
        days.update(filter(None, (written.day, written.swapped)))
    return Saying(text, frozenset(days), is_label, is_named)


def believed(sayings: Iterable[Saying]) -> str:
    """Return the text of the day that most places say, "" where nothing decides between two days.

    The sayings are in the order in which they are believed where they agree.
    """
    said = [each for each in sayings if each.days]
    counts = [sum(map(each.agrees, said)) for each in said]
    most = max(counts, default=0)
    best = [each for each, count in zip(said, counts, strict=True) if count == most]
    if not best:
        return ""
    if all(map(best[0].agrees, best)):
        # What leaves the order of day and month open is read as the others say.
        return min(best, key=lambda each: len(each.days)).text
    return _decided(best)


def _decided(best: Sequence[Saying]) -> str:
    """Return which of several days is believed: the labelled one, or that of the time zone."""
    for each in best:
        if each.is_label:
            return each.text
    named = [each for each in best if each.is_named]
    others = [each for each in best if not each.is_named]
    if len(named) != 1 or not all(map(named[0].is_beside, others)):
        return ""
    return others[0].text if named[0].is_moment else named[0].text

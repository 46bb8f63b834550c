"""What several places of a page say of its day -> the text that is believed, or none.

A wrong date is worse than none: where places that name the day contradict each other and no other
place decides, there is none.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import filterfalse, product
from operator import attrgetter
from typing import NamedTuple

from scrapers.clean import date_shapes, dates

# Beyond that two places speak of two days, not of one in two time zones.
NEIGHBOURS = timedelta(days=1)
# Where people live that count a moment as the earliest and as the latest day.
OUTMOST_ZONES = ("Pacific/Honolulu", "Pacific/Auckland")


_is_named = attrgetter("is_named")


class Saying(NamedTuple):
    """What one place says, and the days that it may mean.

    `elsewhere` are the days that a moment in UTC is in some inhabited place. `is_label` tells that
    the page prints what the day is of, `is_printed` that it prints it, `is_named` that a name says
    so.
    """

    text: str
    days: frozenset[date]
    elsewhere: frozenset[date] = frozenset()
    is_label: bool = False
    is_named: bool = False
    is_printed: bool = False

    def agrees(self, other: "Saying") -> bool:
        """Return whether both may mean one day."""
        return not self.days.isdisjoint(other.days)

    def is_beside(self, other: "Saying") -> bool:
        """Return whether both are of one day, or of two that follow each other."""
        return any(abs(day - its) <= NEIGHBOURS for day, its in product(self.days, other.days))

    def yields_to(self, other: "Saying") -> bool:
        """Return whether the other one tells which day this moment is where the page is made."""
        if other.is_printed and ":" in self.text:
            return True
        return not self.elsewhere.isdisjoint(other.days)


def saying(
    text: str,
    lang: str,
    zone: str,
    *,
    is_label: bool = False,
    is_named: bool = False,
    is_printed: bool = False,
) -> Saying:
    """Return what a text says; in figures of an open order it may mean two days."""
    elsewhere: set[date] = set()
    for other in OUTMOST_ZONES if ":" in text else ():
        elsewhere |= _days(text, lang, other)
    days = _days(text, lang, zone)
    return Saying(text, days, frozenset(elsewhere), is_label, is_named, is_printed)


def _days(text: str, lang: str, zone: str) -> frozenset[date]:
    for written in date_shapes.written(dates.folded_text(text), lang[:2], zone)[:1]:
        # With points between them, figures are day first in every language.
        swapped = None if written.day and written.sign == "." else written.swapped
        return frozenset(filter(None, (written.day, swapped)))
    return frozenset()


def believed(sayings: Iterable[Saying], address: Saying, changed: Saying) -> str:
    """Return the text of the day that most places say, "" where nothing decides between two days.

    The sayings are in the order in which they are believed where they agree. A day that is another
    one altogether than that of the page's address is not believed, nor one that no second place
    says and that is later than `changed`, the day that the page prints as that of its last change.
    """
    said = _witnesses([*sayings, address])
    chosen = _chosen(said)
    if chosen is None or (address.days and not chosen.is_beside(address)):
        return ""
    if sum(map(chosen.agrees, said)) == 1 and _is_after(chosen, changed):
        return ""
    return chosen.text


def _witnesses(sayings: Iterable[Saying]) -> list[Saying]:
    """Return what says a day, each text once: a program writes one moment in several places."""
    said: dict[str, Saying] = {}
    for each in sayings:
        if each.days:
            said.setdefault(each.text, each)
    return list(said.values())


def _is_after(chosen: Saying, changed: Saying) -> bool:
    """Return whether a day that no label names is later than that of the last change."""
    return not chosen.is_label and bool(changed.days) and max(changed.days) < min(chosen.days)


def _chosen(said: Sequence[Saying]) -> Saying | None:
    counts = [sum(map(each.agrees, said)) for each in said]
    most = max(counts, default=0)
    best = [each for each, count in zip(said, counts, strict=True) if count == most]
    if not best:
        return None
    if all(map(best[0].agrees, best)):
        # What leaves the order of day and month open is read as the others say.
        return min(best, key=lambda each: len(each.days))
    return _decided(best)


def _decided(best: Sequence[Saying]) -> Saying | None:
    """Return which of several days is believed: the labelled one, or that of the time zone."""
    for each in best:
        if each.is_label:
            return each
    return _by_zone(best)


def _by_zone(best: Sequence[Saying]) -> Saying | None:
    """Return which of two days that follow each other is that of the page's own time zone."""
    named = list(filter(_is_named, best))
    others = list(filterfalse(_is_named, best))
    if len(named) != 1 or not all(map(named[0].is_beside, others)):
        return None
    return others[0] if named[0].yields_to(others[0]) else named[0]

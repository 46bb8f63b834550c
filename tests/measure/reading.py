"""What a measure finds: a number, and the places that weigh most in it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Offender:
    """A place to improve: where it is, how much it weighs in the measure, and a word about it."""

    where: str
    weight: int
    what: str = ""


@dataclass(frozen=True)
class Reading:
    """The number that a measure found, and all its offenders, the worst first."""

    value: float
    offenders: tuple[Offender, ...] = ()


def reading(value: float, offenders: Iterable[Offender] = ()) -> Reading:
    """Build a reading with its offenders in order: the heaviest first, then by place."""
    worst_first = sorted(offenders, key=lambda offender: (-offender.weight, offender.where))
    return Reading(value, tuple(worst_first))


def counted(offenders: Iterable[Offender]) -> Reading:
    """Build the reading whose value is the sum of its offenders' weights."""
    found = list(offenders)
    return reading(sum(offender.weight for offender in found), found)


def percent(part: float, whole: float, of_nothing: float = 0) -> float:
    """Return a share in percent; `of_nothing` is the answer where there is nothing to share."""
    return 100 * part / whole if whole else of_nothing


def per_thousand(part: float, lines: int) -> float:
    """Return how many there are in a thousand lines."""
    return 1000 * part / lines if lines else 0

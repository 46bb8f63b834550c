"""Figures of surveys -> what is worth knowing of them before they are published: a figure that was
left out and can be computed from the others, and one that was composed as an example.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from knowledge.model import Problem
from knowledge.survey_periods import STEPS, Period
from knowledge.survey_results import ALL, FEWEST, SurveyRow


@dataclass(frozen=True)
class SurveySum:
    """A total and the published parts of it, and by their names those that it may have in all."""

    whole: SurveyRow
    parts: tuple[SurveyRow, ...]
    given: frozenset[str]
    expected: tuple[frozenset[str], ...]

    @property
    def rest(self) -> int:
        """Return how many answers are in no published part."""
        return self.whole.answers - sum(row.answers for row in self.parts)

    @property
    def missing(self) -> str:
        """Return the only part that is not published, "" where they are several or none."""
        for every in self.expected:
            if len(every - self.given) == 1:
                return min(every - self.given)
        return ""


def warnings(rows: Sequence[SurveyRow], members: Collection[str]) -> Iterator[Problem]:
    """Yield what is worth knowing; `members` are the institutions that a total is usually of."""
    yield from _examples(rows)
    for found in (*_by_institution(rows, members), *_by_period(rows)):
        if found.parts and found.rest > 0:
            yield from _derivable(found)


def _examples(rows: Iterable[SurveyRow]) -> Iterator[Problem]:
    """Yield the first composed figure of each file."""
    told: set[str] = set()
    for row in rows:
        if row.example and row.path not in told:
            told.add(row.path)
            yield Problem("survey_example", {"path": row.path, "line": str(row.line)})


def _derivable(found: SurveySum) -> Iterator[Problem]:
    whole = found.whole
    facts = {
        "path": whole.path,
        "line": str(whole.line),
        "indicator": whole.indicator,
        "institution": whole.institution,
        "period": str(whole.period),
        "found": str(found.rest),
        "expected": str(FEWEST),
    }
    if found.missing:
        yield Problem("survey_derivable", {**facts, "missing": found.missing})
    elif found.rest < FEWEST:
        yield Problem("survey_rest", facts)


def _by_institution(rows: Sequence[SurveyRow], members: Collection[str]) -> Iterator[SurveySum]:
    """Yield each figure of all institutions, with those of single ones."""
    alike: dict[tuple[str, Period], dict[str, SurveyRow]] = {}
    for row in rows:
        alike.setdefault((row.indicator, row.period), {})[row.institution] = row
    seen = frozenset(chain.from_iterable(alike.values())) - {ALL}
    for by_name in alike.values():
        whole = by_name.pop(ALL, None)
        if whole:
            parts = tuple(by_name.values())
            yield SurveySum(whole, parts, frozenset(by_name), (frozenset(members), seen))


def _by_period(rows: Sequence[SurveyRow]) -> Iterator[SurveySum]:
    """Yield each figure of a year or a quarter, with those of its quarters or months."""
    known = {row.key: row for row in rows}
    for whole in rows:
        for months in STEPS:
            periods = tuple(whole.period.parts(months))
            keys = ((whole.indicator, whole.institution, period) for period in periods)
            parts = tuple(filter(None, map(known.get, keys)))
            given = frozenset(str(row.period) for row in parts)
            yield SurveySum(whole, parts, given, (frozenset(map(str, periods)),))

"""What goes from state to state, each with its day: the life of a practice, of a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Protocol

from knowledge.sheets.sheet import BrokenRule


class DatedState(Protocol):
    """The day on which something came into a state."""

    @property
    def state(self) -> str:
        """Return the state."""

    @property
    def on(self) -> date:
        """Return the day."""


@dataclass(frozen=True)
class LifeCourse:
    """A state machine: where one may go from each state, and from "" at first. `start`, `state` and
    `dates` are the codes of what is wrong: a first state that is none, one that cannot follow, one
    whose day comes before that of the other.
    """

    after: Mapping[str, tuple[str, ...]]
    start: str
    state: str
    dates: str

    def broken(self, life: Sequence[DatedState]) -> Iterator[BrokenRule]:
        """Yield the first passage that is out of order, and those before it that are too early."""
        for before, passage in self._pairs(life):
            if not self._follows(before, passage):
                yield self._out_of_order(before, passage)
                return
            yield from self._too_early(before, passage)

    def is_in_order(self, life: Sequence[DatedState]) -> bool:
        """Return whether each state may follow the one before it."""
        return all(starmap(self._follows, self._pairs(life)))

    def _pairs(self, life: Sequence[DatedState]) -> Iterator[tuple[DatedState | None, DatedState]]:
        """Yield each passage with the one before it, None before the first."""
        yield from zip((None, *life), life, strict=False)

    def _follows(self, before: DatedState | None, passage: DatedState) -> bool:
        return passage.state in self.after[before.state if before else ""]

    def _too_early(self, before: DatedState | None, passage: DatedState) -> Iterator[BrokenRule]:
        if before and passage.on < before.on:
            facts = {"found": str(passage.on), "before": str(before.on)}
            yield BrokenRule("life", self.dates, facts)

    def _out_of_order(self, before: DatedState | None, passage: DatedState) -> BrokenRule:
        if before is None:
            return BrokenRule("life", self.start, {"found": passage.state})
        allowed = ", ".join(self.after[before.state]) or "—"
        facts = {"found": passage.state, "before": before.state, "allowed": allowed}
        return BrokenRule("life", self.state, facts)

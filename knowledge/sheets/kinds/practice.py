"""A practice: what an institution tried and what came of it; one that stopped is told as plainly as
one that lasted.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.sheet import Kind, Mistake, SheetKeys
from knowledge.sheets.values import Day, Id, Prose, RoleId, Terms

PracticeState = Literal["idea", "pilot", "evaluated", "kept", "abandoned"]
STATES = Choices("practice_states", get_args(PracticeState))
# The life of a practice, as a state machine: where one may go from each state.
NEXT: Mapping[str, tuple[str, ...]] = {
    "": ("idea",),
    "idea": ("pilot",),
    "pilot": ("evaluated",),
    "evaluated": ("kept", "abandoned"),
    "kept": (),
    "abandoned": (),
}
Substance = Literal["substance", "comfort"]
SUBSTANCES = Choices("substances", get_args(Substance))


class Passage(SheetModel):
    """The day on which a practice came into a state."""

    state: Annotated[PracticeState, SheetField(choices=STATES)]
    on: Day


class Practice(SheetKeys):
    """What an institution tried for the quality of work life, told so that another can take it
    over.
    """

    organisation: Annotated[Id, SheetField(terms="organisations")]
    life: Annotated[tuple[Passage, ...], Field(min_length=1)]
    fields: Annotated[Terms, Field(min_length=1), SheetField(terms="fields")]
    steps: Annotated[Terms, Field(min_length=1), SheetField(terms="steps")]
    principles: Annotated[Terms, SheetField(terms="principles")] = ()
    stakes: Annotated[Terms, SheetField(terms="stakes")] = ()
    components: Annotated[Terms, SheetField(terms="components")] = ()
    dimensions: Annotated[Terms, SheetField(terms="dimensions")] = ()
    plans: Annotated[Terms, SheetField(terms="plans")] = ()
    substance: Annotated[Substance, SheetField(choices=SUBSTANCES)]
    contact: Annotated[RoleId | None, SheetField(terms="roles")] = None
    context: Annotated[Prose, SheetField(section=True)]
    done: Annotated[Prose, SheetField(section=True)]
    participation: Annotated[Prose, SheetField(section=True)]
    means: Annotated[Prose, SheetField(section=True)]
    results: Annotated[Prose | None, SheetField(section=True)] = None
    evaluation: Annotated[Prose | None, SheetField(section=True)] = None
    transfer: Annotated[Prose, SheetField(section=True)]
    learned: Annotated[Prose | None, SheetField(section=True)] = None

    @property
    def state(self) -> PracticeState:
        """Give the state in which the practice is."""
        return self.life[-1].state


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold the life of a practice: each state follows from the one before, and tells what it must."""
    life: tuple[Passage, ...] = held.get("life") or ()
    before = ""
    for number, passage in enumerate(life):
        if passage.state not in NEXT[before]:
            facts = {
                "found": passage.state,
                "before": before or "…",
                "allowed": ", ".join(NEXT[before]) or "—",
            }
            yield Mistake("life", "practice_state", facts)
            return
        if number and passage.on < life[number - 1].on:
            yield Mistake(
                "life",
                "practice_dates",
                {"found": str(passage.on), "before": str(life[number - 1].on)},
            )
        before = passage.state
    reached = {one.state for one in life}
    if reached & {"evaluated", "kept"} and not held.get("evaluation"):
        yield Mistake("life", "practice_unevaluated", {"found": before})
    if "abandoned" in reached and not held.get("learned"):
        yield Mistake("life", "practice_unlearned")


KIND = Kind(
    "practice",
    "practices",
    Practice,
    rules,
    shared=(
        *("organisation", "life", "fields", "steps", "principles", "stakes"),
        *("components", "dimensions", "plans", "substance", "contact"),
    ),
)

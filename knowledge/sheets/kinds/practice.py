"""A practice: what an institution tried and what came of it; one that stopped is told as plainly as
one that lasted.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import Field

from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.life_course import LifeCourse
from knowledge.sheets.shared_fields import (
    OptionalSection,
    OrganisationId,
    RequiredSection,
    SomeActionFields,
    SomeSteps,
)
from knowledge.sheets.sheet import BrokenRule, Given, Kind, SheetKeys
from knowledge.sheets.values import Day, RoleId, Terms

PracticeState = Literal["idea", "pilot", "evaluated", "kept", "abandoned"]
STATES = Choices("practice_states", get_args(PracticeState))
# The life of a practice: where one may go from each state.
COURSE = LifeCourse(
    {
        "": ("idea",),
        "idea": ("pilot",),
        "pilot": ("evaluated",),
        "evaluated": ("kept", "abandoned"),
        "kept": (),
        "abandoned": (),
    },
    start="practice_start",
    state="practice_state",
    dates="practice_dates",
)
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

    organisation: OrganisationId
    life: Annotated[tuple[Passage, ...], Field(min_length=1)]
    fields: SomeActionFields
    steps: SomeSteps
    principles: Annotated[Terms, SheetField(terms="principles")] = ()
    stakes: Annotated[Terms, SheetField(terms="stakes")] = ()
    components: Annotated[Terms, SheetField(terms="components")] = ()
    dimensions: Annotated[Terms, SheetField(terms="dimensions")] = ()
    plans: Annotated[Terms, SheetField(terms="plans")] = ()
    substance: Annotated[Substance, SheetField(choices=SUBSTANCES)]
    contact: Annotated[RoleId | None, SheetField(terms="roles")] = None
    context: RequiredSection
    done: RequiredSection
    participation: RequiredSection
    means: RequiredSection
    results: OptionalSection = None
    evaluation: OptionalSection = None
    transfer: RequiredSection
    learned: OptionalSection = None

    @property
    def state(self) -> PracticeState:
        """Return the state in which the practice is."""
        return self.life[-1].state


def rules(held: Given) -> Iterator[BrokenRule]:
    """Yield what is wrong with the life of a practice: an order of states, what each must tell."""
    life: tuple[Passage, ...] = held.get("life") or ()
    yield from COURSE.broken(life)
    if COURSE.is_in_order(life):
        yield from _untold([passage.state for passage in life], held)


def _untold(states: list[PracticeState], held: Given) -> Iterator[BrokenRule]:
    """Yield a practice without the section that its states ask for."""
    if {"evaluated", "kept"}.intersection(states) and not held.get("evaluation"):
        yield BrokenRule("life", "practice_unevaluated", {"found": states[-1]})
    if "abandoned" in states and not held.get("learned"):
        yield BrokenRule("life", "practice_unlearned")


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

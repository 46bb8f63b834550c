"""An action of the common plan, told as on the network's own sheet: aims, activities, means, and
where it stands.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.shared_fields import (
    ActionFields,
    Audiences,
    OptionalSection,
    RequiredSection,
    Steps,
)
from knowledge.sheets.sheet import BrokenRule, Given, Kind, SheetKeys
from knowledge.sheets.values import Day, Number, Terms, TextLine

ActionStatus = Literal["done", "in-progress", "not-started"]
STATUSES = Choices("action_statuses", get_args(ActionStatus))


class Indicator(SheetModel):
    """What an action is followed by: what is counted, what is aimed at, what was reached."""

    name: TextLine
    target: TextLine | None = None
    value: TextLine | None = None


class Activity(SheetModel):
    """One of the works of an action: how far it is, who takes part, what shows it and how long."""

    name: TextLine
    status: Annotated[ActionStatus, SheetField(choices=STATUSES)]
    institutions: Annotated[Terms, SheetField(terms="organisations")] = ()
    # Who is no institution of the directory, as a working group of the plan.
    others: TextLine | None = None
    indicators: tuple[Indicator, ...] = ()
    duration: TextLine | None = None


class Action(SheetKeys):
    """What the institutions do together, from its aims to its conclusion."""

    number: Number
    status: Annotated[ActionStatus, SheetField(choices=STATUSES)]
    owners: Annotated[Terms, Field(min_length=1), SheetField(terms="organisations")]
    start: Day | None = None
    end: Day | None = None
    audiences: Audiences = ()
    fields: ActionFields = ()
    steps: Steps = ()
    indicators: tuple[Indicator, ...] = ()
    tracked_activities: tuple[Activity, ...] = ()
    aims: RequiredSection
    communication: OptionalSection = None
    deliverable: OptionalSection = None
    input: OptionalSection = None
    decisions: OptionalSection = None
    risks: OptionalSection = None
    activities: RequiredSection
    roles: RequiredSection
    present: OptionalSection = None
    recommendations: OptionalSection = None
    resources: OptionalSection = None
    conclusion: OptionalSection = None


def rules(held: Given) -> Iterator[BrokenRule]:
    """Yield what is wrong with the days of an action, and one that is done without a conclusion."""
    yield from _days(held.get("start"), held.get("end"))
    if held.get("status") == "done" and not held.get("conclusion"):
        yield BrokenRule("status", "action_unconcluded")


KIND = Kind(
    "action",
    "actions",
    Action,
    rules,
    shared=("number", "status", "owners", "start", "end", "audiences", "fields", "steps"),
    reserved=frozenset({"plan"}),
)


def _days(start: date | None, end: date | None) -> Iterator[BrokenRule]:
    if start and end and end < start:
        yield BrokenRule("end", "action_end", {"found": str(end), "before": str(start)})

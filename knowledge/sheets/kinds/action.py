"""An action of the common plan, told as on the network's own sheet: aims, activities, means, and
where it stands.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.sheet import Kind, Mistake, SheetKeys
from knowledge.sheets.values import Day, Line, Number, Prose, Terms

ActionStatus = Literal["done", "in-progress", "not-started"]
STATUSES = Choices("action_statuses", get_args(ActionStatus))


class Indicator(SheetModel):
    """What an action is followed by: what is counted, what is aimed at, what was reached."""

    name: Line
    target: Line | None = None
    value: Line | None = None


class Action(SheetKeys):
    """What the institutions do together, from its aims to its conclusion."""

    number: Number
    status: Annotated[ActionStatus, SheetField(choices=STATUSES)]
    owners: Annotated[Terms, Field(min_length=1), SheetField(terms="organisations")]
    start: Day | None = None
    end: Day | None = None
    audiences: Annotated[Terms, SheetField(terms="audiences")] = ()
    fields: Annotated[Terms, SheetField(terms="fields")] = ()
    steps: Annotated[Terms, SheetField(terms="steps")] = ()
    indicators: tuple[Indicator, ...] = ()
    aims: Annotated[Prose, SheetField(section=True)]
    communication: Annotated[Prose | None, SheetField(section=True)] = None
    deliverable: Annotated[Prose | None, SheetField(section=True)] = None
    input: Annotated[Prose | None, SheetField(section=True)] = None
    decisions: Annotated[Prose | None, SheetField(section=True)] = None
    risks: Annotated[Prose | None, SheetField(section=True)] = None
    activities: Annotated[Prose, SheetField(section=True)]
    roles: Annotated[Prose, SheetField(section=True)]
    present: Annotated[Prose | None, SheetField(section=True)] = None
    recommendations: Annotated[Prose | None, SheetField(section=True)] = None
    resources: Annotated[Prose | None, SheetField(section=True)] = None
    conclusion: Annotated[Prose | None, SheetField(section=True)] = None


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold the days of an action together, and ask of one that is done what came of it."""
    start, end = held.get("start"), held.get("end")
    if start and end and end < start:
        yield Mistake("end", "action_end", {"found": str(end), "before": str(start)})
    if held.get("status") == "done" and not held.get("conclusion"):
        yield Mistake("status", "action_unconcluded")


KIND = Kind(
    "action",
    "actions",
    Action,
    rules,
    shared=("number", "status", "owners", "start", "end", "audiences", "fields", "steps"),
)

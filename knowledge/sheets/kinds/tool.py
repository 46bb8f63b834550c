"""A tool: a sheet that another institution can use as it is: how to go about it, what to fill in,
what it gave.
"""

from typing import Annotated, Literal, get_args

from knowledge.sheets.field_info import Choices, SheetField
from knowledge.sheets.shared_fields import ActionFields, Audiences, SomeSteps
from knowledge.sheets.sheet import Kind, SheetKeys
from knowledge.sheets.values import NearPath, TextLine

ToolType = Literal["method", "tool", "example"]
TYPES = Choices("tool_types", get_args(ToolType))


class Tool(SheetKeys):
    """A method, a tool or an example, told on a page."""

    type: Annotated[ToolType, SheetField(choices=TYPES)]
    steps: SomeSteps
    fields: ActionFields = ()
    audiences: Audiences = ()
    duration: TextLine | None = None
    participants: TextLine | None = None
    file: Annotated[NearPath | None, SheetField(terms="files")] = None


KIND = Kind(
    "tool",
    "tools",
    Tool,
    shared=("type", "steps", "fields", "audiences"),
)

"""A page of the guide: the approach explained, with its version and, once the network has read it,
its word for it.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from knowledge.sheets.field_info import Choices, SheetField
from knowledge.sheets.sheet import BrokenRule, Given, Kind, SheetKeys
from knowledge.sheets.values import Day, Id, TextLine, Version

DrawingName = Literal["loop", "fields", "actors"]
DRAWINGS = Choices("drawings", get_args(DrawingName))


class Guide(SheetKeys):
    """A page that explains the approach; where it is that of a step or of a field, what serves
    these stands below.
    """

    version: Version
    step: Annotated[Id | None, SheetField(terms="steps")] = None
    field: Annotated[Id | None, SheetField(terms="fields")] = None
    drawing: Annotated[DrawingName | None, SheetField(choices=DRAWINGS)] = None
    actors: tuple[TextLine, ...] = ()
    validated_by: TextLine | None = None
    validated_on: Day | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the step of which it is the page, if any, as the sheets that serve several do."""
        return tuple(filter(None, (self.step,)))

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the field of which it is the page, if any."""
        return tuple(filter(None, (self.field,)))

    def get_ids(self, key: str) -> tuple[str, ...]:
        """Return the ids that a key lists, its step and its field as lists of one."""
        own = {"steps": self.steps, "fields": self.fields}
        return own.get(key) or super().get_ids(key)


def rules(held: Given) -> Iterator[BrokenRule]:
    """Yield a page that states who validated it and not when, or when and not who."""
    pairs = (("validated_by", "validated_on"), ("validated_on", "validated_by"))
    for given, absent in pairs:
        if held.get(given) and not held.get(absent):
            yield BrokenRule(given, "guide_validation", {"found": given, "absent": absent})


KIND = Kind(
    "guide",
    "guide",
    Guide,
    rules,
    shared=("version", "step", "field", "drawing", "validated_on"),
    opened=True,
)

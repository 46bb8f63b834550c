"""What a model says of its fields beside their types: closed lists, choices, sections.

Their names, help and examples are in the catalogues, see `labels`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from knowledge.sheets import labels


@dataclass(frozen=True)
class Choices:
    """The ids that a field takes, in their order; their labels are `sheets.choices.<name>.<id>`."""

    name: str
    ids: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return iter(self.ids)

    def label(self, choice: str, locale: str) -> str:
        """Return the label of an id. Raises KeyError."""
        return labels.choice(self.name, choice, locale)

    def labels(self, locale: str) -> dict[str, str]:
        """Return the label of each id."""
        return {choice: self.label(choice, locale) for choice in self.ids}


@dataclass(frozen=True)
class SheetField:
    """What a field of a sheet takes, and where it is written.

    `terms` names the list whose ids the field takes: one of taxonomy.yml, "organisations" and
    "roles" (the directory), "tools" (the sheets of that kind) or "files" (those beside the sheet).
    `choices` are the ids it takes otherwise. A `section` is written below the front matter, under a
    heading of the second level that is its label.
    """

    terms: str = ""
    choices: Choices | None = None
    section: bool = False


class SheetModel(BaseModel):
    """A frozen record that takes no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def get(self, key: str) -> object:
        """Return what a key holds; None where this model has no such key."""
        return self.__dict__.get(key)

    def get_ids(self, key: str) -> tuple[str, ...]:
        """Return the ids that a key lists; none where this model has no such key."""
        held = self.get(key)
        if isinstance(held, tuple):
            return held
        return ()


def of(info: FieldInfo) -> SheetField:
    """Return what a model says of a field; an ordinary one where it says nothing."""
    for mark in info.metadata:
        if isinstance(mark, SheetField):
            return mark
    return SheetField()

"""What the sheets of all kinds in `docs/<lang>/` have in common, and what makes a kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import StringConstraints

from knowledge.sheets import labels
from knowledge.sheets.field_info import SheetField, SheetModel, of
from knowledge.sheets.shared_fields import Themes
from knowledge.sheets.values import TextLine

# The keys of a sheet that are right by themselves, by name: what rules between keys are held
# against.
Given = Mapping[str, Any]
K = TypeVar("K", bound=SheetModel, covariant=True)


class Translation(SheetModel):
    """Of what a sheet is a translation, and of which state of it: written by `vigie translated`."""

    of: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")]
    hash: Annotated[str, StringConstraints(pattern="^[0-9a-f]{12}$")]


class SheetKeys(SheetModel):
    """The keys that every sheet has."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    description: TextLine
    themes: Themes = ()
    translation: Translation | None = None


@dataclass(frozen=True)
class BrokenRule:
    """A rule that a sheet breaks: the key where it shows, its code, and the facts that it names.

    `within` leads from the key to the very place, as (2, "file") does in a list.
    """

    key: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str | int, ...] = ()


def no_rules(_: Given) -> Iterator[BrokenRule]:
    """Yield no broken rule."""
    yield from ()


def no_files(_: SheetModel, __: Path) -> Iterator[BrokenRule]:
    """Yield nothing wrong with the files beside a sheet."""
    yield from ()


@dataclass(frozen=True)
class Kind(Generic[K]):
    """A kind of sheet: its id, the folder of `docs/<lang>/` that holds it, and its model.

    `rules` are those that hold between keys: given those that are right by themselves (what is not
    written has its default; what is wrong is not there), it yields what they break. `beside` holds
    a sheet's keys against the files of its folder; those that are absent are told of without it.
    `shared` names the keys that must say the same in every language. Where `suffix` is ".yml", one
    file in `docs/<folder>/` holds all languages. A person writes the page of an `opened` folder
    too, index.md, as a sheet. `reserved` are the names that no sheet may have: the site makes pages
    and files of that name.
    """

    id: str
    folder: str
    model: type[K]
    rules: Callable[[Given], Iterator[BrokenRule]] = no_rules
    shared: tuple[str, ...] = ()
    suffix: str = ".md"
    beside: Callable[[SheetModel, Path], Iterator[BrokenRule]] = no_files
    opened: bool = False
    reserved: frozenset[str] = frozenset()

    @property
    def one_file(self) -> bool:
        """Return whether one file holds all languages."""
        return self.suffix != ".md"

    def label(self, locale: str) -> str:
        """Return the name of one sheet of this kind."""
        return labels.translate(f"kinds.{self.id}.label", locale)

    def plural(self, locale: str) -> str:
        """Return the name of all sheets of this kind."""
        return labels.translate(f"kinds.{self.id}.plural", locale)

    @property
    def fields(self) -> dict[str, SheetField]:
        """Return what the model says of each key, in their order."""
        return {name: of(info) for name, info in self.model.model_fields.items()}

    @property
    def sections(self) -> tuple[str, ...]:
        """Return the keys that are written below the front matter, in their order."""
        return tuple(name for name, field in self.fields.items() if field.section)

    def headings(self, locale: str) -> dict[str, str]:
        """Return the heading of each section."""
        return {name: labels.label(self.model, name, locale) for name in self.sections}

"""A toolkit: sheets and files in the order in which they serve, with whose they are and what may be
done with them.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from knowledge.sheets import kit_rules
from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.kinds.tool import TYPES, ToolType
from knowledge.sheets.licences import LICENCES, LicenceId
from knowledge.sheets.shared_fields import (
    ActionFields,
    Audiences,
    OptionalOrganisationId,
    SomeSteps,
)
from knowledge.sheets.sheet import Kind, SheetKeys
from knowledge.sheets.values import Checksum, FilePath, Id, ShortText, TextLine, Version
from knowledge.source import Lang

Access = Literal["public", "network"]
ACCESS = Choices("access", get_args(Access))
LANGUAGES = Choices("languages", ("fr", "nl", "de", "en"))


class Item(SheetModel):
    """One thing that a kit holds: a sheet, or a file with what its reader must know."""

    sheet: Annotated[Id | None, SheetField(terms="tools")] = None
    file: Annotated[FilePath | None, SheetField(terms="files")] = None
    type: Annotated[ToolType | None, SheetField(choices=TYPES)] = None
    title: TextLine | None = None
    alternative: ShortText | None = None
    owner: OptionalOrganisationId = None
    licence: Annotated[LicenceId | None, SheetField(choices=LICENCES)] = None
    version: Version | None = None
    language: Annotated[Lang | None, SheetField(choices=LANGUAGES)] = None
    conditions: ShortText | None = None
    checksum: Checksum | None = None


class Toolkit(SheetKeys):
    """Sheets and files that serve one step, ready to be taken along."""

    steps: SomeSteps
    fields: ActionFields = ()
    audiences: Audiences = ()
    version: Version
    # What is left unsaid is the site's, as its settings have it.
    owner: OptionalOrganisationId = None
    licence: Annotated[LicenceId | None, SheetField(choices=LICENCES)] = None
    conditions: ShortText | None = None
    access: Annotated[Access, SheetField(choices=ACCESS)]
    contents: Annotated[tuple[Item, ...], Field(min_length=1)]


SHARED = ("steps", "fields", "audiences", "owner", "licence", "access")
KIND = Kind(
    "toolkit",
    "toolkits",
    Toolkit,
    kit_rules.rules,
    shared=SHARED,
    beside=kit_rules.beside,
)

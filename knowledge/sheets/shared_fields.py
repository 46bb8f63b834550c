"""Fields that several kinds of sheet have, by what they take: closed lists and sections."""

from typing import Annotated

from pydantic import Field

from knowledge.sheets.field_info import SheetField
from knowledge.sheets.values import Id, Prose, Terms

Themes = Annotated[Terms, SheetField(terms="themes")]
Audiences = Annotated[Terms, SheetField(terms="audiences")]
Steps = Annotated[Terms, SheetField(terms="steps")]
SomeSteps = Annotated[Steps, Field(min_length=1)]
ActionFields = Annotated[Terms, SheetField(terms="fields")]
SomeActionFields = Annotated[ActionFields, Field(min_length=1)]
OrganisationId = Annotated[Id, SheetField(terms="organisations")]
OptionalOrganisationId = Annotated[Id | None, SheetField(terms="organisations")]
RequiredSection = Annotated[Prose, SheetField(section=True)]
OptionalSection = Annotated[Prose | None, SheetField(section=True)]

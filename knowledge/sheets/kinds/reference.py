"""A reference of the bibliography: what was written, by whom and when, where it is to be read, and
what it is good for.
"""

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from knowledge.sheets.by_language import SiteAddress, Words
from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.kinds.organisation import Spoken
from knowledge.sheets.shared_fields import Themes
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import Day, TextLine, listed

ReferenceType = Literal["guide", "study", "book", "course", "site", "law"]
TYPES = Choices("reference_types", get_args(ReferenceType))
# The texts whose address somebody opens again every year.
OFFICIAL = "law"
PublicationYear = Annotated[int, Field(ge=1500, le=2200)]
# "Ryan, Richard" for a person, whose comma parts the name from the others; "DGAFP" for a body.
Authors = Annotated[tuple[TextLine, ...], BeforeValidator(listed)]


class BibliographyEntry(SheetModel):
    """A reference, in all languages at once; what nobody found stays empty."""

    titles: Words
    type: Annotated[ReferenceType, SheetField(choices=TYPES)]
    authors: Authors = ()
    year: PublicationYear | None = None
    publisher: Words | None = None
    languages: Spoken = ()
    address: SiteAddress | None = None
    serves: Words
    unverified: Words | None = None
    last_checked: Day | None = None
    themes: Themes = ()


KIND = Kind(
    "reference",
    "bibliography",
    BibliographyEntry,
    suffix=".yml",
    reserved=frozenset({"index"}),
)

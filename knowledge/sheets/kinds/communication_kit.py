"""A communication kit: a toolkit whose documents are sent one by one, on the days of a campaign,
or month by month.
"""

from typing import Annotated

from pydantic import Field

from knowledge.sheets import kit_rules
from knowledge.sheets.field_info import SheetField, SheetModel
from knowledge.sheets.kinds.toolkit import SHARED, Toolkit
from knowledge.sheets.shared_fields import Steps
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import FilePath, Id, ShortText, TextLine


class Moment(SheetModel):
    """What is done on a day of the campaign."""

    days: Annotated[int, Field(ge=-400, le=400)]
    title: TextLine
    channel: TextLine
    file: FilePath | None = None


class Month(SheetModel):
    """What is told in a month of a campaign that lasts a year, and what is done."""

    month: Annotated[int, Field(ge=1, le=12)]
    theme: Annotated[Id, SheetField(terms="themes")]
    title: TextLine
    message: ShortText
    action: ShortText


class CommunicationKit(Toolkit):
    """Documents that announce something, and when each of them goes out."""

    steps: Steps = ()
    campaign: tuple[Moment, ...] = ()
    year: tuple[Month, ...] = ()


KIND = Kind(
    "communication-kit",
    "communication-kits",
    CommunicationKit,
    kit_rules.rules,
    shared=SHARED,
    beside=kit_rules.beside,
)

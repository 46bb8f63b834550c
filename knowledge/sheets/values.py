"""The values that a sheet may hold: each reads what is written, or names what it wants
(`sheets.expected`).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

# The site's people live in one time zone; a time without one is theirs.
ZONE = ZoneInfo("Europe/Brussels")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MINUTE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def wrong(expected: str, **facts: object) -> PydanticCustomError:
    """Return the error that names what was expected, a key of `sheets.expected`."""
    return PydanticCustomError(expected, "{expected}", {"expected": expected, **facts})


def _day(value: object) -> object:
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        return _moment(value).date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise wrong("day")


def _moment(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value.strip().replace(" ", "T"))
    except ValueError:
        raise wrong("real_day") from None


def _when(value: object) -> object:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MINUTE.fullmatch(value.strip()):
        return _moment(value).replace(tzinfo=ZONE)
    try:
        return _day(value)
    except PydanticCustomError as error:
        if error.type != "day":
            raise
        raise wrong("when") from None


@dataclass(frozen=True)
class TextShape:
    """How a text must be written; `expected` names what is told of one that is not."""

    pattern: re.Pattern[str]
    expected: str

    def __call__(self, value: str) -> str:
        """Return a value as it is if it has the shape."""
        if not self.pattern.fullmatch(value):
            raise wrong(self.expected)
        return value


def listed(value: object) -> object:
    """Return a list of one for a single word."""
    if isinstance(value, str):
        return (value,)
    return value


ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
TextLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50_000)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
# A day, or a day and a time in the time zone of Brussels.
When = Annotated[datetime | date, BeforeValidator(_when, json_schema_input_type=date | datetime)]
Id = Annotated[str, AfterValidator(TextShape(ID, "id"))]
# "institution-a/well-being": an organisation of the directory, and a role there.
RoleId = Annotated[
    str, AfterValidator(TextShape(re.compile(rf"{ID.pattern}/{ID.pattern}"), "role"))
]
Address = Annotated[
    str, AfterValidator(TextShape(re.compile(r"https?://[^\s/<>\"]+[^\s<>\"]*"), "address"))
]
Mailbox = Annotated[
    str, AfterValidator(TextShape(re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII), "mailbox"))
]
PHONE = re.compile(r"\+\d[\d ]{5,18}\d")
Phone = Annotated[str, AfterValidator(TextShape(PHONE, "phone"))]
# A file beside or below the sheet, as "framing/checklist.docx"; never above it.
FilePath = Annotated[
    str,
    AfterValidator(
        TextShape(
            re.compile(r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)*(?:/[\w-]+(?:\.[\w-]+)*)*", re.ASCII), "file"
        )
    ),
]
# The same, or one in a folder beside the sheet's own, as "../toolkits/framing/checklist.docx";
# never above those.
NearPath = Annotated[
    str,
    AfterValidator(
        TextShape(
            re.compile(
                r"(?:\.\./)?[A-Za-z0-9][\w-]*(?:\.[\w-]+)*(?:/[\w-]+(?:\.[\w-]+)*)*", re.ASCII
            ),
            "near_file",
        )
    ),
]
# People write 1.0 without quotes: the reader takes it for text, a schema must take the number too.
_WRITTEN_BARE = WithJsonSchema({"type": ["string", "number"]})
Version = Annotated[
    str, AfterValidator(TextShape(re.compile(r"\d+(\.\d+){0,2}"), "version")), _WRITTEN_BARE
]
# The number of an action in a plan, as "1.1".
Number = Annotated[
    str,
    AfterValidator(TextShape(re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}"), "number")),
    _WRITTEN_BARE,
]
Checksum = Annotated[str, AfterValidator(TextShape(re.compile(r"[0-9a-f]{64}"), "checksum"))]
Terms = Annotated[tuple[str, ...], BeforeValidator(listed)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Percent = Annotated[int, Field(ge=0, le=100)]

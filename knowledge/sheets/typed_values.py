"""A day, a moment, an address or a number as people type it -> the same as a sheet has it: days as
ISO 8601 has them, an address whole, a number in its international form.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, get_args, get_origin

from knowledge.i18n import locales, month_names
from knowledge.i18n.text_fold import fold
from knowledge.sheets.model_paths import Field
from knowledge.sheets.values import PHONE, Address, Day, Mailbox, Phone, When

# Day, month, year as people of Belgium write them; a year of two digits may be another's.
_NUMBERS = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})")
_WORDS = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? +)?(\d{1,2})(?:er|e|ste|de)? +([^\W\d_]{3,12})\.? +(\d{4})"
)
_HOUR = re.compile(
    r"[ ,T]+(?:à |à|om )?(\d{1,2}) ?(?:h|:|u|uur|\.)(?: ?(\d{2}))?(?: ?(?:u|uur|h))?"
)
_ISO_HOUR = re.compile(r"(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})(?!\d)")
# An address as Markdown links to it.
_LINKED = re.compile(r"\[[^\]]{0,200}\]\(\s*([^\s()]{3,500})\s*\)")
# What stands before a Belgian number abroad, the zero that is not dialled too.
_TRUNK = re.compile(r"^\s*(?:\+|00) ?32[ ./-]*(?:\(0\)[ ./-]*)?0?")


def is_of_a_form(field: Field) -> bool:
    """Return whether a field takes a value of which other forms are known."""
    return bool(_kinds(field))


def meant(field: Field, text: str, lang: str) -> str | None:
    """Return how a value of a field is to be written, None where that has no one answer."""
    kinds = _kinds(field)
    for kind, mend in _MENDS.items():
        if kind in kinds:
            return mend(text, lang)
    return None


def is_no_day(field: Field, text: str, lang: str) -> bool:
    """Return whether a text is written as a day, of a month that does not have it."""
    if not _kinds(field) & {Day, When}:
        return False
    shape = _shape(" ".join(text.split()), lang)
    return shape is not None and _is_of_no_month(shape)


def _is_of_no_month(shape: re.Match[str]) -> bool:
    return shape.re is not _WORDS and _as_date(shape) is None


def _day(text: str, lang: str) -> str | None:
    return _moment(text, lang, with_hour=False)


def typed_day(text: str) -> date | None:
    """Return a day as people write it, day before month; None where it is none."""
    made = _day(text, "") or text.strip()
    try:
        return date.fromisoformat(made) if _ISO_HOUR.fullmatch(made) else None
    except ValueError:
        return None


def _when(text: str, lang: str) -> str | None:
    return _moment(text, lang, with_hour=True)


def _moment(text: str, lang: str, *, with_hour: bool) -> str | None:
    """Return a day, or a day and an hour, as ISO 8601 has them; in English, numbers may be a month
    first.
    """
    said = " ".join(text.split())
    shape = _shape(said, lang)
    day = shape and _as_date(shape)
    if not shape or not day:
        return None
    made = _followed(day, said[shape.end() :], with_hour=with_hour)
    if made == text.replace(" ", "T"):
        return None
    return made


def _followed(day: str, rest: str, *, with_hour: bool) -> str | None:
    """Return a day with the hour behind it, None where something else stands there."""
    if not rest:
        return day
    hour = _hour(rest) if with_hour else ""
    return f"{day}T{hour}" if hour else None


def _shape(said: str, lang: str) -> re.Match[str] | None:
    """Return how the day is written, None for no form that has one reading."""
    forms = [_NUMBERS, _WORDS, _ISO_HOUR]
    if lang == "en":
        forms.remove(_NUMBERS)
    for form in forms:
        if shape := form.match(said):
            return shape
    return None


def _hour(rest: str) -> str:
    """Return an hour as 09:05, "" for none."""
    hour = _HOUR.fullmatch(rest)
    if hour is None:
        return ""
    hours, minutes = int(hour[1]), int(hour[2] or 0)
    if hours > 23 or minutes > 59:
        return ""
    return f"{hours:02}:{minutes:02}"


def _as_date(shape: re.Match[str]) -> str | None:
    first, middle, last = shape.groups()
    if shape.re is _ISO_HOUR:
        year, month, number = int(first), int(middle), int(last)
    elif shape.re is _NUMBERS:
        year, month, number = int(last), int(middle), int(first)
    else:
        year, month, number = int(last), _months().get(fold(middle), 0), int(first)
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    return month_names.numbers(locales.known())


def _address(text: str, _lang: str) -> str | None:
    plain = text.strip("<> ")
    linked = _LINKED.fullmatch(plain)
    if linked:
        return linked[1]
    if plain.lower().startswith("www."):
        return f"https://{plain}"
    if plain != text and plain.startswith("https://"):
        return plain
    return None


def _mailbox(text: str, _lang: str) -> str | None:
    plain = text.strip("<> ")
    linked = _LINKED.fullmatch(plain)
    if linked:
        plain = linked[1]
    plain = plain.removeprefix("mailto:")
    if plain != text and "@" in plain:
        return plain
    return None


def _phone(text: str, _lang: str) -> str | None:
    """Return a Belgian number in its international form, None where it has that already."""
    if PHONE.fullmatch(text):
        return None
    groups = re.sub(r"[^\d+]+", " ", _TRUNK.sub("0", text)).strip()
    if re.fullmatch(r"0[1-9]\d{7,8}", groups.replace(" ", "")):
        return f'"+32 {groups[1:]}"'
    return None


_MENDS: dict[object, Callable[[str, str], str | None]] = {
    Day: _day,
    When: _when,
    Address: _address,
    Mailbox: _mailbox,
    Phone: _phone,
}


@cache
def _kinds(field: Field) -> frozenset[object]:
    """Return which of the values that can be mended a field takes."""
    info = field.model.model_fields[field.name]
    marks = [*info.metadata, *_marks(info.annotation)]
    return frozenset(kind for kind in _MENDS if get_args(kind)[1] in marks)


def _marks(annotation: object) -> Iterator[object]:
    """Yield what is said of the types within an annotation."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from inner[1:]
        inner = inner[:1]
    for part in inner:
        yield from _marks(part)

"""The values that watch_sources.yml may hold: durations, addresses, selectors, patterns; each says
what is expected.
"""

import re
from datetime import date, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import soupsieve
from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, TypeAdapter, ValidationError

_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_ID = r"^[a-z0-9][a-z0-9_-]{0,40}$"
_HOST = re.compile(r"(?:127(?:\.\d{1,3}){3}|localhost|[a-z0-9.-]+\.localhost|\[::1\]):([0-9]{1,5})")
_CONTACT = re.compile(r"(?:https?://[!-~]+|(?:mailto:)?[!-'*-?A-~]+@[!-'*-?A-~]+)")
_URL = TypeAdapter(HttpUrl)


def _duration(value: object) -> object:
    """Read "10 days", "3 weeks", "2 months", "1 year"."""
    if isinstance(value, timedelta):
        return value
    shape = re.fullmatch(r"(\d{1,3}) ?(day|week|month|year)s?", str(value).strip().lower())
    if not shape or not int(shape[1]):
        raise ValueError(
            'expected a number and a unit, as "10 days", "3 weeks", "2 months" or "1 year"'
        )
    return timedelta(days=int(shape[1]) * _DAYS[shape[2]])


def _day(value: object) -> object:
    if type(value) is date or value is None:
        return value
    raise ValueError("expected a day, as 2026-11-15")


def _web_address(value: str) -> str:
    """Check an absolute http(s) address and keep it as written."""
    expected = 'expected an absolute address, as "https://example.org/news"'
    try:
        known = _URL.validate_python(value)
    except ValidationError:
        raise ValueError(expected) from None
    if _has_odd_signs(value):
        raise ValueError(f"{expected}, without spaces or backslashes")
    if known.username or known.password:
        raise ValueError(f"{expected}, without a user name or password: this file is public")
    return value


def _has_odd_signs(value: str) -> bool:
    return not value.isprintable() or " " in value or "\\" in value


def _source_id(value: str) -> str:
    if not re.fullmatch(_ID.strip("^$"), value):
        raise ValueError(
            'expected at most 41 small letters, digits, "-" and "_", as "ministry-news"'
        )
    return value


def _sign(number: int | None) -> str:
    """Return where in a value reading stopped, its signs counted from 1; "" where that is not
    known.
    """
    return f", up to sign {number}" if number else ""


def _selector(value: str) -> str:
    """Check a CSS selector as the readers will use it; "" is none."""
    try:
        if value:
            soupsieve.compile(value)
    except (soupsieve.SelectorSyntaxError, ValueError) as error:
        where = _sign(getattr(error, "col", None))
        raise ValueError(f'expected a CSS selector, as "article.teaser h2 a"{where}') from None
    return value


def _pattern(value: str) -> str:
    """Check a regular expression as the readers will use it."""
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(
            'expected a regular expression, as "^https://example.org/news/"'
            f"{_sign(getattr(error, 'colno', None))}"
        ) from None
    if _repeats_a_repeat(value):
        raise ValueError(
            "a repetition within a repeated group, as (a+)+, may take forever: "
            "repeat one of them only"
        )
    return value


def _repeats_a_repeat(pattern: str) -> bool:
    """Return whether a group that may repeat without end holds something that may, too."""
    plain = re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "c", re.sub(r"\\.", "e", pattern))
    endless = r"(?:[*+]|\{\d*,\})"
    # Whether each open group, the whole outermost, holds something that may repeat.
    groups = [False]
    for sign in re.findall(rf"\((?:\?[:=!<>P\w]*)?|\)(?:{endless})?|{endless}", plain):
        if sign.startswith("("):
            groups.append(False)
            continue
        inner = sign.startswith(")") and len(groups) > 1 and groups.pop()
        if inner and sign != ")":
            return True
        groups[-1] |= inner or sign != ")"
    return False


def _contact(value: str) -> str:
    """Check what goes into the User-Agent header (RFC 9110, 10.1.5): no blank, no parenthesis,
    ASCII.
    """
    if not _CONTACT.fullmatch(value) or set(value) & set("()"):
        raise ValueError(
            'expected an e-mail address or the address of a page, as "veille@example.org"'
        )
    return value


def _test_host(value: str) -> str:
    shape = _HOST.fullmatch(value)
    if not shape or not 0 < int(shape[1]) < 65536:
        raise ValueError('expected a host and a port on this machine, as "127.0.0.1:8931"')
    return value


def _timezone(value: str) -> str:
    """Check the name of a time zone of the IANA database."""
    try:
        ZoneInfo(value)
    except (ValueError, KeyError, OSError):
        raise ValueError(
            'expected the name of a time zone, as "Europe/Brussels" or "UTC"'
        ) from None
    return value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Duration = Annotated[timedelta, BeforeValidator(_duration, json_schema_input_type=str)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
WebAddress = Annotated[
    str, AfterValidator(_web_address), Field(json_schema_extra={"pattern": "^https?://"})
]
SourceId = Annotated[str, AfterValidator(_source_id), Field(json_schema_extra={"pattern": _ID})]
Selector = Annotated[str, AfterValidator(_selector)]
Pattern = Annotated[str, AfterValidator(_pattern)]
ContactAddress = Annotated[str, AfterValidator(_contact)]
TestHost = Annotated[str, AfterValidator(_test_host)]
Timezone = Annotated[str, AfterValidator(_timezone)]
AnyCase = BeforeValidator(_lower)

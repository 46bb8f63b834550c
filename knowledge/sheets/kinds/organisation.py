"""An organisation of the directory: what it is, whom to call by role, and who holds a role, where
that may be said.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator

from knowledge.i18n import input_words
from knowledge.i18n.input_words import YesOrNo
from knowledge.sheets.by_language import Names, SiteAddress, Words
from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.sheet import Kind, Mistake
from knowledge.sheets.values import Day, Id, Line, Mailbox, Phone, Terms, listed, wrong
from knowledge.source import Lang

OrganisationKind = Literal[
    "public-service",
    "regional-body",
    "agency",
    "advisory-body",
    "research",
    "information",
    "social-partner",
    "association",
    "company",
]
KINDS = Choices("organisation_kinds", get_args(OrganisationKind))
# Those that a government runs, as schema.org tells them from others.
PUBLIC = frozenset({"public-service", "regional-body", "agency", "advisory-body"})
OrganisationScope = Literal["regional", "federal", "external"]
SCOPES = Choices("scopes", get_args(OrganisationScope))
TONGUES = Choices("languages", get_args(Lang))
LegalBasis = Literal["mission", "consent"]
BASES = Choices("legal_bases", get_args(LegalBasis))
# The two seats of a member of the network.
Seat = Literal["permanent", "alternate"]
SEATS = Choices("seats", get_args(Seat))
REVIEW_MONTHS = 6
_MONTHS = re.compile(r"\s*(\d{1,2})\s*(\w*)\s*")


def _months(value: object) -> int:
    found = _MONTHS.fullmatch(str(value))
    if not found or not 1 <= int(found[1]) <= 24 or found[2] not in _month_words():
        raise wrong("months")
    return int(found[1])


def _month_words() -> frozenset[str]:
    return input_words.every("months") | {""}


# "6 months", "6 mois", "6 maanden" or 6.
Months = Annotated[int, BeforeValidator(_months, json_schema_input_type=int | str)]
Languages = Annotated[tuple[Lang, ...], BeforeValidator(listed)]
Topics = Annotated[Terms, SheetField(terms="themes")]
Spoken = Annotated[Languages, SheetField(choices=TONGUES)]


class Person(SheetModel):
    """Who holds a role.

    Shown up to the day on which it expires, that day included, and never after.
    """

    id: Id
    name: Line
    legal_basis: Annotated[LegalBasis, SheetField(choices=BASES)]
    given_on: Day | None = None
    last_verified: Day
    review_every: Months = REVIEW_MONTHS
    expires: Day


class Role(SheetModel):
    """Whom to call, by what they do: it outlives those who hold it."""

    id: Id
    title: Names
    seat: Annotated[Seat | None, SheetField(choices=SEATS)] = None
    mailbox: Mailbox | None = None
    phone: Phone | None = None
    languages: Spoken = ()
    topics: Topics = ()
    person: Person | None = None


class Organisation(SheetModel):
    """An organisation, in all languages at once."""

    names: Names
    short: Words | None = None
    kind: Annotated[OrganisationKind, SheetField(choices=KINDS)]
    scope: Annotated[OrganisationScope, SheetField(choices=SCOPES)]
    member: YesOrNo = False
    site: SiteAddress | None = None
    description: Words | None = None
    languages: Spoken = ()
    topics: Topics = ()
    roles: tuple[Role, ...] = ()


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold the roles: their ids, the two seats of a member, and what the law asks of a person's
    name.
    """
    roles: tuple[Role, ...] = held.get("roles") or ()
    for number, role in enumerate(roles):
        before = roles[:number]
        if any(one.id == role.id for one in before):
            yield Mistake("roles", "organisation_role_twice", {"found": role.id}, (number, "id"))
        if role.seat:
            yield from _seated(role.seat, before, number, member=held.get("member", False))
        if role.person:
            yield from _lawful(role.person, number)
            yield from _same(role.person, before, number)
    # Where the roles have a mistake of their own, which seats they are is not known.
    for seat in SEATS if held.get("member") and "roles" in held else ():
        if all(role.seat != seat for role in roles):
            yield Mistake("member", "organisation_seat_missing", {"found": seat})


def _seated(seat: str, before: tuple[Role, ...], number: int, *, member: bool) -> Iterator[Mistake]:
    if any(one.seat == seat for one in before):
        yield Mistake("roles", "organisation_seat_twice", {"found": seat}, (number, "seat"))
    if not member:
        yield Mistake("roles", "organisation_seat_stray", {"found": seat}, (number, "seat"))


def _lawful(person: Person, number: int) -> Iterator[Mistake]:
    if person.legal_basis == "consent" and person.given_on is None:
        yield Mistake("roles", "organisation_consent", within=(number, "person", "legal_basis"))
    if person.expires < person.last_verified:
        facts = {"found": str(person.expires), "before": str(person.last_verified)}
        yield Mistake("roles", "organisation_expiry", facts, (number, "person", "expires"))


def _same(person: Person, before: tuple[Role, ...], number: int) -> Iterator[Mistake]:
    named = {one.id: one.person.name for one in before if one.person and one.person.id == person.id}
    other = next((role for role, name in named.items() if name != person.name), None)
    if other:
        facts = {"found": person.id, "other": other}
        yield Mistake("roles", "organisation_person_twice", facts, (number, "person", "id"))


KIND = Kind("organisation", "directory", Organisation, rules, suffix=".yml")

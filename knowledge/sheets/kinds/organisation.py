"""An organisation of the directory: what it is, whom to call by role, and who holds a role, where
that may be said.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from knowledge.i18n import input_words
from knowledge.i18n.input_words import YesOrNo
from knowledge.sheets.by_language import Names, SiteAddress, Words
from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.shared_fields import Themes
from knowledge.sheets.sheet import BrokenRule, Given, Kind
from knowledge.sheets.values import Day, Id, Mailbox, Phone, TextLine, listed, wrong
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
_MONTHS = re.compile(r"\s*(\d{1,2})\s*+(\w*)\s*")


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
Spoken = Annotated[Languages, SheetField(choices=TONGUES)]


class Person(SheetModel):
    """Who holds a role.

    Shown up to the day on which it expires, that day included, and never after.
    """

    id: Id
    name: TextLine
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
    topics: Themes = ()
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
    topics: Themes = ()
    roles: tuple[Role, ...] = ()


def rules(held: Given) -> Iterator[BrokenRule]:
    """Yield what is wrong between the roles: their ids, the two seats of a member, and what the law
    asks of a person's name.
    """
    roles: tuple[Role, ...] = held.get("roles") or ()
    member = bool(held.get("member"))
    for number, role in enumerate(roles):
        yield from _role(role, roles[:number], member=member)
    # Where the roles have a mistake of their own, which seats they are is not known.
    if member and "roles" in held:
        yield from _vacant(roles)


def _role(role: Role, before: tuple[Role, ...], *, member: bool) -> Iterator[BrokenRule]:
    """Yield what is wrong with a role, held against those before it."""
    number = len(before)
    if any(other.id == role.id for other in before):
        yield BrokenRule("roles", "organisation_role_twice", {"found": role.id}, (number, "id"))
    if role.seat:
        yield from _seated(role.seat, before, number, member=member)
    if role.person:
        yield from _lawful(role.person, number)
        yield from _named_otherwise(role.person, before, number)


def _seated(
    seat: str, before: tuple[Role, ...], number: int, *, member: bool
) -> Iterator[BrokenRule]:
    if any(other.seat == seat for other in before):
        yield BrokenRule("roles", "organisation_seat_twice", {"found": seat}, (number, "seat"))
    if not member:
        yield BrokenRule("roles", "organisation_seat_stray", {"found": seat}, (number, "seat"))


def _vacant(roles: tuple[Role, ...]) -> Iterator[BrokenRule]:
    """Yield each seat that none of the roles of a member is."""
    for seat in SEATS:
        if all(role.seat != seat for role in roles):
            yield BrokenRule("member", "organisation_seat_missing", {"found": seat})


def _lawful(person: Person, number: int) -> Iterator[BrokenRule]:
    if person.legal_basis == "consent" and person.given_on is None:
        place = (number, "person", "legal_basis")
        yield BrokenRule("roles", "organisation_consent", within=place)
    if person.expires < person.last_verified:
        facts = {"found": str(person.expires), "before": str(person.last_verified)}
        yield BrokenRule("roles", "organisation_expiry", facts, (number, "person", "expires"))


def _named_otherwise(person: Person, before: tuple[Role, ...], number: int) -> Iterator[BrokenRule]:
    """Yield a person whose id has another name in a role above."""
    for role in before:
        other = role.person
        if other and other.id == person.id and other.name != person.name:
            facts = {"found": person.id, "other": role.id}
            place = (number, "person", "id")
            yield BrokenRule("roles", "organisation_person_twice", facts, place)
            return


KIND = Kind(
    "organisation",
    "directory",
    Organisation,
    rules,
    suffix=".yml",
    reserved=frozenset({"index", "all"}),
)

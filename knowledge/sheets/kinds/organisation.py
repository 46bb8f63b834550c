"""An organisation of the directory: what it is, whom to call by role, and who holds a role, where
that may be said.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from knowledge.sheets.by_language import Names, Site, Words
from knowledge.sheets.field_info import Model, Said
from knowledge.sheets.organisation_texts import TEXTS
from knowledge.sheets.sheet import Kind, Mistake
from knowledge.sheets.values import Day, Id, Line, Mailbox, Phone, Terms, YesOrNo, wrong
from knowledge.source import Lang

KINDS: Mapping[str, tuple[str, str]] = {
    "public-service": ("service public", "overheidsdienst"),
    "regional-body": ("organisme régional", "gewestelijke instelling"),
    "agency": ("agence publique", "overheidsagentschap"),
    "advisory-body": ("organe d’avis ou de concertation", "advies- of overlegorgaan"),
    "research": ("institut d’étude et de recherche", "studie- en onderzoeksinstelling"),
    "information": ("centre d’information", "informatiecentrum"),
    "social-partner": ("syndicat ou organisation d’employeurs", "vakbond of werkgeversorganisatie"),
    "association": ("association", "vereniging"),
    "company": ("entreprise", "onderneming"),
}
# Those that a government runs, as schema.org tells them from others.
PUBLIC = frozenset({"public-service", "regional-body", "agency", "advisory-body"})
SCOPES: Mapping[str, tuple[str, str]] = {
    "regional": ("régional", "gewestelijk"),
    "federal": ("fédéral", "federaal"),
    "external": ("externe", "extern"),
}
TONGUES: Mapping[str, tuple[str, str]] = {
    "fr": ("français", "Frans"),
    "nl": ("néerlandais", "Nederlands"),
    "en": ("anglais", "Engels"),
    "de": ("allemand", "Duits"),
}
BASES: Mapping[str, tuple[str, str]] = {
    "mission": ("mission d’intérêt public", "taak van algemeen belang"),
    "consent": ("consentement", "toestemming"),
}
# The two seats of a member of the network.
SEATS: Mapping[str, tuple[str, str]] = {
    "permanent": ("membre effectif", "effectief lid"),
    "alternate": ("membre suppléant", "plaatsvervangend lid"),
}
REVIEW_MONTHS = 6
_MONTHS = re.compile(r"\s*(\d{1,2})\s*(?:months?|mois|maand(?:en)?)?\s*")


def _months(value: object) -> int:
    found = _MONTHS.fullmatch(str(value))
    if not found or not 1 <= int(found[1]) <= 24:
        raise wrong("months")
    return int(found[1])


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


# "6 months", "6 mois", "6 maanden" or 6.
Months = Annotated[int, BeforeValidator(_months, json_schema_input_type=int | str)]
Languages = Annotated[tuple[Lang, ...], BeforeValidator(_listed)]
Topics = Annotated[
    Terms,
    Said(
        ("Sujets", "Onderwerpen"),
        ("Les thèmes sur lesquels on peut la consulter.", "De thema’s waarvoor men er terechtkan."),
        "[prevention, ergonomics]",
        terms="themes",
    ),
]
Spoken = Annotated[
    Languages,
    Said(
        ("Langues", "Talen"),
        (
            "Les langues dans lesquelles on y répond ou publie.",
            "De talen waarin men er antwoordt of publiceert.",
        ),
        "[fr, nl]",
        words=TONGUES,
    ),
]


class Person(Model):
    """Who holds a role.

    Shown up to the day on which it expires, that day included, and never after.
    """

    id: Annotated[
        Id,
        Said(
            ("Identifiant de la personne", "Id van de persoon"),
            (
                "Le même partout où elle figure : vigie directory forget s’en sert pour la retirer.",
                "Overal hetzelfde: vigie directory forget gebruikt het om de persoon te schrappen.",
            ),
            "p-2026-01",
        ),
    ]
    name: Annotated[
        Line,
        Said(
            ("Nom", "Naam"),
            ("Prénom et nom, rien d’autre.", "Voornaam en naam, niets anders."),
            ("Prénom Nom", "Voornaam Naam"),
        ),
    ]
    legal_basis: Annotated[
        Literal["mission", "consent"],
        Said(
            ("Base légale", "Rechtsgrond"),
            (
                "mission : la fonction est publique et la publication en fait partie (RGPD, article 6.1.e) ; "
                "consent : la personne a dit oui (article 6.1.a).",
                "mission: de functie is openbaar en bekendmaking hoort erbij (AVG, artikel 6.1.e); "
                "consent: de persoon heeft ja gezegd (artikel 6.1.a).",
            ),
            "consent",
            words=BASES,
        ),
    ]
    given_on: Annotated[
        Day | None,
        Said(
            ("Consentement donné le", "Toestemming gegeven op"),
            (
                "La date du consentement ; obligatoire si la base légale est consent.",
                "De datum van de toestemming; verplicht als de rechtsgrond consent is.",
            ),
            "2026-11-02",
        ),
    ] = None
    last_verified: Annotated[
        Day,
        Said(
            ("Vérifié le", "Nagekeken op"),
            (
                "Le dernier jour où l’on a vérifié ces données.",
                "De laatste dag waarop deze gegevens zijn nagekeken.",
            ),
            "2026-11-02",
        ),
    ]
    review_every: Annotated[
        Months,
        Said(
            ("À revérifier tous les", "Opnieuw na te kijken om de"),
            ("Un nombre de mois ; sans précision, six.", "Een aantal maanden; anders zes."),
            "6 months",
        ),
    ] = REVIEW_MONTHS
    expires: Annotated[
        Day,
        Said(
            ("Expire le", "Vervalt op"),
            (
                "Le dernier jour où le nom se montre ; le lendemain, seuls le rôle et sa boîte restent.",
                "De laatste dag waarop de naam getoond wordt; daarna blijven alleen de rol en de mailbox.",
            ),
            "2027-11-01",
        ),
    ]


class Role(Model):
    """Whom to call, by what they do: it outlives those who hold it."""

    id: Annotated[
        Id,
        Said(
            ("Identifiant du rôle", "Id van de rol"),
            (
                "Court et durable ; une pratique y renvoie.",
                "Kort en duurzaam; een praktijk verwijst ernaar.",
            ),
            "well-being",
        ),
    ]
    title: Annotated[
        Names,
        Said(
            ("Rôle", "Rol"),
            ("Le nom de la fonction, par langue.", "De naam van de functie, per taal."),
            ("{fr: Conseillers en prévention, nl: Preventieadviseurs}",) * 2,
        ),
    ]
    seat: Annotated[
        Literal["permanent", "alternate"] | None,
        Said(
            ("Siège au réseau", "Zetel in het netwerk"),
            (
                "permanent ou alternate, si ce rôle est l’un des deux sièges d’un membre du réseau.",
                "permanent of alternate, als deze rol een van de twee zetels van een lid is.",
            ),
            "permanent",
            words=SEATS,
        ),
    ] = None
    mailbox: Annotated[
        Mailbox | None,
        Said(
            ("Boîte générique", "Algemene mailbox"),
            (
                "Une boîte de service, qui ne porte le nom de personne.",
                "Een mailbox van de dienst, die niemands naam draagt.",
            ),
            "bien-etre@institution.example",
        ),
    ] = None
    phone: Annotated[
        Phone | None,
        Said(
            ("Téléphone", "Telefoon"),
            (
                "Le numéro du service, sous forme internationale.",
                "Het nummer van de dienst, in internationale vorm.",
            ),
            "+32 2 000 00 00",
        ),
    ] = None
    languages: Spoken = ()
    topics: Topics = ()
    person: Annotated[
        Person | None,
        Said(
            ("Personne", "Persoon"),
            ("Qui tient ce rôle ; jamais obligatoire.", "Wie deze rol vervult; nooit verplicht."),
        ),
    ] = None


class Organisation(Model):
    """An organisation, in all languages at once."""

    names: Annotated[
        Names,
        Said(
            ("Noms", "Namen"),
            ("Le nom officiel, par langue.", "De officiële naam, per taal."),
            ("{fr: Bruxelles Fiscalité, nl: Brussel Fiscaliteit}",) * 2,
        ),
    ]
    short: Annotated[
        Words | None,
        Said(
            ("Sigle", "Afkorting"),
            (
                "Le sigle en usage, le même partout ou par langue.",
                "De gangbare afkorting, overal dezelfde of per taal.",
            ),
            "{fr: SPRB, nl: GOB}",
        ),
    ] = None
    kind: Annotated[
        Literal[
            "public-service",
            "regional-body",
            "agency",
            "advisory-body",
            "research",
            "information",
            "social-partner",
            "association",
            "company",
        ],
        Said(
            ("Nature", "Aard"),
            ("Ce qu’est l’organisation.", "Wat de organisatie is."),
            "regional-body",
            words=KINDS,
        ),
    ]
    scope: Annotated[
        Literal["regional", "federal", "external"],
        Said(
            ("Niveau", "Niveau"),
            (
                "De la Région, fédéral, ou extérieur aux deux.",
                "Van het Gewest, federaal, of buiten beide.",
            ),
            "regional",
            words=SCOPES,
        ),
    ]
    member: Annotated[
        YesOrNo,
        Said(
            ("Membre du réseau", "Lid van het netwerk"),
            (
                "yes si l’organisation a ses deux sièges au réseau ; ils figurent parmi les rôles, même vacants.",
                "yes als de organisatie twee zetels heeft in het netwerk; die staan bij de rollen, ook vacant.",
            ),
            "yes",
        ),
    ] = False
    site: Annotated[
        Site | None,
        Said(
            ("Site", "Site"),
            (
                "L’adresse du site public, ou une par langue.",
                "Het adres van de openbare site, of een per taal.",
            ),
            "https://talent.brussels/",
        ),
    ] = None
    description: Annotated[
        Words | None,
        Said(
            ("Présentation", "Voorstelling"),
            (
                "Une phrase par langue : ce que fait l’organisation.",
                "Eén zin per taal: wat de organisatie doet.",
            ),
            ("{fr: Perçoit les impôts régionaux., nl: Int de gewestbelastingen.}",) * 2,
        ),
    ] = None
    languages: Spoken = ()
    topics: Topics = ()
    roles: Annotated[
        tuple[Role, ...],
        Said(
            ("Rôles", "Rollen"),
            (
                "Qui appeler, par fonction ; les deux sièges d’un membre du réseau en font partie.",
                "Wie te bellen, per functie; de twee zetels van een lid van het netwerk horen erbij.",
            ),
            (
                "[{id: permanent-member, title: {fr: Membre effectif}, seat: permanent}, "
                "{id: alternate, title: {fr: Membre suppléant}, seat: alternate}]",
                "[{id: permanent-member, title: {nl: Effectief lid}, seat: permanent}, "
                "{id: alternate, title: {nl: Plaatsvervangend lid}, seat: alternate}]",
            ),
        ),
    ] = ()


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


KIND = Kind(
    "organisation",
    "directory",
    Organisation,
    ("Organisation", "Organisatie"),
    ("Annuaire", "Gids"),
    rules,
    TEXTS,
    suffix=".yml",
)

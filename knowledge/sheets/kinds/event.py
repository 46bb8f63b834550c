"""An event: a meeting of the network, a themed day, a training, a seminar, an exchange between
peers (intervision).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from knowledge.sheets.event_texts import TEXTS
from knowledge.sheets.field_info import Model, Said
from knowledge.sheets.sheet import Keys, Kind, Mistake
from knowledge.sheets.values import (
    ZONE,
    Address,
    Count,
    FilePath,
    Id,
    Line,
    Percent,
    Prose,
    Terms,
    When,
)

Type = Literal["meeting", "themed-day", "training", "seminar", "intervision"]
TYPES: Mapping[str, tuple[str, str]] = {
    "meeting": ("réunion du réseau", "vergadering van het netwerk"),
    "themed-day": ("journée thématique", "themadag"),
    "training": ("formation", "opleiding"),
    "seminar": ("séminaire", "seminarie"),
    "intervision": (
        "échange entre pairs (intervision)",
        "uitwisseling tussen collega’s (intervisie)",
    ),
}
Status = Literal["planned", "held", "cancelled"]
STATUSES: Mapping[str, tuple[str, str]] = {
    "planned": ("prévu", "gepland"),
    "held": ("tenu", "gehouden"),
    "cancelled": ("annulé", "geannuleerd"),
}


class Indicators(Model):
    """What is counted of an event once it was held."""

    participants: Annotated[
        Count | None,
        Said(
            ("Participants", "Deelnemers"),
            ("Combien de personnes ont participé.", "Hoeveel mensen deelnamen."),
            "42",
        ),
    ] = None
    satisfaction: Annotated[
        Percent | None,
        Said(
            ("Satisfaction", "Tevredenheid"),
            (
                "Le pourcentage de réponses satisfaites, de 0 à 100, sans signe.",
                "Het percentage tevreden antwoorden, van 0 tot 100, zonder teken.",
            ),
            "85",
        ),
    ] = None


class Document(Model):
    """A document of an event: a file beside the sheet, or an address."""

    title: Annotated[
        Line,
        Said(
            ("Titre du document", "Titel van het document"),
            ("Ce que le document contient.", "Wat het document bevat."),
            ("Compte rendu", "Verslag"),
        ),
    ]
    file: Annotated[
        FilePath | None,
        Said(
            ("Fichier", "Bestand"),
            (
                "Un fichier déposé à côté de la fiche, ou dans un dossier à côté d’elle.",
                "Een bestand naast de fiche, of in een map ernaast.",
            ),
            ("2026-12-08-meeting/compte-rendu.pdf", "2026-12-08-meeting/verslag.pdf"),
            terms="files",
        ),
    ] = None
    url: Annotated[
        Address | None,
        Said(
            ("Adresse du document", "Adres van het document"),
            (
                "L’adresse web d’un document publié ailleurs.",
                "Het webadres van een document dat elders staat.",
            ),
            "https://example.org/document",
        ),
    ] = None


class Event(Keys):
    """What the network organises or takes part in, on one day or on several."""

    type: Annotated[
        Type,
        Said(
            ("Type d’événement", "Soort evenement"),
            ("Ce dont il s’agit.", "Waarover het gaat."),
            "meeting",
            words=TYPES,
        ),
    ]
    start: Annotated[
        When,
        Said(
            ("Début", "Begin"),
            (
                "Le premier jour, ou le jour et l’heure de Bruxelles.",
                "De eerste dag, of de dag en het uur in Brussel.",
            ),
            "2026-12-08T09:30",
        ),
    ]
    end: Annotated[
        When | None,
        Said(
            ("Fin", "Einde"),
            (
                "Le dernier jour, ou l’heure de la fin ; écrit comme le début, avec ou sans heure.",
                "De laatste dag, of het uur van het einde; geschreven zoals het begin, met of zonder uur.",
            ),
            "2026-12-08T12:00",
        ),
    ] = None
    place: Annotated[
        Line | None,
        Said(
            ("Lieu", "Plaats"),
            ("Une adresse ou une salle.", "Een adres of een zaal."),
            ("Bruxelles", "Brussel"),
        ),
    ] = None
    link: Annotated[
        Address | None,
        Said(
            ("Lien", "Link"),
            (
                "La page pour s’inscrire ou pour se connecter.",
                "De pagina om in te schrijven of deel te nemen.",
            ),
            "https://example.org/inscription",
        ),
    ] = None
    organiser: Annotated[
        Id | None,
        Said(
            ("Organisateur", "Organisator"),
            (
                "L’institution qui organise : le nom de son fichier dans docs/directory, sans « .yml ».",
                "De instelling die organiseert: de naam van haar bestand in docs/directory, zonder „.yml”.",
            ),
            "talent-brussels",
            terms="organisations",
        ),
    ] = None
    audiences: Annotated[
        Terms,
        Said(
            ("Publics", "Doelgroepen"),
            ("À qui l’événement s’adresse.", "Voor wie het evenement bedoeld is."),
            "[hr, prevention-services]",
            terms="audiences",
        ),
    ] = ()
    fields: Annotated[
        Terms,
        Said(
            ("Champs d’action", "Actiedomeinen"),
            ("Les champs d’action dont il est question.", "De actiedomeinen waarover het gaat."),
            "[management]",
            terms="fields",
        ),
    ] = ()
    steps: Annotated[
        Terms,
        Said(
            ("Étapes", "Stappen"),
            ("Les étapes de la démarche qu’il sert.", "De stappen van de aanpak die het dient."),
            "[framing]",
            terms="steps",
        ),
    ] = ()
    status: Annotated[
        Status,
        Said(
            ("État", "Toestand"),
            (
                "Prévu, tenu ou annulé : un événement annulé reste sur le site, avec cette mention.",
                "Gepland, gehouden of geannuleerd: een geannuleerd evenement blijft op de site, met die vermelding.",
            ),
            "held",
            words=STATUSES,
        ),
    ]
    indicators: Annotated[
        Indicators | None,
        Said(
            ("Indicateurs", "Indicatoren"),
            (
                "À remplir une fois l’événement tenu.",
                "In te vullen nadat het evenement gehouden is.",
            ),
            "{participants: 42, satisfaction: 85}",
        ),
    ] = None
    documents: Annotated[
        tuple[Document, ...],
        Field(max_length=50),
        Said(
            ("Documents", "Documenten"),
            (
                "Des documents à lire avant ou après, chacun avec un fichier ou une adresse.",
                "Documenten om vooraf of achteraf te lezen, elk met een bestand of een adres.",
            ),
            (
                "[{title: Ordre du jour, url: https://example.org/odj}]",
                "[{title: Agenda, url: https://example.org/agenda}]",
            ),
        ),
    ] = ()
    programme: Annotated[
        Prose | None,
        Said(
            ("Programme", "Programma"),
            ("Ce qui est prévu, dans l’ordre.", "Wat er gepland is, in volgorde."),
            section=True,
        ),
    ] = None
    decisions: Annotated[
        Prose | None,
        Said(
            ("Décisions", "Beslissingen"),
            (
                "Ce qui a été décidé, par qui ce sera fait (un rôle, jamais une personne) et pour quand.",
                "Wat beslist is, wie het doet (een rol, nooit een persoon) en tegen wanneer.",
            ),
            section=True,
        ),
    ] = None

    @property
    def first_day(self) -> date:
        """Give the day on which it begins, in the site's time zone."""
        return day(self.start)

    @property
    def last_day(self) -> date:
        """Give the day on which it ends; that of its beginning where nothing else is said."""
        return day(self.end or self.start)


def day(when: date) -> date:
    """Give the day of a day, or of a moment, in the site's time zone."""
    return when.astimezone(ZONE).date() if isinstance(when, datetime) else when


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold the days of an event together, and what is only known once it was held."""
    start, end, status = held.get("start"), held.get("end"), held.get("status")
    if start and end:
        yield from _ending(start, end)
    told = held.get("indicators")
    if (
        status in {"planned", "cancelled"}
        and told
        and (told.participants, told.satisfaction) != (None, None)
    ):
        yield Mistake("indicators", "event_not_held", {"found": status})
    for document in held.get("documents") or ():
        if (document.file is None) == (document.url is None):
            yield Mistake("documents", "event_document", {"found": document.title})


def _ending(start: date, end: date) -> Iterator[Mistake]:
    facts = {"found": _written(end), "before": _written(start)}
    if isinstance(start, datetime) != isinstance(end, datetime):
        yield Mistake("end", "event_end_shape", facts)
    elif end < start or (isinstance(start, datetime) and end == start):
        yield Mistake("end", "event_end", facts)


def _written(when: date) -> str:
    return (
        when.isoformat(timespec="minutes")[:16] if isinstance(when, datetime) else when.isoformat()
    )


KIND = Kind(
    "event",
    "events",
    Event,
    ("Événement", "Evenement"),
    ("Agenda", "Agenda"),
    rules,
    TEXTS,
    shared=(
        "type",
        "start",
        "end",
        "organiser",
        "audiences",
        "fields",
        "steps",
        "status",
        "indicators",
    ),
)

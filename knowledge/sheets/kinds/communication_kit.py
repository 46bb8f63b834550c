"""A communication kit: a toolkit whose documents are sent one by one, on the days of a campaign."""

from typing import Annotated

from pydantic import Field

from knowledge.sheets import kit_rules
from knowledge.sheets.field_info import Model, Said
from knowledge.sheets.kinds.toolkit import SHARED, Toolkit
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import FilePath, Line, Terms


class Moment(Model):
    """What is done on a day of the campaign."""

    days: Annotated[
        int,
        Field(ge=-400, le=400),
        Said(
            ("Jour", "Dag"),
            (
                "Combien de jours avant (nombre négatif) ou après le jour de l’action, qui est 0.",
                "Hoeveel dagen voor (negatief getal) of na de dag van de actie, die 0 is.",
            ),
            "-21",
        ),
    ]
    title: Annotated[
        Line,
        Said(
            ("Ce qui se fait", "Wat er gebeurt"),
            ("Une action, en une phrase.", "Een handeling, in één zin."),
            ("Publier la page d’intranet", "De intranetpagina publiceren"),
        ),
    ]
    channel: Annotated[
        Line,
        Said(
            ("Canal", "Kanaal"),
            ("Par où le message passe.", "Langs waar de boodschap gaat."),
            ("intranet et courriel", "intranet en e-mail"),
        ),
    ]
    file: Annotated[
        FilePath | None,
        Said(
            ("Document", "Document"),
            (
                "Celui des fichiers du contenu qui sert ce jour-là.",
                "Het bestand uit de inhoud dat die dag dient.",
            ),
            "announce-an-action/poster.docx",
        ),
    ] = None


class CommunicationKit(Toolkit):
    """Documents that announce something, and when each of them goes out."""

    steps: Annotated[
        Terms,
        Said(
            ("Étapes", "Stappen"),
            (
                "Les étapes de la démarche où le kit sert.",
                "De stappen van de aanpak waarin de kit dient.",
            ),
            "[framing]",
            terms="steps",
        ),
    ] = ()
    campaign: Annotated[
        tuple[Moment, ...],
        Said(
            ("Calendrier de campagne", "Campagnekalender"),
            (
                "Ce qui se fait chaque jour, du premier au dernier.",
                "Wat er elke dag gebeurt, van de eerste tot de laatste.",
            ),
            "[{days: -7, title: …, channel: …}]",
        ),
    ] = ()


KIND = Kind(
    "communication-kit",
    "communication-kits",
    CommunicationKit,
    ("Kit de communication", "Communicatiekit"),
    ("Kits de communication", "Communicatiekits"),
    kit_rules.rules,
    kit_rules.TEXTS,
    shared=SHARED,
    beside=kit_rules.beside,
)

"""A tool: a sheet that another institution can use as it is: how to go about it, what to fill in,
what it gave.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from knowledge.sheets.field_info import Said
from knowledge.sheets.sheet import Keys, Kind
from knowledge.sheets.values import Line, NearPath, Terms

ToolType = Literal["method", "tool", "example"]
TYPES: Mapping[str, tuple[str, str]] = {
    "method": ("méthode", "methode"),
    "tool": ("outil", "instrument"),
    "example": ("exemple", "voorbeeld"),
}


class Tool(Keys):
    """A method, a tool or an example, told on a page."""

    type: Annotated[
        ToolType,
        Said(
            ("Type", "Type"),
            (
                "« method » dit comment faire, « tool » est à remplir, « example » montre un résultat.",
                "„method” zegt hoe het moet, „tool” is om in te vullen, „example” toont een resultaat.",
            ),
            "method",
            words=TYPES,
        ),
    ]
    steps: Annotated[
        Terms,
        Field(min_length=1),
        Said(
            ("Étapes", "Stappen"),
            (
                "Les étapes de la démarche où elle sert.",
                "De stappen van de aanpak waarin ze dient.",
            ),
            "[framing]",
            terms="steps",
        ),
    ]
    fields: Annotated[
        Terms,
        Said(
            ("Champs d’action", "Actiedomeinen"),
            (
                "Ceux des six champs qu’elle vise ; aucun si elle vaut pour tous.",
                "Die van de zes domeinen waarop ze mikt; geen als ze voor alle geldt.",
            ),
            "[work-content, management]",
            terms="fields",
        ),
    ] = ()
    audiences: Annotated[
        Terms,
        Said(
            ("Publics", "Doelgroepen"),
            ("Qui s’en sert.", "Wie ze gebruikt."),
            "[hr, managers]",
            terms="audiences",
        ),
    ] = ()
    duration: Annotated[
        Line | None,
        Said(
            ("Durée", "Duur"),
            ("Le temps qu’il faut, en quelques mots.", "De nodige tijd, in enkele woorden."),
            ("2 heures, plus une heure de préparation", "2 uur, plus een uur voorbereiding"),
        ),
    ] = None
    participants: Annotated[
        Line | None,
        Said(
            ("Participants", "Deelnemers"),
            ("Combien de personnes, et lesquelles.", "Hoeveel mensen, en welke."),
            ("6 à 10 personnes d’un même service", "6 tot 10 personen van eenzelfde dienst"),
        ),
    ] = None
    file: Annotated[
        NearPath | None,
        Said(
            ("Document à remplir", "In te vullen document"),
            (
                "Le chemin, depuis cette fiche, du document modifiable qui l’accompagne.",
                "Het pad, vanaf deze fiche, van het bewerkbare document dat erbij hoort.",
            ),
            "../toolkits/framing/framing-checklist.docx",
            terms="files",
        ),
    ] = None


KIND = Kind(
    "tool",
    "tools",
    Tool,
    ("Fiche méthode, outil ou exemple", "Methode-, instrument- of voorbeeldfiche"),
    ("Outils", "Instrumenten"),
    shared=("type", "steps", "fields", "audiences"),
)

"""A page of the guide: the approach explained, with its version and, once the network has read it,
its word for it.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from knowledge.sheets.field_info import Said
from knowledge.sheets.sheet import Keys, Kind, Mistake, Texts
from knowledge.sheets.values import Day, Id, Line, Version


class Guide(Keys):
    """A page that explains the approach; where it is that of a step or of a field, what serves
    these stands below.
    """

    version: Annotated[
        Version,
        Said(
            ("Version", "Versie"),
            (
                "Entre guillemets ; elle monte quand le sens change, non pour une faute corrigée.",
                "Tussen aanhalingstekens; ze gaat omhoog als de betekenis verandert, niet voor een verbeterde fout.",
            ),
            "1.0",
        ),
    ]
    step: Annotated[
        Id | None,
        Said(
            ("Étape", "Stap"),
            (
                "L’étape de la démarche dont c’est la page : ses outils, pratiques et nouveautés s’y ajoutent.",
                "De stap van de aanpak waarvan dit de pagina is: haar instrumenten, praktijken en nieuws komen erbij.",
            ),
            "framing",
            terms="steps",
        ),
    ] = None
    field: Annotated[
        Id | None,
        Said(
            ("Champ d’action", "Actiedomein"),
            (
                "Le champ d’action dont c’est la page : ses outils, pratiques et nouveautés s’y ajoutent.",
                "Het actiedomein waarvan dit de pagina is: zijn instrumenten, praktijken en nieuws komen erbij.",
            ),
            "health",
            terms="fields",
        ),
    ] = None
    validated_by: Annotated[
        Line | None,
        Said(
            ("Validée par", "Gevalideerd door"),
            (
                "L’institution (son identifiant dans l’annuaire) ou la fonction qui l’a relue, jamais une personne.",
                "De instelling (haar id in de gids) of de functie die ze nalas, nooit een persoon.",
            ),
            "talent-brussels",
        ),
    ] = None
    validated_on: Annotated[
        Day | None,
        Said(
            ("Validée le", "Gevalideerd op"),
            ("Le jour où le réseau l’a validée.", "De dag waarop het netwerk ze valideerde."),
            "2027-03-18",
        ),
    ] = None

    @property
    def steps(self) -> tuple[str, ...]:
        """List the step of which it is the page, if any, as the sheets that serve several do."""
        return (self.step,) if self.step else ()

    @property
    def fields(self) -> tuple[str, ...]:
        """List the field of which it is the page, if any."""
        return (self.field,) if self.field else ()


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Ask for who validated a page and when, or for neither."""
    pair = ("validated_by", "validated_on")
    given = [key for key in pair if held.get(key)]
    if len(given) == 1:
        (absent,) = set(pair) - set(given)
        yield Mistake(given[0], "guide_validation", {"found": given[0], "absent": absent})


TEXTS: Texts = {
    "guide_validation": {
        "en": (
            "{path}, line {line}: “{found}” stands without “{absent}”.",
            "Say who validated the page and when.",
        ),
        "fr": (
            "{path}, ligne {line} : « {found} » figure sans « {absent} ».",
            "Dites qui a validé la page et quel jour, ou supprimez les deux lignes tant que ce n’est pas fait.",
        ),
        "nl": (
            "{path}, regel {line}: „{found}” staat er zonder „{absent}”.",
            "Zeg wie de pagina valideerde en op welke dag, of schrap beide regels zolang dat niet gebeurd is.",
        ),
    },
}

KIND = Kind(
    "guide",
    "guide",
    Guide,
    ("Page du guide", "Pagina van de gids"),
    ("La démarche", "De aanpak"),
    rules,
    TEXTS,
    shared=("version", "step", "field", "validated_on"),
    opened=True,
)

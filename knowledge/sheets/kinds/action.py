"""An action of the common plan, told as on the network's own sheet: aims, activities, means, and
where it stands.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from knowledge.sheets.action_texts import TEXTS
from knowledge.sheets.field_info import Model, Said
from knowledge.sheets.sheet import Keys, Kind, Mistake
from knowledge.sheets.values import Day, Line, Number, Prose, Terms

Status = Literal["done", "in-progress", "not-started"]
STATUSES: Mapping[str, tuple[str, str]] = {
    "done": ("fait", "gedaan"),
    "in-progress": ("en cours", "bezig"),
    "not-started": ("pas commencé", "niet begonnen"),
}


class Indicator(Model):
    """What an action is followed by: what is counted, what is aimed at, what was reached."""

    name: Annotated[
        Line,
        Said(
            ("Nom de l’indicateur", "Naam van de indicator"),
            ("Ce que l’on compte ou constate.", "Wat men telt of vaststelt."),
            ("Réunions par an", "Vergaderingen per jaar"),
        ),
    ]
    target: Annotated[
        Line | None,
        Said(("Cible", "Doel"), ("Ce que l’on veut atteindre.", "Wat men wil bereiken."), '"3"'),
    ] = None
    value: Annotated[
        Line | None,
        Said(
            ("Valeur", "Waarde"),
            (
                "Ce qui est atteint, avec sa date si elle compte.",
                "Wat bereikt is, met de datum als die telt.",
            ),
            '"2"',
        ),
    ] = None


class Action(Keys):
    """What the institutions do together, from its aims to its conclusion."""

    number: Annotated[
        Number,
        Said(
            ("Numéro", "Nummer"),
            ("Son numéro dans le plan.", "Het nummer in het plan."),
            "1.1",
        ),
    ]
    status: Annotated[
        Status,
        Said(
            ("État", "Toestand"),
            ("Où en est l’action.", "Hoever de actie staat."),
            "in-progress",
            words=STATUSES,
        ),
    ]
    owners: Annotated[
        Terms,
        Field(min_length=1),
        Said(
            ("Institutions responsables", "Verantwoordelijke instellingen"),
            (
                "Les institutions qui la mènent : les noms de leurs fichiers dans docs/directory, sans « .yml ».",
                "De instellingen die ze uitvoeren: de namen van hun bestanden in docs/directory, zonder „.yml”.",
            ),
            "[talent-brussels]",
            terms="organisations",
        ),
    ]
    start: Annotated[
        Day | None,
        Said(("Début", "Begin"), ("Depuis quel jour.", "Vanaf welke dag."), "2026-01-12"),
    ] = None
    end: Annotated[
        Day | None,
        Said(
            ("Fin", "Einde"),
            (
                "Le jour où elle s’est terminée, ou doit l’être.",
                "De dag waarop ze afliep, of moet aflopen.",
            ),
            "2026-12-18",
        ),
    ] = None
    audiences: Annotated[
        Terms,
        Said(
            ("Publics", "Doelgroepen"),
            ("À qui l’action s’adresse.", "Tot wie de actie zich richt."),
            "[hr, managers]",
            terms="audiences",
        ),
    ] = ()
    fields: Annotated[
        Terms,
        Said(
            ("Champs d’action", "Actiedomeinen"),
            ("Les champs d’action qu’elle touche.", "De actiedomeinen waaraan ze raakt."),
            "[work-content]",
            terms="fields",
        ),
    ] = ()
    steps: Annotated[
        Terms,
        Said(
            ("Étapes", "Stappen"),
            ("Les étapes de la démarche qu’elle sert.", "De stappen van de aanpak die ze dient."),
            "[framing]",
            terms="steps",
        ),
    ] = ()
    indicators: Annotated[
        tuple[Indicator, ...],
        Said(
            ("Indicateurs", "Indicatoren"),
            (
                "Ce par quoi l’action est suivie : un nom, et s’ils sont connus une cible et une valeur.",
                "Waarmee de actie opgevolgd wordt: een naam, en als ze bekend zijn een doel en een waarde.",
            ),
            (
                '[{name: Réunions par an, target: "3"}]',
                '[{name: Vergaderingen per jaar, target: "3"}]',
            ),
        ),
    ] = ()
    aims: Annotated[
        Prose,
        Said(
            ("Description et objectifs", "Beschrijving en doelstellingen"),
            ("Ce que l’on fait et pourquoi.", "Wat men doet en waarom."),
            section=True,
        ),
    ]
    communication: Annotated[
        Prose | None,
        Said(
            ("Besoin de communication", "Communicatiebehoefte"),
            ("Qui doit savoir quoi, et par quel canal.", "Wie wat moet weten, en via welk kanaal."),
            section=True,
        ),
    ] = None
    deliverable: Annotated[
        Prose | None,
        Said(
            ("Livrable et format", "Resultaat en vorm"),
            (
                "Ce que l’action produit, et sous quelle forme.",
                "Wat de actie oplevert, en in welke vorm.",
            ),
            section=True,
        ),
    ] = None
    input: Annotated[
        Prose | None,
        Said(
            ("Apport d’autres groupes de travail", "Inbreng van andere werkgroepen"),
            (
                "Ce que d’autres doivent apporter : communication, budget.",
                "Wat anderen moeten inbrengen: communicatie, budget.",
            ),
            section=True,
        ),
    ] = None
    decisions: Annotated[
        Prose | None,
        Said(
            ("Décisions nécessaires", "Nodige beslissingen"),
            (
                "Ce qui doit être décidé, et par quel organe.",
                "Wat beslist moet worden, en door welk orgaan.",
            ),
            section=True,
        ),
    ] = None
    risks: Annotated[
        Prose | None,
        Said(
            ("Facteurs de risque", "Risicofactoren"),
            ("Ce qui peut faire échouer l’action.", "Wat de actie kan doen mislukken."),
            section=True,
        ),
    ] = None
    activities: Annotated[
        Prose,
        Said(
            ("Activités", "Activiteiten"),
            (
                "Les activités, avec leurs institutions, leurs indicateurs et leur durée.",
                "De activiteiten, met hun instellingen, hun indicatoren en hun duur.",
            ),
            section=True,
        ),
    ]
    roles: Annotated[
        Prose,
        Said(
            ("Rôles et moyens", "Rollen en middelen"),
            (
                "Qui fait quoi (des rôles, jamais des personnes), avec quel temps et quel budget.",
                "Wie wat doet (rollen, nooit personen), met hoeveel tijd en budget.",
            ),
            section=True,
        ),
    ]
    present: Annotated[
        Prose | None,
        Said(
            ("Situation actuelle", "Huidige toestand"),
            ("Ce qui existe déjà et ce qui est fait.", "Wat al bestaat en wat gedaan is."),
            section=True,
        ),
    ] = None
    recommendations: Annotated[
        Prose | None,
        Said(
            ("Recommandations", "Aanbevelingen"),
            ("Ce que l’on conseille pour la suite.", "Wat men aanraadt voor het vervolg."),
            section=True,
        ),
    ] = None
    resources: Annotated[
        Prose | None,
        Said(
            ("Ressources", "Bronnen"),
            (
                "Documents, outils et adresses utiles.",
                "Nuttige documenten, instrumenten en adressen.",
            ),
            section=True,
        ),
    ] = None
    conclusion: Annotated[
        Prose | None,
        Said(
            ("Conclusion", "Besluit"),
            (
                "Ce qu’il faut retenir ; une fois l’action faite, ce qu’elle a donné.",
                "Wat te onthouden is; eens de actie gedaan is, wat ze opleverde.",
            ),
            section=True,
        ),
    ] = None


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold the days of an action together, and ask of one that is done what came of it."""
    start, end = held.get("start"), held.get("end")
    if start and end and end < start:
        yield Mistake("end", "action_end", {"found": str(end), "before": str(start)})
    if held.get("status") == "done" and not held.get("conclusion"):
        yield Mistake("status", "action_unconcluded")


KIND = Kind(
    "action",
    "actions",
    Action,
    ("Fiche action", "Actiefiche"),
    ("Plan d’action commun", "Gemeenschappelijk actieplan"),
    rules,
    TEXTS,
    shared=("number", "status", "owners", "start", "end", "audiences", "fields", "steps"),
)

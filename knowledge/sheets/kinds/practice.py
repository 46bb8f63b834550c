"""A practice: what an institution tried and what came of it; one that stopped is told as plainly as
one that lasted.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from knowledge.sheets.field_info import Model, Said
from knowledge.sheets.sheet import Keys, Kind, Mistake, Texts
from knowledge.sheets.values import Day, Id, Prose, RoleId, Terms

State = Literal["idea", "pilot", "evaluated", "kept", "abandoned"]
STATES: Mapping[str, tuple[str, str]] = {
    "idea": ("idée", "idee"),
    "pilot": ("à l’essai", "op proef"),
    "evaluated": ("évaluée", "geëvalueerd"),
    "kept": ("gardée", "behouden"),
    "abandoned": ("abandonnée", "stopgezet"),
}
# The life of a practice, as a state machine: where one may go from each state.
NEXT: Mapping[str, tuple[str, ...]] = {
    "": ("idea",),
    "idea": ("pilot",),
    "pilot": ("evaluated",),
    "evaluated": ("kept", "abandoned"),
    "kept": (),
    "abandoned": (),
}
SUBSTANCES = {
    "substance": ("touche au travail lui-même", "raakt aan het werk zelf"),
    "comfort": ("ajoute du confort", "voegt comfort toe"),
}


class Passage(Model):
    """The day on which a practice came into a state."""

    state: Annotated[
        State,
        Said(
            ("État", "Toestand"),
            ("Où en est la pratique.", "Hoever de praktijk staat."),
            "pilot",
            words=STATES,
        ),
    ]
    on: Annotated[
        Day, Said(("Date", "Datum"), ("Depuis quel jour.", "Vanaf welke dag."), "2026-03-02")
    ]


class Practice(Keys):
    """What an institution tried for the quality of work life, told so that another can take it
    over.
    """

    organisation: Annotated[
        Id,
        Said(
            ("Institution", "Instelling"),
            (
                "L’institution qui l’a menée : le nom de son fichier dans docs/directory, sans « .yml ».",
                "De instelling die het deed: de naam van haar bestand in docs/directory, zonder „.yml”.",
            ),
            "talent-brussels",
            terms="organisations",
        ),
    ]
    life: Annotated[
        tuple[Passage, ...],
        Field(min_length=1),
        Said(
            ("Parcours", "Levensloop"),
            (
                "Les états de la pratique, du premier au dernier, chacun avec sa date.",
                "De toestanden van de praktijk, van de eerste tot de laatste, elk met een datum.",
            ),
            "[{state: idea, on: 2026-01-12}, {state: pilot, on: 2026-03-02}]",
        ),
    ]
    fields: Annotated[
        Terms,
        Field(min_length=1),
        Said(
            ("Champs d’action", "Actiedomeinen"),
            ("Un champ d’action ou plusieurs.", "Een actiedomein of meerdere."),
            "[work-content, social-climate]",
            terms="fields",
        ),
    ]
    steps: Annotated[
        Terms,
        Field(min_length=1),
        Said(
            ("Étapes", "Stappen"),
            (
                "Les étapes de la démarche que la pratique sert.",
                "De stappen van de aanpak die de praktijk dient.",
            ),
            "[experiment]",
            terms="steps",
        ),
    ]
    principles: Annotated[
        Terms,
        Said(
            ("Principes appliqués", "Toegepaste principes"),
            (
                "Les principes de la démarche qu’elle met en œuvre.",
                "De principes van de aanpak die ze toepast.",
            ),
            "[pilot-first, dialogue]",
            terms="principles",
        ),
    ] = ()
    stakes: Annotated[
        Terms,
        Said(
            ("Enjeux", "Inzet"),
            ("Pour qui elle change quelque chose.", "Voor wie ze iets verandert."),
            "[staff, organisation]",
            terms="stakes",
        ),
    ] = ()
    components: Annotated[
        Terms,
        Said(
            ("Composantes des risques psychosociaux", "Componenten van de psychosociale risico’s"),
            ("Celles sur lesquelles elle agit.", "Die waarop ze inwerkt."),
            "[work-organisation]",
            terms="components",
        ),
    ] = ()
    dimensions: Annotated[
        Terms,
        Said(
            ("Dimensions du bien-être", "Dimensies van welzijn"),
            (
                "Celles des douze dimensions qu’elle touche.",
                "Die van de twaalf dimensies waaraan ze raakt.",
            ),
            "[time, social-relations]",
            terms="dimensions",
        ),
    ] = ()
    plans: Annotated[
        Terms,
        Said(
            ("Plans nourris", "Gevoede plannen"),
            (
                "Les plans de l’institution où elle peut figurer.",
                "De plannen van de instelling waarin ze past.",
            ),
            "[well-being]",
            terms="plans",
        ),
    ] = ()
    substance: Annotated[
        Literal["substance", "comfort"],
        Said(
            ("Fond ou confort", "Kern of comfort"),
            (
                "« substance » si elle touche au travail lui-même, « comfort » si elle ajoute un agrément.",
                "„substance” als ze aan het werk zelf raakt, „comfort” als ze iets aangenaams toevoegt.",
            ),
            "substance",
            words=SUBSTANCES,
        ),
    ]
    contact: Annotated[
        RoleId | None,
        Said(
            ("Contact", "Contact"),
            (
                "Un rôle de l’annuaire, jamais une personne : institution/rôle.",
                "Een rol uit de gids, nooit een persoon: instelling/rol.",
            ),
            "talent-brussels/permanent-member",
            terms="roles",
        ),
    ] = None
    context: Annotated[
        Prose,
        Said(
            ("Contexte", "Context"),
            (
                "D’où l’on partait : le travail, le nombre de personnes, ce qui posait problème.",
                "Waar men van vertrok: het werk, het aantal mensen, wat er moeilijk liep.",
            ),
            section=True,
        ),
    ]
    done: Annotated[
        Prose,
        Said(
            ("Ce qui a été fait", "Wat er gedaan is"),
            ("Les gestes concrets, dans l’ordre.", "De concrete stappen, in volgorde."),
            section=True,
        ),
    ]
    participation: Annotated[
        Prose,
        Said(
            ("Avec qui", "Met wie"),
            (
                "Qui a participé, et à quoi : agents, hiérarchie, prévention, syndicats.",
                "Wie deelnam, en waaraan: personeel, leiding, preventie, vakbonden.",
            ),
            section=True,
        ),
    ]
    means: Annotated[
        Prose,
        Said(
            ("Moyens", "Middelen"),
            (
                "Le temps, l’argent et les outils qu’il a fallu.",
                "De tijd, het geld en de hulpmiddelen.",
            ),
            section=True,
        ),
    ]
    results: Annotated[
        Prose | None,
        Said(
            ("Résultats", "Resultaten"),
            ("Ce qui a changé, en bien ou en mal.", "Wat er veranderd is, ten goede of ten kwade."),
            section=True,
        ),
    ] = None
    evaluation: Annotated[
        Prose | None,
        Said(
            ("Évaluation", "Evaluatie"),
            (
                "Comment on l’a mesuré : avant, après, avec qui.",
                "Hoe men het gemeten heeft: voordien, nadien, met wie.",
            ),
            section=True,
        ),
    ] = None
    transfer: Annotated[
        Prose,
        Said(
            ("Conditions de transfert", "Voorwaarden voor overname"),
            (
                "Ce qu’il faut pour que cela marche ailleurs.",
                "Wat nodig is om het elders te laten werken.",
            ),
            section=True,
        ),
    ]
    learned: Annotated[
        Prose | None,
        Said(
            ("Ce que nous avons appris", "Wat we geleerd hebben"),
            (
                "Ce que l’on referait, ce que l’on ne referait pas, et pourquoi.",
                "Wat je opnieuw zou doen, wat niet, en waarom.",
            ),
            section=True,
        ),
    ] = None

    @property
    def state(self) -> State:
        """Give the state in which the practice is."""
        return self.life[-1].state


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold the life of a practice: each state follows from the one before, and tells what it must."""
    life: tuple[Passage, ...] = held.get("life") or ()
    before = ""
    for number, passage in enumerate(life):
        if passage.state not in NEXT[before]:
            facts = {
                "found": passage.state,
                "before": before or "…",
                "allowed": ", ".join(NEXT[before]) or "—",
            }
            yield Mistake("life", "practice_state", facts)
            return
        if number and passage.on < life[number - 1].on:
            yield Mistake(
                "life",
                "practice_dates",
                {"found": str(passage.on), "before": str(life[number - 1].on)},
            )
        before = passage.state
    reached = {one.state for one in life}
    if reached & {"evaluated", "kept"} and not held.get("evaluation"):
        yield Mistake("life", "practice_unevaluated", {"found": before})
    if "abandoned" in reached and not held.get("learned"):
        yield Mistake("life", "practice_unlearned")


TEXTS: Texts = {
    "practice_state": {
        "en": (
            "{path}, line {line}: “{found}” cannot follow “{before}”.",
            "What may follow: {allowed}.",
        ),
        "fr": (
            "{path}, ligne {line} : l’état « {found} » ne peut pas suivre « {before} ».",
            "Le parcours va de idea à pilot, puis evaluated, puis kept ou abandoned. Peut suivre ici : {allowed}.",
        ),
        "nl": (
            "{path}, regel {line}: de toestand „{found}” kan niet volgen op „{before}”.",
            "De levensloop gaat van idea naar pilot, dan evaluated, dan kept of abandoned. Hier kan volgen: {allowed}.",
        ),
    },
    "practice_dates": {
        "en": (
            "{path}, line {line}: {found} comes before {before}.",
            "Put the states in the order of their dates.",
        ),
        "fr": (
            "{path}, ligne {line} : dans le parcours, le {found} suit le {before}.",
            "Rangez les états du plus ancien au plus récent, ou corrigez la date.",
        ),
        "nl": (
            "{path}, regel {line}: in de levensloop komt {found} na {before}.",
            "Zet de toestanden van oud naar nieuw, of verbeter de datum.",
        ),
    },
    "practice_unevaluated": {
        "en": (
            "{path}: “{found}” needs an evaluation.",
            "Add a section “## {heading_evaluation}”: what was measured, how.",
        ),
        "fr": (
            "{path} : une pratique « {found} » a besoin d’une évaluation.",
            "Ajoutez la rubrique « ## {heading_evaluation} » : ce qui a été mesuré, comment, avec qui. "
            "Tant que ce n’est pas fait, le dernier état est « pilot ».",
        ),
        "nl": (
            "{path}: een praktijk die „{found}” is, heeft een evaluatie nodig.",
            "Voeg de rubriek „## {heading_evaluation}” toe: wat er gemeten is, hoe, met wie. "
            "Zolang dat niet gebeurd is, blijft de laatste toestand „pilot”.",
        ),
    },
    "practice_unlearned": {
        "en": (
            "{path}: an abandoned practice says what was learned.",
            "Add a section “## {heading_learned}”.",
        ),
        "fr": (
            "{path} : une pratique abandonnée dit ce qu’elle a appris.",
            "Ajoutez la rubrique « ## {heading_learned} » : un essai arrêté sert autant qu’un succès.",
        ),
        "nl": (
            "{path}: een stopgezette praktijk zegt wat men eruit geleerd heeft.",
            "Voeg de rubriek „## {heading_learned}” toe: een gestopte proef helpt anderen evenveel als een succes.",
        ),
    },
}

KIND = Kind(
    "practice",
    "practices",
    Practice,
    ("Fiche pratique", "Praktijkfiche"),
    ("Pratiques partagées", "Gedeelde praktijken"),
    rules,
    TEXTS,
    shared=(
        *("organisation", "life", "fields", "steps", "principles", "stakes"),
        *("components", "dimensions", "plans", "substance", "contact"),
    ),
)

"""What can be wrong between the keys of an action, and how to mend it. Facts stand in braces."""

from knowledge.sheets.sheet import Texts

TEXTS: Texts = {
    "action_end": {
        "en": (
            "{path}, line {line}: it ends ({found}) before it begins ({before}).",
            "Mend “start” or “end”.",
        ),
        "fr": (
            "{path}, ligne {line} : l’action finit ({found}) avant d’avoir commencé ({before}).",
            "Corrigez le début (start) ou la fin (end).",
        ),
        "nl": (
            "{path}, regel {line}: de actie eindigt ({found}) voor ze begint ({before}).",
            "Verbeter het begin (start) of het einde (end).",
        ),
    },
    "action_unconcluded": {
        "en": (
            "{path}, line {line}: an action that is done says what came of it.",
            "Add a section “Conclusion”, or write “status: in-progress”.",
        ),
        "fr": (
            "{path}, ligne {line} : une action faite dit ce qu’elle a donné.",
            "Ajoutez la rubrique « ## Conclusion », ou écrivez « status: in-progress » tant que ce n’est pas fait.",
        ),
        "nl": (
            "{path}, regel {line}: een actie die gedaan is, zegt wat ze opleverde.",
            "Voeg de rubriek „## Besluit” toe, of schrijf „status: in-progress” zolang dat niet gebeurd is.",
        ),
    },
}

"""What can be wrong between the keys of an event, and how to mend it. Facts stand in braces."""

from knowledge.sheets.sheet import Texts

TEXTS: Texts = {
    "event_end": {
        "en": (
            "{path}, line {line}: it ends ({found}) before it begins ({before}).",
            "Mend “start” or “end”.",
        ),
        "fr": (
            "{path}, ligne {line} : l’événement finit ({found}) avant d’avoir commencé ({before}).",
            "Corrigez le début (start) ou la fin (end) ; une fin qui n’apporte rien peut être supprimée.",
        ),
        "nl": (
            "{path}, regel {line}: het evenement eindigt ({found}) voor het begint ({before}).",
            "Verbeter het begin (start) of het einde (end); een einde dat niets toevoegt, mag weg.",
        ),
    },
    "event_end_shape": {
        "en": (
            "{path}, line {line}: of the beginning ({before}) and the end ({found}), only one has a time.",
            "Write both with a time, as 2026-12-08T12:00, or both without.",
        ),
        "fr": (
            "{path}, ligne {line} : du début ({before}) et de la fin ({found}), un seul a une heure.",
            "Écrivez les deux avec une heure, comme 2026-12-08T12:00, ou les deux sans heure.",
        ),
        "nl": (
            "{path}, regel {line}: van het begin ({before}) en het einde ({found}) heeft maar één een uur.",
            "Schrijf ze allebei met een uur, zoals 2026-12-08T12:00, of allebei zonder uur.",
        ),
    },
    "event_not_held": {
        "en": (
            "{path}, line {line}: an event that is “{found}” has neither participants nor satisfaction.",
            "Write “status: held” once it was held, or take the figures out.",
        ),
        "fr": (
            "{path}, ligne {line} : un événement « {found} » n’a encore ni participants ni satisfaction.",
            "Écrivez « status: held » une fois l’événement tenu, ou retirez ces chiffres.",
        ),
        "nl": (
            "{path}, regel {line}: een evenement dat „{found}” is, heeft nog geen deelnemers en geen tevredenheid.",
            "Schrijf „status: held” zodra het gehouden is, of haal de cijfers weg.",
        ),
    },
    "event_document": {
        "en": (
            "{path}, line {line}: the document “{found}” needs a file or an address, and not both.",
            "Give it “file”, a file beside the sheet, or “url”, an address.",
        ),
        "fr": (
            "{path}, ligne {line} : le document « {found} » doit avoir un fichier ou une adresse, pas les deux.",
            "Donnez-lui « file », un fichier à côté de la fiche, ou « url », une adresse web.",
        ),
        "nl": (
            "{path}, regel {line}: het document „{found}” heeft een bestand of een adres nodig, niet allebei.",
            "Geef het „file”, een bestand naast de fiche, of „url”, een webadres.",
        ),
    },
}

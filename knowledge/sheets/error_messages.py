"""What a field expects, by the name that pydantic or `values` gives to the mistake: (French,
Dutch).
"""

from collections.abc import Mapping

EXPECTED: Mapping[str, tuple[str, str]] = {
    "day": (
        "un jour, écrit année-mois-jour, comme 2026-11-25",
        "een dag, geschreven als jaar-maand-dag, zoals 2026-11-25",
    ),
    "real_day": ("un jour qui existe, comme 2026-11-25", "een dag die bestaat, zoals 2026-11-25"),
    "when": (
        "un jour, comme 2026-11-25, ou un jour et une heure, comme 2026-11-25T09:30",
        "een dag, zoals 2026-11-25, of een dag en een uur, zoals 2026-11-25T09:30",
    ),
    "id": (
        "un identifiant en petites lettres sans accent, chiffres et traits d’union",
        "een id met kleine letters zonder accent, cijfers en koppeltekens",
    ),
    "role": (
        "une institution et un rôle de l’annuaire, séparés par une barre oblique",
        "een instelling en een rol uit de gids, met een schuine streep ertussen",
    ),
    "address": (
        "une adresse web complète, qui commence par https://",
        "een volledig webadres dat begint met https://",
    ),
    "months": (
        "un nombre de mois de 1 à 24, comme 6 months",
        "een aantal maanden van 1 tot 24, zoals 6 months",
    ),
    "some_language": (
        "au moins une langue (fr, nl ou en) et son texte",
        "minstens één taal (fr, nl of en) en haar tekst",
    ),
    "mailbox": ("une adresse e-mail", "een e-mailadres"),
    "phone": (
        "un numéro international, comme +32 2 000 00 00",
        "een internationaal nummer, zoals +32 2 000 00 00",
    ),
    "file": (
        "le chemin d’un fichier à côté de la fiche, sans espace ni accent",
        "het pad van een bestand naast de fiche, zonder spatie of accent",
    ),
    "near_file": (
        "le chemin d’un fichier, sans espace ni accent, à côté de la fiche ou dans un dossier voisin",
        "het pad van een bestand, zonder spatie of accent, naast de fiche of in een map ernaast",
    ),
    "number": ("un numéro, comme 1.1", "een nummer, zoals 1.1"),
    "version": ("un numéro de version, comme 1.0", "een versienummer, zoals 1.0"),
    "checksum": (
        "une somme SHA-256 de 64 chiffres hexadécimaux, ou rien : le site la calcule",
        "een SHA-256-som van 64 hexadecimale cijfers, of niets: de site berekent ze",
    ),
    "string_type": ("un texte", "een tekst"),
    "string_too_short": ("un texte qui ne soit pas vide", "een tekst die niet leeg is"),
    "string_too_long": (
        "un texte de {max_length} caractères au plus",
        "een tekst van hoogstens {max_length} tekens",
    ),
    "string_pattern_mismatch": (
        "un texte de la forme {pattern}",
        "een tekst van de vorm {pattern}",
    ),
    "tuple_type": ("une liste, comme [premier, second]", "een lijst, zoals [eerste, tweede]"),
    "list_type": ("une liste, comme [premier, second]", "een lijst, zoals [eerste, tweede]"),
    "too_short": (
        "une liste d’au moins {min_length} élément(s)",
        "een lijst van minstens {min_length} element(en)",
    ),
    "dict_type": ("des clés et leurs valeurs", "sleutels en hun waarden"),
    "model_type": ("des clés et leurs valeurs", "sleutels en hun waarden"),
    "model_attributes_type": ("des clés et leurs valeurs", "sleutels en hun waarden"),
    "int_type": ("un nombre entier", "een geheel getal"),
    "int_parsing": ("un nombre entier", "een geheel getal"),
    "int_from_float": ("un nombre entier", "een geheel getal"),
    "float_parsing": ("un nombre", "een getal"),
    "bool_parsing": ("oui ou non", "ja of nee"),
    "bool_type": ("oui ou non", "ja of nee"),
    "greater_than_equal": ("un nombre égal ou supérieur à {ge}", "een getal vanaf {ge}"),
    "less_than_equal": ("un nombre égal ou inférieur à {le}", "een getal tot en met {le}"),
    "literal_error": ("l’un de ces mots : {expected}", "een van deze woorden: {expected}"),
}

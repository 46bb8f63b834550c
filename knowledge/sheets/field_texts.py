"""What can be wrong with any sheet, and how to mend it. Facts stand in braces."""

from knowledge.sheets.sheet import Texts

_ALLOWED_FR = "Employez un identifiant de cette liste : {allowed}."
_ALLOWED_NL = "Gebruik een id uit deze lijst: {allowed}."

FIELDS: Texts = {
    "field_missing": {
        "en": (
            "{path}, line {line}: “{label}” is missing.",
            "Add a line “{key}: …”, for instance: {example}",
        ),
        "fr": (
            "{path}, ligne {line} : « {label} » manque.",
            "Ajoutez une ligne « {key}: … » dans l’en-tête. {help} Par exemple : {example}",
        ),
        "nl": (
            "{path}, regel {line}: „{label}” ontbreekt.",
            "Voeg in de kop een regel „{key}: …” toe. {help} Bijvoorbeeld: {example}",
        ),
    },
    "key_missing": {
        "en": (
            "{path}, line {line}: “{label}” is missing.",
            "Add a line “{key}: …” there, for instance: {example}",
        ),
        "fr": (
            "{path}, ligne {line} : « {label} » manque.",
            "Ajoutez à cet endroit une ligne « {key}: … ». {help} Par exemple : {example}",
        ),
        "nl": (
            "{path}, regel {line}: „{label}” ontbreekt.",
            "Voeg daar een regel „{key}: …” toe. {help} Bijvoorbeeld: {example}",
        ),
    },
    "section_missing": {
        "en": (
            "{path}: the section “{label}” is missing or empty.",
            "Add a heading “## {heading}” and text below it.",
        ),
        "fr": (
            "{path} : la rubrique « {label} » manque ou est vide.",
            "Ajoutez un titre « ## {heading} » et, en dessous, votre texte. {help}",
        ),
        "nl": (
            "{path}: de rubriek „{label}” ontbreekt of is leeg.",
            "Voeg een titel „## {heading}” toe, met je tekst eronder. {help}",
        ),
    },
    "field_is_section": {
        "en": (
            "{path}, line {line}: “{key}” stands in the front matter.",
            "Write it as a section “## {heading}”.",
        ),
        "fr": (
            "{path}, ligne {line} : « {key} » se trouve dans l’en-tête.",
            "Écrivez-le sous l’en-tête, comme une rubrique : un titre « ## {heading} », puis le texte.",
        ),
        "nl": (
            "{path}, regel {line}: „{key}” staat in de kop.",
            "Schrijf het onder de kop, als een rubriek: een titel „## {heading}” en dan de tekst.",
        ),
    },
    "field_unknown": {
        "en": (
            "{path}, line {line}: there is no key “{key}” here.",
            "Write one of these, or take it out: {allowed}.",
        ),
        "fr": (
            "{path}, ligne {line} : la clé « {key} » n’existe pas ici.",
            "Employez l’une de celles-ci, ou supprimez la ligne : {allowed}.",
        ),
        "nl": (
            "{path}, regel {line}: de sleutel „{key}” bestaat hier niet.",
            "Gebruik een van deze, of schrap de regel: {allowed}.",
        ),
    },
    "field_value": {
        "en": (
            "{path}, line {line}: {label}: found “{found}”; expected {expected}.",
            "For instance: {example}",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : on trouve « {found} » ; on attend {expected}.",
            "{help} Par exemple : {example}",
        ),
        "nl": (
            "{path}, regel {line}: {label}: gevonden „{found}”; verwacht {expected}.",
            "{help} Bijvoorbeeld: {example}",
        ),
    },
    "field_term": {
        "en": (
            "{path}, line {line}: {label}: “{found}” is not known.",
            "Use one of these: {allowed}.",
        ),
        "fr": ("{path}, ligne {line} : {label} : « {found} » n’est pas connu.", _ALLOWED_FR),
        "nl": ("{path}, regel {line}: {label}: „{found}” is niet bekend.", _ALLOWED_NL),
    },
    "field_unknown_near": {
        "en": (
            "{path}, line {line}: there is no key “{key}” here.",
            "Did you mean “{allowed}”? Else take the line out.",
        ),
        "fr": (
            "{path}, ligne {line} : la clé « {key} » n’existe pas ici.",
            "Vouliez-vous écrire « {allowed} » ? Sinon, supprimez la ligne.",
        ),
        "nl": (
            "{path}, regel {line}: de sleutel „{key}” bestaat hier niet.",
            "Bedoelde je „{allowed}”? Schrap anders de regel.",
        ),
    },
    "field_term_near": {
        "en": (
            "{path}, line {line}: {label}: “{found}” is not known.",
            "Did you mean “{allowed}”?",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : « {found} » n’est pas connu.",
            "Vouliez-vous écrire « {allowed} » ?",
        ),
        "nl": (
            "{path}, regel {line}: {label}: „{found}” is niet bekend.",
            "Bedoelde je „{allowed}”?",
        ),
    },
    "field_term_empty": {
        "en": (
            "{path}, line {line}: {label}: “{found}” is not known.",
            "There is nothing in that list yet: first write the sheet that this names.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : « {found} » n’est pas connu.",
            "Il n’y a encore rien dans cette liste : écrivez d’abord la fiche que ce mot désigne.",
        ),
        "nl": (
            "{path}, regel {line}: {label}: „{found}” is niet bekend.",
            "Er staat nog niets in die lijst: schrijf eerst de fiche die dit woord noemt.",
        ),
    },
    "sheet_file_name": {
        "en": (
            "{path}: the file’s name cannot be an address.",
            "Use small letters, digits and hyphens, as in {example}.",
        ),
        "fr": (
            "{path} : ce nom de fichier ne peut pas servir d’adresse.",
            "N’employez que de petites lettres sans accent, des chiffres et des traits d’union, comme {example}.",
        ),
        "nl": (
            "{path}: deze bestandsnaam kan geen adres zijn.",
            "Gebruik alleen kleine letters zonder accent, cijfers en koppeltekens, zoals {example}.",
        ),
    },
    "heading_first": {
        "en": (
            "{path}, line {line}: a heading of the first level: {found}",
            "Use “## ”: the title is in the front matter.",
        ),
        "fr": (
            "{path}, ligne {line} : un titre de premier niveau : {found}",
            "Écrivez « ## » : le titre de la page est déjà celui de l’en-tête.",
        ),
        "nl": (
            "{path}, regel {line}: een titel van het eerste niveau: {found}",
            "Schrijf „## ”: de titel van de pagina staat al in de kop.",
        ),
    },
    "heading_level": {
        "en": (
            "{path}, line {line}: the heading skips a level: {found}",
            "Write {expected} before it.",
        ),
        "fr": (
            "{path}, ligne {line} : ce titre saute un niveau : {found}",
            "Commencez-le par « {expected} » : un lecteur d’écran suit les niveaux un à un.",
        ),
        "nl": (
            "{path}, regel {line}: deze titel slaat een niveau over: {found}",
            "Begin hem met „{expected}”: een schermlezer volgt de niveaus een voor een.",
        ),
    },
    "image_alternative": {
        "en": (
            "{path}, line {line}: an image without alternative text: {found}",
            "Say in brackets what it shows.",
        ),
        "fr": (
            "{path}, ligne {line} : une image sans texte de remplacement : {found}",
            "Dites entre les crochets ce que l’image montre, comme ![Trois personnes devant un tableau](image.png).",
        ),
        "nl": (
            "{path}, regel {line}: een afbeelding zonder alternatieve tekst: {found}",
            "Zeg tussen de haken wat de afbeelding toont, zoals ![Drie mensen voor een bord](beeld.png).",
        ),
    },
    "link_dead": {
        "en": (
            "{path}, line {line}: the link leads nowhere: {found}",
            "Name a file that is there, from this folder on.",
        ),
        "fr": (
            "{path}, ligne {line} : ce lien ne mène à aucun fichier : {found}",
            "Indiquez un fichier qui existe, à partir du dossier de cette fiche, comme ../guide/framing.md.",
        ),
        "nl": (
            "{path}, regel {line}: deze link leidt naar geen enkel bestand: {found}",
            "Noem een bestaand bestand, vertrekkend van de map van deze fiche, zoals ../guide/framing.md.",
        ),
    },
    "twin_missing": {
        "en": (
            "{path}: there is no {language} version yet.",
            "Translate it into {found}, or ask the editors to.",
        ),
        "fr": (
            "{path} : il n’y a pas encore de version dans l’autre langue.",
            "Traduisez la fiche dans {found}, ou demandez-le ; en attendant, le site renvoie à cette version.",
        ),
        "nl": (
            "{path}: er is nog geen versie in de andere taal.",
            "Vertaal de fiche in {found}, of vraag het; intussen verwijst de site naar deze versie.",
        ),
    },
    "twin_differs": {
        "en": (
            "{path}, line {line}: “{label}” is not the same as in {found}.",
            "Write the same value in both files.",
        ),
        "fr": (
            "{path}, ligne {line} : « {label} » n’est pas le même que dans {found}.",
            "Écrivez la même valeur dans les deux fichiers : un fait ne dépend pas de la langue.",
        ),
        "nl": (
            "{path}, regel {line}: „{label}” is niet hetzelfde als in {found}.",
            "Schrijf in beide bestanden dezelfde waarde: een feit hangt niet van de taal af.",
        ),
    },
    "translation_older": {
        "en": (
            "{path}: {found} changed after it was translated.",
            "Update it, then run: vigie translated {path}",
        ),
        "fr": (
            "{path} : {found} a changé depuis cette traduction.",
            "Mettez la traduction à jour, puis lancez : vigie translated {path}",
        ),
        "nl": (
            "{path}: {found} is veranderd sinds deze vertaling.",
            "Werk de vertaling bij en voer dan uit: vigie translated {path}",
        ),
    },
    "translation_of": {
        "en": (
            "{path}, line {line}: “translation” names no other version: {found}",
            "Name the language of a file that is there.",
        ),
        "fr": (
            "{path}, ligne {line} : « translation » ne désigne aucune autre version : {found}",
            "Indiquez la langue d’un fichier qui existe, ou supprimez ces lignes.",
        ),
        "nl": (
            "{path}, regel {line}: „translation” noemt geen andere versie: {found}",
            "Noem de taal van een bestaand bestand, of schrap deze regels.",
        ),
    },
    "file_missing": {
        "en": (
            "{path}, line {line}: the file {found} is not there.",
            "Put it in the folder, or mend its name.",
        ),
        "fr": (
            "{path}, ligne {line} : le fichier {found} est introuvable.",
            "Déposez-le à cet endroit, ou corrigez son nom : le chemin part du dossier de la fiche.",
        ),
        "nl": (
            "{path}, regel {line}: het bestand {found} is er niet.",
            "Zet het op die plaats, of verbeter de naam: het pad vertrekt van de map van de fiche.",
        ),
    },
}
# Worth knowing, and no reason to refuse a sheet.
WARNINGS = frozenset(
    {"twin_missing", "translation_older", "person_overdue", "person_expiring", "person_expired"}
)

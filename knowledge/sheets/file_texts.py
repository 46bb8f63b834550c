"""What can be wrong with a sheet's file before any of its keys is read, and with what a command is
asked to do.
"""

from knowledge.sheets.sheet import Texts

FILES: Texts = {
    "sheet_empty": {
        "en": (
            "{path}: the file is empty.",
            "Copy the template {template} into it and fill it in.",
        ),
        "fr": (
            "{path} : le fichier est vide.",
            "Copiez-y le modèle {template}, puis remplissez-le.",
        ),
        "nl": (
            "{path}: het bestand is leeg.",
            "Kopieer er het sjabloon {template} in en vul het in.",
        ),
    },
    "sheet_head_missing": {
        "en": (
            "{path}: the file has no front matter.",
            "Its first line must be “---”, then one line a key, then “---” again, then the text. "
            "The template {template} shows it.",
        ),
        "fr": (
            "{path} : le fichier n’a pas d’en-tête.",
            "Sa première ligne doit être « --- » ; puis une ligne par clé, de nouveau « --- », et le texte. "
            "Le modèle {template} le montre.",
        ),
        "nl": (
            "{path}: het bestand heeft geen kop.",
            "De eerste regel moet „---” zijn; dan één regel per sleutel, opnieuw „---”, en de tekst. "
            "Het sjabloon {template} toont het.",
        ),
    },
    "sheet_head_open": {
        "en": (
            "{path}: the front matter is not closed.",
            "Below the last key, add a line that holds “---” and nothing else.",
        ),
        "fr": (
            "{path} : l’en-tête n’est pas fermé.",
            "Sous la dernière clé, ajoutez une ligne qui ne contient que « --- ».",
        ),
        "nl": (
            "{path}: de kop is niet gesloten.",
            "Voeg onder de laatste sleutel een regel toe met alleen „---”.",
        ),
    },
    "sheet_no_keys": {
        "en": (
            "{path}: the file holds no key.",
            "Write one “key: value” a line, as in the template {template}.",
        ),
        "fr": (
            "{path} : le fichier ne contient aucune clé.",
            "Écrivez une ligne « clé: valeur » par information, comme dans le modèle {template}.",
        ),
        "nl": (
            "{path}: het bestand bevat geen enkele sleutel.",
            "Schrijf per gegeven een regel „sleutel: waarde”, zoals in het sjabloon {template}.",
        ),
    },
    "sheet_suffix": {
        "en": (
            "{path}: this file would not be published.",
            "The sheets of this folder end in “{expected}”: name it {example}.",
        ),
        "fr": (
            "{path} : ce fichier ne serait pas publié.",
            "Le nom des fiches de ce dossier finit par « {expected} » : appelez-le {example}.",
        ),
        "nl": (
            "{path}: dit bestand zou niet gepubliceerd worden.",
            "De naam van de fiches in deze map eindigt op „{expected}”: noem het {example}.",
        ),
    },
    "file_absent": {
        "en": (
            "{path}: there is no such file.",
            "Check its name and its folder. The nearest there is: {near}.",
        ),
        "fr": (
            "{path} : ce fichier n’existe pas.",
            "Vérifiez son nom et son dossier. Le plus proche : {near}.",
        ),
        "nl": (
            "{path}: dit bestand bestaat niet.",
            "Kijk de naam en de map na. Het dichtste in de buurt: {near}.",
        ),
    },
    "file_outside": {
        "en": ("{path}: this file is outside the instance’s folder.", "Name a file of {expected}."),
        "fr": (
            "{path} : ce fichier est en dehors du dossier de l’instance.",
            "Indiquez un fichier de {expected}.",
        ),
        "nl": (
            "{path}: dit bestand staat buiten de map van de instantie.",
            "Noem een bestand van {expected}.",
        ),
    },
    "file_other": {
        "en": (
            "{path}: this is no sheet, no page and no entry.",
            "Sheets stand in: {expected}. Pages end in “.md” and stand in docs/fr or docs/nl.",
        ),
        "fr": (
            "{path} : ce n’est ni une fiche, ni une page, ni une entrée de la veille.",
            "Les fiches se rangent dans : {expected}. Les pages sont des fichiers « .md » de docs/fr et docs/nl.",
        ),
        "nl": (
            "{path}: dit is geen fiche, geen pagina en geen item van de watch.",
            "Fiches horen in: {expected}. Pagina’s zijn „.md”-bestanden in docs/fr en docs/nl.",
        ),
    },
    "configuration": {
        "en": ("{path}, line {line}: {found}", "Mend {path}; docs/guide explains each key."),
        "fr": (
            "{path}, ligne {line} : {found}",
            "Corrigez {path} ; docs/guide en explique chaque clé (en anglais).",
        ),
        "nl": (
            "{path}, regel {line}: {found}",
            "Verbeter {path}; docs/guide legt elke sleutel uit (in het Engels).",
        ),
    },
    "kind_unknown": {
        "en": ("There is no kind of sheet “{found}”.", "Did you mean: {allowed}?"),
        "fr": ("Il n’existe pas de fiche de type « {found} ».", "Choisissez : {allowed}."),
        "nl": ("Er bestaat geen soort fiche „{found}”.", "Kies: {allowed}."),
    },
    "sheet_exists": {
        "en": (
            "{path}: this file is there already; it was left as it is.",
            "Choose another id: vigie new {kind} ID",
        ),
        "fr": (
            "{path} : ce fichier existe déjà ; il n’a pas été touché.",
            "Choisissez un autre identifiant : vigie new {kind} IDENTIFIANT",
        ),
        "nl": (
            "{path}: dit bestand bestaat al; er is niets aan veranderd.",
            "Kies een andere id: vigie new {kind} ID",
        ),
    },
    "id_wrong": {
        "en": (
            "“{found}” cannot be a file’s name.",
            "Small letters, digits and hyphens only, as: {example}.",
        ),
        "fr": (
            "« {found} » ne peut pas être le nom d’un fichier.",
            "De petites lettres sans accent, des chiffres et des traits d’union seulement, comme : {example}.",
        ),
        "nl": (
            "„{found}” kan geen bestandsnaam zijn.",
            "Alleen kleine letters zonder accent, cijfers en koppeltekens, zoals: {example}.",
        ),
    },
    "answer_missing": {
        "en": ("“{label}” is not given.", "Give it: --set {key}=…  For instance: {example}"),
        "fr": (
            "« {label} » n’est pas donné.",
            "Donnez-le : --set {key}=…  {help} Par exemple : {example}",
        ),
        "nl": (
            "„{label}” is niet gegeven.",
            "Geef het op: --set {key}=…  {help} Bijvoorbeeld: {example}",
        ),
    },
    "answer_missing_text": {
        "en": ("“{label}” is not given.", "Give it: --set {key}='…'"),
        "fr": ("« {label} » n’est pas donné.", "Donnez-le : --set {key}='…'  {help}"),
        "nl": ("„{label}” is niet gegeven.", "Geef het op: --set {key}='…'  {help}"),
    },
    "answer_form": {
        "en": ("--set {found}: expected key=value.", "For instance: --set title='A short meeting'"),
        "fr": (
            "--set {found} : on attend clé=valeur.",
            "Par exemple : --set title='Une réunion courte'",
        ),
        "nl": (
            "--set {found}: verwacht sleutel=waarde.",
            "Bijvoorbeeld: --set title='Een korte vergadering'",
        ),
    },
    "answer_key": {
        "en": ("--set: there is no key “{found}” here.", "Use one of these: {allowed}."),
        "fr": (
            "--set : la clé « {found} » n’existe pas ici.",
            "Employez l’une de celles-ci : {allowed}.",
        ),
        "nl": (
            "--set: de sleutel „{found}” bestaat hier niet.",
            "Gebruik een van deze: {allowed}.",
        ),
    },
    "language_unknown": {
        "en": ("There is no language “{found}” here.", "Choose: {allowed}."),
        "fr": ("La langue « {found} » n’existe pas ici.", "Choisissez : {allowed}."),
        "nl": ("De taal „{found}” bestaat hier niet.", "Kies: {allowed}."),
    },
    "translation_alone": {
        "en": (
            "{path}: there is no original of which it could be a translation.",
            "Write {found} first, without a mistake.",
        ),
        "fr": (
            "{path} : il n’y a pas d’original dont cette fiche serait la traduction.",
            "Écrivez d’abord {found}, sans erreur.",
        ),
        "nl": (
            "{path}: er is geen origineel waarvan deze fiche de vertaling zou zijn.",
            "Schrijf eerst {found}, zonder fouten.",
        ),
    },
    "translation_turned": {
        "en": (
            "{path}: its other version, {found}, says that it is translated from this one.",
            "Mark the translation, not the original; or take “translation” out of {found} first.",
        ),
        "fr": (
            "{path} : l’autre version, {found}, se dit traduite de celle-ci.",
            "Marquez la traduction et non l’original ; sinon, ôtez d’abord « translation » de {found}.",
        ),
        "nl": (
            "{path}: de andere versie, {found}, zegt dat ze hieruit vertaald is.",
            "Markeer de vertaling en niet het origineel; of haal eerst „translation” uit {found}.",
        ),
    },
    "translation_none": {
        "en": (
            "{path}: this is no sheet of one language.",
            "Name sheets of docs/nl or docs/fr, or a folder of them.",
        ),
        "fr": (
            "{path} : ce n’est pas une fiche d’une langue.",
            "Indiquez des fiches de docs/nl ou docs/fr, ou un dossier qui en contient.",
        ),
        "nl": (
            "{path}: dit is geen fiche in één taal.",
            "Noem fiches van docs/nl of docs/fr, of een map met fiches.",
        ),
    },
}

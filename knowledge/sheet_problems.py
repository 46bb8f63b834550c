"""What can be wrong with a file under docs/watch that an editor touched, and how to mend it."""

from collections.abc import Mapping

_HOW_TO_QUOTE_FR = (
    'Mettez le texte entre guillemets doubles ; un guillemet double dans le texte s’écrit \\".'
)
_HOW_TO_QUOTE_NL = (
    "Zet de tekst tussen dubbele aanhalingstekens; "
    'een dubbel aanhalingsteken in de tekst schrijf je als \\".'
)

SHEETS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "sheet_no_front_matter": {
        "en": (
            "{path}: the file does not begin with front matter between two lines “---”.",
            "Put back the first line “---”, the keys and the second line “---”, as Git kept them.",
        ),
        "fr": (
            "{path} : le fichier ne commence pas par un en-tête placé entre deux lignes « --- ».",
            "Remettez la première ligne « --- », les clés et la seconde ligne « --- », telles que Git les a gardées.",
        ),
        "nl": (
            "{path}: het bestand begint niet met een kop tussen twee regels „---”.",
            "Zet de eerste regel „---”, de sleutels en de tweede regel „---” terug zoals Git ze bewaarde.",
        ),
    },
    "sheet_not_utf8": {
        "en": (
            "{path}, line {line}: the file is not UTF-8 text.",
            "Save it again with the encoding UTF-8.",
        ),
        "fr": (
            "{path}, ligne {line} : le fichier n’est pas un texte en UTF-8.",
            "Enregistrez-le de nouveau avec l’encodage UTF-8.",
        ),
        "nl": (
            "{path}, regel {line}: het bestand is geen UTF-8-tekst.",
            "Bewaar het opnieuw met de codering UTF-8.",
        ),
    },
    "sheet_too_big": {
        "en": (
            "{path}: the file has {found} bytes; at most {allowed} are read.",
            "Shorten its text.",
        ),
        "fr": (
            "{path} : le fichier compte {found} octets ; on en lit au plus {allowed}.",
            "Raccourcissez son texte.",
        ),
        "nl": (
            "{path}: het bestand telt {found} bytes; er worden er hoogstens {allowed} gelezen.",
            "Maak de tekst korter.",
        ),
    },
    "sheet_tab": {
        "en": (
            "{path}, line {line}: a tab stands where spaces are expected: {found}",
            "Replace the tab by spaces.",
        ),
        "fr": (
            "{path}, ligne {line} : une tabulation se trouve là où des espaces sont attendues : {found}",
            "Remplacez la tabulation par des espaces.",
        ),
        "nl": (
            "{path}, regel {line}: er staat een tab waar spaties verwacht worden: {found}",
            "Vervang de tab door spaties.",
        ),
    },
    "sheet_colon": {
        "en": (
            "{path}, line {line}: a colon stands where none can be read: {found}",
            "If it belongs to a text, put the whole text in double quotes; if the line before is a key, end it with a "
            "colon.",
        ),
        "fr": (
            "{path}, ligne {line} : un deux-points se trouve là où il ne peut être lu : {found}",
            "S’il fait partie d’un texte, mettez tout le texte entre guillemets doubles ; si la ligne d’avant est "
            "une clé, terminez-la par un deux-points.",
        ),
        "nl": (
            "{path}, regel {line}: er staat een dubbelepunt waar het niet gelezen kan worden: {found}",
            "Hoort het bij een tekst, zet dan de hele tekst tussen dubbele aanhalingstekens; is de vorige regel een "
            "sleutel, eindig die dan met een dubbelepunt.",
        ),
    },
    "sheet_no_colon": {
        "en": (
            "{path}, line {line}: expected a key, a colon and a space; found: {found}",
            "Write “key: value”, or indent the line by two spaces if it goes on with the line before.",
        ),
        "fr": (
            "{path}, ligne {line} : on attend une clé, un deux-points et une espace ; on trouve : {found}",
            "Écrivez « clé: valeur », ou décalez la ligne de deux espaces si elle continue la précédente.",
        ),
        "nl": (
            "{path}, regel {line}: verwacht een sleutel, een dubbelepunt en een spatie; gevonden: {found}",
            "Schrijf „sleutel: waarde”, of laat de regel twee spaties inspringen als hij bij de vorige hoort.",
        ),
    },
    "sheet_quote": {
        "en": (
            "{path}, line {line}: a quotation mark is opened here and never closed: {found}",
            'Close it at the end of the text; within double quotes, a double quote is written \\".',
        ),
        "fr": (
            "{path}, ligne {line} : un guillemet s’ouvre ici et ne se ferme pas : {found}",
            'Fermez-le à la fin du texte ; entre guillemets doubles, un guillemet double s’écrit \\".',
        ),
        "nl": (
            "{path}, regel {line}: hier opent een aanhalingsteken dat niet gesloten wordt: {found}",
            'Sluit het aan het einde van de tekst; tussen dubbele aanhalingstekens schrijf je er een als \\".',
        ),
    },
    "sheet_bracket": {
        "en": (
            "{path}, line {line}: a bracket is opened here and never closed, or a comma is missing: {found}",
            "Close it with “]” or “}”, and part the words by commas: [first, second].",
        ),
        "fr": (
            "{path}, ligne {line} : un crochet s’ouvre ici et ne se ferme pas, ou une virgule manque : {found}",
            "Fermez-le par « ] » (ou l’accolade par « } ») et séparez les mots par des virgules : [premier, second].",
        ),
        "nl": (
            "{path}, regel {line}: hier opent een haakje dat niet gesloten wordt, of er ontbreekt een komma: {found}",
            "Sluit het met „]” (of de accolade met „}”) en zet komma’s tussen de woorden: [eerste, tweede].",
        ),
    },
    "sheet_indent": {
        "en": (
            "{path}, line {line}: the indent differs from the neighbours’, or text follows a closing quote: {found}",
            "Give the lines of one list or block the same number of spaces; put the whole text within the quotes.",
        ),
        "fr": (
            "{path}, ligne {line} : cette ligne n’a pas le retrait de ses voisines, "
            "ou du texte suit un guillemet fermant : {found}",
            "Donnez le même nombre d’espaces aux lignes d’un bloc ; mettez tout le texte entre les guillemets.",
        ),
        "nl": (
            "{path}, regel {line}: deze regel springt niet in zoals zijn buren, "
            "of er staat tekst na een sluitend aanhalingsteken: {found}",
            "Geef de regels van één blok evenveel spaties; zet de hele tekst tussen de aanhalingstekens.",
        ),
    },
    "sheet_anchor": {
        "en": (
            "{path}, line {line}: a value begins with a sign that YAML keeps for itself (! & *): {found}",
            'Put the text in double quotes; a double quote within it is written \\".',
        ),
        "fr": (
            "{path}, ligne {line} : une valeur commence par un signe que YAML se réserve (! & *) : {found}",
            _HOW_TO_QUOTE_FR,
        ),
        "nl": (
            "{path}, regel {line}: een waarde begint met een teken dat YAML voor zichzelf houdt (! & *): {found}",
            _HOW_TO_QUOTE_NL,
        ),
    },
    "sheet_depth": {
        "en": (
            "{path}, line {line}: the blocks are nested more than {allowed} deep.",
            "Write the value flatter.",
        ),
        "fr": (
            "{path}, ligne {line} : les blocs s’emboîtent sur plus de {allowed} niveaux.",
            "Simplifiez la valeur.",
        ),
        "nl": (
            "{path}, regel {line}: de blokken zitten meer dan {allowed} diep.",
            "Schrijf de waarde eenvoudiger.",
        ),
    },
    "sheet_yaml": {
        "en": (
            "{path}, line {line}: this is not valid YAML ({reason}): {found}",
            "Write it as in the other entries.",
        ),
        "fr": (
            "{path}, ligne {line} : ceci n’est pas du YAML valide ({reason}) : {found}",
            "Écrivez-le comme dans les autres fiches.",
        ),
        "nl": (
            "{path}, regel {line}: dit is geen geldige YAML ({reason}): {found}",
            "Schrijf het zoals in de andere fiches.",
        ),
    },
    "sheet_key_twice": {
        "en": (
            "{path}, line {line}: the key “{key}” stands twice.",
            "Keep one and put both contents in it.",
        ),
        "fr": (
            "{path}, ligne {line} : la clé « {key} » figure deux fois.",
            "N’en gardez qu’une, avec les deux contenus.",
        ),
        "nl": (
            "{path}, regel {line}: de sleutel „{key}” staat er twee keer.",
            "Behoud er één, met beide inhouden.",
        ),
    },
    "sheet_key_unknown": {
        "en": (
            "{path}, line {line}: the key “{key}” is not one of the program’s.",
            "What you add goes under “review:” or in the text below the front matter.",
        ),
        "fr": (
            "{path}, ligne {line} : la clé « {key} » n’est pas une clé du programme.",
            "Vos ajouts se placent sous « review: » ou dans le texte sous l’en-tête.",
        ),
        "nl": (
            "{path}, regel {line}: de sleutel „{key}” is er geen van het programma.",
            "Wat je toevoegt, hoort onder „review:” of in de tekst onder de kop.",
        ),
    },
    "sheet_key_missing": {
        "en": ("{path}: the key “{key}” is missing.", "Put it back as Git kept it."),
        "fr": ("{path} : la clé « {key} » manque.", "Remettez-la telle que Git l’a gardée."),
        "nl": ("{path}: de sleutel „{key}” ontbreekt.", "Zet ze terug zoals Git ze bewaarde."),
    },
    "sheet_key_place": {
        "en": (
            "{path}, line {line}: the keys of the front matter must begin at the start of their line.",
            "Write one key a line, without spaces, braces or “?” before it.",
        ),
        "fr": (
            "{path}, ligne {line} : les clés de l’en-tête doivent commencer au début de leur ligne.",
            "Écrivez une clé par ligne, sans espace, accolade ni « ? » devant elle.",
        ),
        "nl": (
            "{path}, regel {line}: de sleutels van de kop moeten aan het begin van hun regel staan.",
            "Schrijf één sleutel per regel, zonder spatie, accolade of „?” ervoor.",
        ),
    },
    "sheet_value": {
        "en": (
            "{path}, line {line}: “{key}” has a value that cannot be right: {found}; expected {expected}.",
            "Put back what Git kept: this key is the program’s.",
        ),
        "fr": (
            "{path}, ligne {line} : « {key} » a une valeur impossible : {found} (attendu : {expected}).",
            "Remettez ce que Git a gardé : cette clé appartient au programme.",
        ),
        "nl": (
            "{path}, regel {line}: „{key}” heeft een onmogelijke waarde: {found} (verwacht: {expected}).",
            "Zet terug wat Git bewaarde: deze sleutel is van het programma.",
        ),
    },
    "sheet_name": {
        "en": (
            "{path}: the file’s name must end in “-{id}.md”, its id.",
            "Give the file back the name that Git kept; a text that is no entry goes elsewhere.",
        ),
        "fr": (
            "{path} : le nom du fichier doit finir par « -{id}.md », son identifiant.",
            "Rendez-lui le nom que Git a gardé ; un texte qui n’est pas une fiche se range ailleurs.",
        ),
        "nl": (
            "{path}: de naam van het bestand moet eindigen op „-{id}.md”, zijn id.",
            "Geef het de naam terug die Git bewaarde; een tekst die geen fiche is, hoort elders.",
        ),
    },
    "sheet_folder": {
        "en": (
            "{path}: the file says that its source is “{found}”, but stands in another source’s folder.",
            "Move it back to docs/watch/{found}/.",
        ),
        "fr": (
            "{path} : le fichier dit venir de la source « {found} », mais se trouve dans le dossier d’une autre.",
            "Remettez-le dans docs/watch/{found}/.",
        ),
        "nl": (
            "{path}: het bestand zegt dat zijn bron „{found}” is, maar staat in de map van een andere.",
            "Zet het terug in docs/watch/{found}/.",
        ),
    },
    "sheet_copy": {
        "en": (
            "{path}: this entry stands already in {found}.",
            "Delete one of the two files; keep the notes.",
        ),
        "fr": (
            "{path} : cette fiche existe déjà dans {found}.",
            "Supprimez l’un des deux fichiers en gardant les notes.",
        ),
        "nl": (
            "{path}: deze fiche staat al in {found}.",
            "Verwijder een van beide bestanden en behoud de notities.",
        ),
    },
    "sheet_not_a_file": {
        "en": (
            "{path}: this is a folder or a link, not a file.",
            "Put back the file that Git kept; give the folder or link another name.",
        ),
        "fr": (
            "{path} : ceci est un dossier ou un lien, pas un fichier.",
            "Remettez le fichier que Git a gardé ; donnez un autre nom au dossier ou au lien.",
        ),
        "nl": (
            "{path}: dit is een map of een link, geen bestand.",
            "Zet het bestand terug dat Git bewaarde; geef de map of link een andere naam.",
        ),
    },
    "sheet_unreadable": {
        "en": (
            "{path}: the file cannot be read: {reason}.",
            "Replace it by an ordinary file that may be read.",
        ),
        "fr": (
            "{path} : le fichier ne peut être lu : {reason}.",
            "Remplacez-le par un fichier ordinaire et lisible.",
        ),
        "nl": (
            "{path}: het bestand kan niet gelezen worden: {reason}.",
            "Vervang het door een gewoon, leesbaar bestand.",
        ),
    },
}

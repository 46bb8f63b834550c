"""What the commands of the directory say, in each language."""

from collections.abc import Mapping

from knowledge.problems import Tongue

Said = Mapping[Tongue, str]

HEADS: Mapping[str, Said] = {
    "overdue": {
        "en": "To check: the day by which",
        "fr": "À vérifier : pour quand c’était dû",
        "nl": "Na te kijken: tegen wanneer",
    },
    "expiring": {
        "en": "The name is shown 60 days more at most: its last day",
        "fr": "Le nom ne se montre plus que 60 jours au plus : son dernier jour",
        "nl": "De naam wordt nog hoogstens 60 dagen getoond: de laatste dag",
    },
    "expired": {
        "en": "Expired, and still in the file (vigie directory forget): since",
        "fr": "Expiré, mais toujours dans le fichier (vigie directory forget) : depuis",
        "nl": "Vervallen, maar nog in het bestand (vigie directory forget): sinds",
    },
    "vacant": {"en": "Vacant seats", "fr": "Sièges vacants", "nl": "Vacante zetels"},
    "topics": {
        "en": "Topics without a contact that can be reached",
        "fr": "Sujets sans contact que l’on puisse joindre",
        "nl": "Onderwerpen zonder bereikbaar contact",
    },
}
NOTHING: Said = {
    "en": "Nothing is due in the directory.",
    "fr": "Rien n’est dû dans l’annuaire.",
    "nl": "In de gids is niets te doen.",
}
NOBODY: Said = {
    "en": "nobody in docs/directory is “{name}”: give a person’s id, or organisation/role",
    "fr": "personne dans docs/directory n’est « {name} » : donnez l’identifiant d’une personne, ou organisation/rôle",
    "nl": "niemand in docs/directory is „{name}”: geef het id van een persoon, of organisatie/rol",
}
FORGOT: Said = {
    "en": "{path}: the person is out; the role and its mailbox stay.",
    "fr": "{path} : la personne n’y figure plus ; le rôle et sa boîte restent.",
    "nl": "{path}: de persoon staat er niet meer in; de rol en de mailbox blijven.",
}
NAMED_STILL: Said = {
    "en": "{path}, line {line}: the name still stands there; take it out by hand.",
    "fr": "{path}, ligne {line} : le nom y figure encore ; retirez-le à la main.",
    "nl": "{path}, regel {line}: de naam staat er nog; schrap hem met de hand.",
}
GIT: Said = {
    "en": (
        "What git keeps: once this change is merged and the site published, no page shows the name. The history of the "
        "repository still holds it, as do the copies that people made of it. To have it purged there, ask who "
        "administers the repository to rewrite its history (git filter-repo) and to have the host delete its caches; "
        "every copy must then be made anew. If the person asked for it (GDPR, article 17), note the day of the "
        "request: the answer is due within one month."
    ),
    "fr": (
        "Ce que git garde : une fois ce changement accepté et le site publié, aucune page ne montre plus le nom. "
        "L’historique du dépôt le contient encore, comme les copies que d’autres en ont faites. Pour l’en effacer, "
        "demandez à qui administre le dépôt de réécrire l’historique (git filter-repo) et de faire vider les caches de "
        "l’hébergeur ; chaque copie est ensuite à refaire. Si la personne l’a demandé (RGPD, article 17), notez le "
        "jour de la demande : la réponse est due dans le mois."
    ),
    "nl": (
        "Wat git bewaart: zodra deze wijziging aanvaard en de site gepubliceerd is, toont geen enkele pagina de naam "
        "nog. De geschiedenis van de repository bevat hem nog wel, net als de kopieën die anderen ervan maakten. Om "
        "hem daar te wissen, vraag je de beheerder van de repository om de geschiedenis te herschrijven (git "
        "filter-repo) en de caches van de host te laten legen; daarna moet elke kopie opnieuw gemaakt worden. "
        "Vroeg de persoon erom (AVG, artikel 17), noteer dan de dag van de vraag: het antwoord moet binnen een "
        "maand komen."
    ),
}

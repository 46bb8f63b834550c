"""What can be wrong with an organisation of the directory, and what is due there.

Facts stand in braces.
"""

from knowledge.sheets.sheet import Texts

TEXTS: Texts = {
    "organisation_role_twice": {
        "en": (
            "{path}, line {line}: two roles have the id “{found}”.",
            "Give one of them another id.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : deux rôles portent l’identifiant « {found} » ; on en attend un par rôle.",
            "Donnez un autre identifiant à l’un des deux, comme {example}.",
        ),
        "nl": (
            "{path}, regel {line}: {label}: twee rollen hebben het id „{found}”; verwacht er één per rol.",
            "Geef een van beide een ander id, zoals {example}.",
        ),
    },
    "organisation_seat_twice": {
        "en": (
            "{path}, line {line}: two roles are the seat “{found}”.",
            "Keep the line “seat:” in one of them.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : deux rôles sont le siège « {found} » ; on en attend un seul.",
            "Gardez la ligne « seat: {found} » dans l’un des deux ; l’autre siège s’écrit permanent ou alternate.",
        ),
        "nl": (
            "{path}, regel {line}: {label}: twee rollen zijn de zetel „{found}”; verwacht er één.",
            "Behoud de regel „seat: {found}” in een van beide; de andere zetel schrijf je als permanent of alternate.",
        ),
    },
    "organisation_seat_stray": {
        "en": (
            "{path}, line {line}: a seat, but no member of the network.",
            "Add “member: yes”, or take “seat:” out.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : on trouve le siège « {found} » chez une organisation non membre.",
            "Ajoutez « member: yes » si elle est membre du réseau ; sinon, supprimez la ligne « seat: {found} ».",
        ),
        "nl": (
            "{path}, regel {line}: {label}: de zetel „{found}” staat bij een organisatie die geen lid is.",
            "Voeg „member: yes” toe als ze lid is van het netwerk; schrap anders de regel „seat: {found}”.",
        ),
    },
    "organisation_seat_missing": {
        "en": (
            "{path}, line {line}: a member without the seat “{found}”.",
            "Add a role with “seat: {found}”.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : le siège « {found} » manque ; un membre du réseau a ses deux sièges, "
            "même vacants.",
            "Ajoutez un rôle, par exemple : - {id: {found}-member, seat: {found}, title: {fr: Membre, nl: Lid}}",
        ),
        "nl": (
            "{path}, regel {line}: {label}: de zetel „{found}” ontbreekt; een lid van het netwerk heeft twee zetels, "
            "ook als ze vacant zijn.",
            "Voeg een rol toe, bijvoorbeeld: - {id: {found}-member, seat: {found}, title: {fr: Membre, nl: Lid}}",
        ),
    },
    "organisation_consent": {
        "en": (
            "{path}, line {line}: a consent without its date.",
            "Add “given_on: 2026-11-02”, the day on which it was given.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : on trouve un consentement sans sa date.",
            "Ajoutez le jour où la personne l’a donné, par exemple : given_on: 2026-11-02. "
            "Sans trace du consentement, son nom ne peut pas être publié.",
        ),
        "nl": (
            "{path}, regel {line}: {label}: er staat een toestemming zonder datum.",
            "Voeg de dag toe waarop de persoon ze gaf, bijvoorbeeld: given_on: 2026-11-02. "
            "Zonder spoor van de toestemming mag de naam niet gepubliceerd worden.",
        ),
    },
    "organisation_expiry": {
        "en": (
            "{path}, line {line}: expires on {found}, before it was verified ({before}).",
            "Mend one of the days.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : on trouve le {found}, avant la vérification du {before} ; "
            "on attend un jour qui la suit.",
            "Corrigez l’un des deux jours, par exemple : expires: 2027-11-01.",
        ),
        "nl": (
            "{path}, regel {line}: {label}: er staat {found}, vóór het nazicht van {before}; verwacht een latere dag.",
            "Verbeter een van beide dagen, bijvoorbeeld: expires: 2027-11-01.",
        ),
    },
    "organisation_person_twice": {
        "en": (
            "{path}, line {line}: the id “{found}” stands for two names (also {other}).",
            "Give each person an id of their own.",
        ),
        "fr": (
            "{path}, ligne {line} : {label} : l’identifiant « {found} » désigne deux noms différents "
            "(l’autre : {other}).",
            "Donnez à chaque personne son identifiant, comme {example}, ou écrivez son nom de la même façon partout.",
        ),
        "nl": (
            "{path}, regel {line}: {label}: het id „{found}” staat voor twee verschillende namen (de andere: {other}).",
            "Geef elke persoon een eigen id, zoals {example}, of schrijf de naam overal op dezelfde manier.",
        ),
    },
    "person_entangled": {
        "en": (
            "{path}: the person cannot be taken out without touching the rest.",
            "Take the block out by hand.",
        ),
        "fr": (
            "{path} : la personne ne peut être retirée sans toucher au reste.",
            "Retirez à la main le bloc « person: » et ses lignes.",
        ),
        "nl": (
            "{path}: de persoon kan niet geschrapt worden zonder aan de rest te raken.",
            "Schrap met de hand het blok „person:” en zijn regels.",
        ),
    },
    "person_overdue": {
        "en": (
            "{path}: {role}: the person was to be checked by {found}.",
            "Ask, then set “last_verified:” to today.",
        ),
        "fr": (
            "{path} : {role} : la personne était à revérifier pour le {found}.",
            "Demandez si c’est toujours juste, puis mettez la date du jour dans « last_verified: ».",
        ),
        "nl": (
            "{path}: {role}: de persoon moest nagekeken zijn tegen {found}.",
            "Vraag na of het nog klopt en zet dan de dag van vandaag in „last_verified:”.",
        ),
    },
    "person_expiring": {
        "en": (
            "{path}: {role}: the person’s name is shown until {found}.",
            "Ask whether it may stay, or let it go.",
        ),
        "fr": (
            "{path} : {role} : le nom de la personne ne se montre que jusqu’au {found}.",
            "Demandez-lui s’il peut rester : si oui, changez « expires: » et « last_verified: » ; sinon, rien à faire.",
        ),
        "nl": (
            "{path}: {role}: de naam van de persoon wordt getoond tot {found}.",
            "Vraag of hij mag blijven: zo ja, wijzig „expires:” en „last_verified:”; zo neen, doe niets.",
        ),
    },
    "person_expired": {
        "en": (
            "{path}: {role}: the person expired on {found}; the site shows the name no more, the file still holds it.",
            "Take it out: vigie directory forget {role}",
        ),
        "fr": (
            "{path} : {role} : la personne a expiré le {found} ; le site ne montre plus son nom, le fichier le garde.",
            "Retirez-le du fichier : vigie directory forget {role}",
        ),
        "nl": (
            "{path}: {role}: de persoon is vervallen op {found}; de site toont de naam niet meer, het bestand nog wel.",
            "Schrap ze uit het bestand: vigie directory forget {role}",
        ),
    },
}

"""The failures of site and network: what happened, then what to do about it.

Part of `problems.CATALOGUE`.
"""

from collections.abc import Mapping

FETCHING: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "dns": {
        "en": (
            "{url}: the name {host} was not found.",
            "If every source says so, this machine has no network; if one does, check its address.",
        ),
        "fr": (
            "{url} : le nom {host} est introuvable.",
            "Si toutes les sources le disent, cette machine n’a pas de réseau ; sinon, vérifiez l’adresse.",
        ),
        "nl": (
            "{url}: de naam {host} werd niet gevonden.",
            "Zeggen alle bronnen dit, dan heeft deze machine geen netwerk; zegt er één het, controleer dan haar adres.",
        ),
    },
    "no_route": {
        "en": (
            "{url}: no way through the network to {host}.",
            "Check this machine’s network, then refresh again.",
        ),
        "fr": (
            "{url} : le réseau ne mène pas à {host}.",
            "Vérifiez le réseau de cette machine, puis relancez l’actualisation.",
        ),
        "nl": (
            "{url}: het netwerk bereikt {host} niet.",
            "Controleer het netwerk van deze machine en ververs opnieuw.",
        ),
    },
    "refused_connection": {
        "en": (
            "{url}: {host} refuses connections.",
            "The site is probably down; the next refresh tries again.",
        ),
        "fr": (
            "{url} : {host} refuse les connexions.",
            "Le site est sans doute en panne ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url}: {host} weigert verbindingen.",
            "De site ligt waarschijnlijk plat; de volgende verversing probeert opnieuw.",
        ),
    },
    "broken": {
        "en": (
            "{url}: the connection broke before the whole answer had come.",
            "Nothing was lost; the next refresh tries again.",
        ),
        "fr": (
            "{url} : la connexion s’est rompue avant la fin de la réponse.",
            "Rien n’est perdu ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url}: de verbinding brak af voor het antwoord volledig was.",
            "Er is niets verloren; de volgende verversing probeert opnieuw.",
        ),
    },
    "too_slow": {
        "en": (
            "{url}: no complete answer within {seconds} seconds.",
            "The site is overloaded or hangs; the next refresh tries again.",
        ),
        "fr": (
            "{url} : pas de réponse complète en {seconds} secondes.",
            "Le site est surchargé ou bloqué ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url}: geen volledig antwoord binnen {seconds} seconden.",
            "De site is overbelast of hangt; de volgende verversing probeert opnieuw.",
        ),
    },
    "too_big": {
        "en": (
            "{url}: the answer is larger than {limit} MB.",
            "It is no ordinary page: look at it in a browser, and choose another address for this source.",
        ),
        "fr": (
            "{url} : la réponse dépasse {limit} Mo.",
            "Ce n’est pas une page ordinaire : regardez-la dans un navigateur et choisissez une autre adresse.",
        ),
        "nl": (
            "{url}: het antwoord is groter dan {limit} MB.",
            "Dit is geen gewone pagina: bekijk ze in een browser en kies een ander adres voor deze bron.",
        ),
    },
    "tls": {
        "en": (
            "{url}: the secure connection failed ({seen}).",
            "Open the address in a browser: if it warns too, the site must renew its certificate. It is never skipped.",
        ),
        "fr": (
            "{url} : la connexion sécurisée a échoué ({seen}).",
            "Ouvrez l’adresse dans un navigateur : s’il avertit aussi, le site doit renouveler son certificat. "
            "Ce contrôle n’est jamais levé.",
        ),
        "nl": (
            "{url}: de beveiligde verbinding mislukte ({seen}).",
            "Open het adres in een browser: waarschuwt die ook, dan moet de site haar certificaat vernieuwen. "
            "Deze controle wordt nooit overgeslagen.",
        ),
    },
    "garbled": {
        "en": (
            "{url}: what came back is not a valid HTTP answer.",
            "Open the address in a browser; if it works there, report it to the developers of Vigie.",
        ),
        "fr": (
            "{url} : ce qui est revenu n’est pas une réponse HTTP valable.",
            "Ouvrez l’adresse dans un navigateur ; si elle y fonctionne, signalez-le aux développeurs de Vigie.",
        ),
        "nl": (
            "{url}: wat terugkwam is geen geldig HTTP-antwoord.",
            "Open het adres in een browser; werkt het daar wel, meld het dan aan de ontwikkelaars van Vigie.",
        ),
    },
    "encoding": {
        "en": (
            "{url}: the compressed answer cannot be unpacked ({seen}).",
            "The site sends damaged pages; the next refresh tries again.",
        ),
        "fr": (
            "{url} : la réponse compressée ne peut être décompressée ({seen}).",
            "Le site envoie des pages abîmées ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url}: het gecomprimeerde antwoord kan niet worden uitgepakt ({seen}).",
            "De site stuurt beschadigde pagina’s; de volgende verversing probeert opnieuw.",
        ),
    },
    "redirects": {
        "en": (
            "{url}: more than {limit} redirects, or a circle of them.",
            "Open the address in a browser and put the one it ends at in watch_sources.yml.",
        ),
        "fr": (
            "{url} : plus de {limit} redirections, ou des redirections en boucle.",
            "Ouvrez l’adresse dans un navigateur et inscrivez celle d’arrivée dans watch_sources.yml.",
        ),
        "nl": (
            "{url}: meer dan {limit} doorverwijzingen, of doorverwijzingen in een kring.",
            "Open het adres in een browser en zet het adres waar u uitkomt in watch_sources.yml.",
        ),
    },
    "bad_redirect": {
        "en": (
            "{url} redirects to an address that is not followed: {target}.",
            "Open the address in a browser; if the page moved, put its new address in watch_sources.yml.",
        ),
        "fr": (
            "{url} redirige vers une adresse qui n’est pas suivie : {target}.",
            "Ouvrez l’adresse dans un navigateur ; si la page a déménagé, inscrivez sa nouvelle adresse dans "
            "watch_sources.yml.",
        ),
        "nl": (
            "{url} verwijst door naar een adres dat niet wordt gevolgd: {target}.",
            "Open het adres in een browser; is de pagina verhuisd, zet dan haar nieuwe adres in watch_sources.yml.",
        ),
    },
    "odd_address": {
        "en": (
            "{url} is not an address that can be asked for.",
            "Correct the address in watch_sources.yml.",
        ),
        "fr": (
            "{url} n’est pas une adresse qui se demande.",
            "Corrigez l’adresse dans watch_sources.yml.",
        ),
        "nl": (
            "{url} is geen adres dat opgevraagd kan worden.",
            "Verbeter het adres in watch_sources.yml.",
        ),
    },
    "not_web": {
        "en": (
            "{url}: only http and https addresses are read.",
            "Correct the address in watch_sources.yml.",
        ),
        "fr": (
            "{url} : seules les adresses http et https sont lues.",
            "Corrigez l’adresse dans watch_sources.yml.",
        ),
        "nl": (
            "{url}: alleen http- en https-adressen worden gelezen.",
            "Verbeter het adres in watch_sources.yml.",
        ),
    },
    "private": {
        "en": (
            "{url} leads to an address that is not on the public internet ({address}): it was not asked.",
            "Check the address; if it is right, the site’s name is wrongly configured or misused.",
        ),
        "fr": (
            "{url} mène à une adresse qui n’est pas sur l’internet public ({address}) : elle n’a pas été interrogée.",
            "Vérifiez l’adresse ; si elle est juste, le nom du site est mal configuré ou détourné.",
        ),
        "nl": (
            "{url} leidt naar een adres dat niet op het openbare internet staat ({address}): het werd niet bevraagd.",
            "Controleer het adres; klopt het, dan is de naam van de site fout ingesteld of misbruikt.",
        ),
    },
    "robots": {
        "en": (
            "{url}: the site’s robots.txt forbids robots to read it.",
            "It is obeyed. Choose another address for this source, or ask the site’s keeper.",
        ),
        "fr": (
            "{url} : le robots.txt du site interdit aux robots de la lire.",
            "Il est respecté. Choisissez une autre adresse pour cette source, ou demandez au responsable du site.",
        ),
        "nl": (
            "{url}: het robots.txt van de site verbiedt robots dit te lezen.",
            "Dat wordt geëerbiedigd. Kies een ander adres voor deze bron, of vraag het de beheerder van de site.",
        ),
    },
    "robots_unreachable": {
        "en": (
            "{url}: the site’s robots.txt cannot be read ({seen}), so nothing may be asked (RFC 9309).",
            "Nothing was lost; the next refresh tries again.",
        ),
        "fr": (
            "{url} : le robots.txt du site est illisible ({seen}) ; rien ne peut donc être demandé (RFC 9309).",
            "Rien n’est perdu ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url}: het robots.txt van de site is onleesbaar ({seen}), dus mag niets worden gevraagd (RFC 9309).",
            "Er is niets verloren; de volgende verversing probeert opnieuw.",
        ),
    },
    "challenge": {
        "en": (
            "{url} shows a check or a consent wall instead of the page ({seen}).",
            "It is never bypassed. Look for a feed of this site, or ask its keeper to let Vigie in.",
        ),
        "fr": (
            "{url} montre un contrôle ou un mur de consentement au lieu de la page ({seen}).",
            "Il n’est jamais contourné. Cherchez un flux de ce site, ou demandez à son responsable d’admettre Vigie.",
        ),
        "nl": (
            "{url} toont een controle of een toestemmingsmuur in plaats van de pagina ({seen}).",
            "Die wordt nooit omzeild. Zoek een feed van deze site, of vraag haar beheerder Vigie toe te laten.",
        ),
    },
    "refused": {
        "en": (
            "{url}: the site refuses us (status {status}).",
            "Open the address in a browser; if it opens there, ask the site’s keeper to let Vigie in.",
        ),
        "fr": (
            "{url} : le site nous refuse (statut {status}).",
            "Ouvrez l’adresse dans un navigateur ; si elle s’y ouvre, demandez au responsable d’admettre Vigie.",
        ),
        "nl": (
            "{url}: de site weigert ons (status {status}).",
            "Open het adres in een browser; gaat het daar open, vraag dan de beheerder van de site Vigie toe te laten.",
        ),
    },
    "server_error": {
        "en": (
            "{url}: the site fails (status {status}).",
            "Nothing was lost; the next refresh tries again.",
        ),
        "fr": (
            "{url} : le site est en erreur (statut {status}).",
            "Rien n’est perdu ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url}: de site geeft een fout (status {status}).",
            "Er is niets verloren; de volgende verversing probeert opnieuw.",
        ),
    },
    "busy": {
        "en": (
            "{url}: the site is overloaded (status {status}), also when asked again.",
            "Nothing was lost; the next refresh tries again.",
        ),
        "fr": (
            "{url} : le site est surchargé (statut {status}), même après plusieurs essais.",
            "Rien n’est perdu ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url}: de site is overbelast (status {status}), ook na nieuwe pogingen.",
            "Er is niets verloren; de volgende verversing probeert opnieuw.",
        ),
    },
    "retry_later": {
        "en": (
            "{url}: the site asks to come back in {seconds} seconds (status {status}).",
            "That is longer than a refresh waits; run it again later.",
        ),
        "fr": (
            "{url} : le site demande de revenir dans {seconds} secondes (statut {status}).",
            "C’est plus qu’une actualisation n’attend ; relancez-la plus tard.",
        ),
        "nl": (
            "{url}: de site vraagt over {seconds} seconden terug te komen (status {status}).",
            "Zo lang wacht een verversing niet; start ze later opnieuw.",
        ),
    },
    "unrecorded": {
        "en": (
            "{url} is not in the recording.",
            "Record it again with --record, or refresh without --replay.",
        ),
        "fr": (
            "{url} n’est pas dans l’enregistrement.",
            "Enregistrez à nouveau avec --record, ou actualisez sans --replay.",
        ),
        "nl": (
            "{url} zit niet in de opname.",
            "Neem opnieuw op met --record, of ververs zonder --replay.",
        ),
    },
    "not_found": {
        "en": (
            "{url}: the page is no longer there (status {status}).",
            "Look in a browser where it went, and put its new address in watch_sources.yml.",
        ),
        "fr": (
            "{url} : la page n’y est plus (statut {status}).",
            "Cherchez dans un navigateur où elle est passée, et inscrivez sa nouvelle adresse dans watch_sources.yml.",
        ),
        "nl": (
            "{url}: de pagina is er niet meer (status {status}).",
            "Zoek in een browser waar ze heen is en zet haar nieuwe adres in watch_sources.yml.",
        ),
    },
    "status": {
        "en": (
            "{url}: an unexpected answer (status {status}).",
            "Open the address in a browser and correct it in watch_sources.yml if need be.",
        ),
        "fr": (
            "{url} : une réponse inattendue (statut {status}).",
            "Ouvrez l’adresse dans un navigateur et corrigez-la au besoin dans watch_sources.yml.",
        ),
        "nl": (
            "{url}: een onverwacht antwoord (status {status}).",
            "Open het adres in een browser en verbeter het zo nodig in watch_sources.yml.",
        ),
    },
    "downgrade": {
        "en": (
            "{url} redirects from https to plain http: {target}.",
            "It was read; tell the site’s keeper, for anyone on the way can alter such a page.",
        ),
        "fr": (
            "{url} redirige de https vers http simple : {target}.",
            "La page a été lue ; prévenez le responsable du site : n’importe qui sur le trajet peut la modifier.",
        ),
        "nl": (
            "{url} verwijst van https naar gewoon http: {target}.",
            "De pagina werd gelezen; verwittig de beheerder, want onderweg kan iedereen zo’n pagina wijzigen.",
        ),
    },
}

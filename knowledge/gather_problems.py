"""What may be wrong with what a source gave, in English, French and Dutch: what happened, then what
to do.
"""

from collections.abc import Mapping

GATHERING: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "empty": {
        "en": (
            "{url} answers, but holds no entry at all.",
            "Open it: if it may really be empty, set “may_be_empty: true”; else the site changed and its "
            "selectors must be mended. Nothing was lost.",
        ),
        "fr": (
            "{url} répond, mais ne contient aucune entrée.",
            "Ouvrez la page : si elle peut vraiment être vide, mettez « may_be_empty: true » ; sinon, le site a changé "
            "et ses sélecteurs sont à corriger. Rien n’est perdu.",
        ),
        "nl": (
            "{url} antwoordt, maar bevat geen enkel item.",
            "Open de pagina: als ze echt leeg mag zijn, zet dan „may_be_empty: true”; anders is de site veranderd en "
            "moeten de selectoren worden verbeterd. Er is niets verloren.",
        ),
    },
    "halved": {
        "en": (
            "{source} gave {rows} entries, under half of the {before} it gave last time.",
            "Open the site: if so few is right, run “vigie accept {source}”; else it was redesigned and its "
            "reader must "
            "be mended. Nothing was written or lost.",
        ),
        "fr": (
            "{source} a donné {rows} entrées, moins de la moitié des {before} de la dernière fois.",
            "Ouvrez le site : si c’est normal, lancez « vigie accept {source} » ; sinon, il a été refondu et son "
            "lecteur est à corriger. Rien n’a été écrit ni perdu.",
        ),
        "nl": (
            "{source} gaf {rows} items, minder dan de helft van de {before} van de vorige keer.",
            "Open de site: als dat klopt, voer dan „vigie accept {source}” uit; anders is ze vernieuwd en moet de "
            "lezer worden verbeterd. Er is niets geschreven of verloren.",
        ),
    },
    "bad_entries": {
        "en": (
            "{count} of {rows} entries cannot be read: {seen}",
            "More than one in ten: the site changed. Run “vigie try” on the source and mend its selectors.",
        ),
        "fr": (
            "{count} entrées sur {rows} sont illisibles : {seen}",
            "Plus d’une sur dix : le site a changé. Lancez « vigie try » sur la source et corrigez ses sélecteurs.",
        ),
        "nl": (
            "{count} van de {rows} items zijn onleesbaar: {seen}",
            "Meer dan één op de tien: de site is veranderd. Voer „vigie try” uit op de bron en verbeter de selectoren.",
        ),
    },
    "too_hard": {
        "en": (
            "{url} cannot be read within {seconds} seconds and the memory allowed: it is broken, or made to harm.",
            "Open it in a browser; if it looks normal, report it to those who keep Vigie.",
        ),
        "fr": (
            "{url} ne se laisse pas lire en {seconds} secondes ni dans la mémoire permise : la page est cassée "
            "ou piégée.",
            "Ouvrez-la dans un navigateur ; si elle paraît normale, signalez-le à ceux qui entretiennent Vigie.",
        ),
        "nl": (
            "{url} is niet te lezen binnen {seconds} seconden en het toegelaten geheugen: de pagina is stuk of "
            "kwaadaardig.",
            "Open ze in een browser; als ze er gewoon uitziet, meld het dan aan wie Vigie onderhoudt.",
        ),
    },
    "reader_broke": {
        "en": (
            "{url} broke its reader ({seen}); nothing of it was taken.",
            "Open it in a browser; then report it, with these words, to those who keep Vigie.",
        ),
        "fr": (
            "{url} a mis son lecteur en échec ({seen}) ; rien n’en a été repris.",
            "Ouvrez la page dans un navigateur, puis signalez-la, avec ces mots, à ceux qui entretiennent Vigie.",
        ),
        "nl": (
            "{url} deed de lezer struikelen ({seen}); er is niets van overgenomen.",
            "Open de pagina in een browser en meld ze dan, met deze woorden, aan wie Vigie onderhoudt.",
        ),
    },
    "no_child": {
        "en": (
            "{url} was not read: this machine started no process to read it in ({seen}).",
            "It is probably short of memory or of processes: close other programs, then refresh again. Nothing was "
            "lost.",
        ),
        "fr": (
            "{url} n’a pas été lue : cette machine n’a pas pu lancer le processus qui la lit ({seen}).",
            "La mémoire ou les processus manquent sans doute : fermez d’autres programmes, puis relancez "
            "l’actualisation. Rien n’est perdu.",
        ),
        "nl": (
            "{url} is niet gelezen: deze machine kon het proces dat ze leest niet starten ({seen}).",
            "Er is wellicht te weinig geheugen of er zijn te veel processen: sluit andere programma’s en ververs "
            "opnieuw. Er is niets verloren.",
        ),
    },
    "own_fault": {
        "en": (
            "{source}: Vigie itself failed on it ({seen}); the other sources were read.",
            "Report it to those who keep Vigie, with the file .vigie/fault.txt. Nothing was lost.",
        ),
        "fr": (
            "{source} : Vigie elle-même a échoué ({seen}) ; les autres sources ont été lues.",
            "Signalez-le à ceux qui entretiennent Vigie, avec le fichier .vigie/fault.txt. Rien n’est perdu.",
        ),
        "nl": (
            "{source}: Vigie zelf liep hierop vast ({seen}); de andere bronnen zijn gelezen.",
            "Meld het aan wie Vigie onderhoudt, met het bestand .vigie/fault.txt. Er is niets verloren.",
        ),
    },
    "moved_for_good": {
        "en": ("{from} has moved for good to {to}.", "Put the new address in watch_sources.yml."),
        "fr": (
            "{from} a déménagé définitivement vers {to}.",
            "Mettez la nouvelle adresse dans watch_sources.yml.",
        ),
        "nl": (
            "{from} is definitief verhuisd naar {to}.",
            "Zet het nieuwe adres in watch_sources.yml.",
        ),
    },
    "fell_back": {
        "en": (
            "{url} did not answer as expected; its feed {feed} was read instead.",
            "Nothing, if the feed is enough.",
        ),
        "fr": (
            "{url} n’a pas répondu comme prévu ; son flux {feed} a été lu à la place.",
            "Rien à faire si le flux suffit.",
        ),
        "nl": (
            "{url} antwoordde niet zoals verwacht; in de plaats is de feed {feed} gelezen.",
            "Niets te doen als de feed volstaat.",
        ),
    },
    "flood": {
        "en": (
            "{count} new entries at once: held for review in docs/watch/{source}/_held/.",
            "Look at a few: if they are really new, run “vigie accept {source}”; if not, the site was redesigned: "
            "delete them and mend the source.",
        ),
        "fr": (
            "{count} nouvelles entrées d’un coup : mises en attente dans docs/watch/{source}/_held/.",
            "Regardez-en quelques-unes : si elles sont vraiment nouvelles, lancez « vigie accept {source} » ; "
            "sinon, le "
            "site a été refondu : supprimez-les et corrigez la source.",
        ),
        "nl": (
            "{count} nieuwe items ineens: in afwachting in docs/watch/{source}/_held/.",
            "Bekijk er enkele: als ze echt nieuw zijn, voer dan „vigie accept {source}” uit; zo niet, dan is de site "
            "vernieuwd: verwijder ze en verbeter de bron.",
        ),
    },
    "later": {
        "en": (
            "{count} older entries are left for the next refresh.",
            "Nothing: each refresh takes some more.",
        ),
        "fr": (
            "{count} entrées plus anciennes attendront la prochaine actualisation.",
            "Rien : chaque actualisation en prend d’autres.",
        ),
        "nl": (
            "{count} oudere items wachten op de volgende verversing.",
            "Niets: elke verversing neemt er weer enkele.",
        ),
    },
}

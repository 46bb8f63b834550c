"""Problem -> a sentence that a coordinator understands, in English, French or Dutch, and how to
mend it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from knowledge.fetch_problems import FETCHING
from knowledge.gather_problems import GATHERING
from knowledge.i18n import typography
from knowledge.model import Problem
from knowledge.sheet_problems import SHEETS
from knowledge.storage.review_problems import REVIEWS

Tongue = Literal["en", "fr", "nl"]

# One row a failure: what happened, then what to do about it. Facts stand in braces. A fact named as
# "label.fr" is for that language alone. What is said of sheets stands with their kinds: `texts`.
CATALOGUE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    **SHEETS,
    **REVIEWS,
    **FETCHING,
    **GATHERING,
    "unreachable": {
        "en": (
            "{url} could not be reached: {reason}.",
            "Nothing was lost; the next refresh tries again.",
        ),
        "fr": (
            "{url} est injoignable : {reason}.",
            "Rien n’est perdu ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url} is onbereikbaar: {reason}.",
            "Er is niets verloren; de volgende verversing probeert opnieuw.",
        ),
    },
    "not_a_feed": {
        "en": (
            "{url} is no feed: it answers “{seen}”.",
            "Run vigie probe on the site to find its feed, or read its list page with “reader: listing”.",
        ),
        "fr": (
            "{url} n’est pas un flux : l’adresse répond « {seen} ».",
            "Lancez vigie probe sur le site pour trouver son flux, ou lisez sa page de liste avec « reader: listing ».",
        ),
        "nl": (
            "{url} is geen feed: het adres antwoordt „{seen}”.",
            "Voer vigie probe uit op de site om de feed te vinden, of lees de lijstpagina met „reader: listing”.",
        ),
    },
    "shape_listing": {
        "en": (
            "{url} has no row “{selector}”; the page is “{seen}”.",
            "The site was redesigned: open the page, find what holds one entry, and mend “row” in watch_sources.yml.",
        ),
        "fr": (
            "{url} n’a aucune ligne « {selector} » ; la page est « {seen} ».",
            "Le site a sans doute changé : ouvrez la page, cherchez ce qui contient une entrée et corrigez « row » "
            "dans watch_sources.yml.",
        ),
        "nl": (
            "{url} heeft geen rij „{selector}”; de pagina is „{seen}”.",
            "De site is waarschijnlijk vernieuwd: open de pagina, zoek wat één item bevat en verbeter „row” "
            "in watch_sources.yml.",
        ),
    },
    "shape_sitemap": {
        "en": (
            "{url} is no sitemap: it answers “{seen}”.",
            "Look in the site’s robots.txt for a line “Sitemap:” and put that address in watch_sources.yml.",
        ),
        "fr": (
            "{url} n’est pas un plan de site : l’adresse répond « {seen} ».",
            "Cherchez la ligne « Sitemap: » dans robots.txt du site et mettez cette adresse dans watch_sources.yml.",
        ),
        "nl": (
            "{url} is geen sitemap: het adres antwoordt „{seen}”.",
            "Zoek in robots.txt van de site een regel „Sitemap:” en zet dat adres in watch_sources.yml.",
        ),
    },
    "shape_wordpress": {
        "en": (
            "{url} does not answer as a WordPress API: “{seen}”.",
            "The site may have closed it: set “reader: feed” and the address of its feed in watch_sources.yml.",
        ),
        "fr": (
            "{url} ne répond pas comme une interface WordPress : « {seen} ».",
            "Le site l’a peut-être fermée : mettez « reader: feed » et l’adresse de son flux dans watch_sources.yml.",
        ),
        "nl": (
            "{url} antwoordt niet als een WordPress-interface: „{seen}”.",
            "De site heeft ze misschien gesloten: zet „reader: feed” en het adres van de feed in watch_sources.yml.",
        ),
    },
    "shape_page": {
        "en": (
            "{url} no longer has the text “{selector}”; the page is “{seen}”.",
            "Open the page, find what holds its main text, and mend “body” in watch_sources.yml.",
        ),
        "fr": (
            "{url} n’a plus le texte « {selector} » ; la page est « {seen} ».",
            "Ouvrez la page, cherchez ce qui contient son texte principal et corrigez « body » dans watch_sources.yml.",
        ),
        "nl": (
            "{url} heeft de tekst „{selector}” niet meer; de pagina is „{seen}”.",
            "Open de pagina, zoek wat de hoofdtekst bevat en verbeter „body” in watch_sources.yml.",
        ),
    },
    "xml_entities": {
        "en": (
            "{url} declares XML entities, which may hide an attack; it was not read.",
            "Tell the site’s keeper; if it goes on, set “enabled: false” with this reason.",
        ),
        "fr": (
            "{url} déclare des entités XML, qui peuvent cacher une attaque ; le document n’a pas été lu.",
            "Prévenez le responsable du site ; si cela dure, mettez « enabled: false » avec cette raison.",
        ),
        "nl": (
            "{url} declareert XML-entiteiten, die een aanval kunnen verbergen; het document is niet gelezen.",
            "Verwittig de beheerder van de site; blijft het duren, zet dan „enabled: false” met deze reden.",
        ),
    },
    "too_dense": {
        "en": (
            "{url} is far larger or denser than a real document; it was not read.",
            "Open it in a browser; if it looks normal, report it to those who keep Vigie.",
        ),
        "fr": (
            "{url} est bien plus gros ou plus dense qu’un vrai document ; il n’a pas été lu.",
            "Ouvrez l’adresse dans un navigateur ; si tout semble normal, signalez-le aux responsables de Vigie.",
        ),
        "nl": (
            "{url} is veel groter of dichter dan een echt document; het is niet gelezen.",
            "Open het adres in een browser; ziet het er normaal uit, meld het dan aan wie Vigie onderhoudt.",
        ),
    },
    "no_title": {
        "en": (
            "{url}: this entry has no title.",
            "Nothing to do for one; for many, mend the selector “title”.",
        ),
        "fr": (
            "{url} : cette entrée n’a pas de titre.",
            "Rien à faire pour une seule ; pour plusieurs, corrigez le sélecteur « title ».",
        ),
        "nl": (
            "{url}: dit item heeft geen titel.",
            "Niets te doen voor één item; voor meerdere, verbeter de selector „title”.",
        ),
    },
    "no_address": {
        "en": (
            "“{title}”: this entry has no web address.",
            "Nothing to do for one; for many, mend the selector “link” or “link_prefix”.",
        ),
        "fr": (
            "« {title} » : cette entrée n’a pas d’adresse web.",
            "Rien à faire pour une seule ; pour plusieurs, corrigez le sélecteur « link » ou « link_prefix ».",
        ),
        "nl": (
            "„{title}”: dit item heeft geen webadres.",
            "Niets te doen voor één item; voor meerdere, verbeter de selector „link” of „link_prefix”.",
        ),
    },
    "bad_address": {
        "en": (
            "“{title}”: its address “{address}” is not one that can be published.",
            "Nothing to do for one; for many, mend the selector “link” or “link_prefix”.",
        ),
        "fr": (
            "« {title} » : son adresse « {address} » ne peut pas être publiée.",
            "Rien à faire pour une seule entrée ; pour plusieurs, corrigez le sélecteur « link » ou « link_prefix ».",
        ),
        "nl": (
            "„{title}”: het adres „{address}” kan niet worden gepubliceerd.",
            "Niets te doen voor één item; voor meerdere, verbeter de selector „link” of „link_prefix”.",
        ),
    },
}


def texts(code: str) -> Mapping[str, tuple[str, str]]:
    """Give what is said of a problem in each language.

    Raises KeyError for a code that nobody wrote.
    """
    return CATALOGUE.get(code) or _of_sheets()[code]


@cache
def _of_sheets() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    # Only now: the job that opens a pull request imports this module where no package is installed.
    from knowledge.sheets import registry
    from knowledge.sheets.field_texts import FIELDS
    from knowledge.sheets.file_texts import FILES

    return {
        **FIELDS,
        **FILES,
        **{code: said for kind in registry.KINDS.values() for code, said in kind.texts.items()},
    }


def say(problem: Problem, tongue: Tongue) -> str:
    """Tell what happened."""
    return _fill(problem, tongue, 0)


def mend(problem: Problem, tongue: Tongue) -> str:
    """Tell how to mend it."""
    return _fill(problem, tongue, 1)


def _fill(problem: Problem, tongue: Tongue, part: int) -> str:
    template = texts(problem.code)[tongue][part]
    if tongue == "fr":
        template = typography.french(template)
    # str.replace, not str.format: a fact is text from outside and may hold braces.
    for name, fact in problem.facts.items():
        key, _, only = name.partition(".")
        if only in {"", tongue}:
            template = template.replace("{" + key + "}", fact)
    return template


def what(problem: Problem, locale: str) -> str:
    """Return what happened, in the words of a locale."""
    return say(problem, cast(Tongue, locale))


def fix(problem: Problem, locale: str) -> str:
    """Return how to mend it, in the words of a locale."""
    return mend(problem, cast(Tongue, locale))

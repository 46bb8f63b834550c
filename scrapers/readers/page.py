"""One watched page -> one raw entry that holds its whole main text, so that changes show.

A page of the law is not changed by a server that is down: a notice, a login or the home page in its
place is told, and compared with nothing.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import PageOptions, Source
from scrapers import readers
from scrapers.readers import body, html_page, page_head, script_pages, soup
from scrapers.readers.html_page import HtmlPage

# A notice is short; a longer text that speaks of maintenance has something to say.
_SHORT = 1_200
_NOTICE = re.compile(
    r"(site|page|service|application|plateforme|portail|syst[èe]me)s? (web )?(est|sont)? ?"
    r"(actuellement |momentanément |temporairement )?(en (cours de )?maintenance|en travaux"
    r"|indisponibles?|inaccessibles?|hors service)"
    r"|^(en )?maintenance( en cours)?\W*$|maintenance (est )?en cours|maintenance programmée"
    r"|(site|page|service|application|plateforme|portail|serveur|contenu|formulaire)\b.{0,60}"
    r"(momentanément|temporairement) (indisponible|inaccessible|hors service|suspendu)"
    r"|^(momentanément|temporairement) (indisponible|inaccessible|hors service)"
    r"|opérations? de maintenance"
    r"|(nous )?(revenons|serons de retour|de retour) (bientôt|très vite|dans quelques)"
    r"|(page|document) (introuvable|non trouvée?|inexistante?)"
    r"|page (que vous .{0,40})?n.existe (pas|plus)"
    r"|erreur (interne|404|500|50[234]|du serveur)|accès (refusé|interdit)"
    r"|under (maintenance|construction)|(scheduled|planned) maintenance|down for maintenance"
    r"|(temporarily|currently) (unavailable|down|offline|out of service)|service unavailable"
    r"|be (right )?back (soon|shortly)|page (was )?not found|internal server error|access denied"
    r"|(website|site|pagina|dienst|platform|toepassing) (is|zijn) (momenteel |tijdelijk )?"
    r"(in onderhoud|onbeschikbaar|niet (beschikbaar|bereikbaar)|buiten (dienst|gebruik))"
    r"|^in onderhoud\b|wegens (gepland )?onderhoud"
    r"|onderhoud (aan|van) (de|onze) (website|site|server)"
    r"|tijdelijk (onbeschikbaar|niet (beschikbaar|bereikbaar)|buiten (dienst|gebruik))"
    r"|(binnenkort|zo) (weer |terug )?(terug|online|beschikbaar)"
    r"|pagina (is |werd |kon )?niet (worden )?gevonden|pagina bestaat niet( meer)?"
    r"|werkzaamheden aan (de|onze) (website|site|server)"
    r"|toegang geweigerd|interne serverfout",
    re.IGNORECASE,
)
# A page of a sentence or two that says so is nothing else; a longer one may explain it.
_BRIEF = 300
_SENTENCE = re.compile(
    r"une erreur (s.est produite|est survenue)|veuillez (ré)?essayer|réessaye[rz] plus tard"
    r"|session (a |est )?expirée?|(devez|veuillez) vous (re)?(connecter|identifier|authentifier)"
    r"|accept(er|ez)(-vous)? (tous )?(les |nos )?cookies|tout accepter"
    r"|er is een fout opgetreden|er (ging|is) iets mis|probeer (het )?(later|straks)"
    r"|kom (later|straks) (nog eens )?terug|(sessie|aanmelding) is verlopen"
    r"|(moet|gelieve) (u|je|zich) (aan te melden|aanmelden|in te loggen)"
    r"|(alle )?cookies (aanvaarden|accepteren)"
    r"|something went wrong|try again later|gateway time-?out|bad gateway"
    r"|page .{0,60}(could not be found|does not exist|doesn.t exist|no longer exists)"
    r"|checking your browser|(must|need to|please) (log|sign) in|session has expired"
    r"|accept (all )?cookies",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"(^|[/._-])(40[34]|50[0-4]|errors?|erreur|fout(melding)?|not-?found|introuvable|maintenance"
    r"|onderhoud)([/._-]|$)",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(^|[/._-])(log-?in|sign-?in|sso|oauth2?|saml2?|adfs|connexion|identification|aanmelden"
    r"|inloggen)([/._-]|$)",
    re.IGNORECASE,
)


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one raw entry; its `text` has one paragraph a line, NFC, single spaces.

    What moves without meaning (banner, menu, counter, view id, nonce, day of printing, share links)
    is not in it, nor what `remove` names. Raises ReadError "shape_page" when what `body` selects is
    not there or holds no text, "page_notice" and "page_elsewhere" when another page stands for it.
    """
    options = readers.options_of(source, PageOptions)
    whole = html_page.parse(snapshot)
    title = page_head.title(whole)
    _check(whole, snapshot, body.lines(whole, [whole.main]))
    language, canonical = page_head.language(whole), page_head.canonical(whole)
    twins = page_head.twins(whole)
    seen = soup.glimpse_of(whole.tree)
    code = "made_by_script" if script_pages.is_made_by_script(whole) else "shape_page"
    own = body.strip(whole, options.remove)
    paragraphs = body.lines(own, body.parts(own, options.body))
    if not paragraphs:
        raise ReadError(code, url=snapshot.url, selector=options.body or "main", seen=seen)
    yield RawEntry(
        url=snapshot.url,
        title=title,
        lang=language,
        canonical=canonical,
        twins=twins,
        text="\n".join(paragraphs),
        problem=soup.missing(snapshot.url, title),
    )


def _check(page: HtmlPage, snapshot: Snapshot, paragraphs: list[str]) -> None:
    """Raise ReadError "page_elsewhere" or "page_notice" where something stands for the page."""
    seen = soup.glimpse_of(page.tree)
    if _is_another(page, snapshot, paragraphs):
        raise ReadError("page_elsewhere", url=snapshot.asked, target=snapshot.url, seen=seen)
    if _is_notice(soup.words(page.tree.title), page_head.title(page), *paragraphs):
        raise ReadError("page_notice", url=snapshot.url, seen=" ".join(paragraphs)[:120] or seen)


def _is_another(page: HtmlPage, snapshot: Snapshot, paragraphs: list[str]) -> bool:
    return _is_led_elsewhere(snapshot) or _asks_for_password(page, paragraphs)


def _is_notice(*texts: str) -> bool:
    """Return whether all there is to read is a few words that the page is not there now."""
    length = sum(map(len, texts))
    if length <= _BRIEF and any(map(_SENTENCE.search, texts)):
        return True
    return length <= _SHORT and any(map(_NOTICE.search, texts))


def _is_led_elsewhere(snapshot: Snapshot) -> bool:
    """Return whether a redirect led from a page to a home, a login or an error."""
    if not snapshot.asked or snapshot.asked == snapshot.url:
        return False
    there, here = urlsplit(snapshot.url), urlsplit(snapshot.asked)
    if _has_become(page_head.HOME.fullmatch, there.path, here.path):
        return not there.query
    places = (_LOGIN.search, _ERROR.search)
    return any(_has_become(found, there.path, here.path) for found in places)


def _has_become(found: Callable[[str], object], there: str, here: str) -> bool:
    return bool(found(there)) and not found(here)


def _asks_for_password(page: HtmlPage, paragraphs: list[str]) -> bool:
    if not page.tree.select_one("input[type=password i]"):
        return False
    return sum(map(len, paragraphs)) < _SHORT

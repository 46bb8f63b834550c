"""A page -> its main part and the paragraphs in it, without what stands around a text on every
site.
"""

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from scrapers.readers import soup

# Never text, whatever the site.
DEAD = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "canvas",
    "button",
    "input",
    "select",
)
# What stands around a text, unless it holds the page's title (some sites wrap the whole page in a
# <form>).
AROUND = frozenset(("nav", "aside", "form", "dialog", "header", "footer"))
ROLES = frozenset(
    ("navigation", "complementary", "search", "banner", "contentinfo", "dialog", "alertdialog")
)
UNSEEN = frozenset(("visually-hidden", "sr-only", "screen-reader-text", "element-invisible"))
NOISY_NAME = re.compile(
    r"(^|[-_])(cookies?|consent|cmplz|breadcrumbs?|pager|pagination|toc|share|sharing|sharer|related|keep-reading|"
    r"read-more|see-also|skip-link|comments?)([-_]|$)|^tarteaucitron|^(region-)?sidebar|^fil-ariane|view-mode-teaser",
    re.IGNORECASE,
)
MORE = re.compile(
    r"(à |a )?(lire|voir) (aussi|également)|sur le même (sujet|thème)|dans la même rubrique|partager.{0,20}|"
    r"delen.{0,12}|articles? (liés|similaires|connexes)|(lees|zie) ook|meer nieuws|verwante .{0,25}|"
    r"gerelateerde .{0,25}|related .{0,25}|see also|read also",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"sur cette page|op deze pagina|on this page|vous êtes ici.*|u bent hier.*|ajouter à ma liste de lecture|"
    r"(partager|delen|share)( (sur|op|on))?|aller au contenu principal|haut de page|naar boven|imprimer( la page)?|"
    r"envoyer la page par e-?mail|bloc des outils de page",
    re.IGNORECASE,
)
# Lines that move while the text does not: counters, the day of printing, the day of the last touch.
MOVING = re.compile(
    r"(imprimé|afgedrukt|geprint|printed)\b.{0,40}|"
    r"(page )?(vue|lue|consultée|bekeken|gelezen|viewed)\b.{0,30}\d.{0,15}|"
    r"[\d .,]+ ?(vues?|visites?|visiteurs?|lectures?|weergaven|bezoekers?|views|visits|keer (bekeken|gelezen))|"
    r"(dernière (mise à jour|modification)|mise? à jour|modifié|laatst (aangepast|bijgewerkt|gewijzigd)|bijgewerkt|"
    r"last (updated|modified)|page last).{0,40}\d{4}.{0,12}",
    re.IGNORECASE,
)
# A part that holds more of the page's text than this is the text, whatever it is called.
MOST = 0.8


def strip(page: BeautifulSoup, remove: Sequence[str] = ()) -> None:
    """Take out, in place, what is not the page's own text, and what the selectors of `remove` name."""
    for dead in [*page.find_all(DEAD), *(page.select(", ".join(remove)) if remove else ())]:
        dead.decompose()
    whole = len(page.get_text())
    for tag in page.find_all(_aside):
        if not tag.decomposed and not _carries(tag, whole):
            tag.decompose()
    for heading in page.find_all(["h2", "h3", "h4"]):
        if not heading.decomposed and MORE.fullmatch(soup.words(heading).rstrip(" :")):
            _drop_section(heading)


def main(page: BeautifulSoup) -> Tag:
    """Give the part of the page that holds its text: <main>, else an article, else what has its
    name.
    """
    found = page.find("main") or page.find(role="main") or page.find("article")
    found = found or page.select_one("#content, #main, .content") or page.find("body")
    return found if isinstance(found, Tag) else page


def parts(page: BeautifulSoup, selector: str) -> list[Tag]:
    """Give what the selector picks, outermost only; the main part where it is empty."""
    if not selector:
        return [main(page)]
    picked: list[Tag] = []
    for tag in page.select(selector):
        if not any(parent is kept for parent in tag.parents for kept in picked[-1:]):
            picked.append(tag)
    return picked


def lines(nodes: Sequence[Tag]) -> list[str]:
    """Give the paragraphs of a text; no boilerplate, and none of the lines that move while the text
    does not.
    """
    found = [line for node in nodes for line in soup.paragraphs(node)]
    return [line for line in found if not BOILERPLATE.fullmatch(line) and not _moves(line)]


def _moves(line: str) -> bool:
    return len(line) <= 90 and bool(MOVING.fullmatch(line))


def _aside(tag: Tag) -> bool:
    """Say whether a part looks like what stands around a text, by its element, its role or its
    name.
    """
    if tag.name in ("html", "body", "main"):
        return False
    if tag.name in AROUND or tag.get("role") in ROLES or tag.has_attr("hidden"):
        return True
    names = [*(tag.get("class") or ()), tag.get("id") or ""] if tag.attrs else ()
    return any(name in UNSEEN or NOISY_NAME.search(str(name)) for name in names)


def _carries(tag: Tag, whole: int) -> bool:
    """Say whether a part holds the page's title or most of its text: then its name or role
    misleads.
    """
    if tag.find(["h1", "main"]):
        return True
    return tag.name not in ("nav", "aside") and len(tag.get_text()) > MOST * whole


def _drop_section(heading: Tag) -> None:
    """Take out a heading and what follows it, to the next heading of its rank or above."""
    section = [heading]
    for sibling in heading.next_siblings:
        if isinstance(sibling, Tag):
            if re.fullmatch(r"h[1-6]", sibling.name) and sibling.name <= heading.name:
                break
            section.append(sibling)
    for tag in section:
        tag.decompose()

"""A page -> its own text, without what stands around a text on every site."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import filterfalse

from bs4 import BeautifulSoup, PageElement, Tag

from scrapers.readers import soup
from scrapers.readers.html_page import HtmlPage

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
# What stands around a text, unless it holds the page's title: some sites wrap the whole page in a
# <form>.
AROUND = frozenset(("nav", "aside", "form", "dialog", "header", "footer"))
ROLES = frozenset(
    ("navigation", "complementary", "search", "banner", "contentinfo", "dialog", "alertdialog")
)
UNSEEN = frozenset(("visually-hidden", "sr-only", "screen-reader-text", "element-invisible"))
NOISY_NAME = re.compile(
    r"(^|[-_])(cookies?|consent|cmplz|breadcrumbs?|pager|pagination|toc|share|sharing|sharer"
    r"|related|keep-reading|read-more|see-also|skip-link|comments?)([-_]|$)"
    r"|^tarteaucitron|^(region-)?sidebar|^fil-ariane|view-mode-teaser",
    re.IGNORECASE,
)
MORE = re.compile(
    r"(à |a )?(lire|voir) (aussi|également)|sur le même (sujet|thème)|dans la même rubrique"
    r"|partager.{0,20}|delen.{0,12}|articles? (liés|similaires|connexes)|(lees|zie) ook"
    r"|meer nieuws|verwante .{0,25}|gerelateerde .{0,25}|related .{0,25}|see also|read also",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"sur cette page|op deze pagina|on this page|vous êtes ici.*|u bent hier.*"
    r"|ajouter à ma liste de lecture|(partager|delen|share)( (sur|op|on))?"
    r"|aller au contenu principal|haut de page|naar boven|imprimer( la page)?"
    r"|envoyer la page par e-?mail|bloc des outils de page",
    re.IGNORECASE,
)
# Lines that move while the text does not: counters, the day of printing, the day of the last touch.
MOVING = re.compile(
    r"(imprimé|afgedrukt|geprint|printed)\b.{0,40}"
    r"|(page )?(vue|lue|consultée|bekeken|gelezen|viewed)\b.{0,30}\d.{0,15}"
    r"|[\d .,]+ ?(vues?|visites?|visiteurs?|lectures?|weergaven|bezoekers?|views|visits"
    r"|keer (bekeken|gelezen))"
    r"|(dernière (mise à jour|modification)|mise? à jour|modifié"
    r"|laatst (aangepast|bijgewerkt|gewijzigd)|bijgewerkt"
    r"|last (updated|modified)|page last).{0,40}\d{4}.{0,12}",
    re.IGNORECASE,
)
LONGEST_MOVING = 90
# A part that holds more of the page's text than this is the text, whatever it is called.
MOST = 0.8


def strip(page: HtmlPage, remove: Sequence[str] = ()) -> HtmlPage:
    """Return the page with nothing but its own text in its tree.

    What stands around the text, and what the selectors of `remove` name, is taken out of the tree
    of the page that is given too: read first what the whole page states.
    """
    tree = page.tree
    unwanted = tree.find_all(DEAD)
    if remove:
        unwanted += tree.select(", ".join(remove))
    _drop_all(unwanted)
    _drop_surroundings(tree)
    _drop_see_also(tree)
    return replace(page)


def parts(page: HtmlPage, selector: str) -> list[Tag]:
    """Return what the selector picks, outermost only; the main part where it is empty."""
    if not selector:
        return [page.main]
    picked: list[Tag] = []
    for tag in page.tree.select(selector):
        if not _is_inside(tag, picked[-1:]):
            picked.append(tag)
    return picked


def lines(page: HtmlPage, nodes: Sequence[Tag]) -> list[str]:
    """Return the paragraphs of some parts of a page, without the lines that say nothing.

    Those are boilerplate, and what moves while the text does not.
    """
    found: list[str] = []
    for node in nodes:
        found += _lines_of(page, node)
    return list(filterfalse(_is_noise, found))


def _lines_of(page: HtmlPage, node: Tag) -> Sequence[str]:
    if node is page.main:
        return page.lines
    return soup.paragraphs(node)


def _is_inside(tag: Tag, holders: Sequence[Tag]) -> bool:
    # By identity: two tags are equal where they are written alike.
    parents = set(map(id, tag.parents))
    return not parents.isdisjoint(map(id, holders))


def _is_noise(line: str) -> bool:
    if BOILERPLATE.fullmatch(line):
        return True
    return len(line) <= LONGEST_MOVING and bool(MOVING.fullmatch(line))


def _drop_all(tags: Sequence[Tag]) -> None:
    for tag in tags:
        tag.decompose()


def _drop_surroundings(tree: BeautifulSoup) -> None:
    whole = len(tree.get_text())
    for tag in tree.find_all(_looks_around):
        if not tag.decomposed and not _carries_text(tag, whole):
            tag.decompose()


def _looks_around(tag: Tag) -> bool:
    """Return whether an element's kind, role or name is that of what stands around a text."""
    if tag.name in AROUND:
        return True
    if not tag.attrs or tag.name in ("html", "body", "main"):
        return False
    return _is_set_apart(tag) or _is_named_noise(tag)


def _is_set_apart(tag: Tag) -> bool:
    return tag.get("role") in ROLES or tag.has_attr("hidden")


def _is_named_noise(tag: Tag) -> bool:
    names = (*soup.classes(tag), soup.attribute(tag, "id"))
    return any(name in UNSEEN or NOISY_NAME.search(name) for name in names)


def _carries_text(tag: Tag, whole: int) -> bool:
    """Return whether a part holds the page's title or most of its text: its name then misleads."""
    if tag.find(["h1", "main"]):
        return True
    return tag.name not in ("nav", "aside") and len(tag.get_text()) > MOST * whole


def _drop_see_also(tree: BeautifulSoup) -> None:
    """Drop the sections that lead to other pages."""
    for heading in tree.find_all(["h2", "h3", "h4"]):
        if not heading.decomposed and MORE.fullmatch(soup.words(heading).rstrip(" :")):
            _drop_all(_section(heading))


def _section(heading: Tag) -> list[Tag]:
    """Return a heading and what follows it, to the next heading of its rank or above."""
    section = [heading]
    for sibling in heading.next_siblings:
        if _outranks(sibling, heading):
            break
        if isinstance(sibling, Tag):
            section.append(sibling)
    return section


def _outranks(sibling: PageElement, heading: Tag) -> bool:
    if not isinstance(sibling, Tag) or not re.fullmatch(r"h[1-6]", sibling.name):
        return False
    return sibling.name <= heading.name

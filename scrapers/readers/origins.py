"""A page -> the addresses that it names as where its story comes from."""

import re
from collections.abc import Iterator

from bs4 import Tag

from scrapers.readers import soup
from scrapers.readers.html_page import HtmlPage

LABEL = re.compile(r"(?<![^\W_])(sources?|bron(nen)?)\s*:", re.IGNORECASE)
# "voir « … » sur le site du SPF Emploi", "zie ‘…’ op de website van de FOD"
ELSEWHERE = re.compile(
    r"sur le site (web |internet )?d|lire (l’article|la suite|l'article) sur"
    r"|communiqué (complet )?sur|op de (web)?site van|lees (verder|meer) op|on the (web)?site of",
    re.IGNORECASE,
)
LONGEST = 600


def of_page(page: HtmlPage, title: str) -> Iterator[str]:
    """Yield the addresses of the pages that the main part names as where its story comes from.

    Those are the links after "Source :" or "Bron:", and the links to another site in a sentence
    that says so, or that bear the page's own title.
    """
    seen = set()
    for link, target, words in _links_in_paragraphs(page):
        if target in seen or not words:
            continue
        label = soup.words(link)
        if _is_named(label, words) or (
            _is_same_story(label, words, title) and not soup.same_site(target, page.base)
        ):
            seen.add(target)
            yield target


def _links_in_paragraphs(page: HtmlPage) -> Iterator[tuple[Tag, str, str]]:
    """Yield each link of the main part with its address and the words around it."""
    paragraphs: dict[int, str] = {}
    for link, target in page.links:
        holder = link.find_parent(list(soup.BLOCKS)) or page.main
        if id(holder) not in paragraphs:
            paragraphs[id(holder)] = _paragraph(holder)
        yield link, target, paragraphs[id(holder)]


def _paragraph(holder: Tag) -> str:
    """Return the words around a link, with the label of the element before; "" for too many."""
    words = soup.words(holder)
    if len(words) > LONGEST:
        return ""
    return f"Source : {words}" if _is_labelled(holder) else words


def _is_named(label: str, words: str) -> bool:
    return bool(label and LABEL.search(words.partition(label)[0]))


def _is_same_story(label: str, words: str, title: str) -> bool:
    same_title = bool(label) and label.casefold() == title.casefold()
    return same_title or bool(ELSEWHERE.search(words))


def _is_labelled(holder: Tag) -> bool:
    """Return whether the label is all of the element before: <dt>Source :</dt><dd><a …>."""
    before = holder.find_previous_sibling()
    return isinstance(before, Tag) and bool(LABEL.fullmatch(soup.words(before)))

"""A page -> the addresses that it names as where its story comes from."""

import re
from collections.abc import Iterator

from bs4 import Tag

from scrapers.readers import soup

LABEL = re.compile(r"(?<![^\W_])(sources?|bron(nen)?)\s*:", re.IGNORECASE)
# "voir « … » sur le site du SPF Emploi", "zie ‘…’ op de website van de FOD"
ELSEWHERE = re.compile(
    r"sur le site (web |internet )?d|lire (l’article|la suite|l'article) sur|communiqué (complet )?sur|"
    r"op de (web)?site van|lees (verder|meer) op|on the (web)?site of",
    re.IGNORECASE,
)
LONGEST = 600


def inside(main: Tag, start: str, title: str) -> Iterator[str]:
    """Yield the links after "Source :" or "Bron:", and those to another site that say so or bear
    the same title.
    """
    paragraphs: dict[int, str] = {}
    seen = set()
    for link, target in soup.links(main, start):
        holder = link.find_parent(list(soup.BLOCKS)) or main
        if id(holder) not in paragraphs:
            paragraphs[id(holder)] = _paragraph(holder)
        if target not in seen and _is_origin(
            soup.words(link), paragraphs[id(holder)], target, start, title
        ):
            seen.add(target)
            yield target


def _paragraph(holder: Tag) -> str:
    """Give the words around a link, "" for too many; with the label where that stands in the
    element before.
    """
    words = soup.words(holder)
    if len(words) > LONGEST:
        return ""
    return f"Source : {words}" if _labelled(holder) else words


def _is_origin(label: str, words: str, target: str, start: str, title: str) -> bool:
    if words and label and LABEL.search(words.partition(label)[0]):
        return True
    if not words or soup.same_site(target, start):
        return False
    return bool(label and label.casefold() == title.casefold()) or bool(ELSEWHERE.search(words))


def _labelled(holder: Tag) -> bool:
    """Say whether the label stands in the element before: <dt>Source :</dt><dd><a …>."""
    before = holder.find_previous_sibling()
    return isinstance(before, Tag) and bool(LABEL.fullmatch(soup.words(before)))

"""A card of a list -> which of its links are labels (theme, author), and what its own one says."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from scrapers.readers import soup

_LABEL_RELS = frozenset(("tag", "category", "author"))
_LABEL_NAME = re.compile(
    r"(^|[-_])(tags?|themes?|thema(s|ts|tique)?|topics?|rubri(que|ek)s?|categor(y|ie|ies|ieen)"
    r"|labels?|badges?|chips?|pills?|kicker|taxonomy|author|auteur|byline)([-_]|$)",
    re.IGNORECASE,
)
_LABEL_PATH = re.compile(
    r"(^|/)(tags?|themes?|thema(s|tique|tiques)?|topics?|rubri(que|ek)s?|categor(y|ie|ies|ieen)"
    r"|mots?-cles?|keywords?|trefwoord(en)?|authors?|auteurs?|taxonomy)/[^/]+/?$",
    re.IGNORECASE,
)


def is_label(link: Tag, target: str, row: Tag, selector: str = "") -> bool:
    """Return whether a link of a row leads to its theme or author, and not to its own page.

    `selector` is the one of the source's themes.
    """
    if not _LABEL_RELS.isdisjoint(map(str, link.get_attribute_list("rel"))):
        return True
    if _LABEL_PATH.search(urlsplit(target).path):
        return True
    inside = list(_to_row(link, row))
    if any(map(_is_named_label, inside)):
        return True
    themes = set(map(id, row.select(selector))) if selector else set()
    return not themes.isdisjoint(map(id, inside))


def words(link: Tag | None, target: str, row: Tag, origin: str) -> str:
    """Return the words of a row's own link, or of another to the same page where it is an image."""
    said = soup.words(link)
    if said:
        return said
    for other, address in soup.links(row, origin):
        if address == target and (said := soup.words(other)):
            return said
    return ""


def _to_row(link: Tag, row: Tag) -> Iterator[Tag]:
    """Yield a link and what holds it, below the row."""
    holder: Tag | None = link
    while holder is not None and holder is not row:
        yield holder
        holder = holder.parent


def _is_named_label(tag: Tag) -> bool:
    return any(map(_LABEL_NAME.search, soup.classes(tag)))

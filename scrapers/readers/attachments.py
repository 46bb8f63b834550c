"""HTML -> the files that it links to, with the title and the size that are printed there."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from bs4 import PageElement, Tag

from knowledge.model import RawDocument, Snapshot
from scrapers.readers import soup

ENDING = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|epub|zip)$", re.IGNORECASE)
TYPES = re.compile(
    r"application/(pdf|epub\+zip|zip|msword|vnd\.(openxmlformats|oasis|ms-))", re.IGNORECASE
)
# "477 KB", "2,6 Mo", "1.2 MiB", "3 200 octets"
SIZE = re.compile(
    r"\d[\d.,\u00a0\u202f ]{0,11}\s?(?:[kmg]i?[bo]|octets?|bytes?)\b",
    re.IGNORECASE,
)
# What stands about a size or a format in a link's text: "(PDF, 477 Ko)", "[pdf - 2,6 Mo]",
# "- 3,2 Mo".
FORMAT = r"(?:pdf|docx?|word|xlsx?|excel|pptx?|odt|ods|epub|zip)"
LABEL = re.compile(
    rf"[(\[]\s*+(?:{FORMAT}\b)?[\s,;:–-]*+(?:{SIZE.pattern})?\s*[)\]]\s*$"
    rf"|(?:[,;–-]\s*+)?(?:{FORMAT}\b[\s,;:–-]*+)?(?:{SIZE.pattern})\s*$",
    re.IGNORECASE,
)
BEFORE_SIZE = re.compile(rf"^[\s(\[,;:–-]*(?:{FORMAT}\b)?[\s,;:–-]*", re.IGNORECASE)
LINKED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|epub|zip)\b", re.IGNORECASE)
AFTER = 40


def is_document(target: str, mime: str = "") -> bool:
    """Return whether an address, or the type stated for it, is a file and not a page."""
    return bool(TYPES.match(mime) or ENDING.search(unquote(urlsplit(target).path)))


def is_file(snapshot: Snapshot) -> bool:
    """Return whether what answered is a file, by its first bytes (PDF, ZIP) or its type."""
    kind = snapshot.headers.get("content-type", "").strip().lower()
    opens = snapshot.body[:4]
    return (
        opens in (b"%PDF", b"PK\x03\x04")
        or bool(TYPES.match(kind))
        or kind.startswith(("image/", "audio/", "video/"))
    )


def in_markup(markup: str, start: str) -> Iterator[RawDocument]:
    """Yield the files that a piece of HTML links to; parses it only where one may stand."""
    if LINKED.search(markup):
        piece = soup.fragment(markup)
        if not soup.too_deep(piece):
            yield from among(soup.links(piece, start))


def among(links: Iterable[tuple[Tag, str]]) -> Iterator[RawDocument]:
    """Yield each file that some links lead to, once; a link comes with its absolute address."""
    seen = set()
    for link, target in links:
        if target not in seen and is_document(target, soup.attribute(link, "type")):
            seen.add(target)
            yield _document(link, target)


def _document(link: Tag, target: str) -> RawDocument:
    label = soup.words(link)
    return RawDocument(target, LABEL.sub("", label).strip(), _size(link, label))


def _size(link: Tag, label: str) -> str:
    """Return the size that is printed in the link, in its title or after it, or ""."""
    in_link = SIZE.search(label) or SIZE.search(soup.attribute(link, "title"))
    found = in_link or SIZE.match(_after(link))
    if not found:
        return ""
    return found[0].strip()


def _after(link: Tag) -> str:
    """Return what is printed after the link, from its size on: "PDF - 2,6 Mo", "(PDF, 477 Ko)"."""
    text = ""
    for following in link.next_siblings:
        if len(text) > AFTER or _ends_line(following):
            break
        text += _printed(following)
    return BEFORE_SIZE.sub("", soup.squeeze(text)[:AFTER])


def _ends_line(piece: PageElement) -> bool:
    return isinstance(piece, Tag) and (piece.name == "a" or piece.name in soup.BLOCKS)


def _printed(piece: PageElement) -> str:
    if isinstance(piece, Tag):
        return soup.words(piece)
    return str(piece)

"""Snapshot -> a tree of HTML, and the words and addresses in it. What every reader of HTML shares."""

import re
import unicodedata
import warnings
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.element import CData

from knowledge.errors import ReadError
from knowledge.model import Snapshot
from scrapers.clean.charset import decode

# Elements that begin and end a paragraph; any other stands inside a line.
BLOCK_NAMES = """
address article aside blockquote body caption details dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
h5 h6 header hr legend li main nav ol p pre section summary table tbody tfoot thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
# Elements that part two words without ending the paragraph.
GAPS = frozenset(("br", "option", "td", "th"))
SHARE_HOSTS = re.compile(
    r"(^|\.)(facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|addtoany|addthis|sharethis)\.com$"
    r"|^(www\.)?(t|wa|telegram)\.(co|me)$|^bsky\.app$"
)
DEEPEST = 300
# Characters that no reader sees: soft hyphen, zero-width space and joiners, word joiner, byte order
# mark.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def parse(snapshot: Snapshot) -> BeautifulSoup:
    """Read the body as HTML, however broken.

    Raises ReadError "too_dense" for a nesting that no page has.
    """
    page = fragment(decode(snapshot))
    if too_deep(page):
        raise ReadError("too_dense", url=snapshot.url)
    return page


def fragment(markup: str) -> BeautifulSoup:
    """Read a piece of HTML, or plain text, that stands in a feed or an API's answer."""
    with warnings.catch_warnings():
        # An XML page is no HTML page: the reader says so itself, in words that a coordinator
        # understands.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.filterwarnings("ignore", message=r"(?s).*looks more like")
        return BeautifulSoup(markup, "lxml")


def too_deep(page: BeautifulSoup) -> bool:
    """Say whether elements nest deeper than any page's do: what looks upwards from each would take
    quadratic time.
    """
    depths = {id(page): 0}
    for tag in page.find_all(True):
        depth = depths[id(tag)] = depths[id(tag.parent)] + 1
        if depth > DEEPEST:
            return True
    return False


def paragraphs(node: Tag) -> list[str]:
    """Give the text that a person sees, one string a paragraph: NFC, single spaces, nothing empty."""
    lines: list[list[str]] = []
    block: Tag | None = None
    for piece in node.descendants:
        if isinstance(piece, Tag):
            if piece.name in GAPS and lines:
                lines[-1].append(" ")
        elif isinstance(piece, NavigableString) and type(piece) in (NavigableString, CData):
            holder = _block(piece, node)
            if holder is not block or not lines:
                lines.append([])
                block = holder
            lines[-1].append(str(piece))
    return [line for line in (squeeze("".join(pieces)) for pieces in lines) if line]


def words(node: Tag | None) -> str:
    """Give the text that a person sees as one line; "" for no node."""
    return " ".join(paragraphs(node)) if node is not None else ""


def squeeze(text: str) -> str:
    """Make white space single and ordinary, accents composed (NFC), and leave out what nobody sees."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def base(page: BeautifulSoup, snapshot: Snapshot) -> str:
    """Give the address that the page's relative links start from."""
    return address(page.find("base", href=True), snapshot.url) or snapshot.url


def address(link: Tag | str | None, start: str) -> str:
    """Give a link's absolute http(s) address, "" when it is none."""
    href = (
        link if isinstance(link, str) else str(link.get("href") or "") if link is not None else ""
    )
    if not href.strip():
        return ""
    try:
        joined = urljoin(start, href.strip())
        parts = urlsplit(joined)
        return joined if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def links(node: Tag, start: str) -> Iterator[tuple[Tag, str]]:
    """Yield the links that lead to a page: no share button, mail address, print view or mark on the
    same page.
    """
    candidates = [node] if node.name == "a" else node.find_all("a", href=True)
    for link in candidates:
        href = str(link.get("href") or "").strip()
        target = address(href, start)
        if target and not href.startswith("#") and not is_share(target):
            yield link, target


def is_share(target: str) -> bool:
    """Say whether an address shares or prints the page instead of showing another."""
    parts = urlsplit(target)
    host = parts.hostname or ""
    if SHARE_HOSTS.search(host):
        return True
    return bool(re.search(r"(^|/)(print|printpdf|forward|sharer?)(/|$)", parts.path))


def metadata(page: BeautifulSoup, *names: str) -> str:
    """Give the content of the first <meta> that bears one of the names, "" when there is none."""
    stated: dict[str, str] = {}
    for tag in page.find_all("meta", content=True):
        name = str(tag.get("property") or tag.get("name") or "").lower()
        stated[name] = stated.get(name) or squeeze(str(tag["content"]))
    return next((stated[name] for name in names if stated.get(name)), "")


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses are of one site: the same host, www or not, or one a subdomain of
    the other.
    """
    first, second = (urlsplit(url).hostname or "" for url in (one, other))
    first, second = first.removeprefix("www."), second.removeprefix("www.")
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def node_type(tag: Tag) -> str:
    """Give the kind that Drupal writes as a class: "event" for node--type-event, on the element or
    the first inside.
    """
    for place in (tag, *tag.select('[class*="node--type-"]')[:1]):
        for name in place.get_attribute_list("class") if place.get("class") else ():
            if str(name).startswith("node--type-"):
                return str(name).removeprefix("node--type-")
    return ""


def glimpse(text: str) -> str:
    """Say in a few words what came instead of what was expected: a page's title, or how it begins."""
    return glimpse_of(fragment(text[:20_000]))


def glimpse_of(page: BeautifulSoup) -> str:
    """Say in a few words what page this is."""
    return (words(page.title) or words(page))[:80] or "an empty page"


def _block(piece: NavigableString, top: Tag) -> Tag:
    holder = piece.parent
    while holder is not None and holder is not top and holder.name not in BLOCKS:
        holder = holder.parent
    return holder if holder is not None else top

"""HTML -> a tree, and the words and addresses in it: what every reader of HTML shares."""

import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag, XMLParsedAsHTMLWarning
from bs4.element import CData

from knowledge import link_wrappers
from scrapers.clean import text_clean

# Elements that begin and end a paragraph; any other stands inside a line.
BLOCK_NAMES = """
address article aside blockquote body caption details dd div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary
table tbody tfoot thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
# Elements that part two words without ending the paragraph.
GAPS = frozenset(("br", "option", "td", "th"))
SHARE_HOSTS = re.compile(
    r"(^|\.)(facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|addtoany|addthis|sharethis)"
    r"\.com$"
    r"|^(www\.)?(t|wa|telegram)\.(co|me)$|^bsky\.app$"
)
SHARE_PATHS = re.compile(r"(^|/)(print|printpdf|forward|sharer?)(/|$)")
DEEPEST = 300
# The pieces of text that a person sees; comments and doctypes are of other classes.
TEXT = (NavigableString, CData)
# Characters that no reader sees: soft hyphen, zero-width space and joiners, word joiner, byte order
# mark.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# "www.example.org/page": what a person typed for an address, and no page beside this one.
_NO_SCHEME = re.compile(r"www\.[\w-]{1,63}(\.[\w-]{1,63}){1,5}(?=[/?#:]|$)", re.IGNORECASE)


def fragment(markup: str) -> BeautifulSoup:
    """Parse a page, or a piece of HTML or plain text from a feed or an API."""
    with warnings.catch_warnings():
        # An XML page is no HTML page: the reader says so itself, in words that a coordinator
        # understands.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.filterwarnings("ignore", message=r"(?s).*looks more like")
        return BeautifulSoup(markup, "lxml")


def too_deep(page: BeautifulSoup) -> bool:
    """Return whether elements nest deeper than any page's do.

    What looks upwards from each of them would take quadratic time.
    """
    depths = {id(page): 0}
    for tag in page.descendants:
        if isinstance(tag, Tag):
            depth = depths[id(tag)] = depths[id(tag.parent)] + 1
            if depth > DEEPEST:
                return True
    return False


class Line(NamedTuple):
    """A paragraph as a person sees it, and the element that holds it."""

    holder: Tag
    text: str


class Paragraphs:
    """Takes the pieces of a part in their order and puts its paragraphs together."""

    def __init__(self, top: Tag) -> None:
        self._top = top
        self._blocks: list[tuple[Tag, list[str]]] = []

    def __len__(self) -> int:
        return len(self._blocks)

    def take(self, piece: PageElement) -> None:
        """Take in the next piece: a text, or an element that parts two words."""
        if isinstance(piece, Tag):
            if piece.name in GAPS and self._blocks:
                self._blocks[-1][1].append(" ")
        elif type(piece) in TEXT:
            self._add(_block(piece, self._top), str(piece))

    def _add(self, holder: Tag, text: str) -> None:
        if not self._blocks or self._blocks[-1][0] is not holder:
            self._blocks.append((holder, []))
        self._blocks[-1][1].append(text)

    def lines(self) -> list[Line]:
        """Return the paragraphs as a person sees them: NFC, single spaces; "" for an empty one."""
        found = []
        for holder, pieces in self._blocks:
            # What is left of "<" was no markup of the page: it must not be taken for markup later.
            found.append(Line(holder, text_clean.inert(squeeze("".join(pieces)))))
        return found


def lines(node: Tag, *, without: Iterable[Tag] = ()) -> list[Line]:
    """Return the paragraphs that a person sees, none empty; the elements `without` are left out."""
    found, skipped = Paragraphs(node), _identities(without)
    for piece in node.descendants:
        if id(piece) not in skipped:
            found.take(piece)
    return list(filter(lambda line: line.text, found.lines()))


def paragraphs(node: Tag, *, without: Iterable[Tag] = ()) -> list[str]:
    """Return the text that a person sees, one string a paragraph, none empty."""
    return [line.text for line in lines(node, without=without)]


def words(node: Tag | None) -> str:
    """Return the text that a person sees as one line; "" for no node."""
    if node is None:
        return ""
    return " ".join(paragraphs(node))


def attribute(tag: Tag, name: str) -> str:
    """Return what an attribute of the element holds, "" where it has none."""
    return str(tag.get(name) or "")


def classes(tag: Tag) -> list[str]:
    """Return the classes of the element."""
    return list(map(str, tag.get("class") or ()))


def squeeze(text: str) -> str:
    """Return the text with single spaces and composed accents (NFC), without what nobody sees."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def address(link: Tag | str | None, start: str) -> str:
    """Return a link's absolute http(s) address, "" when it is none."""
    href = _with_scheme(_href(link))
    if not href:
        return ""
    try:
        joined = urljoin(start, href)
        return joined if _is_web(joined) else ""
    except ValueError:
        return ""


def links(node: Tag, start: str) -> Iterator[tuple[Tag, str]]:
    """Yield the links that lead to a page, each with its absolute address.

    That is no share button, mail address, print view or mark on the same page.
    """
    for link in _anchors(node):
        href = attribute(link, "href").strip()
        target = address(href, start)
        if _leads_to_page(href, target):
            yield link, target


def _leads_to_page(href: str, target: str) -> bool:
    return bool(target) and not href.startswith("#") and not is_share(target)


def is_share(target: str) -> bool:
    """Return whether an address shares or prints the page instead of showing another."""
    parts = urlsplit(link_wrappers.unwrapped(target))
    if SHARE_HOSTS.search(parts.hostname or ""):
        return True
    return bool(SHARE_PATHS.search(parts.path))


def same_site(address: str, other: str) -> bool:
    """Return whether two addresses are of one site.

    That is one host, www or not, or one host that is a subdomain of the other.
    """
    first, second = _bare_host(address), _bare_host(other)
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def node_type(tag: Tag) -> str:
    """Return the kind that Drupal writes as a class, on the element or the first inside.

    That is "event" for node--type-event.
    """
    for place in (tag, *tag.select('[class*="node--type-"]')[:1]):
        for name in classes(place):
            if name.startswith("node--type-"):
                return name.removeprefix("node--type-")
    return ""


def missing(url: str, title: str) -> str:
    """Return the problem of an entry without an address or a title, "" for one that has both."""
    if not url:
        return "no_address"
    if not title:
        return "no_title"
    return ""


def glimpse(text: str) -> str:
    """Return a few words of what came instead of what was expected: its title, or how it begins."""
    return glimpse_of(fragment(text[:20_000]))


def glimpse_of(page: BeautifulSoup) -> str:
    """Return a few words that tell a person what page this is."""
    return (words(page.title) or words(page))[:80] or "an empty page"


def _href(link: Tag | str | None) -> str:
    if isinstance(link, Tag):
        return attribute(link, "href").strip()
    return (link or "").strip()


def _with_scheme(href: str) -> str:
    return f"https://{href}" if _NO_SCHEME.match(href) else href


def _is_web(address: str) -> bool:
    """Return whether an address is http(s) with a host. Raises ValueError for a malformed one."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _anchors(node: Tag) -> Iterable[Tag]:
    return [node] if node.name == "a" else node.find_all("a", href=True)


def _identities(tags: Iterable[Tag]) -> set[int]:
    """Return the identities of some elements and of all that is in them."""
    found: set[int] = set()
    for tag in tags:
        found.update(map(id, (tag, *tag.descendants)))
    return found


def _block(piece: PageElement, top: Tag) -> Tag:
    # Not by `parents`: a generator for each piece of text is slow.
    holder = piece.parent
    while holder is not None and holder is not top and holder.name not in BLOCKS:
        holder = holder.parent
    return holder or top


def _bare_host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")

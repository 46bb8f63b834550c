"""A page -> what it states of itself: title, language, its own address, its other languages."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from knowledge.i18n.text_fold import fold
from scrapers.clean import languages
from scrapers.readers import soup
from scrapers.readers.html_page import HtmlPage

# "/", "/fr/", "/nl-be/index.html", "/fr/node/12": where a language menu leads without a translation
HOME = re.compile(
    r"(/[a-z]{2}([-_][a-z]{2})?)?(/(index\.\w+|home|node/\d+))?/?",
    re.IGNORECASE,
)

# An ending that is no page's.
_FILE = re.compile(r"\.(?!x?html?$|php$|aspx?$)\w{2,4}$", re.IGNORECASE)
# The languages as menus name them, without accents and capitals.
_NAMES = {
    **dict.fromkeys(("fr", "francais"), "fr"),
    **dict.fromkeys(("nl", "nederlands"), "nl"),
    **dict.fromkeys(("en", "english"), "en"),
    **dict.fromkeys(("de", "deutsch"), "de"),
}


def title(page: HtmlPage) -> str:
    """Return the main heading, else og:title or <title> without the site's name."""
    site = page.stated("og:site_name")
    return next(_own_headings(page, site), "") or _in_head(page, site)


def _own_headings(page: HtmlPage, site: str) -> Iterator[str]:
    for heading in _headings(page):
        text = soup.words(heading)
        if text not in ("", site) and not is_of_site(heading):
            yield text


def _in_head(page: HtmlPage, site: str) -> str:
    return _without_site(page.stated("og:title") or soup.words(page.tree.title), site)


def is_of_site(heading: Tag) -> bool:
    """Return whether a heading is that of the site, of a menu or of what stands beside the text."""
    return bool(heading.find_parent(role="banner") or heading.find_parent(["nav", "aside"]))


def language(page: HtmlPage) -> str:
    """Return the language that <html lang> states, without its region; "" where it states none."""
    root = page.tree.find("html", lang=True)
    if not isinstance(root, Tag):
        return ""
    return languages.first_part(root["lang"])


def canonical(page: HtmlPage) -> str:
    """Return the address that the page says is its own (RFC 6596), or "".

    An address of another site, or of the site's home, does not count.
    """
    target = soup.address(page.tree.find("link", rel="canonical", href=True), page.base)
    return target if target and _may_be_own(target, page.url) else ""


def _may_be_own(target: str, address: str) -> bool:
    if _is_root(target) and not _is_root(address):
        return False
    return soup.same_site(target, address)


def twins(page: HtmlPage) -> tuple[tuple[str, str], ...]:
    """Return (language, address) of the page's other languages, from its head, else from a menu.

    A menu that leads to a home page, or to a page's number where no translation is, names no twin.
    Where no link states a language (`hreflang`), those that are the name of one do: "NL".
    """
    in_head = page.tree.find_all("link", rel="alternate", hreflang=True, href=True)
    found = _named_twins(page, in_head)
    found = found or _named_twins(page, page.tree.find_all("a", hreflang=True, href=True))
    return found or tuple(_switched(page))


def _headings(page: HtmlPage) -> list[Tag]:
    """Return the main headings, those in the main part first."""
    headings = page.tree.find_all("h1")
    inside = [heading for heading in headings if heading.find_parent(["main", "article"])]
    return [*inside, *headings]


def _named_twins(page: HtmlPage, links: list[Tag]) -> tuple[tuple[str, str], ...]:
    excluded = (language(page), "x", "")
    found: dict[tuple[str, str], None] = {}
    for link in links:
        lang, target = languages.first_part(link["hreflang"]), soup.address(link, page.base)
        if lang not in excluded and _is_twin(target, page):
            found[lang, target] = None
    return tuple(found)


def _switched(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """Yield the language and address of each link whose text is the name of another language.

    A language with two such links is named by a list of documents, not by a menu.
    """
    for lang, found in _language_links(page).items():
        target = min(found)
        if len(found) == 1 and soup.same_site(target, page.url) and _is_twin(target, page):
            yield lang, target


def _language_links(page: HtmlPage) -> dict[str, set[str]]:
    """Return where the links lead whose text is the name of another language, by language."""
    targets: dict[str, set[str]] = {}
    own = ("", language(page))
    for link in page.tree.find_all("a", href=True):
        lang, target = _NAMES.get(fold(soup.words(link)), ""), soup.address(link, page.base)
        if lang not in own and not _FILE.search(urlsplit(target).path):
            targets.setdefault(lang, set()).add(target)
    return targets


def _is_twin(target: str, page: HtmlPage) -> bool:
    """Return whether an address may be a translation: no home page, nor the page itself."""
    if target in ("", page.url, page.asked):
        return False
    return not HOME.fullmatch(urlsplit(target).path)


def _is_root(address: str) -> bool:
    return urlsplit(address).path in ("", "/")


def _without_site(text: str, site: str) -> str:
    if site:
        return re.sub(rf"\s+[|–—·-]\s+{re.escape(site)}$", "", text)
    head, _, last = text.rpartition(" | ")
    return head if head and last else text

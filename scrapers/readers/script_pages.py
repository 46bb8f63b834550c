"""A page -> whether JavaScript makes it in the browser, so that what its server sends is empty."""

import re

from scrapers.readers import soup
from scrapers.readers.html_page import HtmlPage

# Where the frameworks of the day put what they make.
_ROOTS = (
    "#root, #app, #__next, #__nuxt, #___gatsby, #svelte, #main-app, app-root, [ng-app],"
    " [data-reactroot], [data-server-rendered]"
)
_ASKS = re.compile(r"java ?script", re.IGNORECASE)
_WAITS = re.compile(r"\b(chargement|loading|laden|patientez|even geduld)\b", re.IGNORECASE)
# A page of fewer letters says nothing; one of few says little beside its menu.
_NOTHING = 80
_LITTLE = 600


def is_made_by_script(page: HtmlPage) -> bool:
    """Return whether a page has scripts and next to no text, but a place where to put it."""
    if page.tree.find("script") is None:
        return False
    text = _text(page)
    if len(text) > _LITTLE:
        return False
    return _waits(text) or _has_empty_root(page) or _asks_for_scripts(page)


def _waits(text: str) -> bool:
    """Return whether a text says nothing yet."""
    return len(text) < _NOTHING or bool(_WAITS.search(text))


def _text(page: HtmlPage) -> str:
    """Return what the main part says, without what only a browser without scripts shows."""
    body = page.tree.select_one("main") or page.tree.select_one("body") or page.tree
    unseen = body.find_all(["script", "style", "noscript", "template", "nav", "header", "footer"])
    return " ".join(soup.paragraphs(body, without=unseen))


def _has_empty_root(page: HtmlPage) -> bool:
    roots = page.tree.select(_ROOTS)
    return any(len(soup.words(root)) < _NOTHING for root in roots)


def _asks_for_scripts(page: HtmlPage) -> bool:
    return any(_ASKS.search(str(tag)) for tag in page.tree.find_all("noscript"))

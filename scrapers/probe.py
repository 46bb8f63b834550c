"""A site's address -> what it offers to a watch.

It may offer feeds, WordPress, a list, a sitemap, and a robots.txt that says what is allowed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from bs4 import Tag

from knowledge.errors import FetchError, ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import ListingOptions, Model, SitemapOptions, Source, WordpressOptions
from scrapers.context import start_address
from scrapers.http import robots
from scrapers.http.robots import Robots
from scrapers.offers import Offer, ProbeResult
from scrapers.readers import (
    feed,
    html_page,
    left_out,
    page_head,
    sandbox,
    script_pages,
    soup,
    visible_dates,
)
from scrapers.readers.html_page import HtmlPage

Get = Callable[[str], Snapshot]

FEED_TYPES = re.compile(r"application/(rss|atom)\+xml|application/(feed\+)?json", re.IGNORECASE)
FEED_LINKS = re.compile(r"(^|[/._=-])(rss|atom|feeds?)([/._=?&-]|$)", re.IGNORECASE)
USUAL_FEEDS = ("feed/", "rss.xml", "rss", "feed.xml", "atom.xml", "feed.json")
USUAL_SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml")
# Rows as content management systems write them, the most telling first.
USUAL_ROWS = (
    "li.views-row article",
    ".views-row",
    "article.teaser",
    "article.post",
    "main article",
    "main li:has(h3)",
)
USUAL_DATES = ("time", "[class*=date]", "[class*=created]")
# Titles of home pages that say nothing of the site.
_NAMELESS = re.compile(r"accueil|home(page)?|startpagina|welkom|bienvenue|", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|reacti", re.IGNORECASE)
MOST_FEEDS = 12
FEWEST_ROWS = 3


class _Site(NamedTuple):
    """The address asked about, how to ask, the page it gave, and what was tried in vain."""

    url: str
    get: Get
    snapshot: Snapshot
    page: HtmlPage
    missed: list[tuple[str, str]]


def probe(url: str, get: Get) -> ProbeResult:
    """Ask a site what it offers, in some twenty requests at most.

    `get` fetches one address, politely; a FetchError that it raises for the first is raised, for
    any other it is noted.
    """
    snapshot = get(url)
    site = _Site(url, get, snapshot, html_page.parse(snapshot), [])
    rules, verdict = _robots(site)
    offers = [
        *_feeds(site),
        *_wordpress(site),
        *_listing(site),
        *_sitemaps(site, rules.sitemaps),
    ]
    return ProbeResult(
        url=url,
        name=_name(site, offers),
        lang=page_head.language(site.page),
        robots=verdict,
        offers=(*offers, Offer("page", snapshot.url, 1)),
        missed=tuple(site.missed),
        by_script=script_pages.is_made_by_script(site.page),
    )


def _name(site: _Site, offers: list[Offer]) -> str:
    """Return the site's name: as it states it, as its feed does, else the title of the page."""
    stated = [site.page.stated("og:site_name"), *(offer.name for offer in offers)]
    return next(filter(None, stated), "") or _title(site)


def _title(site: _Site) -> str:
    """Return the title of the page, or the host where that says nothing of the site."""
    title = page_head.title(site.page)
    if _NAMELESS.fullmatch(title):
        return urlsplit(site.url).hostname or site.url
    return title


def _robots(site: _Site) -> tuple[Robots, str]:
    try:
        response = site.get(urljoin(site.url, "/robots.txt"))
    except FetchError as error:
        return robots.read(b""), str(error)
    rules = robots.of(response.status, response.body)
    if rules.rules is None:
        return rules, rules.verdict
    if rules.allows(site.url):
        return rules, "allowed"
    return rules, "disallowed by robots.txt"


def _feeds(site: _Site) -> list[Offer]:
    """Try the feeds that the page announces, then those it links to, then the usual addresses."""
    addresses = dict.fromkeys([*_announced(site), *_linked(site), *_usual(site, USUAL_FEEDS)])
    # Two addresses of one feed are one offer, the first: what the feed says it holds tells.
    offers: dict[tuple[str, int], Offer] = {}
    for address in list(addresses)[:MOST_FEEDS]:
        if offer := _feed(address, site):
            offers.setdefault((offer.name, offer.entries), offer)
    return list(offers.values())


def _announced(site: _Site) -> Iterator[str]:
    if FEED_TYPES.search(site.snapshot.headers.get("content-type", "")):
        yield site.snapshot.url
    for link in site.page.tree.find_all("link", rel="alternate", href=True):
        if _is_feed_of_entries(link):
            yield soup.address(link, site.page.base)


def _is_feed_of_entries(link: Tag) -> bool:
    if not FEED_TYPES.match(str(link.get("type") or "")):
        return False
    return not _COMMENTS.search(f"{link.get('title') or ''} {link['href']}")


def _linked(site: _Site) -> Iterator[str]:
    for _, target in soup.links(site.page.tree, site.page.base):
        if _is_feed_link(target) and soup.same_site(target, site.snapshot.url):
            yield target


def _is_feed_link(target: str) -> bool:
    parts = urlsplit(target)
    return FEED_LINKS.search(f"{parts.path}?{parts.query}") is not None


def _usual(site: _Site, paths: tuple[str, ...]) -> Iterator[str]:
    lang = re.match(r"/[a-z]{2}/", urlsplit(site.snapshot.url).path)
    for path in paths:
        yield urljoin(site.snapshot.url, "/" + path)
        if lang:
            yield urljoin(site.snapshot.url, lang[0] + path)


def _feed(address: str, site: _Site) -> Offer | None:
    response = _ask(address, site)
    if response is None:
        return None
    rows, _ = _read(response, _source(address, "feed"), address, site)
    if not rows:
        return None
    return Offer("feed", address, len(rows), name=feed.title(response))


def _wordpress(site: _Site) -> Iterator[Offer]:
    if not _is_wordpress(site.page):
        return
    source = _source(urljoin(site.snapshot.url, "/"), "wordpress", WordpressOptions())
    response = _ask(start_address(source), site)
    if response is None:
        return
    rows, _ = _read(response, source, response.url, site)
    if rows:
        yield Offer("wordpress", source.url, len(rows))


def _is_wordpress(page: HtmlPage) -> bool:
    if page.tree.find("link", rel="https://api.w.org/") is not None:
        return True
    return "wordpress" in page.stated("generator").lower()


def _listing(site: _Site) -> Iterator[Offer]:
    """Guess the selectors of a list, from how the usual systems write theirs."""
    for offer in map(partial(_rows, site), USUAL_ROWS):
        if offer.entries >= FEWEST_ROWS:
            yield offer
            return


def _rows(site: _Site, selector: str) -> Offer:
    """Return the list of which the selector names the rows; it may have none."""
    address = site.snapshot.url
    rows = site.page.tree.select(selector)
    if len(rows) < FEWEST_ROWS:
        return Offer("listing", address, 0)
    options = ListingOptions(row=selector, date=_date_selector(rows[0]))
    found, _ = sandbox.read_list(site.snapshot, _source(address, "listing", options), 1)
    sound = sum(not raw.problem for raw in found)
    written = options.model_dump(exclude_defaults=True)
    return Offer("listing", address, sound, options=written)


def _date_selector(row: Tag) -> str:
    for selector in USUAL_DATES:
        if _is_dated(row, selector):
            return selector
    return ""


def _is_dated(row: Tag, selector: str) -> bool:
    found = row.select_one(selector)
    if found is None:
        return False
    return found.name == "time" or visible_dates.is_date(soup.words(found))


def _sitemaps(site: _Site, named: Iterable[str]) -> Iterator[Offer]:
    """Try the sitemaps that robots.txt names, then the usual addresses, until one has entries."""
    usual = [urljoin(site.url, "/" + path) for path in USUAL_SITEMAPS]
    for address in dict.fromkeys([*named, *usual]):
        if entries := _count_sitemap(address, site):
            parts = urlsplit(address)
            start = re.escape(f"{parts.scheme}://{parts.netloc}/")
            yield Offer("sitemap", address, entries, options={"include": [f"^{start}"]})
            return


def _count_sitemap(address: str, site: _Site) -> int:
    """Return how many entries a sitemap lists, and further sitemaps."""
    response = _ask(address, site)
    if response is None:
        return 0
    rows, further = _read(response, _source(address, "sitemap", SitemapOptions()), address, site)
    return len(rows) + len(further)


def _ask(address: str, site: _Site) -> Snapshot | None:
    try:
        response = site.get(address)
    except FetchError as error:
        site.missed.append((address, str(error)))
        return None
    if response.status >= 400:
        site.missed.append((address, str(response.status)))
        return None
    return response


def _read(
    response: Snapshot, source: Source, address: str, site: _Site
) -> tuple[list[RawEntry], list[str]]:
    """Return the rows of a list and the further addresses of it; a list without any is noted."""
    try:
        raws, further = sandbox.read_list(response, source, 1)
    except ReadError as error:
        site.missed.append((address, str(error)))
        return [], []
    rows = left_out.kept(raws)
    if not rows and not further:
        site.missed.append((address, "empty"))
    return rows, further


def _source(url: str, reader: str, options: Model | None = None) -> Source:
    # Not validated: a site may announce an address that no configuration would take.
    return Source.model_construct(id="probe", name="probe", url=url, reader=reader, options=options)

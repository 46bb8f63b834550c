"""A site's address -> what it offers to a watch, and the YAML to paste.

It may offer feeds, WordPress, a list, a sitemap, and a robots.txt that says what is allowed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple, get_args
from urllib.parse import urljoin, urlsplit

import yaml
from bs4 import Tag
from slugify import slugify

from knowledge.errors import FetchError, ReadError
from knowledge.model import Snapshot
from knowledge.source import (
    Defaults,
    Lang,
    ListingOptions,
    Model,
    SitemapOptions,
    Source,
    WordpressOptions,
)
from scrapers.http import robots
from scrapers.http.robots import Robots
from scrapers.readers import (
    feed,
    html_page,
    listing,
    page_head,
    sitemap,
    soup,
    visible_dates,
    wordpress,
)
from scrapers.readers.html_page import HtmlPage

OfferKind = Literal["feed", "wordpress", "listing", "sitemap", "page"]
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


@dataclass(frozen=True)
class Offer:
    """One way to read the site.

    `entries` counts what it gave now; `options` and `url` are as the YAML wants them.
    """

    kind: OfferKind
    url: str
    entries: int
    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ProbeResult:
    """What was found, the best way first; `missed` are the addresses tried in vain, and why."""

    url: str
    name: str
    lang: str
    robots: str
    offers: tuple[Offer, ...]
    missed: tuple[tuple[str, str], ...]


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
    )


def _name(site: _Site, offers: list[Offer]) -> str:
    """Return the site's name: as it states it, as its feed does, else the title of the page."""
    if stated := site.page.stated("og:site_name"):
        return stated
    for offer in offers:
        if offer.name:
            return offer.name
    title = page_head.title(site.page)
    if _NAMELESS.fullmatch(title):
        return urlsplit(site.url).hostname or site.url
    return title


def to_yaml(result: ProbeResult, offer: Offer | None = None) -> str:
    """Write the source to paste under `sources:`, read in the way offered or in the best one."""
    chosen = offer or result.offers[0]
    host = (urlsplit(result.url).hostname or "site").removeprefix("www.").rpartition(".")[0]
    row: dict[str, object] = {
        "id": slugify(host, max_length=41) or "site",
        "name": result.name,
        "url": chosen.url,
    }
    if result.lang in get_args(Lang) and result.lang != Defaults().lang:
        row["lang"] = result.lang
    row |= _reader_keys(chosen)
    text = yaml.safe_dump([row], allow_unicode=True, sort_keys=False, width=120)
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def _reader_keys(offer: Offer) -> dict[str, object]:
    keys: dict[str, object] = {}
    if offer.kind != "feed":
        keys["reader"] = offer.kind
    if offer.kind == "page":
        keys["type"] = "page-change"
    if offer.options:
        keys["options"] = dict(offer.options)
    return keys


def _robots(site: _Site) -> tuple[Robots, str]:
    try:
        response = site.get(urljoin(site.url, "/robots.txt"))
    except FetchError as error:
        return robots.read(b""), str(error)
    rules = robots.of(response.status, response.body)
    if rules.rules is None:
        return rules, rules.verdict
    return rules, "allowed" if rules.allows(site.url) else "disallowed by robots.txt"


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
        parts = urlsplit(target)
        if not FEED_LINKS.search(f"{parts.path}?{parts.query}"):
            continue
        if soup.same_site(target, site.snapshot.url):
            yield target


def _usual(site: _Site, paths: tuple[str, ...]) -> Iterator[str]:
    lang = re.match(r"/[a-z]{2}/", urlsplit(site.snapshot.url).path)
    for path in paths:
        yield urljoin(site.snapshot.url, "/" + path)
        if lang:
            yield urljoin(site.snapshot.url, lang[0] + path)


def _feed(address: str, site: _Site) -> Offer | None:
    source = _source(address, "feed")
    response = _ask(address, site)
    if response is None:
        return None
    entries = _count(lambda: list(feed.read(response, source)), address, site)
    return Offer("feed", address, entries, name=feed.title(response)) if entries else None


def _wordpress(site: _Site) -> Iterator[Offer]:
    announced = site.page.tree.find("link", rel="https://api.w.org/")
    if announced is None and "wordpress" not in site.page.stated("generator").lower():
        return
    source = _source(urljoin(site.snapshot.url, "/"), "wordpress", WordpressOptions())
    response = _ask(wordpress.start(source), site)
    if response is None:
        return
    entries = _count(lambda: list(wordpress.read(response, source)), response.url, site)
    if entries:
        yield Offer("wordpress", source.url, entries)


def _listing(site: _Site) -> Iterator[Offer]:
    """Guess the selectors of a list, from how the usual systems write theirs."""
    address = site.snapshot.url
    for selector in USUAL_ROWS:
        rows = site.page.tree.select(selector)
        if len(rows) < FEWEST_ROWS:
            continue
        options = ListingOptions(row=selector, date=_date_selector(rows[0]))
        source = _source(address, "listing", options)
        entries = [raw for raw in listing.read(site.snapshot, source) if not raw.problem]
        if len(entries) >= FEWEST_ROWS:
            written = options.model_dump(exclude_defaults=True)
            yield Offer("listing", address, len(entries), options=written)
            return


def _date_selector(row: Tag) -> str:
    for selector in USUAL_DATES:
        if _is_dated(row, selector):
            return selector
    return ""


def _is_dated(row: Tag, selector: str) -> bool:
    found = row.select_one(selector)
    return found is not None and (found.name == "time" or visible_dates.is_date(soup.words(found)))


def _sitemaps(site: _Site, named: Iterable[str]) -> Iterator[Offer]:
    usual = [urljoin(site.url, "/" + path) for path in USUAL_SITEMAPS]
    for address in dict.fromkeys([*named, *usual]):
        source = _source(address, "sitemap", SitemapOptions())
        response = _ask(address, site)
        if response is None:
            continue
        entries = _count(partial(_addresses, response, source), address, site)
        if entries:
            parts = urlsplit(address)
            start = re.escape(f"{parts.scheme}://{parts.netloc}/")
            yield Offer("sitemap", address, entries, options={"include": [f"^{start}"]})
            return


def _addresses(response: Snapshot, source: Source) -> list[object]:
    return [*sitemap.read(response, source), *sitemap.follow(response, source, 1)]


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


def _count(read: Callable[[], Sized], address: str, site: _Site) -> int:
    try:
        entries = len(read())
    except ReadError as error:
        site.missed.append((address, str(error)))
        return 0
    if not entries:
        site.missed.append((address, "empty"))
    return entries


def _source(url: str, reader: str, options: Model | None = None) -> Source:
    # Not validated: a site may announce an address that no configuration would take.
    return Source.model_construct(id="probe", name="probe", url=url, reader=reader, options=options)

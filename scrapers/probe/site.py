"""A site's address -> what it offers to a watch.

It may offer feeds, WordPress, a list, a sitemap, and a robots.txt that says what is allowed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from knowledge.errors import FetchError, ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import OPTIONS, Model, SitemapOptions, Source, WordpressOptions
from scrapers.clean.charset import decode
from scrapers.context import start_address
from scrapers.http import robots
from scrapers.http.robots import Robots
from scrapers.probe import blocks, feeds, lists
from scrapers.probe.offers import Offer, OfferKind, ProbeResult
from scrapers.readers import feed, html_page, left_out, page_head, sandbox, script_pages
from scrapers.readers.html_page import HtmlPage

Get = Callable[[str], Snapshot]

# How what is a list itself begins, and what it may be: a calendar where its reader is there.
_IS_HTML = re.compile(r"<html|<!doctype html", re.IGNORECASE)
_LIST_SIGNS = ("<", "{", "[", "BEGIN:VCALENDAR")
_LIST_KINDS: tuple[OfferKind, ...] = tuple(
    filter(OPTIONS.__contains__, ("feed", "sitemap", "ical"))
)
MOST_BEGINNING = 2000
# A page of more links outside its menus is a list, though none was found.
MANY_LINKS = 20
USUAL_SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml")
# Titles of home pages that say nothing of the site.
_NAMELESS = re.compile(r"accueil|home(page)?|startpagina|welkom|bienvenue|", re.IGNORECASE)
MOST_FEEDS = 12


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
    offers = list(_itself(site)) or _offers(site, rules)
    return ProbeResult(
        url=url,
        name=_name(site, offers),
        lang=page_head.language(site.page),
        robots=verdict,
        offers=tuple(offers),
        missed=tuple(site.missed),
        by_script=script_pages.is_made_by_script(site.page),
    )


def _offers(site: _Site, rules: Robots) -> list[Offer]:
    found = [*_feeds(site), *_wordpress(site), *_listing(site)]
    found += _sitemaps(site, rules.sitemaps)
    return [*found, *_page(site, found)]


def _name(site: _Site, offers: Sequence[Offer]) -> str:
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


def _itself(site: _Site) -> Iterator[Offer]:
    """Yield the page as the list that it is itself, whatever its type says."""
    begin = decode(site.snapshot)[:MOST_BEGINNING].lstrip("\ufeff \t\r\n")
    if _IS_HTML.search(begin) or not begin.startswith(_LIST_SIGNS):
        return
    for kind in _LIST_KINDS:
        source = _source(site.snapshot.url, kind, OPTIONS[kind]())
        rows, further = _read_quietly(site.snapshot, source)
        if rows or further:
            yield Offer(
                kind, source.url, len(rows) + len(further), _feed_name(kind, site), raws=rows
            )
            return


def _feed_name(kind: OfferKind, site: _Site) -> str:
    return feed.title(site.snapshot) if kind == "feed" else ""


def _feeds(site: _Site) -> list[Offer]:
    """Try the feeds that the page announces, then those it links to, then the usual addresses."""
    # Two addresses of one feed are one offer, the first: what the feed says it holds tells.
    offers: dict[tuple[str, int], Offer] = {}
    for address in feeds.addresses(site.page)[:MOST_FEEDS]:
        if offer := _feed(address, site):
            offers.setdefault((offer.name, offer.entries), offer)
    return list(offers.values())


def _feed(address: str, site: _Site) -> Offer | None:
    response = _ask(address, site)
    if response is None:
        return None
    rows, _ = _read(response, _source(address, "feed"), address, site)
    if not rows:
        return None
    return Offer("feed", address, len(rows), name=feed.title(response), raws=rows)


def _wordpress(site: _Site) -> Iterator[Offer]:
    if not _is_wordpress(site.page):
        return
    source = _source(urljoin(site.snapshot.url, "/"), "wordpress", WordpressOptions())
    response = _ask(start_address(source), site)
    if response is None:
        return
    rows, _ = _read(response, source, response.url, site)
    if rows:
        yield Offer("wordpress", source.url, len(rows), raws=rows)


def _is_wordpress(page: HtmlPage) -> bool:
    if page.tree.find("link", rel="https://api.w.org/") is not None:
        return True
    return "wordpress" in page.stated("generator").lower()


def _listing(site: _Site) -> Iterator[Offer]:
    """Yield the list that the page holds, with the selectors that read it."""
    for found in lists.find(site.snapshot)[:1]:
        sound = sum(not raw.problem for raw in found.raws)
        yield Offer(
            "listing", site.snapshot.url, sound, options=found.options, raws=list(found.raws)
        )


def _page(site: _Site, offers: Sequence[Offer]) -> Iterator[Offer]:
    """Yield the page as one that may change: none of many links, which is a list."""
    listed = any(offer.kind == "listing" for offer in offers)
    if not listed and blocks.Linked(site.page).own_links < MANY_LINKS:
        yield Offer("page", site.snapshot.url, 1)


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


def _read_quietly(response: Snapshot, source: Source) -> tuple[list[RawEntry], list[str]]:
    try:
        raws, further = sandbox.read_list(response, source, 1)
    except ReadError:
        return [], []
    return left_out.kept(raws), further


def _source(url: str, reader: str, options: Model | None = None) -> Source:
    # Not validated: a site may announce an address that no configuration would take.
    return Source.model_construct(id="probe", name="probe", url=url, reader=reader, options=options)

"""A site's address -> what it offers to a watch (feeds, WordPress, list, sitemap, robots.txt) and
the YAML to paste.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urljoin, urlsplit

import yaml
from bs4 import Tag
from protego import Protego
from slugify import slugify

from knowledge.errors import FetchError, ReadError
from knowledge.model import Snapshot
from knowledge.source import Lang, ListingOptions, SitemapOptions, Source, WordpressOptions
from scrapers.clean.charset import decode
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

Kind = Literal["feed", "wordpress", "listing", "sitemap", "page"]
Get = Callable[[str], Snapshot]

AGENT = "Vigie"
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
MOST_FEEDS = 12
FEWEST_ROWS = 3


@dataclass(frozen=True)
class Offer:
    """One way to read the site: `entries` counts what it gave now; `options` and `url` are as the
    YAML wants them.
    """

    kind: Kind
    url: str
    entries: int
    name: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Findings:
    """What was found, the best way first; `missed` are the addresses tried in vain, and why."""

    url: str
    name: str
    lang: str
    robots: str
    offers: tuple[Offer, ...]
    missed: tuple[tuple[str, str], ...]


class _Visit(NamedTuple):
    """The address asked about, how to ask, the page it gave, and a place for what was tried in
    vain.
    """

    url: str
    get: Get
    snapshot: Snapshot
    page: HtmlPage
    missed: list[tuple[str, str]]


def probe(url: str, get: Get) -> Findings:
    """Ask a site what it offers, in some twenty requests at most.

    `get` fetches one address, politely; it may raise FetchError for any but the first. Raises what
    it raises for that.
    """
    snapshot = get(url)
    visit = _Visit(url, get, snapshot, html_page.parse(snapshot), [])
    rules, robots = _robots(visit)
    offers = [
        *_feeds(visit),
        *_wordpress(visit),
        *_listing(visit),
        *_sitemaps(visit, list(rules.sitemaps)),
    ]
    return Findings(
        url=url,
        name=_name(visit, offers),
        lang=page_head.language(visit.page),
        robots=robots,
        offers=(*offers, Offer("page", snapshot.url, 1)),
        missed=tuple(visit.missed),
    )


def _name(visit: _Visit, offers: list[Offer]) -> str:
    """Give the site's name: as it states it, as its feed does, else that of the page, if it says
    anything.
    """
    stated = visit.page.stated("og:site_name") or next(
        (offer.name for offer in offers if offer.name), ""
    )
    title = page_head.title(visit.page)
    nameless = re.fullmatch(
        r"accueil|home(page)?|startpagina|welkom|bienvenue|", title, re.IGNORECASE
    )
    return stated or (urlsplit(visit.url).hostname or visit.url if nameless else title)


def to_yaml(findings: Findings, offer: Offer | None = None) -> str:
    """Write the source to paste under `sources:`, read in the best way found or in that of the
    offer given.
    """
    chosen = offer or findings.offers[0]
    host = (urlsplit(findings.url).hostname or "site").removeprefix("www.").rpartition(".")[0]
    row: dict[str, Any] = {
        "id": slugify(host, max_length=41) or "site",
        "name": findings.name,
        "url": chosen.url,
    }
    if findings.lang in get_args(Lang) and findings.lang != "fr":
        row["lang"] = findings.lang
    if chosen.kind != "feed":
        row["reader"] = chosen.kind
    if chosen.kind == "page":
        row["type"] = "page-change"
    if chosen.options:
        row["options"] = dict(chosen.options)
    text = yaml.safe_dump([row], allow_unicode=True, sort_keys=False, width=120)
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def _robots(visit: _Visit) -> tuple[Protego, str]:
    address = urljoin(visit.url, "/robots.txt")
    try:
        answer = visit.get(address)
    except FetchError as error:
        return Protego.parse(""), str(error)
    if answer.status >= 400:
        return Protego.parse(""), f"no robots.txt ({answer.status})"
    rules = Protego.parse(decode(answer))
    return rules, "allowed" if rules.can_fetch(visit.url, AGENT) else "disallowed by robots.txt"


def _feeds(visit: _Visit) -> list[Offer]:
    """Try the feeds that the page announces, then those that it links to, then the usual addresses."""
    tried = list(dict.fromkeys([*_announced(visit), *_linked(visit), *_usual(visit, USUAL_FEEDS)]))[
        :MOST_FEEDS
    ]
    offers = [offer for address in tried if (offer := _feed(address, visit))]
    # Two addresses of one feed are one: what it says it holds tells.
    return list({(offer.name, offer.entries): offer for offer in reversed(offers)}.values())[::-1]


def _announced(visit: _Visit) -> Iterator[str]:
    if FEED_TYPES.search(visit.snapshot.headers.get("content-type", "")):
        yield visit.snapshot.url
    for link in visit.page.tree.find_all("link", rel="alternate", href=True):
        comments = re.search(
            r"comment|reacti", f"{link.get('title') or ''} {link['href']}", re.IGNORECASE
        )
        if FEED_TYPES.match(str(link.get("type") or "")) and not comments:
            yield soup.address(link, visit.page.base)


def _linked(visit: _Visit) -> Iterator[str]:
    for _, target in soup.links(visit.page.tree, visit.page.base):
        parts = urlsplit(target)
        if FEED_LINKS.search(f"{parts.path}?{parts.query}") and soup.same_site(
            target, visit.snapshot.url
        ):
            yield target


def _usual(visit: _Visit, paths: tuple[str, ...]) -> Iterator[str]:
    lang = re.match(r"/[a-z]{2}/", urlsplit(visit.snapshot.url).path)
    for path in paths:
        yield urljoin(visit.snapshot.url, "/" + path)
        if lang:
            yield urljoin(visit.snapshot.url, lang[0] + path)


def _feed(address: str, visit: _Visit) -> Offer | None:
    source = _source(address, "feed", None)
    answer = _answer(address, visit)
    entries = _count(lambda: list(feed.read(answer, source)), address, visit) if answer else 0
    return Offer("feed", address, entries, name=feed.title(answer)) if answer and entries else None


def _wordpress(visit: _Visit) -> Iterator[Offer]:
    announced = visit.page.tree.find("link", rel="https://api.w.org/")
    if announced is None and "wordpress" not in visit.page.stated("generator").lower():
        return
    source = _source(urljoin(visit.snapshot.url, "/"), "wordpress", WordpressOptions())
    answer = _answer(wordpress.start(source), visit)
    if answer and (
        entries := _count(lambda: list(wordpress.read(answer, source)), answer.url, visit)
    ):
        yield Offer("wordpress", source.url, entries)


def _listing(visit: _Visit) -> Iterator[Offer]:
    """Guess the selectors of a list, from how the usual systems write theirs."""
    for row in USUAL_ROWS:
        rows = visit.page.tree.select(row)
        if len(rows) < FEWEST_ROWS:
            continue
        options = ListingOptions(
            row=row, date=next((date for date in USUAL_DATES if _is_dated(rows[0], date)), "")
        )
        source = _source(visit.snapshot.url, "listing", options)
        read = [raw for raw in listing.read(visit.snapshot, source) if not raw.problem]
        if len(read) >= FEWEST_ROWS:
            yield Offer(
                "listing",
                visit.snapshot.url,
                len(read),
                options=options.model_dump(exclude_defaults=True),
            )
            return


def _is_dated(row: Tag, selector: str) -> bool:
    found = row.select_one(selector)
    return found is not None and (found.name == "time" or visible_dates.is_date(soup.words(found)))


def _sitemaps(visit: _Visit, named: list[str]) -> Iterator[Offer]:
    for address in dict.fromkeys(
        [*named, *(urljoin(visit.url, "/" + path) for path in USUAL_SITEMAPS)]
    ):
        source = _source(address, "sitemap", SitemapOptions())
        answer = _answer(address, visit)
        if answer is None:
            continue
        entries = _count(partial(_addresses, answer, source), address, visit)
        if entries:
            start = re.escape(f"{urlsplit(address).scheme}://{urlsplit(address).netloc}/")
            yield Offer("sitemap", address, entries, options={"include": [f"^{start}"]})
            return


def _addresses(answer: Snapshot, source: Source) -> list[object]:
    return [*sitemap.read(answer, source), *sitemap.follow(answer, source, 1)]


def _answer(address: str, visit: _Visit) -> Snapshot | None:
    try:
        answer = visit.get(address)
    except FetchError as error:
        visit.missed.append((address, str(error)))
        return None
    if answer.status >= 400:
        visit.missed.append((address, str(answer.status)))
        return None
    return answer


def _count(read: Callable[[], list[Any]], address: str, visit: _Visit) -> int:
    try:
        entries = len(read())
    except ReadError as error:
        visit.missed.append((address, str(error)))
        return 0
    if not entries:
        visit.missed.append((address, "empty"))
    return entries


def _source(url: str, reader: str, options: Any) -> Source:
    # Not validated: a site may announce an address that no configuration would take.
    return Source.model_construct(id="probe", name="probe", url=url, reader=reader, options=options)

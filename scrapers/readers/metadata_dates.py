"""A page's head -> the dates that it states of the page as a whole.

That is JSON-LD (schema.org), OpenGraph, Dublin Core, and what else programs write there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from bs4 import Tag

from scrapers.clean import date_words, dates
from scrapers.readers import date_marks, json_data, soup
from scrapers.readers.html_page import HtmlPage

# An object of schema.org.
Thing = Mapping[str, object]

ARTICLES = {
    "Article",
    "NewsArticle",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "LiveBlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "Recipe",
    "VideoObject",
    "PodcastEpisode",
    "WebPage",
}
ISSUED = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "bepress_citation_date",
    "dcterms.issued",
    "dcterms.available",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "dc.created",
    "datepublished",
    "date_published",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "sailthru.date",
    "originalpublicationdate",
    "release_date",
    "date",
    "uploaddate",
    "datecreated",
)
ISSUED_NAME = re.compile(date_words.ISSUED_NAME)
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "datemodified",
)
LIMIT = 200_000
# The selector of a row whose day stands in its own words, in no element of its own.
ITSELF = ":scope"
APART = ("a", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style")
# A day in an address, between two signs: /2016/02/28/, /2020-06-03-1; but not /2023/10/3-questions.
IN_ADDRESS = re.compile(
    r"(?<![^/_-])(?P<year>(?:19|20)\d\d)(?P<sep>[/_-])(?P<month>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)"
    r"(?![^/_.-])(?!(?<=/\d)[_-]|(?<=/\d\d)[_-])"
)


class MetadataDates(NamedTuple):
    """Dates as written for machines, "" where there is none.

    `of_meta` is the day of publication that the <meta> state, which may be another one.
    """

    published: str = ""
    updated: str = ""
    of_meta: str = ""


def of_head(page: HtmlPage) -> MetadataDates:
    """Return what JSON-LD, or else the <meta> of the head, states of the page as a whole."""
    data = linked_data(page)
    of_meta = _first_day(page, _named(page))
    updated = data.updated or _first_day(page, MODIFIED)
    return MetadataDates(data.published or of_meta, updated, of_meta)


def linked_data(page: HtmlPage) -> MetadataDates:
    """Return schema.org's datePublished and dateModified of the page itself, never of its parts."""
    for thing in sorted(_things(page), key=lambda thing: _kind(thing) == "WebPage"):
        published = next(
            filter(None, map(thing.get, ("datePublished", "uploadDate", "dateCreated"))), ""
        )
        if _kind(thing) and isinstance(published, str):
            return MetadataDates(published, str(thing.get("dateModified") or ""))
    return MetadataDates()


def of_address(page: HtmlPage) -> str:
    """Return the day that the page's own address holds, "" where it holds none."""
    link = page.tree.find("link", rel="canonical", href=True)
    canonical = soup.address(link if isinstance(link, Tag) else None, page.base)
    for address in (page.url, canonical):
        if found := IN_ADDRESS.search(urlsplit(address).path):
            return "-".join(part.zfill(2) for part in found.group("year", "month", "day"))
    return ""


def selected(place: Tag, selector: str) -> str:
    """Return the date of what a selector picks: of a <time> at or inside it, else as printed."""
    if not selector:
        return ""
    if selector.strip() == ITSELF:
        return _own_words(place)
    return next(filter(None, map(_stated, place.select(selector))), "")


def _own_words(place: Tag) -> str:
    """Return what a part says beside its links and headings, which may name other days."""
    apart = set(map(id, place.find_all(APART)))
    words = []
    for piece in place.find_all(string=True):
        if apart.isdisjoint(map(id, piece.parents)):
            words.append(str(piece))
    return soup.squeeze(" ".join(words))


def _stated(chosen: Tag) -> str:
    """Return the date of a <time> at or inside an element, else what the element prints."""
    if chosen.get("datetime"):
        return date_marks.moment(chosen)
    mark = chosen.find("time", datetime=True)
    if isinstance(mark, Tag):
        return date_marks.moment(mark)
    return soup.words(chosen)


def _first_day(page: HtmlPage, names: Sequence[str]) -> str:
    """Return the first content of these that states a day."""
    for name in names:
        stated = page.metadata.get(name, "")
        if stated and any(dates.published_and_updated(stated)):
            return stated
    return ""


def _named(page: HtmlPage) -> list[str]:
    return [*ISSUED, *filter(ISSUED_NAME.search, page.metadata)]


def _things(page: HtmlPage) -> list[Thing]:
    things: list[Thing] = []
    for script in page.tree.find_all("script", type="application/ld+json"):
        things += _things_in(script.get_text())
    return things


def _things_in(text: str) -> Iterator[Thing]:
    """Yield the objects of a JSON-LD script, those of a graph one by one."""
    if len(text) > LIMIT:
        return
    for thing in _objects(json_data.listed(json_data.parse(text))):
        graph = thing.get("@graph")
        yield from _objects(graph if isinstance(graph, list) else [thing])


def _objects(values: Sequence[object]) -> Iterator[Thing]:
    for value in values:
        if isinstance(value, dict):
            yield value


def _kind(thing: Thing) -> str:
    """Return the first type of a thing that is an article's, or ""."""
    for kind in json_data.listed(thing.get("@type")):
        if isinstance(kind, str) and (name := kind.rpartition("/")[2]) in ARTICLES:
            return name
    return ""

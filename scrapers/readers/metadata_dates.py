"""A page's metadata -> its dates.

That is <time datetime>, JSON-LD (schema.org), OpenGraph and Dublin Core.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bs4 import NavigableString, PageElement, Tag

from scrapers.readers import json_data, soup, visible_dates
from scrapers.readers.html_page import HtmlPage

# An object of schema.org.
Thing = Mapping[str, object]

PUBLISHED = re.compile(
    r"publi|posted|created|parution|entry-date|pubdate|geplaatst|verschen", re.IGNORECASE
)
UPDATED = re.compile(
    r"modif|updat|mise?[- ]à[- ]jour|mise?-a-jour|changed|bijgewerkt|aangepast|gewijzigd|revis",
    re.IGNORECASE,
)
# A day that something happens, or that the page was printed, says nothing of when it was published.
OTHER = re.compile(
    r"(?<![^\W_])(event|[eé]v[eé]nement|agenda|start|end(?![^\W_])|deadline|when"
    r"|print|imprim|afgedrukt|inscri)",
    re.IGNORECASE,
)
ARTICLES = {
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "WebPage",
}
ISSUED = (
    "article:published_time",
    "og:published_time",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
)
MODIFIED = ("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified")
LIMIT = 200_000
MARKS = 30
HOLDERS = 3
LABEL = 80
# The first of these that the names around a <time> speak of is its kind.
KINDS = (("other", OTHER), ("updated", UPDATED), ("published", PUBLISHED))
# Late in the day at Greenwich it is the next day here.
LATE = re.compile(r"T2[0-3]:\d\d(:\d\d)?(\.\d+)?(Z|[+-]00:?00)$")


class MetadataDates(NamedTuple):
    """Dates as written for machines, "" where there is none.

    `nameless` is that of a <time> which stands alone near the title, and bears no name.
    """

    published: str = ""
    updated: str = ""
    nameless: str = ""


def of_head(page: HtmlPage) -> MetadataDates:
    """Return what JSON-LD, or else OpenGraph or Dublin Core, states of the page as a whole."""
    data = linked_data(page)
    return MetadataDates(
        published=data.published or page.stated(*ISSUED),
        updated=data.updated or page.stated(*MODIFIED),
    )


def linked_data(page: HtmlPage) -> MetadataDates:
    """Return schema.org's datePublished and dateModified of the page itself, never of its parts."""
    for thing in sorted(_things(page), key=lambda thing: _kind(thing) == "WebPage"):
        published = thing.get("datePublished")
        if _kind(thing) and isinstance(published, str):
            return MetadataDates(published, str(thing.get("dateModified") or ""))
    return MetadataDates()


def times(main: Tag) -> MetadataDates:
    """Read the <time datetime> of the main part, by the names that they and their holders bear."""
    found: dict[str, str] = {}
    # A page states its own dates near its title; far below stand those of others.
    for mark in main.find_all("time", datetime=True, limit=MARKS):
        found.setdefault(_name(mark, main), moment(mark))
    if _is_of_event(main):
        found.pop("nameless", None)
    names = MetadataDates._fields
    return MetadataDates(*(found.get(name, "") for name in names))


def selected(place: Tag, selector: str) -> str:
    """Return the date of what a selector picks: of a <time> at or inside it, else as printed."""
    if not selector:
        return ""
    return next(filter(None, map(_stated, place.select(selector))), "")


def lines_without_times(page: HtmlPage) -> Sequence[str]:
    """Return the paragraphs of the main part without what each <time datetime> prints.

    A date of those would else be read again, as a line without a name.
    """
    marks = page.main.find_all("time", datetime=True)
    if not marks:
        return page.lines
    return soup.paragraphs(page.main, without=marks)


def moment(mark: Tag) -> str:
    """Return the moment of a <time>, or the day that it prints where that is what is meant."""
    stated = soup.attribute(mark, "datetime").strip()
    text = soup.words(mark)
    if LATE.search(stated) and visible_dates.is_date(text):
        return text
    return stated or text


def _stated(chosen: Tag) -> str:
    """Return the date of a <time> at or inside an element, else what the element prints."""
    if chosen.get("datetime"):
        return moment(chosen)
    mark = chosen.find("time", datetime=True)
    if isinstance(mark, Tag):
        return moment(mark)
    return soup.words(chosen)


def _name(mark: Tag, main: Tag) -> str:
    around = _names_around(mark, main)
    for kind, names in KINDS:
        if names.search(around):
            return kind
    return "nameless" if _is_alone(mark) else "other"


def _names_around(mark: Tag, main: Tag) -> str:
    """Return the names of the mark and of what holds it, and the words before it."""
    holders = [mark]
    for parent in mark.parents:
        if parent is main or len(holders) > HOLDERS:
            break
        holders.append(parent)
    return " ".join([*map(_names, holders), _label(mark, holders[-1])])


def _names(tag: Tag) -> str:
    # Drupal names every page after its type; that says nothing of the date.
    classes = re.sub(r"\b(node|page)-\S*", "", " ".join(soup.classes(tag)))
    names = [classes, soup.attribute(tag, "itemprop"), soup.attribute(tag, "property")]
    if tag.has_attr("pubdate"):
        names.append("pubdate")
    return " ".join(names)


def _label(mark: Tag, top: Tag) -> str:
    """Return the few words before the mark, back to the mark before it: they may name its date."""
    words: list[str] = []
    for piece in mark.previous_elements:
        if piece is top or _is_time(piece) or sum(map(len, words)) > LABEL:
            break
        if _is_text_beside(piece):
            words.append(str(piece))
    return soup.squeeze(" ".join(reversed(words)))[-LABEL:]


def _is_time(piece: PageElement) -> bool:
    return isinstance(piece, Tag) and piece.name == "time"


def _is_text_beside(piece: PageElement) -> bool:
    """Return whether a piece is text, and not that of a <time>."""
    return isinstance(piece, NavigableString) and not piece.find_parent("time")


def _is_alone(mark: Tag) -> bool:
    """Return whether nothing else stands in the mark's paragraph."""
    holder = mark.find_parent(list(soup.BLOCKS))
    if holder is None or holder.name == "li":
        return False
    return soup.words(holder) in (soup.words(mark), "")


def _is_of_event(main: Tag) -> bool:
    marked = main.select_one('[class*="type-event"], [itemtype$="/Event"]')
    return marked is not None or main.find_parent(class_=re.compile("type-event")) is not None


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
        if isinstance(kind, str) and kind in ARTICLES:
            return kind
    return ""

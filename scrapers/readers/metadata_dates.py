"""A page's metadata -> its dates.

That is <time datetime>, JSON-LD (schema.org), OpenGraph and Dublin Core.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bs4 import NavigableString, Tag

from scrapers.readers import soup, visible_dates
from scrapers.readers.html_page import HtmlPage

Node = Mapping[str, object]

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
    nodes: list[Node] = []
    for script in page.tree.find_all("script", type="application/ld+json"):
        nodes += _nodes(script)
    for node in sorted(nodes, key=lambda node: _kind(node) == "WebPage"):
        published = node.get("datePublished")
        if _kind(node) and isinstance(published, str):
            return MetadataDates(published, str(node.get("dateModified") or ""))
    return MetadataDates()


def times(main: Tag) -> MetadataDates:
    """Read the <time datetime> of the main part, by the names that they and their holders bear."""
    found: dict[str, str] = {}
    # A page states its own dates near its title; far below stand those of others.
    for mark in main.find_all("time", datetime=True, limit=MARKS):
        found.setdefault(_name(mark, main), moment(mark))
    nameless = "" if _is_of_event(main) else found.get("nameless", "")
    return MetadataDates(found.get("published", ""), found.get("updated", ""), nameless)


def selected(place: Tag, selector: str) -> str:
    """Return the date of what a selector picks: of a <time> at or inside it, else as printed."""
    if not selector:
        return ""
    for chosen in place.select(selector):
        mark = chosen if chosen.get("datetime") else chosen.find("time", datetime=True)
        stated = moment(mark) if isinstance(mark, Tag) else soup.words(chosen)
        if stated:
            return stated
    return ""


def lines_without_times(page: HtmlPage) -> Sequence[str]:
    """Return the paragraphs of the main part without what each <time datetime> prints.

    A date of those would else be read again, as a line without a name.
    """
    marks = page.main.find_all("time", datetime=True)
    return soup.paragraphs(page.main, without=marks) if marks else page.lines


def moment(mark: Tag) -> str:
    """Return the moment of a <time>, or the day that it prints where that is what is meant."""
    stated = str(mark.get("datetime") or "").strip()
    text = soup.words(mark)
    if LATE.search(stated) and visible_dates.is_date(text):
        return text
    return stated or text


def _name(mark: Tag, main: Tag) -> str:
    around = _names_around(mark, main)
    if OTHER.search(around):
        return "other"
    if UPDATED.search(around):
        return "updated"
    if PUBLISHED.search(around):
        return "published"
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
    classes = " ".join(map(str, tag.get_attribute_list("class"))) if tag.get("class") else ""
    # Drupal names every page after its type; that says nothing of the date.
    classes = re.sub(r"\b(node|page)-\S*", "", classes)
    stated = [str(tag.get(key) or "") for key in ("itemprop", "property")]
    if tag.has_attr("pubdate"):
        stated.append("pubdate")
    return " ".join([classes, *stated])


def _label(mark: Tag, top: Tag) -> str:
    """Return the few words before the mark, back to the mark before it: they may name its date."""
    words: list[str] = []
    for piece in mark.previous_elements:
        before = isinstance(piece, Tag) and piece.name == "time"
        if piece is top or before or sum(map(len, words)) > LABEL:
            break
        if isinstance(piece, NavigableString) and not piece.find_parent("time"):
            words.append(str(piece))
    return soup.squeeze(" ".join(reversed(words)))[-LABEL:]


def _is_alone(mark: Tag) -> bool:
    """Return whether nothing else stands in the mark's paragraph."""
    holder = mark.find_parent(list(soup.BLOCKS))
    if holder is None or holder.name == "li":
        return False
    return soup.words(holder) in (soup.words(mark), "")


def _is_of_event(main: Tag) -> bool:
    marked = main.select_one('[class*="type-event"], [itemtype$="/Event"]')
    return marked is not None or main.find_parent(class_=re.compile("type-event")) is not None


def _nodes(script: Tag) -> Iterator[Node]:
    """Yield the objects of a JSON-LD script, those of a graph one by one."""
    text = script.get_text()
    try:
        data = json.loads(text) if len(text) <= LIMIT else None
    except (ValueError, RecursionError):
        return
    for node in _objects(data if isinstance(data, list) else [data]):
        graph = node.get("@graph")
        if isinstance(graph, list):
            yield from _objects(graph)
        else:
            yield node


def _objects(values: list[object]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, dict):
            yield value


def _kind(node: Node) -> str:
    """Return the first type of a node that is an article's, or ""."""
    stated = node.get("@type")
    for kind in stated if isinstance(stated, list) else [stated]:
        if isinstance(kind, str) and kind in ARTICLES:
            return kind
    return ""

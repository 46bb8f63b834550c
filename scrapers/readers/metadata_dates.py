"""A page's marks for machines -> its dates: <time datetime>, JSON-LD (schema.org), OpenGraph,
Dublin Core.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, NavigableString, Tag

from scrapers.readers import soup, visible_dates

PUBLISHED = re.compile(
    r"publi|posted|created|parution|entry-date|pubdate|geplaatst|verschen", re.IGNORECASE
)
UPDATED = re.compile(
    r"modif|updat|mise?[- ]à[- ]jour|mise?-a-jour|changed|bijgewerkt|aangepast|gewijzigd|revis",
    re.IGNORECASE,
)
# A day that something happens, or that the page was printed, says nothing of when it was published.
OTHER = re.compile(
    r"(?<![^\W_])(event|[eé]v[eé]nement|agenda|start|end(?![^\W_])|deadline|when|print|imprim|afgedrukt|inscri)",
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


class Stamps(NamedTuple):
    """Dates as marked: `published` and `updated` by name, `nameless` for a <time> that stands alone
    near the title.
    """

    published: str = ""
    updated: str = ""
    nameless: str = ""


def linked_data(page: BeautifulSoup) -> Stamps:
    """Read schema.org's datePublished and dateModified off the page's own JSON-LD, never off its
    parts.
    """
    nodes = [
        node
        for script in page.find_all("script", type="application/ld+json")
        for node in _nodes(script)
    ]
    for node in sorted(nodes, key=lambda node: _kind(node) == "WebPage"):
        if _kind(node) in ARTICLES and isinstance(node.get("datePublished"), str):
            return Stamps(node["datePublished"], str(node.get("dateModified") or ""))
    return Stamps()


def metadata(page: BeautifulSoup) -> Stamps:
    """Read OpenGraph's article:published_time and Dublin Core's date off the head."""
    return Stamps(soup.metadata(page, *ISSUED), soup.metadata(page, *MODIFIED))


def times(main: Tag) -> Stamps:
    """Read the <time datetime> of the main part, by the names that they and what holds them bear."""
    found: dict[str, str] = {}
    # A page states its own dates near its title; far below stand those of others.
    for mark in main.find_all("time", datetime=True, limit=MARKS):
        found.setdefault(_name(mark, main), moment(mark))
    nameless = "" if _of_event(main) else found.get("nameless", "")
    return Stamps(found.get("published", ""), found.get("updated", ""), nameless)


def selected(place: Tag, selector: str) -> str:
    """Give the date of what a selector picks: of a <time datetime> at or inside it, else as
    printed.
    """
    for chosen in place.select(selector) if selector else ():
        mark = chosen if chosen.get("datetime") else chosen.find("time", datetime=True)
        if stated := moment(mark) if isinstance(mark, Tag) else soup.words(chosen):
            return stated
    return ""


def drop(main: Tag) -> None:
    """Take the <time datetime> marks out, so that what they print is not read again as a line
    without a name.
    """
    for mark in main.find_all("time", datetime=True):
        mark.decompose()


def moment(mark: Tag) -> str:
    """Give the moment of a <time>.

    Late in the day at Greenwich it is the printed day that the source means.
    """
    stated = str(mark.get("datetime") or "").strip()
    text = soup.words(mark)
    if re.search(r"T2[0-3]:\d\d(:\d\d)?(\.\d+)?(Z|[+-]00:?00)$", stated) and visible_dates.is_date(
        text
    ):
        return text
    return stated or text


def _name(mark: Tag, main: Tag) -> str:
    holders = [mark]
    for parent in mark.parents:
        if parent is main or len(holders) > 3:
            break
        holders.append(parent)
    around = " ".join(_names(tag) for tag in holders) + " " + _label(mark, holders[-1])
    if OTHER.search(around):
        return "other"
    if UPDATED.search(around):
        return "updated"
    if PUBLISHED.search(around):
        return "published"
    return "nameless" if _alone(mark) else "other"


def _names(tag: Tag) -> str:
    classes = " ".join(map(str, tag.get_attribute_list("class") or ())) if tag.get("class") else ""
    # Drupal names every page after its type; that says nothing of the date.
    classes = re.sub(r"\b(node|page)-\S*", "", classes)
    stated = [str(tag.get(key) or "") for key in ("itemprop", "property")]
    return " ".join([classes, *stated, "pubdate" if tag.has_attr("pubdate") else ""])


def _label(mark: Tag, top: Tag) -> str:
    """Give the few words before the mark that may say what its date is, back to the mark before it."""
    words: list[str] = []
    for piece in mark.previous_elements:
        if (
            piece is top
            or (isinstance(piece, Tag) and piece.name == "time")
            or sum(map(len, words)) > 80
        ):
            break
        if isinstance(piece, NavigableString) and not piece.find_parent("time"):
            words.append(str(piece))
    return soup.squeeze(" ".join(reversed(words)))[-80:]


def _alone(mark: Tag) -> bool:
    """Say whether nothing else stands in the mark's paragraph."""
    holder = mark.find_parent(list(soup.BLOCKS))
    return (
        holder is not None and holder.name != "li" and soup.words(holder) in (soup.words(mark), "")
    )


def _of_event(main: Tag) -> bool:
    marked = main.select_one('[class*="type-event"], [itemtype$="/Event"]')
    return marked is not None or main.find_parent(class_=re.compile("type-event")) is not None


def _nodes(script: Tag) -> Iterator[dict[str, Any]]:
    text = script.get_text()
    try:
        data = json.loads(text) if len(text) <= LIMIT else None
    except (ValueError, RecursionError):
        return
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            graph = node.get("@graph")
            yield from (
                (part for part in graph if isinstance(part, dict))
                if isinstance(graph, list)
                else [node]
            )


def _kind(node: dict[str, Any]) -> str:
    kinds = node.get("@type")
    return next(
        (kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind in ARTICLES), ""
    )

"""The rows of a list -> where each bears its link, its title and its day."""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from bs4 import Tag

from knowledge.source import ListingOptions
from scrapers.clean import date_shapes, dates
from scrapers.probe import selectors
from scrapers.probe.blocks import Linked
from scrapers.readers import listing, metadata_dates, soup, visible_dates

MOST_TRIED = 30
MOST = 0.7
# Words of links that say what they lead to, and not what it is about.
_LABEL_WORDS = re.compile(
    r"(?:\W*\b(?:pdf|docx?|word|html?|lire|la|suite|en|savoir|plus|lees|meer|lezen|more|read|view"
    r"|voir|bekijk|download(?:en)?|t[ée]l[ée]charger|details?|link|lien|opinion|order|document"
    r"|file|fichier|bestand|open|click|here|ici|hier|\d{1,9}\s?[kmg]?[bo])\b)+\W*",
    re.IGNORECASE,
)


def options(rows: Sequence[Tag], linked: Linked) -> dict[str, object]:
    """Return the options of a listing, besides `row`, that read these rows."""
    base, url = linked.page.base, linked.page.url
    link = _link(rows, base, url)
    title = _title(rows, link, base)
    if title and not link:
        link = _kept_link(rows, title, base)
    written: dict[str, object] = {"link": link, "title": title, **_date(rows)}
    return {key: value for key, value in written.items() if value}


def _kept_link(rows: Sequence[Tag], title: str, base: str) -> str:
    """Return the selector of the link where the reader would look for another in the title."""
    plain, beside = ListingOptions(row="a"), ListingOptions(row="a", title=title)
    wanted = [listing.link_of(row, plain, base)[1] for row in rows]
    if wanted == [listing.link_of(row, beside, base)[1] for row in rows]:
        return ""
    for selector in ("a", *_names(rows, "a")):
        chosen = ListingOptions(row="a", link=selector)
        if wanted == [listing.link_of(row, chosen, base)[1] for row in rows]:
            return selector
    return "a"


class _Tried(NamedTuple):
    selector: str
    worth: float


def _link(rows: Sequence[Tag], base: str, url: str) -> str:
    """Return the selector of the link, "" where the reader finds the best by itself."""
    plain = _link_worth(rows, "", base, url) * 1.15
    tried = [_Tried(sel, _link_worth(rows, sel, base, url)) for sel in _names(rows, "a")]
    best = max(tried, key=_worth, default=_Tried("", 0.0))
    return best.selector if best.worth > plain else ""


def _worth(tried: _Tried) -> float:
    return tried.worth


def _link_worth(rows: Sequence[Tag], selector: str, base: str, page: str) -> float:
    """Return how many rows have a link of their own there, and how much it says."""
    chosen = ListingOptions(row="a", link=selector)
    found = [listing.link_of(row, chosen, base) for row in rows]
    urls = {url for _, url in found if url}
    said = [soup.words(link) for link, url in found if url]
    if not said:
        return 0.0
    lengths = [0 if _LABEL_WORDS.fullmatch(text) else min(len(text), 80) for text in said]
    # A link to another site says where the matter comes from, and is no entry's own page.
    own = (1 + sum(soup.same_site(url, page) for url in urls)) / (1 + len(urls))
    telling = (0.5 + median(lengths) / 80) * (0.3 + 0.7 * len(set(said)) / len(said))
    return len(urls) / len(rows) * telling * (0.3 + 0.7 * own)


def _title(rows: Sequence[Tag], link: str, base: str) -> str:
    """Return the selector of the title, "" where the heading or the link's words are one."""
    chosen = ListingOptions(row="a", link=link)
    plain = _title_worth([listing.title_of(row, chosen, base) for row in rows]) * 1.3
    tried = []
    for selector in _names(rows, ""):
        texts = [soup.words(row.select_one(selector)) for row in rows]
        tried.append(_Tried(selector, _title_worth(texts)))
    best = max(tried, key=_worth, default=_Tried("", 0.0))
    if best.worth > plain:
        return best.selector
    return ""


def _title_worth(texts: Sequence[str]) -> float:
    said = [text for text in texts if _is_title(text)]
    if not said:
        return 0.0
    # What holds the day too is the whole row, or a link around it.
    worths = [min(len(text), 40) / 40 * (0.35 if _is_day(text) else 1) for text in said]
    long = 0.5 if median(map(len, said)) > 160 else 1.0
    return len(set(said)) / len(texts) * median(worths) * long


def _is_title(text: str) -> bool:
    if len(text) < 4 or _LABEL_WORDS.fullmatch(text):
        return False
    return not visible_dates.is_date(text)


def _date(rows: Sequence[Tag]) -> dict[str, object]:
    """Return where the day of a row stands."""
    for selector in ("time", *_names(rows, ""), metadata_dates.ITSELF, "a"):
        if _dated(rows, selector) >= MOST:
            return {"date": selector}
    return {}


def _dated(rows: Sequence[Tag], selector: str) -> float:
    days = 0
    for row in rows:
        text = metadata_dates.selected(row, selector)
        days += _is_day(text) if len(text) < 120 else 0
    return days / len(rows)


def _is_day(text: str) -> bool:
    return any(w.is_day for w in date_shapes.written(dates.folded_text(text)))


def _names(rows: Sequence[Tag], name: str) -> list[str]:
    """Return selectors of parts that the first rows hold, those of a class first."""
    found: dict[str, None] = {}
    for row in rows[:3]:
        for part in row.find_all(name or True):
            for selector in _selectors(part, row):
                found.setdefault(selector)
    return list(found)[:MOST_TRIED]


def _selectors(part: Tag, row: Tag) -> Iterator[str]:
    for word in selectors.stable_classes(part):
        yield f"{part.name}.{selectors.escaped(word)}"
    cell = part if part.name == "td" else part.find_parent("td")
    if cell is not None and row in cell.parents:
        column = len(cell.find_previous_siblings("td")) + 1
        inside = "" if cell is part else f" {part.name}"
        yield f"td:nth-of-type({column}){inside}"
    elif part.name not in ("br", "img", "svg", "path"):
        yield part.name
        if part.parent is not None and part.parent is not row:
            yield f"{part.parent.name} > {part.name}"
        yield f"{part.name}:nth-of-type({len(part.find_previous_siblings(part.name)) + 1})"

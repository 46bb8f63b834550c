"""A whole page, before it is stripped -> its lines and the marks of dates in it, in one pass."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bs4 import PageElement, Tag

from knowledge.i18n.text_fold import fold
from scrapers.readers import body, page_head, soup
from scrapers.readers.html_page import HtmlPage
from scrapers.readers.soup import Line

HEADINGS = ("h1", "h2", "h3", "h4")
# A shorter heading may be in the page's title by chance.
SHORTEST = 8
# A line of so many characters belongs to a text.
SENTENCE = 40
# What a class calls a date, without saying which.
DATED = re.compile(
    r"(^|[-_])(date|datum|fecha|data|time|when)([-_]|$)|date$|^date|datum"
    r"|(^|[-_])(meta|metas|metadata|byline|postmeta|info-publi|publi_infos|postinfo"
    r"|dateline)([-_]|$)"
    r"|publish|posted|pubdate|submitted",
    re.IGNORECASE,
)
EVENT = re.compile(r"type-event")
_BARE = frozenset(("time", "abbr", "article"))
# Elements that hold parts of a page, whatever their class calls them.
_HOLDERS = frozenset(("html", "body", "main", "article", "a", "input", "img", "button", "link"))


class Mark(NamedTuple):
    """An element that is there for a date, and how many lines begin before it."""

    place: int
    tag: Tag


class PageScan(NamedTuple):
    """The lines of a page, the marks of dates, its articles, whether it is an event's.

    `others` are the places of lines that lead to other pages.
    """

    top: Tag
    lines: Sequence[Line]
    marks: Sequence[Mark]
    articles: Sequence[Tag]
    is_of_event: bool
    others: frozenset[int]


def scan(page: HtmlPage) -> PageScan:
    """Return what the dates of a page are looked for in."""
    body = page.tree.find("body")
    top = body if isinstance(body, Tag) else page.tree
    walk = _Walk(top)
    for piece in top.descendants:
        walk.take(piece)
    lines, marks = _without_empty(walk.paragraphs.lines(), walk.marks)
    others = _see_also(lines)
    own_marks = [mark for mark in marks if mark.place - 1 not in others]
    return PageScan(top, lines, own_marks, walk.articles, walk.is_of_event, others)


class _Walk:
    """What is found on the way through the elements and texts of a page, in their order."""

    def __init__(self, top: Tag) -> None:
        self.paragraphs = soup.Paragraphs(top)
        self.marks: list[Mark] = []
        self.articles: list[Tag] = []
        self.is_of_event = False

    def take(self, piece: PageElement) -> None:
        """Take in the next element or text."""
        self.paragraphs.take(piece)
        if isinstance(piece, Tag) and _may_tell(piece):
            self._look_at(piece)

    def _look_at(self, tag: Tag) -> None:
        if tag.name == "article":
            self.articles.append(tag)
        if is_mark(tag):
            self.marks.append(Mark(len(self.paragraphs), tag))
        self.is_of_event = self.is_of_event or _is_of_event(tag)


def _may_tell(tag: Tag) -> bool:
    return bool(tag.attrs) or tag.name in _BARE


def _see_also(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of lines below a heading such as "See also", to the next of its rank."""
    places, rank = [], ""
    for place, line in enumerate(lines):
        rank = _rank_of_more(line, rank)
        if rank:
            places.append(place)
    return frozenset(places)


def _rank_of_more(line: Line, rank: str) -> str:
    """Return the rank of the heading "See also" that a line is or stands below, "" for none.

    `rank` is that of the line before.
    """
    name = line.holder.name
    if name not in HEADINGS or (rank and name > rank):
        return rank
    return name if body.MORE.fullmatch(line.text.rstrip(" :")) else ""


def _without_empty(lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[list[Line], list[Mark]]:
    """Return the lines that hold something, and the marks by their places among these."""
    places, kept = [0], []
    for line in lines:
        if line.text:
            kept.append(line)
        places.append(len(kept))
    return kept, [Mark(places[mark.place], mark.tag) for mark in marks]


def end_of_text(found: PageScan, title: int | None) -> int:
    """Return the place of the first heading of the title's rank, or a higher one, below its text.

    There another text begins.
    """
    if title is None:
        return len(found.lines)
    rank, has_text = found.lines[title].holder.name, False
    for place in range(title + 1, len(found.lines)):
        holder, text = found.lines[place]
        has_text = has_text or len(text) >= SENTENCE
        if has_text and _is_heading(holder, rank):
            return place
    return len(found.lines)


def _is_heading(holder: Tag, rank: str) -> bool:
    """Return whether an element is a heading of that rank or a higher one."""
    return holder.name in HEADINGS and holder.name <= rank


def title_place(found: PageScan, page: HtmlPage) -> int | None:
    """Return which line is the title: the one that the head repeats, else the main heading."""
    stated = fold(page.stated("og:title"))
    headings = list(_headings(found.lines))
    exact = _exact_title(headings, stated)
    if exact is not None:
        return exact
    likely = _likely_title(headings, fold(f"{stated} {soup.words(page.tree.title)}"))
    return _line_like(found.lines, stated) if likely is None else likely


def _exact_title(headings: Sequence[tuple[int, Line]], stated: str) -> int | None:
    for place, line in headings:
        if fold(line.text) == stated:
            return place
    return None


def _likely_title(headings: Sequence[tuple[int, Line]], titles: str) -> int | None:
    """Return the main heading, or a lower one where the head repeats both."""
    repeated = [place for place, line in headings if _is_in(line.text, titles)]
    main = [place for place, line in headings if line.holder.name == "h1"]
    if main and main[0] not in repeated:
        return main[0]
    lower = sorted(set(repeated).difference(main))
    return next(iter([*lower, *main]), None)


def _headings(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    for place, line in enumerate(lines):
        if line.holder.name in HEADINGS and not page_head.is_of_site(line.holder):
            yield place, line


def _is_in(text: str, titles: str) -> bool:
    return len(text) >= SHORTEST and fold(text) in titles


def _line_like(lines: Sequence[Line], stated: str) -> int | None:
    """Return the place of a line that is the title, whatever element holds it."""
    for place, line in enumerate(lines):
        if stated and fold(line.text) == stated:
            return place
    return None


def is_mark(tag: Tag) -> bool:
    """Return whether an element is there for a date."""
    if tag.name in ("time", "abbr"):
        return True
    if not tag.attrs or tag.name in _HOLDERS:
        return False
    return _states_date(tag) or _is_named_date(tag)


def _states_date(tag: Tag) -> bool:
    return "date" in str(tag.get("itemprop") or tag.get("property") or "").lower()


def _is_named_date(tag: Tag) -> bool:
    return tag.name != "meta" and any(map(DATED.search, soup.classes(tag)))


def _is_of_event(tag: Tag) -> bool:
    if str(tag.get("itemtype") or "").endswith("/Event"):
        return True
    return tag.has_attr("class") and any(map(EVENT.search, soup.classes(tag)))

"""Parts of a page -> the CSS selector that names them and nothing else."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from operator import attrgetter
from typing import NamedTuple

import soupsieve
from bs4 import BeautifulSoup, Tag

from scrapers.readers import soup

MOST_TRIES = 36
# Names that a program gives: they are others tomorrow, or those of one row.
_MADE = re.compile(
    r"\d|^(odd|even|first|last|active|open|show|hide|clearfix|row|col)$|--|__.{6,}_|[^\w-]|-$"
)
_ENDING = re.compile(r"\.(pdf|docx?|odt|xlsx?|rtf)$", re.IGNORECASE)
_FOLDERS = re.compile(r"/[A-Za-z_-]{2,40}/")
_LINKED = ("", ":has(a[href])", ":has(td):has(a[href])")


class NamedRows(NamedTuple):
    """A selector, and how well it names the parts: 1 for all of them and no other."""

    selector: str
    match: float


def of(rows: Sequence[Tag], tree: BeautifulSoup) -> NamedRows:
    """Return the shortest selector of the rows that was found, or the nearest to one."""
    wanted = set(map(id, rows))
    best = NamedRows("", 0.0)
    for _, selector in zip(range(MOST_TRIES), dict.fromkeys(_tries(rows, tree)), strict=False):
        named = NamedRows(selector, _match(tree.select(selector), wanted))
        if named.match == 1:
            return named
        best = max(best, named, key=_quality)
    return best


def stable_classes(part: Tag) -> list[str]:
    """Return the classes of an element that another day will bear too."""
    return [name for name in soup.classes(part) if not _MADE.search(name)]


def escaped(name: str) -> str:
    """Return a name as it stands in a selector."""
    return str(soupsieve.escape(name))


def ending_of(href: str) -> str:
    """Return the ending of a file's address, "" for a page."""
    found = _ENDING.search(href.partition("#")[0])
    return found[0].lower() if found else ""


def _quality(named: NamedRows) -> float:
    return named.match


def _match(found: Sequence[Tag], wanted: set[int]) -> float:
    chosen = set(map(id, found))
    return len(chosen & wanted) / max(1, len(chosen | wanted))


def _tries(rows: Sequence[Tag], tree: BeautifulSoup) -> Iterator[str]:
    """Yield selectors, the shortest first."""
    steps, above = list(_own_steps(rows)), _common_holders(rows)
    anchors = list(_anchors(above, tree))
    yield from steps[:-1]
    yield from map(" ".join, product(anchors[:3], steps))
    for anchor in anchors[:2]:
        yield f"{anchor} > {steps[-1]}"
    for ending in _LINKED[1:]:
        yield f"{steps[0]}{ending}"
        yield from _with_ending(anchors[:2], steps[-1] + ending)
    tops = anchors[:2] + [full_path(holder) for holder in above[:1]]
    for top, ending in product(tops, _LINKED):
        yield " > ".join([top, *_between(rows, above), steps[-1] + ending])


def _with_ending(anchors: Sequence[str], step: str) -> Iterator[str]:
    for anchor in anchors:
        yield f"{anchor} {step}"
        yield f"{anchor} > {step}"


def _own_steps(rows: Sequence[Tag]) -> list[str]:
    """Return how the rows themselves are named: by a class that all bear, by their element."""
    common = set(stable_classes(rows[0]))
    for row in rows:
        common &= set(soup.classes(row))
    ordered = filter(common.__contains__, stable_classes(rows[0]))
    name = rows[0].name
    return [*(f"{name}.{escaped(word)}" for word in ordered), *_by_target(rows), name]


def _by_target(rows: Sequence[Tag]) -> Iterator[str]:
    """Yield how rows that are links are named by where they lead: a kind of file, a folder."""
    if rows[0].name != "a":
        return
    kinds = {kind_of(soup.attribute(row, "href")) for row in rows}
    if len(kinds) == 1 and (kind := kinds.pop()):
        sign = "$" if kind.startswith(".") else "*"
        yield f'a[href{sign}="{kind}" i]'


def kind_of(href: str) -> str:
    """Return what tells one kind of link from others: the ending of a file, the last folder."""
    if ending := ending_of(href):
        return ending
    path = href.partition("#")[0]
    folders = _FOLDERS.findall(path.partition("?")[0].rstrip("/").rpartition("/")[0] + "/")
    return str(folders[-1]) if folders else ""


def _common_holders(rows: Sequence[Tag]) -> list[Tag]:
    """Return the elements that hold all rows, the innermost first."""
    common = set(map(id, rows[0].parents))
    for row in rows[1:]:
        common &= set(map(id, row.parents))
    holders = filter(attrgetter("parent"), rows[0].parents)
    return [holder for holder in holders if id(holder) in common]


def _anchors(holders: Sequence[Tag], tree: BeautifulSoup) -> Iterator[str]:
    """Yield selectors of the holders that no other element of the page answers to."""
    for holder in holders:
        name = soup.attribute(holder, "id")
        if name and not _MADE.search(name):
            yield f"#{escaped(name)}"
        for word in stable_classes(holder):
            if holder.name != "body" and len(tree.find_all(holder.name, class_=word)) == 1:
                yield f"{holder.name}.{escaped(word)}"
        if holder.name in ("main", "table", "article") and len(tree.find_all(holder.name)) == 1:
            yield holder.name


def _between(rows: Sequence[Tag], holders: Sequence[Tag]) -> list[str]:
    """Return the names of the elements between the rows and what holds them all."""
    top = holders[0] if holders else None
    names: list[str] = []
    for holder in rows[0].parents:
        if holder is top:
            break
        names.insert(0, holder.name)
    return names


def full_path(part: Tag) -> str:
    """Return the selector of one element by its place, from the nearest that bears an id."""
    steps: list[str] = []
    for holder in (part, *part.parents):
        name = soup.attribute(holder, "id")
        if name and not _MADE.search(name):
            return " > ".join([f"#{escaped(name)}", *steps])
        if holder.name in ("body", "html", "[document]"):
            break
        steps.insert(0, _placed(holder))
    return " > ".join(["body", *steps])


def _placed(part: Tag) -> str:
    before = len(part.find_previous_siblings(part.name))
    alone = not before and part.find_next_sibling(part.name) is None
    return part.name if alone else f"{part.name}:nth-of-type({before + 1})"

"""A page -> its groups of repeated parts, of which one may be the list.

Each part that holds a link is put into a group with those of the same make: the same path of
elements, a class, a place under one holder. A group is weighed by links that differ, words, days,
and its place on the page.
"""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from functools import cached_property
from itertools import chain, filterfalse, islice
from math import sqrt
from typing import NamedTuple

from bs4 import Tag

from scrapers.clean import date_shapes, dates
from scrapers.probe import selectors
from scrapers.readers import soup
from scrapers.readers.html_page import HtmlPage

FEWEST_ROWS = 3
# A page of more links is read to there; a group is judged by so many of its rows.
MOST_LINKS, SAMPLE = 6_000, 14
MOST_WORDS = 700
_ASIDE = frozenset(("nav", "footer", "thead", "aside"))
_ASIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar"))
_MENU_NAME = re.compile(
    r"(^|[-_])(nav|navbar|navigation|menu|submenu|breadcrumbs?|ariane|kruimelpad|pager|pagination"
    r"|paginering|footer|cookies?|skip|social|share|toolbar|language|facets?|filters?|sidebar)"
    r"([-_]|$)",
    re.IGNORECASE,
)
# What a link weighs in a menu, and in what is only named like one.
IN_MENU, IN_NAMED = 0.04, 0.25
_SPLIT_NAMES = frozenset(("td", "th"))

Row = Tag
Rows = tuple[Tag, ...]
GroupKey = tuple[object, ...]


class RepeatedPart(NamedTuple):
    """The parts of one make, and how much they look like a list of entries."""

    rows: Rows
    score: float


class Linked:
    """The links of a page that lead to a page, and the parts that hold them."""

    def __init__(self, page: HtmlPage) -> None:
        self.targets: dict[int, list[str]] = {}
        self.parts: dict[int, Tag] = {}
        self._weights: dict[int, float] = {}
        self._paths: dict[int, str] = {}
        self._texts: dict[int, str] = {}
        self._dated: dict[int, bool] = {}
        self.page = page
        for link, target in islice(soup.links(page.tree, page.base), MOST_LINKS):
            if not _is_own_mark(target, page.url):
                self._take(link, target)

    def _take(self, link: Tag, target: str) -> None:
        for part in (link, *link.parents):
            self.parts.setdefault(id(part), part)
            self.targets.setdefault(id(part), []).append(target)

    @cached_property
    def all_targets(self) -> int:
        """How many links the page has."""
        return len(self.targets.get(id(self.page.tree), ()))

    @cached_property
    def own_links(self) -> int:
        """How many links stand outside menus and feet."""
        anchors = filter(_is_anchor, self.parts.values())
        return sum(self.weight(link) == 1 for link in anchors)

    def weight(self, part: Tag) -> float:
        """Return what a part weighs by its place: little in a menu, a foot or a crumb trail."""
        known = self._weights.get(id(part))
        if known is None:
            above = self.weight(part.parent) if isinstance(part.parent, Tag) else 1.0
            known = self._weights[id(part)] = min(above, self._own_weight(part))
        return known

    def _own_weight(self, part: Tag) -> float:
        if _is_menu(part):
            return IN_MENU
        share = len(self.targets.get(id(part), ())) / max(self.all_targets, 1)
        return IN_NAMED if share < 0.6 and _is_named_menu(part) else 1.0

    def path(self, part: Tag) -> str:
        """Return the names of the elements from the root to a part; columns are told apart."""
        known = self._paths.get(id(part))
        if known is None:
            above = self.path(part.parent) if isinstance(part.parent, Tag) else ""
            known = self._paths[id(part)] = f"{above} {step_name(part)}"
        return known

    def text(self, part: Tag) -> str:
        """Return the beginning of what a part says."""
        if id(part) not in self._texts:
            self._texts[id(part)] = soup.squeeze(" ".join(_first_words(part)))
        return self._texts[id(part)]

    def is_dated(self, part: Tag) -> bool:
        """Return whether a part bears a day."""
        if id(part) not in self._dated:
            self._dated[id(part)] = _has_day(self.text(part)) or part.find("time") is not None
        return self._dated[id(part)]


def of(linked: Linked) -> list[RepeatedPart]:
    """Return the groups of a page, the likeliest list first."""
    found: dict[GroupKey, RepeatedPart] = {}
    for rows in _groups(linked):
        identity = (len(rows), id(rows[0]), id(rows[-1]), sum(map(id, rows)))
        if identity not in found:
            found[identity] = RepeatedPart(rows, score(rows, linked))
    return sorted(found.values(), key=_score, reverse=True)


def score(rows: Sequence[Row], linked: Linked) -> float:
    """Return how much some parts look like the rows of a list; 0 where they cannot be."""
    links = [linked.targets[id(row)] for row in rows if id(row) in linked.targets]
    shared = _shared(links)
    first = {_own_target(targets, shared) for targets in links}
    if len(first) < FEWEST_ROWS:
        return 0.0
    sample = sampled(rows)
    texts = [linked.text(row) for row in sample]
    said = sum(min(len(text), 160) for text in texts) / len(texts)
    every = set(chain.from_iterable(links)) - shared | first
    spread = _share(len(first), len(every)) ** 0.75
    differ = _share(len(first), len(links)) * _share(len(set(texts)), len(texts))
    dated = _share(sum(map(linked.is_dated, sample)), len(sample))
    weight = sum(map(linked.weight, sample)) / len(sample)
    worth: float = (
        sqrt(len(first)) * max(said, 8) / 160 * (1 + 3 * dated) * spread * differ * weight
    )
    worth *= _alike(first) ** 0.8
    return worth


def _shared(links: Sequence[Sequence[str]]) -> set[str]:
    """Return the addresses that many rows lead to: their theme, their author."""
    counts = Counter(chain.from_iterable(map(set, links)))
    most = max(1, len(links) // 4)
    return {target for target, count in counts.items() if count > most}


def _own_target(targets: Sequence[str], shared: Container[str]) -> str:
    return next(filterfalse(shared.__contains__, targets), targets[0])


def _alike(targets: Collection[str]) -> float:
    """Return how many of some addresses are of the commonest kind: a page, a kind of file."""
    kinds = Counter(map(selectors.ending_of, targets))
    return _share(kinds.most_common(1)[0][1], len(targets))


def sampled(rows: Sequence[Row]) -> list[Row]:
    """Return some rows from all over a list."""
    return list(rows[:: max(1, len(rows) // SAMPLE)])[:SAMPLE]


def step_name(part: Tag) -> str:
    """Return the name of an element; a cell's with its column."""
    if part.name not in _SPLIT_NAMES:
        return part.name
    return f"{part.name}{len(part.find_previous_siblings(list(_SPLIT_NAMES)))}"


def _is_anchor(part: Tag) -> bool:
    return part.name == "a"


def _score(block: RepeatedPart) -> float:
    return block.score


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _groups(linked: Linked) -> Iterator[Rows]:
    groups: dict[GroupKey, list[Tag]] = {}
    for part in linked.parts.values():
        if part.name in _UNLIKELY:
            continue
        for key in _keys(part, linked):
            groups.setdefault(key, []).append(part)
    for rows in groups.values():
        if len(rows) >= FEWEST_ROWS:
            kept = innermost(rows)
            if len(kept) >= FEWEST_ROWS:
                yield kept


_UNLIKELY = frozenset(("[document]", "html", "body", "head", "main", "table", "tbody", "thead"))


def innermost(rows: Sequence[Tag]) -> Rows:
    """Leave out what holds other rows."""
    holders: set[int] = set()
    for row in rows:
        holders.update(map(id, row.parents))
    return tuple(row for row in rows if id(row) not in holders)


def _keys(part: Tag, linked: Linked) -> Iterator[GroupKey]:
    path = linked.path(part)
    yield ("path", path)
    for name in soup.classes(part):
        yield ("class", part.name, name)
    if part.name == "a":
        yield ("kind", linked.path(part), selectors.kind_of(soup.attribute(part, "href")))
    names, holder = part.name, part.parent
    for _ in range(3):
        if holder is None:
            return
        yield ("under", id(holder), names)
        names, holder = f"{step_name(holder)} {names}", holder.parent
    if named := part.find_parent(id=True):
        yield ("in", id(named), part.name)


def _is_own_mark(target: str, url: str) -> bool:
    return target.partition("#")[0] == url


def _is_menu(part: Tag) -> bool:
    if part.name in _ASIDE or soup.attribute(part, "role") in _ASIDE_ROLES:
        return True
    return part.name == "header" and not part.find_parent(["main", "article", "section", "li"])


def _is_named_menu(part: Tag) -> bool:
    if part.name in ("body", "html", "[document]"):
        return False
    return any(map(_MENU_NAME.search, (*soup.classes(part), soup.attribute(part, "id"))))


def _first_words(part: Tag) -> Iterator[str]:
    told = 0
    for piece in part.find_all(string=True):
        if type(piece) in soup.TEXT and told < MOST_WORDS:
            told += len(piece.strip())
            yield str(piece)[:MOST_WORDS]


def _has_day(text: str) -> bool:
    written = date_shapes.written(dates.folded_text(text[:MOST_WORDS]))
    return any(found.is_day for found in written)

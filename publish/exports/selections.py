"""Indexes -> which stories go into which feed: all, a kind, a theme, a region, a source, the law, a
named search; the newest first. What is set aside stands in its source's alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from heapq import nlargest

from knowledge.model import Entry
from publish import cards, law, weeks
from publish.cards import Card
from publish.indexes import Indexes, linkable, region
from publish.library import Library
from publish.site_context import SiteContext

# Of all stories, and of those of one kind, theme or source, which make up most of the files there
# are.
CAP, GROUP_CAP = 100, 20
# A card, and the entry of it that is shown.
Pick = tuple[Card, Entry]
# A name -> its cards.
Shelves = Mapping[str, Sequence[Card]]
# A group's name in an address -> the folder of its pages on the site.
FOLDERS = {
    "kind": "kinds",
    "theme": "themes",
    "region": "regions",
    "source": "sources",
    "search": "searches",
}


@dataclass(frozen=True)
class Selection:
    """Stories to follow together. `path` is "all" or "theme/telework"; `page` where they stand on
    the site.

    `picks` are (card, the entry of it that is shown): the card's lead, or a source's own entry in
    that source's feed.
    """

    path: str
    page: str
    label: str
    picks: tuple[Pick, ...] = ()

    @property
    def entries(self) -> list[Entry]:
        """Return the entries that are shown."""
        return [entry for _, entry in self.picks]

    @property
    def group(self) -> str:
        """Return "all", "radar", or a name of `FOLDERS`."""
        return self.path.partition("/")[0]


def of(context: SiteContext) -> Iterator[Selection]:
    """Yield every selection of a language's site; a term or a followed source without entries has
    one too.

    So an address holds from the first day on.
    """
    yield _all(context)
    yield from _kinds(context)
    yield from _themes(context)
    yield _radar(context)
    yield from _searches(context)
    yield from _regions(context)
    yield from _sources(context)


def has_page(selection: Selection, indexes: Indexes) -> bool:
    """Return whether the site has the page that a selection names: a kind or a theme without
    entries has none.
    """
    group, _, name = selection.path.partition("/")
    return group not in {"kind", "theme", "region"} or name in getattr(indexes, FOLDERS[group])


def _all(context: SiteContext) -> Selection:
    label = context.catalogue.translate("site.leave_all")
    picks = _newest(_leads(context.indexes.picked), CAP, context.library)
    return Selection("all", "watch/", label, picks)


def _kinds(context: SiteContext) -> Iterator[Selection]:
    shelves = context.indexes.kinds
    for name in _names(context.library.kinds, shelves):
        yield _of_term("kind", name, context.library.kind(name).label(context.locale), context)


def _themes(context: SiteContext) -> Iterator[Selection]:
    shelves = context.indexes.themes
    for name in _names(context.library.themes, shelves):
        yield _of_term("theme", name, context.library.theme(name).label(context.locale), context)


def _radar(context: SiteContext) -> Selection:
    label = context.catalogue.translate("site.radar")
    kinds = (*law.KINDS, law.WATCHED)
    found = (card for card in context.indexes.picked if card.lead.type in kinds)
    return Selection("radar", "radar/", label, _newest(_leads(found), GROUP_CAP, context.library))


def _searches(context: SiteContext) -> Iterator[Selection]:
    """Yield the searches that the instance names; one of sources tells the story as they do."""
    for search in context.library.searches:
        found = context.indexes.searches.get(search.id, ())
        picks = _newest(_of_sources(found, search.sources), GROUP_CAP, context.library)
        label = search.named(context.locale)
        yield Selection(f"search/{search.id}", f"searches/{search.id}/", label, picks)


def _regions(context: SiteContext) -> Iterator[Selection]:
    shelves = context.indexes.regions
    followed = context.library.followed.values()
    places = (source.region or source.scope for source in followed)
    for name in _names(places, shelves):
        term = region(name, context.library, context.catalogue)
        yield _of_term("region", name, term.label(context.locale), context)


def _sources(context: SiteContext) -> Iterator[Selection]:
    shelves = context.indexes.sources
    for name in _names(context.library.followed, shelves):
        picks = _newest(_own(shelves.get(name, ()), name), GROUP_CAP, context.library)
        label = context.library.source_name(name)
        yield Selection(f"source/{name}", f"sources/{name}/", label, picks)


def _of_term(group: str, name: str, label: str, context: SiteContext) -> Selection:
    """Return a term's selection; as long as it has no entries, the page is that of the list of
    terms.
    """
    folder = FOLDERS[group]
    shelves: Shelves = getattr(context.indexes, folder)
    page = f"{folder}/{name}/" if name in shelves else f"{folder}/"
    found = cards.picked(shelves.get(name, ()))
    picks = _newest(_leads(found), GROUP_CAP, context.library)
    return Selection(f"{group}/{name}", page, label, picks)


def _names(known: Iterable[str], found: Iterable[str]) -> list[str]:
    return list(filter(linkable, dict.fromkeys((*known, *found))))


def _leads(found: Iterable[Card]) -> Iterator[Pick]:
    for card in found:
        yield card, card.lead


def _own(found: Iterable[Card], source: str) -> Iterator[Pick]:
    return _of_sources(found, (source,))


def _of_sources(found: Iterable[Card], sources: Collection[str]) -> Iterator[Pick]:
    """Yield each card with its first entry of these sources, or its lead where it has none."""
    for card in found:
        own = (entry for entry in card.members if entry.source in sources)
        yield card, next(own, card.lead)


def _newest(picks: Iterable[Pick], cap: int, library: Library) -> tuple[Pick, ...]:
    """Keep what was seen last, the backlog of a source as of its own day.

    What the source took away is no news.
    """
    there = filter(_is_there, picks)
    return tuple(nlargest(cap, there, key=partial(_age, library=library)))


def _is_there(pick: Pick) -> bool:
    _, entry = pick
    return entry.status != "gone"


def _age(pick: Pick, library: Library) -> tuple[date, datetime, date, str]:
    _, entry = pick
    news_of = entry.first_seen.date()
    if weeks.is_backlog(entry, library):
        news_of = entry.date or date.min
    return news_of, entry.first_seen, cards.day(entry), entry.id

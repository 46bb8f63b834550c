"""Indexes -> which stories go into which feed: all, a kind, a theme, a region, a source, the law;
the newest first.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest

from knowledge.model import Entry
from publish import cards, law
from publish.cards import Card
from publish.indexes import Indexes, linkable, region
from publish.site_context import SiteContext

# Of all stories, and of those of one kind, theme or source, which make up most of the files there
# are.
CAP, GROUP_CAP = 100, 20
# A group's name in an address -> the folder of its pages on the site.
FOLDERS = {"kind": "kinds", "theme": "themes", "region": "regions", "source": "sources"}


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
    picks: tuple[tuple[Card, Entry], ...] = ()

    @property
    def group(self) -> str:
        """Give "all", "radar", "kind", "theme", "region" or "source"."""
        return self.path.partition("/")[0]


def of(context: SiteContext) -> Iterator[Selection]:
    """Yield every selection of a language's site; a term or a followed source without entries has
    one too.

    So an address holds from the first day on.
    """
    yield Selection(
        "all",
        "watch/",
        context.catalogue.translate("site.leave_all"),
        _newest(_leads(context.indexes.cards), CAP),
    )
    for name in _names(context.library.kinds, context.indexes.kinds):
        found = _leads(context.indexes.kinds.get(name, ()))
        place = _place("kinds", name, context.indexes.kinds)
        yield Selection(
            f"kind/{name}",
            place,
            context.library.kind(name).label(context.locale),
            _newest(found, GROUP_CAP),
        )
    for name in _names(context.library.themes, context.indexes.themes):
        found = _leads(context.indexes.themes.get(name, ()))
        place = _place("themes", name, context.indexes.themes)
        yield Selection(
            f"theme/{name}",
            place,
            context.library.theme(name).label(context.locale),
            _newest(found, GROUP_CAP),
        )
    radar = (card for card in context.indexes.cards if card.lead.type in (*law.KINDS, law.WATCHED))
    yield Selection(
        "radar",
        "radar/",
        context.catalogue.translate("site.radar"),
        _newest(_leads(radar), GROUP_CAP),
    )
    places = (
        source.region or source.scope
        for source in context.library.sources.values()
        if source.enabled
    )
    for name in _names(places, context.indexes.regions):
        label, found = (
            region(name, context.library, context.catalogue).label(context.locale),
            _leads(context.indexes.regions.get(name, ())),
        )
        place = _place("regions", name, context.indexes.regions)
        yield Selection(f"region/{name}", place, label, _newest(found, GROUP_CAP))
    followed = (source.id for source in context.library.sources.values() if source.enabled)
    for name in _names(followed, context.indexes.sources):
        own = _own(context.indexes.sources.get(name, ()), name)
        yield Selection(
            f"source/{name}",
            f"sources/{name}/",
            context.library.source_name(name),
            _newest(own, GROUP_CAP),
        )


def has_page(selection: Selection, indexes: Indexes) -> bool:
    """Say whether the site has the page that a selection names: a kind or a theme without entries
    has none.
    """
    group, _, name = selection.path.partition("/")
    return group not in {"kind", "theme", "region"} or name in getattr(indexes, FOLDERS[group])


def _place(folder: str, name: str, shelf: Container[str]) -> str:
    """Give the address of a term's page, or that of the list of terms as long as it has no entries."""
    return f"{folder}/{name}/" if name in shelf else f"{folder}/"


def _names(known: Iterable[str], found: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys((*known, *found)) if linkable(name)]


def _leads(found: Iterable[Card]) -> Iterator[tuple[Card, Entry]]:
    return ((card, card.lead) for card in found)


def _own(found: Iterable[Card], source: str) -> Iterator[tuple[Card, Entry]]:
    for card in found:
        yield card, next(entry for entry in card.members if entry.source == source)


def _newest(picks: Iterable[tuple[Card, Entry]], cap: int) -> tuple[tuple[Card, Entry], ...]:
    """Keep what was seen last; what the source took away is no news."""
    there = (pick for pick in picks if pick[1].status != "gone")
    return tuple(
        nlargest(cap, there, key=lambda pick: (pick[1].first_seen, cards.day(pick[1]), pick[1].id))
    )

"""Shelves -> which stories go into which feed: all, a kind, a theme, a region, a source, the law;
the newest first.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest

from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from publish import cards
from publish.cards import Card
from publish.library import Library
from publish.pages import law
from publish.pages.watch_pages import Shelves, linkable, region

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


def of(library: Library, shelves: Shelves, words: Catalogue) -> Iterator[Selection]:
    """Yield every selection of a language's site; a term or a followed source without entries has
    one too.

    So an address holds from the first day on.
    """
    yield Selection(
        "all", "watch/", words.translate("site.leave_all"), _newest(_leads(shelves.cards), CAP)
    )
    for name in _names(library.kinds, shelves.kinds):
        found = _leads(shelves.kinds.get(name, ()))
        place = _place("kinds", name, shelves.kinds)
        yield Selection(
            f"kind/{name}", place, library.kind(name).label(words.locale), _newest(found, GROUP_CAP)
        )
    for name in _names(library.themes, shelves.themes):
        found = _leads(shelves.themes.get(name, ()))
        place = _place("themes", name, shelves.themes)
        yield Selection(
            f"theme/{name}",
            place,
            library.theme(name).label(words.locale),
            _newest(found, GROUP_CAP),
        )
    radar = (card for card in shelves.cards if card.lead.type in (*law.KINDS, law.WATCHED))
    yield Selection(
        "radar", "radar/", words.translate("site.radar"), _newest(_leads(radar), GROUP_CAP)
    )
    places = (
        source.region or source.scope for source in library.sources.values() if source.enabled
    )
    for name in _names(places, shelves.regions):
        label, found = (
            region(name, library, words).label(words.locale),
            _leads(shelves.regions.get(name, ())),
        )
        place = _place("regions", name, shelves.regions)
        yield Selection(f"region/{name}", place, label, _newest(found, GROUP_CAP))
    followed = (source.id for source in library.sources.values() if source.enabled)
    for name in _names(followed, shelves.sources):
        own = _own(shelves.sources.get(name, ()), name)
        yield Selection(
            f"source/{name}", f"sources/{name}/", library.source_name(name), _newest(own, GROUP_CAP)
        )


def has_page(selection: Selection, shelves: Shelves) -> bool:
    """Say whether the site has the page that a selection names: a kind or a theme without entries
    has none.
    """
    group, _, name = selection.path.partition("/")
    return group not in {"kind", "theme", "region"} or name in getattr(shelves, FOLDERS[group])


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

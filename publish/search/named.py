"""Named searches (feeds.yml) -> the cards that each of them finds, by the tokens of the site's own
search: folding, stems, parts of compounds, and the concepts of the taxonomy.

Unlike the search page, no word is mended, and all words of a search must stand: who follows one is
told of what was asked, and of nothing else.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import attrgetter

from knowledge import taxonomy
from knowledge.model import Entry
from knowledge.named_searches import NamedSearch
from publish import cards
from publish.cards import Card
from publish.indexes import EntryList
from publish.library import Library
from publish.search import publish, thesaurus
from publish.search.query import Finder
from publish.search.records import Record
from publish.search.vocabulary import KnownWords
from publish.site_context import SiteContext

# So many of the newest cards are looked at: a build's time must not grow with the archive.
NEWEST = 2000


def found(context: SiteContext) -> SiteContext:
    """Return the context with the cards of each search that its instance names."""
    searches = context.library.searches
    if not searches:
        return context
    newest = context.indexes.picked[:NEWEST]
    having = _having(searches, newest, context.library)
    made: dict[str, EntryList] = {}
    for search in searches:
        fits = partial(_fits, search=search, having=having, library=context.library)
        made[search.id] = list(filter(fits, newest))
    return replace(context, indexes=replace(context.indexes, searches=made))


def _having(
    searches: Iterable[NamedSearch], dealt: Iterable[Card], library: Library
) -> dict[str, frozenset[str]]:
    """Return the anchors of the entries that have all words, by the words that searches ask."""
    asked = dict.fromkeys(chain.from_iterable(map(attrgetter("words"), searches)))
    if not asked:
        return {}
    members = tuple(chain.from_iterable(map(attrgetter("members"), dealt)))
    known = thesaurus.of(taxonomy.load(library.root))
    held = replace(library, entries=members)
    counted = publish.counted(held, (), known)
    made = publish.all_records(held, known, (), counted)
    match = partial(_held, _by_token(made))
    finder = Finder(known, match, len(made), KnownWords(tuple(counted)), mends=False)
    having: dict[str, frozenset[str]] = {}
    for text in asked:
        having[text] = frozenset(map(_anchor, map(made.__getitem__, finder.having_all(text))))
    return having


def _held(by_token: Mapping[str, Mapping[int, float]], token: str) -> Mapping[int, float]:
    return by_token.get(token, {})


def _by_token(made: Sequence[Record]) -> dict[str, dict[int, float]]:
    by_token: dict[str, dict[int, float]] = {}
    for number, record in enumerate(made):
        for token, weight in record.tokens:
            by_token.setdefault(token, {})[number] = weight
    return by_token


def _anchor(record: Record) -> str:
    return record.shown["at"].rpartition("#")[2]


def _fits(
    card: Card, search: NamedSearch, having: Mapping[str, frozenset[str]], library: Library
) -> bool:
    """Return whether a card is what a search asks in each of its keys; of a story's entries one is
    enough.
    """
    members = card.members
    return (
        _has_any(search.kinds, (card.lead.type,))
        and _has_any(search.themes, card.themes)
        and _has_any(search.sources, map(attrgetter("source"), members))
        and _has_any(search.region, map(library.region, members))
        and _has_words(members, search, having)
    )


def _has_any(wanted: Collection[str], there: Iterable[str]) -> bool:
    """Return whether one of what is wanted is there, or nothing is."""
    return not wanted or any(map(wanted.__contains__, there))


def _has_words(
    members: Iterable[Entry], search: NamedSearch, having: Mapping[str, frozenset[str]]
) -> bool:
    anchors = frozenset[str]().union(*map(having.__getitem__, search.words))
    return not search.words or any(map(anchors.__contains__, map(cards.anchor, members)))

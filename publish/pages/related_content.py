"""A step or a theme -> what serves it, from all that the site holds: law, watch, tools, practices,
contacts, events.

One rule for all sheets: they name the step, or the theme (as a theme, a field of action or a
topic). An entry serves a theme that it bears, and a step only where a person said so in its
`review:`; words alone would guess too much.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from functools import partial
from itertools import chain, filterfalse
from operator import attrgetter

from knowledge.sheets.collection import INDEX
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import event, guide, organisation, practice, question
from knowledge.sheets.kinds.event import Event
from knowledge.sheets.kinds.organisation import Organisation
from knowledge.sheets.reading import Sheet
from knowledge.sheets.registry import KINDS
from knowledge.sheets.sheet import K
from publish import law
from publish.cards import Card
from publish.indexes import Indexes
from publish.library import Library
from publish.site_context import SiteContext

# The kinds of sheet that one can use as they are, and how many entries and events are shown.
USABLE = ("tool", "toolkit", "communication-kit")
WATCH, LAW, EVENTS = 6, 5, 4
_NAMING = ("themes", "fields", "topics")


@dataclass(frozen=True)
class RelatedContent:
    """What serves a step or a theme. `law` and `watch` are the latest; `watch_count` counts all of
    the watch's.

    `contacts` are organisations: for a theme, those that may be asked about it; for a step, those
    that own a tool of it or tried a practice. `events` are those to come, the next first, then
    those held, the latest first.
    """

    law: Sequence[Card] = ()
    watch: Sequence[Card] = ()
    watch_count: int = 0
    tools: Sequence[Sheet[SheetModel]] = ()
    practices: Sequence[Sheet[SheetModel]] = ()
    contacts: Sequence[Sheet[SheetModel]] = ()
    events: Sequence[Sheet[SheetModel]] = ()
    guides: Sequence[Sheet[SheetModel]] = ()
    questions: Sequence[Sheet[SheetModel]] = ()

    def __bool__(self) -> bool:
        return any(
            (
                self.law,
                self.watch,
                self.tools,
                self.practices,
                self.contacts,
                self.events,
                self.guides,
                self.questions,
            )
        )


def gathered(
    context: SiteContext, *, steps: Collection[str] = (), themes: Collection[str] = ()
) -> RelatedContent:
    """Return what serves any of the steps or of the themes, in the order in which a reader of a
    language needs it.
    """
    sheets, lang = context.library.sheets, context.locale
    found = _cards(context.indexes, steps, themes)
    watch = list(filterfalse(_is_law, found))
    tools = serving(usable(context.library, lang), steps, themes)
    practices = serving(sheets.of(practice.KIND, lang), steps, themes)
    owners = _owners((*tools, *practices)) if steps else set()
    events = serving(sheets.of(event.KIND, lang), steps, themes)
    guides = serving(sheets.of(guide.KIND, lang), steps, themes)
    may_be_asked = partial(_may_be_asked, themes=themes, owners=owners)
    return RelatedContent(
        law=list(filter(_is_law, found))[:LAW],
        watch=watch[:WATCH],
        watch_count=len(watch),
        tools=tools,
        practices=practices,
        contacts=list(filter(may_be_asked, sheets.of(organisation.KIND, lang))),
        events=coming_first(events, context.library.build_date)[:EVENTS],
        guides=list(filterfalse(_is_index, guides)),
        questions=serving(sheets.of(question.KIND, lang), steps, themes),
    )


def _is_law(card: Card) -> bool:
    return card.lead.type in law.KINDS


def _is_index(page: Sheet[SheetModel]) -> bool:
    return page.id == INDEX


def _owners(sheets: Iterable[Sheet[SheetModel]]) -> set[object]:
    """Return the organisations that own a tool or tried a practice."""
    found: set[object] = set()
    for sheet in sheets:
        found |= {sheet.keys.get("owner"), sheet.keys.get("organisation")}
    return found


def usable(library: Library, lang: str) -> list[Sheet[SheetModel]]:
    """Return all that can be used as it is: tools, toolkits and communication kits."""
    found: list[Sheet[SheetModel]] = []
    for kind in USABLE:
        found += library.sheets.of(KINDS[kind], lang)
    return found


def serving(
    found: Iterable[Sheet[K]], steps: Collection[str], themes: Collection[str]
) -> list[Sheet[K]]:
    """Return the sheets that name one of the steps or one of the themes, in their order."""
    return [sheet for sheet in found if _serves(sheet.keys, steps, themes)]


def _serves(keys: SheetModel, steps: Collection[str], themes: Collection[str]) -> bool:
    return not set(keys.get_ids("steps")).isdisjoint(steps) or _named(keys, themes)


def coming_first(events: Iterable[Sheet[Event]], today: Day) -> list[Sheet[Event]]:
    """Return events: those to come, the next first, then the others, the latest first; cancelled
    ones are left out.
    """
    later: list[Sheet[Event]] = []
    earlier: list[Sheet[Event]] = []
    for sheet in events:
        if sheet.keys.get("status") != "cancelled":
            (later if day(sheet.keys.start) >= today else earlier).append(sheet)
    return sorted(later, key=_when) + sorted(earlier, key=_when, reverse=True)


def day(moment: Day | datetime) -> Day:
    """Return the day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def _cards(indexes: Indexes, steps: Collection[str], themes: Collection[str]) -> list[Card]:
    """Return the cards that bear a theme, or whose reviews name a step, the newest first."""
    if len(themes) == 1 and not steps:
        return list(indexes.themes.get(next(iter(themes)), ()))
    return [card for card in indexes.picked if _bears(card, themes, steps)]


def _bears(card: Card, themes: Collection[str], steps: Collection[str]) -> bool:
    return not set(themes).isdisjoint(card.themes) or _reviewed_for(card, steps)


def _reviewed_for(card: Card, steps: Collection[str]) -> bool:
    """Return whether a person said that an entry serves one of the steps."""
    if not steps or not any(map(attrgetter("review"), card.members)):
        return False
    return not set(steps).isdisjoint(law.reviewed(card).steps)


def _may_be_asked(
    contact: Sheet[Organisation], themes: Collection[str], owners: Collection[object]
) -> bool:
    """Return whether an organisation knows of a theme, or is one of the owners."""
    keys = contact.keys
    return contact.id in owners or any(_named(part, themes) for part in (keys, *keys.roles))


def _named(keys: SheetModel, themes: Collection[str]) -> bool:
    named = chain.from_iterable(map(keys.get_ids, _NAMING))
    return not set(themes).isdisjoint(named)


def _when(event: Sheet[Event]) -> tuple[str, str]:
    return str(event.keys.start), event.id

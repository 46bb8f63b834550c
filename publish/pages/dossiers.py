"""A meeting of the network -> its dossier: all that is new since the meeting before it, for the
page and for a mail.

See docs/decisions/dossiers.md.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import partial
from itertools import chain

from knowledge import problems
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry, Problem
from knowledge.sheets import persons
from knowledge.sheets.collection import Collection
from knowledge.sheets.kinds import event, practice
from knowledge.sheets.kinds.action import Action
from knowledge.sheets.kinds.event import Event
from knowledge.sheets.kinds.practice import Passage, Practice
from knowledge.sheets.reading import Sheet
from publish import cards, law, weeks
from publish.cards import Card
from publish.generated_page import GeneratedPage
from publish.library import Library, NamedTerm
from publish.pages import actions, agenda
from publish.site_context import SiteContext

FOLDER = "dossiers"
# What a first dossier looks back over, and how many lines of a kind are read out; the months' pages
# hold the others.
MONTHS_BACK, EACH = 4, 25

# Who says what must be checked in the directory, as on a day. Its messages name roles, never
# persons.
Check = Callable[[Collection, Day], Iterable[Problem]]


@dataclass(frozen=True)
class StoryLine:
    """One story of the watch: its card, and for a text of the law the day on which it enters into
    force, if known.
    """

    card: Card
    in_force: Day | None = None
    changed: Day | None = None


@dataclass(frozen=True)
class KindLines:
    """The lines of a kind that are read out, how many are not, and the months whose pages hold
    those.
    """

    term: NamedTerm
    lines: tuple[StoryLine, ...]
    left_out: int = 0
    months: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """What is new after `since` and up to `until`. `before` is the meeting that closes the time
    before it, or None.

    `is_open`: the meeting is not over. Contacts and actions, which are told as they stand, are left
    out of the others; `contacts` is None then.
    """

    meeting: Sheet[Event]
    before: Sheet[Event] | None
    since: Day
    until: Day
    is_open: bool
    groups: tuple[KindLines, ...] = ()
    practices: tuple[tuple[Sheet[Practice], Passage], ...] = ()
    contacts: tuple[Problem, ...] | None = None
    actions: tuple[Sheet[Action], ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Return what it tells after the watch."""
        told = ["practices"]
        if self.contacts is not None:
            told.append("contacts")
        if self.is_open:
            told.append("actions")
        return tuple(told)

    @property
    def has_begun(self) -> bool:
        """Return whether the meeting before it has been."""
        return self.since < self.until


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the dossier of each meeting that is not called off."""
    crumb = (event.KIND.plural(context.locale), f"{event.KIND.folder}/index.md")
    for meeting in meetings(context.library, context.locale):
        made = of(meeting, context.library, context.indexes.cards, context.locale)
        toc: list[tuple[str, str]] = []
        for group in made.groups:
            toc.append((f"k-{group.term.id}", group.term.label(context.locale)))
        for name in made.parts:
            toc.append((name, context.catalogue.translate(f"site.dossier_{name}")))
        yield GeneratedPage(
            f"{FOLDER}/{meeting.id}.md",
            context.catalogue.translate("site.dossier_title", title=meeting.keys.title),
            "dossier.html",
            told(made, context),
            context.about(
                context.catalogue.day(meeting.keys.first_day),
                context.catalogue.translate("site.dossier_lead"),
            ),
            toc=tuple(toc),
            crumbs=(crumb,),
        )


def told(made: Dossier, context: SiteContext) -> dict[str, object]:
    """Return a dossier with its sentences, for the page and for the text alike."""
    return {
        "dossier": made,
        "event": agenda.shown(made.meeting, context),
        "period": period(made, context.catalogue),
        "practice_states": practice.STATES.labels(context.locale),
        "contacts": list(map(partial(problems.what, locale=context.locale), made.contacts or ())),
        "open_actions": list(map(partial(actions.shown, context=context), made.actions)),
    }


def of(
    meeting: Sheet[Event],
    library: Library,
    dealt: Sequence[Card],
    lang: str,
    check: Check = persons.warnings,
) -> Dossier:
    """Return the dossier of a meeting as on the day of the build; `dealt` are the cards of a
    language, newest first.
    """
    before = _before(meeting, meetings(library, lang))
    until = min(meeting.keys.first_day, library.build_date)
    since = before.keys.first_day if before else months_before(until)
    is_open = meeting.keys.last_day >= library.build_date
    return Dossier(
        meeting,
        before,
        since,
        until,
        is_open,
        groups(dealt, since, until, library, lang),
        tuple(_practices(library, since, until, lang)),
        tuple(check(library.sheets, library.build_date)) if is_open else None,
        tuple(_actions_ahead(library, lang)) if is_open else (),
    )


def meetings(library: Library, lang: str) -> list[Sheet[Event]]:
    """Return the network's meetings that are not called off, the oldest first."""
    return list(filter(agenda.is_meeting, agenda.events(library, lang)))


def is_new(card: Card, since: Day, until: Day, library: Library) -> bool:
    """Return whether a story came out in a time, or was only found in it, or tells of a text that
    changed in it.

    What the first reading of a source brings is its past: its own day counts, and not the day of
    that reading.
    """
    if since < min(map(cards.day, card.members)) <= until:
        return True
    if changed(card, since, until):
        return True
    return all(_was_found(entry, since, until, library) for entry in card.members)


def changed(card: Card, since: Day, until: Day) -> Day | None:
    """Return the last day in a time on which a watched text was seen to have changed, or None."""
    seen = chain.from_iterable(map(_changes, card.members))
    return max((day for day in seen if since < day <= until), default=None)


def period(made: Dossier, catalogue: Catalogue) -> str:
    """Return what time a dossier covers."""
    if not made.has_begun:
        return catalogue.translate("site.dossier_not_begun", day=catalogue.day(made.since))
    key = "dossier_since" if made.before else "dossier_first"
    return catalogue.translate(
        f"site.{key}", first=catalogue.day(made.since), last=catalogue.day(made.until)
    )


def months_before(day: Day, months: int = MONTHS_BACK) -> Day:
    """Return the same day so many months before, or the last one of a month that is shorter."""
    count = day.year * 12 + day.month - 1 - months
    for last in range(day.day, day.day - 4, -1):
        try:
            return Day(count // 12, count % 12 + 1, last)
        except ValueError:
            continue
    return Day.min


def _before(meeting: Sheet[Event], held: Sequence[Sheet[Event]]) -> Sheet[Event] | None:
    """Return the last meeting before another, or None where that is the first."""
    for other in reversed(held):
        if agenda.order(other) < agenda.order(meeting):
            return other
    return None


def _actions_ahead(library: Library, lang: str) -> Iterator[Sheet[Action]]:
    for sheet in actions.actions(library, lang):
        if sheet.keys.status != "done":
            yield sheet


def _was_found(entry: Entry, since: Day, until: Day, library: Library) -> bool:
    is_in_time = since < entry.first_seen.date() <= until
    return is_in_time and not weeks.is_past(library, entry.source, entry.first_seen)


def _changes(entry: Entry) -> Iterator[Day]:
    for change in entry.text_changes:
        yield change.at.date()


def groups(
    dealt: Sequence[Card], since: Day, until: Day, library: Library, lang: str
) -> tuple[KindLines, ...]:
    """Return what is new in a time by kind, without what is set aside."""
    found = [card for card in cards.picked(dealt) if is_new(card, since, until, library)]
    order = library.settings.get("bulletin_order") or ()
    made: list[KindLines] = []
    for term, some in weeks.grouped(found, library, order, lang):
        lines = tuple(_line(card, since, until, library, lang) for card in some[:EACH])
        made.append(KindLines(term, lines, len(some) - len(lines), _months(some[EACH:])))
    return tuple(made)


def _months(some: Iterable[Card]) -> tuple[str, ...]:
    """Return the months in which cards came out, the latest first."""
    return tuple(sorted({cards.month(card.lead) for card in some}, reverse=True))


def _line(card: Card, since: Day, until: Day, library: Library, lang: str) -> StoryLine:
    in_force = None
    if card.lead.type in law.KINDS:
        in_force = law.text(card, library.data_date, lang).in_force
    return StoryLine(card, in_force, changed(card, since, until))


def _practices(
    library: Library, since: Day, until: Day, lang: str
) -> Iterator[tuple[Sheet[Practice], Passage]]:
    """Yield the practices whose life went on in a time, each with the last state it came into."""
    for sheet in library.sheets.each(practice.KIND, lang):
        passed = [passage for passage in sheet.keys.life if since < passage.on <= until]
        if passed:
            yield sheet, passed[-1]

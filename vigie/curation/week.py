"""The week's new entries -> the numbered lines of a checklist: stories, then what is asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple

from knowledge.model import Entry
from knowledge.storage import review
from knowledge.taxonomy import Taxonomy
from publish import cards, law
from publish.cards import Card

# Questions of one kind.
MAX_QUESTIONS = 20
# Two entries that may be one story, or versions of one text.
Doubtful = tuple[Entry, Entry]


@dataclass(frozen=True, slots=True)
class Story:
    """One line: its number, its card, and the new entries in it, the lead first."""

    number: int
    card: Card
    new: tuple[Entry, ...]

    @property
    def proposed(self) -> bool:
        """Return whether the program ticks it: what is set aside it does not."""
        return not self.card.is_aside

    @property
    def asks_day(self) -> bool:
        """Return whether it is a law of which nobody said when it takes effect."""
        lead = self.card.lead
        return self.ticked and lead.type == "law" and law.reviewed(self.card).in_force is None

    @property
    def ticked(self) -> bool:
        """Return whether it is on the site as things stand."""
        return self.proposed and not any(map(review.is_rejected, self.new))


class HeldBatch(NamedTuple):
    """Entries of a source that came all at once and are held until a person accepts them."""

    number: int
    source: str
    entries: tuple[Entry, ...]


class LinePair(NamedTuple):
    """Two lines that may be one story, or versions of one text."""

    number: int
    other: int


@dataclass(frozen=True, slots=True)
class Week:
    """What a checklist is made of: the new stories; then those known before that a new one may be
    the same as, the pairs to judge and the batches. All lines are numbered on.
    """

    name: str
    stories: Sequence[Story]
    known: Sequence[Story] = ()
    pairs: Sequence[LinePair] = ()
    batches: Sequence[HeldBatch] = ()


def stories(
    grouped: Iterable[Card],
    new: Collection[str],
    taxonomy: Taxonomy,
) -> list[Story]:
    """Return the stories of the new entries, numbered from 1: picks and law first, then by kind in
    the order of the taxonomy; those set aside last.
    """
    found = []
    for card in grouped:
        if mine := tuple(entry for entry in card.members if entry.id in new):
            found.append((card, mine))
    kinds = [term.id for term in taxonomy.types]
    found.sort(key=partial(_weight, kinds))
    return [Story(number, card, mine) for number, (card, mine) in enumerate(found, 1)]


def _weight(kinds: Sequence[str], told: tuple[Card, tuple[Entry, ...]]) -> tuple[object, ...]:
    """Return by what stories are sorted; within a kind what has a theme, then the newest."""
    lead = told[0].lead
    kind = kinds.index(lead.type) if lead.type in kinds else len(kinds)
    first = told[0].is_highlighted or lead.type in law.KINDS
    themeless = not told[0].themes
    return told[0].is_aside, not first, kind, themeless, -cards.day(lead).toordinal(), lead.id


def with_questions(
    name: str,
    found: Sequence[Story],
    doubtful: Iterable[Doubtful],
    held: Mapping[str, Sequence[Entry]],
    grouped: Iterable[Card],
) -> Week:
    """Return a week whose new stories are found, with what is asked beside them.

    `doubtful` are the pairs of entries that a person must judge, `held` those that wait by source,
    `grouped` the cards of all entries.
    """
    numbering = _Numbering(found, grouped)
    # Asked once, in the week in which one of the two is new.
    asked = list(islice(filter(numbering.is_asked, doubtful), MAX_QUESTIONS))
    pairs = dict.fromkeys(map(numbering.pair, asked))
    numbered = enumerate(sorted(held), numbering.next)
    batches = [HeldBatch(number, source, tuple(held[source])) for number, source in numbered]
    return Week(name, found, numbering.known, list(filter(_are_two, pairs)), batches)


class _Numbering:
    """The numbers of lines: those of the new stories, and what is numbered after them."""

    def __init__(self, found: Sequence[Story], grouped: Iterable[Card]) -> None:
        self.known: list[Story] = []
        self.next = len(found) + 1
        self._numbers: dict[str, int] = {}
        self._cards: dict[str, Card] = {}
        for card in grouped:
            self._cards |= dict.fromkeys(_ids(card.members), card)
        for story in found:
            self._numbers |= dict.fromkeys(_ids(story.card.members), story.number)
        self._new = frozenset(self._numbers)

    def is_asked(self, both: Doubtful) -> bool:
        """Return whether one of two entries is new, and both are there."""
        ids = _ids(both)
        return ids <= self._cards.keys() and not self._new.isdisjoint(ids)

    def pair(self, both: Doubtful) -> LinePair:
        """Return the lines of two entries, numbering those that have none."""
        return LinePair(*sorted(map(self._number, both)))

    def _number(self, entry: Entry) -> int:
        if entry.id not in self._numbers:
            card = self._cards[entry.id]
            self.known.append(Story(self.next, card, tuple(card.members)))
            self._numbers |= dict.fromkeys(_ids(card.members), self.next)
            self.next += 1
        return self._numbers[entry.id]


def _are_two(pair: LinePair) -> bool:
    return pair.number != pair.other


def _ids(entries: Iterable[Entry]) -> set[str]:
    return {entry.id for entry in entries}

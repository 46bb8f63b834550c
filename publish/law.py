"""Cards of kind law -> what the radar says of each text: its dates, how far it has come, whom it
concerns.

A day of entry into force is a person's word (`review:`) or unknown. The day of an act is read where
the official journal prints it, and nowhere else: another date in a title may be that of the text
which is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import product
from operator import attrgetter

from knowledge.i18n import month_names
from knowledge.i18n.text_fold import words as folded
from knowledge.model import Change, Entry
from knowledge.storage import review
from knowledge.storage.review import LawStatus, Review
from publish.cards import Card

KINDS = ("law", "case-law")
WATCHED = "page-change"

_MONTHS = month_names.numbers(("fr", "nl"), ("wide",))
_MONTH = "|".join(_MONTHS)
# "5 NOVEMBRE 2026. - Arrêté royal…": how the Moniteur belge / Belgisch Staatsblad opens a text.
_JOURNAL = re.compile(
    r"\s*(?P<day>\d{1,2}|1er)\s+(?P<month>[^\W\d_]{3,9})\s+(?P<year>\d{4})\.?\s+[-–—]\s",
    re.IGNORECASE,
)
_NAMES = (
    "loi|loi programme|ordonnance|decret|arrete|circulaire|accord de cooperation"
    "|convention collective de travail"
    "|wet|programmawet|ordonnantie|decreet|besluit|omzendbrief|samenwerkingsakkoord"
    "|collectieve arbeidsovereenkomst"
)
# "Arrêté royal du 13 décembre 2016…": the act's own name opens the title, and nothing stands
# between it and its date.
_NAMED = re.compile(
    rf"(?:nouvel(?:le)? |nieuwe? )?(?:koninklijk |ministerieel )?(?:{_NAMES})"
    rf"(?: royal| ministeriel| du gouvernement| ministerielle"
    rf"| van de brusselse hoofdstedelijke regering)?"
    rf" (?:du|van) (?P<day>\d{{1,2}}|1er) (?P<month>{_MONTH}) (?P<year>\d{{4}})\b"
)
_DRAFT = re.compile(
    r"\bprojets? (?:de|d) (?:loi|arrete|ordonnance|decret|circulaire)"
    r"|\bavant projet|\bproposition de loi"
    r"|\b(?:premiere|deuxieme|seconde) lecture|\bwetsontwerp|\bwetsvoorstel|\bvoorontwerp"
    r"|\bontwerp van (?:koninklijk |ministerieel )?(?:besluit|wet|ordonnantie|decreet|omzendbrief)"
    r"|\b(?:eerste|tweede) lezing"
)


@dataclass(frozen=True, slots=True)
class LawText:
    """One text of the law. `status` is "" where nothing is known; `stated` says that a person gave
    it.

    `published` is the day of its entry here, `in_force` a person's word. `note` is a sentence and
    `note_lang` its language. `obliges` is None where nobody said.
    """

    card: Card
    act_date: Day | None
    published: Day | None
    in_force: Day | None
    status: LawStatus | str
    stated: bool
    audience: tuple[str, ...] = ()
    obliges: bool | None = None
    note: str = ""
    note_lang: str = ""
    repealed_by: str = ""

    @property
    def days(self) -> tuple[Day, ...]:
        """Return the days that are known, in the order of a text's life."""
        return tuple(filter(None, (self.act_date, self.published, self.in_force)))

    def enters_into_force(self, start: Day, end: Day) -> bool:
        """Return whether it enters into force from a day on and before another."""
        return self.in_force is not None and start <= self.in_force < end


def texts(dealt: Iterable[Card], today: Day, lang: str) -> list[LawText]:
    """Return a text of each card of a kind of law, in their order."""
    return [text(card, today, lang) for card in dealt if card.lead.type in KINDS]


def text(card: Card, today: Day, lang: str) -> LawText:
    """Return what the members of a card and their reviews tell of its text; the reader's own
    version speaks first.
    """
    said = reviewed(card)
    acts = filter(None, map(act_date, card.members))
    published = filter(None, map(attrgetter("date"), card.members))
    note, tongue = sentence(card, lang)
    return LawText(
        card,
        said.act_date or next(acts, None),
        next(published, None),
        said.in_force,
        said.law_status or _status(card, said.in_force, today),
        said.law_status is not None,
        said.audience,
        said.obligation,
        note,
        tongue,
        said.repealed_by or "",
    )


def reviewed(card: Card) -> Review:
    """Join what people said of a card's members, key by key: the lead's word wins."""
    held: dict[str, object] = {}
    for entry in reversed(card.members):
        if entry.review:
            said = review.read(entry.review)
            held |= {key: getattr(said, key) for key in said.model_fields_set}
    return Review.model_construct(_fields_set=set(held), **held)


def sentence(card: Card, lang: str) -> tuple[str, str]:
    """Return what a person says of a card's text in a sentence, and the sentence's language."""
    note, tongue = reviewed(card).sentence(lang)
    return note, tongue or lang


def act_date(entry: Entry) -> Day | None:
    """Read the day on which an act was signed, where the text opens with it; None where it does
    not, or it cannot be.

    No act is signed after it was published.
    """
    found = _NAMED.match(folded(entry.title)) or _in_journal(entry)
    day = _day(found) if found else None
    if day and entry.date and day > entry.date:
        return None
    return day


def without_opening(text: str) -> str:
    """Return a text without the day with which the official journal opens it."""
    opening = _JOURNAL.match(text)
    return text[opening.end() :] if opening else text


def _day(found: re.Match[str]) -> Day | None:
    """Return the day that a title or an opening names, None where there is no such day."""
    month = _MONTHS.get(folded(found["month"]))
    if not month:
        return None
    try:
        return Day(int(found["year"]), month, int(found["day"].lower().removesuffix("er")))
    except ValueError:
        return None


def text_changes(dealt: Iterable[Card]) -> list[tuple[Card, Change]]:
    """Return the changes of the watched texts, the newest first."""
    return sorted(_text_changes(dealt), key=lambda pair: pair[1].at, reverse=True)


def _text_changes(dealt: Iterable[Card]) -> Iterator[tuple[Card, Change]]:
    for card in dealt:
        for entry in card.members:
            if entry.type == WATCHED:
                yield from product([card], entry.text_changes)


def quarter(day: Day) -> tuple[Day, Day]:
    """Return the first day of a day's quarter, and the first of the next one."""
    first = Day(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, Day(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)


def within(found: Sequence[LawText], start: Day, end: Day) -> list[LawText]:
    """Return the texts that enter into force from a day on and before another, in that order."""
    some = (text for text in found if text.enters_into_force(start, end))
    return sorted(some, key=by_entry_into_force)


def by_entry_into_force(text: LawText) -> tuple[str, str]:
    """Return where a text stands among those with a day of entry into force."""
    return str(text.in_force), text.card.lead.id


def _status(card: Card, in_force: Day | None, today: Day) -> str:
    if in_force and in_force <= today:
        return "in-force"
    if any(map(_in_journal, card.members)):
        return "published"
    return "announced" if any(map(_is_draft, card.members)) else ""


def _is_draft(entry: Entry) -> bool:
    """Return whether an entry tells of a text that is not adopted."""
    return bool(_DRAFT.search(folded(entry.title)) or _DRAFT.search(folded(entry.summary)))


def _in_journal(entry: Entry) -> re.Match[str] | None:
    """Return the opening that the official journal prints, with the day of the act."""
    return _JOURNAL.match(entry.summary) or _JOURNAL.match(entry.title)

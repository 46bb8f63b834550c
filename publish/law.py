"""Cards of kind law -> what the radar says of each text: its dates, how far it has come, whom it
concerns.

A day of entry into force is a person's word (`review:`) or unknown. The day of an act is read where
the official journal prints it, and nowhere else: another date in a title may be that of the text
which is changed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day

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
class Text:
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


def texts(dealt: Iterable[Card], today: Day, lang: str) -> list[Text]:
    """Return a text of each card of a kind of law, in their order."""
    return [text(card, today, lang) for card in dealt if card.lead.type in KINDS]


def text(card: Card, today: Day, lang: str) -> Text:
    """Return what the members of a card and their reviews tell of its text; the reader's own
    version speaks first.
    """
    said = reviewed(card)
    act = said.act_date or next(filter(None, map(act_date, card.members)), None)
    note, tongue = said.sentence(lang)
    return Text(
        card,
        act,
        card.lead.date or next((entry.date for entry in card.members if entry.date), None),
        said.in_force,
        said.law_status or _status(card, said.in_force, today),
        said.law_status is not None,
        said.audience,
        said.obligation,
        note,
        tongue or lang,
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


def act_date(entry: Entry) -> Day | None:
    """Read the day on which an act was signed, where the text opens with it; None where it does
    not, or it cannot be.

    No act is signed after it was published.
    """
    found = _NAMED.match(folded(entry.title)) or _in_journal(entry)
    month = _MONTHS.get(folded(found["month"])) if found else None
    if not found or not month:
        return None
    try:
        day = Day(int(found["year"]), month, int(found["day"].lower().removesuffix("er")))
    except ValueError:
        return None
    return day if not entry.date or day <= entry.date else None


def text_changes(dealt: Iterable[Card]) -> list[tuple[Card, Change]]:
    """Return the changes of the watched texts, the newest first."""
    found = [
        (card, change)
        for card in dealt
        for entry in card.members
        if entry.type == WATCHED
        for change in entry.history
        if change.key == "text"
    ]
    return sorted(found, key=lambda pair: pair[1].at, reverse=True)


def quarter(day: Day) -> tuple[Day, Day]:
    """Return the first day of a day's quarter, and the first of the next one."""
    first = Day(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, Day(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)


def within(found: Sequence[Text], start: Day, end: Day) -> list[Text]:
    """Return the texts that enter into force from a day on and before another, in that order."""
    some = [one for one in found if one.in_force and start <= one.in_force < end]
    return sorted(some, key=lambda one: (str(one.in_force), one.card.lead.id))


def _status(card: Card, in_force: Day | None, today: Day) -> str:
    if in_force and in_force <= today:
        return "in-force"
    if any(map(_in_journal, card.members)):
        return "published"
    said = (folded(text) for entry in card.members for text in (entry.title, entry.summary))
    return "announced" if any(map(_DRAFT.search, said)) else ""


def _in_journal(entry: Entry) -> re.Match[str] | None:
    """Return the opening that the official journal prints, with the day of the act."""
    return _JOURNAL.match(entry.summary) or _JOURNAL.match(entry.title)

"""The week's new entries -> a checklist in Markdown, one line a story -> what a person ticked.

Text from outside is inert (`summary.plain`). What the program reads back stands in HTML comments,
which no text from outside can open: a line's number, whether it was ticked at first, its entries.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from knowledge.storage import entry_paths, review
from knowledge.taxonomy import Taxonomy, Term
from publish import cards, law
from publish.cards import Card
from vigie import summary

# Bytes of one comment: GitHub takes 65,536 characters.
MAX_COMMENT = 60_000
# Letters of a title, and of an address: a longer one is not linked.
MAX_TITLE, MAX_ADDRESS = 200, 1_000
MAX_THEMES = 3
# Stands for the address of the pull request, which is known once it is open.
PULL = "vigie:pull"
OPENING = "<!-- vigie:checklist "
_HEAD = re.compile(r"<!-- vigie:checklist (\d{4}-W\d\d) (\d{1,3})/(\d{1,3}) -->")
_BOX = re.compile(r"\s{0,3}[-*+] \[([ xX]?)\] ")
_MARK = "<!-- vigie:"
_LINE = re.compile(r"(\d{1,4})([+-]) ((?:[0-9a-f]{10},){0,60}[0-9a-f]{10}) -->\s*")


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
    def ticked(self) -> bool:
        """Return whether it is on the site as things stand."""
        return self.proposed and not any(map(review.is_rejected, self.new))


class TickLine(NamedTuple):
    """A line as it stands: whether the program ticked it, whether it is ticked now, its entries."""

    number: int
    proposed: bool
    ticked: bool
    ids: tuple[str, ...]


def stories(
    entries: Sequence[Entry],
    new: Collection[str],
    taxonomy: Taxonomy,
    lang: str,
    official: Collection[str] = (),
) -> list[Story]:
    """Return the stories of the new entries, numbered from 1: picks and law first, then by kind in
    the order of the taxonomy; those set aside last.
    """
    found = []
    for card in cards.group_cards(entries, lang, official):
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


def markdown(
    found: Sequence[Story], week: str, taxonomy: Taxonomy, catalogues: Sequence[Catalogue]
) -> list[str]:
    """Return the checklist as the texts of one comment or several, each within MAX_COMMENT; none
    where nothing is new.

    `week` is as "2026-W47"; the words are those of each catalogue, the first one's order.
    """
    words = _Words(taxonomy, tuple(catalogues))
    sections = (
        (words.both("curation.picked"), [story for story in found if story.proposed]),
        (words.both("curation.aside"), [story for story in found if not story.proposed]),
    )
    rows = list(chain.from_iterable(map(words.section, sections)))
    parts = _parts(rows, MAX_COMMENT - words.frame_size(week))
    return [words.framed(rows, week, part, len(parts)) for part, rows in enumerate(parts, 1)]


def _parts(rows: Sequence[str], room: int) -> list[list[str]]:
    """Part lines into as many lists as it takes for each to fit."""
    parts: list[list[str]] = []
    left = 0
    for row in rows:
        size = len(row.encode()) + 1
        if size > left:
            parts.append([])
            left = room
        parts[-1].append(row)
        left -= size
    return parts


@dataclass(frozen=True)
class _Words:
    """How lines are written in the locales of a site."""

    taxonomy: Taxonomy
    catalogues: tuple[Catalogue, ...]

    def both(self, key: str, **facts: object) -> str:
        """Return a message in each locale, one after the other where they differ."""
        told = (words.translate(key, **facts) for words in self.catalogues)
        return " / ".join(dict.fromkeys(told))

    def section(self, told: tuple[str, Sequence[Story]]) -> Iterator[str]:
        """Yield the lines of a section under its heading, nothing where it has none."""
        heading, found = told
        if found:
            yield f"\n### {heading} ({len(found)})\n"
            yield from map(self.line, found)

    def line(self, story: Story) -> str:
        """Return the line of a story."""
        lead = story.card.lead
        box = "x" if story.ticked else " "
        file = f"[{self.both('curation.file')}](<{PULL}/files#{_anchor(story.new[0])}>)"
        facts = (
            *(f"**{story.number}**", *self._kind(story.card), _title(lead)),
            *(*self._about(story.card), self._origin(story), file),
        )
        ids = ",".join(entry.id for entry in story.new)
        sign = "+" if story.proposed else "-"
        return f"- [{box}] {' · '.join(facts)} {_MARK}{story.number}{sign} {ids} -->"

    def _kind(self, card: Card) -> Iterator[str]:
        if card.is_highlighted:
            yield self.both("curation.highlighted")
        yield self._term(self.taxonomy.types, card.lead.type)

    def _about(self, card: Card) -> Iterator[str]:
        if card.is_aside:
            yield self.both(f"curation.why.{card.lead.aside}")
        elif card.themes:
            named = partial(self._term, self.taxonomy.themes)
            yield ", ".join(map(named, card.themes[:MAX_THEMES]))

    def _term(self, terms: Iterable[Term], name: str) -> str:
        for term in terms:
            if term.id == name:
                labels = dict.fromkeys(term.named(words.locale) for words in self.catalogues)
                return summary.plain(" / ".join(labels))
        return summary.plain(name)

    def _origin(self, story: Story) -> str:
        """Return the sources of a story, its languages and its day."""
        members = story.card.members
        sources = ", ".join(dict.fromkeys(summary.plain(entry.source) for entry in members))
        langs = "+".join(dict.fromkeys(summary.plain(entry.lang) for entry in members))
        lead = story.card.lead
        day = f"{lead.date:%d/%m/%Y}" if lead.date else self.both("curation.undated")
        return f"{sources}, {langs}, {day}"

    def framed(self, rows: Iterable[str], week: str, part: int, count: int) -> str:
        """Return a comment: what it is, how it is used, its lines."""
        head = f"{OPENING}{week} {part}/{count} -->"
        title = self.both("curation.title", week=week)
        if count > 1:
            title += f" ({part}/{count})"
        return "\n".join((head, f"## {title}\n", *self._help(), *rows, ""))

    def _help(self) -> Iterator[str]:
        """Yield how a checklist is used, folded where there are several locales."""
        for words in self.catalogues:
            told = words.translate("curation.help")
            if len(self.catalogues) == 1:
                yield told
            else:
                name = words.choice("site.languages", words.locale)
                yield f"<details><summary>{name}</summary>\n\n{told}\n\n</details>\n"

    def frame_size(self, week: str) -> int:
        """Return the bytes that the frame of a comment takes at most."""
        return len(self.framed((), week, 100, 100).encode())


def _title(entry: Entry) -> str:
    title = entry.title or entry.url
    if len(title) > MAX_TITLE:
        title = f"{title[: MAX_TITLE - 1]}…"
    if len(entry.url) > MAX_ADDRESS:
        return summary.plain(title)
    return summary.link(entry, title)


def _anchor(entry: Entry) -> str:
    """Return where GitHub shows the file of a new entry among those that a pull request changes."""
    path = f"docs/watch/{entry.source}/{entry_paths.name(entry)}"
    return f"diff-{hashlib.sha256(path.encode()).hexdigest()}"


def is_checklist(text: str) -> bool:
    """Return whether a text opens as a checklist does."""
    return _HEAD.match(text.lstrip("\ufeff\n\r ")) is not None


def begins(text: str) -> bool:
    """Return whether a text is a checklist, or the first comment of one."""
    head = _HEAD.match(text.lstrip("\ufeff\n\r "))
    return head is not None and head[2] == "1"


def read(text: str) -> list[TickLine]:
    """Return the lines of a checklist, or of several one below the other, as they stand.

    A line that somebody broke is passed over; of two with one number, the first counts.
    """
    found: dict[int, TickLine] = {}
    for row in text.splitlines():
        line = _read(row)
        if line is not None:
            found.setdefault(line.number, line)
    return list(found.values())


def _read(row: str) -> TickLine | None:
    box = _BOX.match(row)
    _, mark, rest = row.rpartition(_MARK)
    told = _LINE.fullmatch(rest) if box and mark else None
    if box is None or told is None:
        return None
    ids = tuple(dict.fromkeys(told[3].split(",")))
    return TickLine(int(told[1]), told[2] == "+", box[1] in {"x", "X"}, ids)

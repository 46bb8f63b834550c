"""The week's new entries -> a checklist in Markdown, one line a story, then what is asked, one line
a question -> what a person ticked.

Text from outside is inert (`summary.plain`). What the program reads back stands in HTML comments,
which no text from outside can open: a line's number, whether it was ticked at first, its entries.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import filterfalse, islice
from operator import attrgetter
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
_LINE = re.compile(
    r"(\d{1,4})([+-]) (?:([a-z0-9][a-z0-9_-]{0,40}): )?"
    r"((?:[0-9a-f]{10},){0,1999}[0-9a-f]{10}) -->\s*"
)
# Entries of a batch that one line holds; the others come after them, in another week.
MAX_BATCH = 2_000
# Entries of a batch that are shown, questions of one kind, and letters of a title in a question.
SHOWN, MAX_QUESTIONS, SHORT = 3, 20, 70


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


class Batch(NamedTuple):
    """Entries of a source that came all at once and are held until a person accepts them."""

    number: int
    source: str
    entries: tuple[Entry, ...]


class Pair(NamedTuple):
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
    pairs: Sequence[Pair] = ()
    batches: Sequence[Batch] = ()


class TickLine(NamedTuple):
    """A line as it stands: whether the program ticked it, whether it is ticked now, its entries.

    Those of a batch are of a `source`.
    """

    number: int
    proposed: bool
    ticked: bool
    ids: tuple[str, ...]
    source: str = ""


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


def with_questions(
    name: str,
    found: Sequence[Story],
    doubtful: Iterable[tuple[Entry, Entry]],
    held: Mapping[str, Sequence[Entry]],
    grouped: Iterable[Card],
) -> Week:
    """Return a week whose new stories are found, with what is asked beside them.

    `doubtful` are the pairs of entries that a person must judge, `held` those that wait by source,
    `grouped` the cards of all entries.
    """
    cards_by_id = {entry.id: card for card in grouped for entry in card.members}
    numbers = {entry.id: story.number for story in found for entry in story.card.members}
    known: list[Story] = []
    pairs: dict[Pair, None] = {}
    # Asked once, in the week in which one of the two is new.
    asked = [both for both in doubtful if not numbers.keys().isdisjoint(_ids(both))]
    there = (both for both in asked if cards_by_id.keys() >= _ids(both))
    for both in islice(there, MAX_QUESTIONS):
        for entry in filter(lambda entry: entry.id not in numbers, both):
            card = cards_by_id[entry.id]
            story = Story(len(found) + len(known) + 1, card, tuple(card.members))
            known.append(story)
            numbers |= {member.id: story.number for member in card.members}
        pairs[Pair(*sorted(numbers[entry.id] for entry in both))] = None
    judged = [pair for pair in pairs if pair.number != pair.other]
    numbered = enumerate(sorted(held), len(found) + len(known) + 1)
    batches = [Batch(number, source, tuple(held[source])) for number, source in numbered]
    return Week(name, found, known, judged, batches)


def _ids(entries: Iterable[Entry]) -> set[str]:
    return {entry.id for entry in entries}


def markdown(week: Week, taxonomy: Taxonomy, catalogues: Sequence[Catalogue]) -> list[str]:
    """Return the checklist as the texts of one comment or several, each within MAX_COMMENT; none
    where there is neither a story nor a question.

    The words are those of each catalogue, the first one's order.
    """
    words = _Words(taxonomy, tuple(catalogues))
    rows = list(words.rows(week))
    parts = _parts(rows, MAX_COMMENT - words.frame_size(week.name))
    return [words.framed(rows, week.name, part, len(parts)) for part, rows in enumerate(parts, 1)]


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

    def rows(self, week: Week) -> Iterator[str]:
        """Yield the lines of a week, each section under its heading."""
        aside = list(filterfalse(attrgetter("proposed"), week.stories))
        picked = list(filter(attrgetter("proposed"), week.stories))
        days = list(filter(attrgetter("asks_day"), week.stories))
        yield from self._section("picked", list(map(self.line, picked)))
        yield from self._section("aside", list(map(self.line, aside)))
        yield from self._section("days", list(map(self._day_question, days[:MAX_QUESTIONS])), days)
        yield from self._section("pairs", list(self._pair_rows(week)), week.pairs)
        yield from self._section("batches", list(map(self._batch, week.batches)), week.batches)

    def _section(
        self, name: str, rows: Sequence[str], found: Sequence[Story | Pair | Batch] = ()
    ) -> Iterator[str]:
        """Yield lines under their heading, nothing where there are none; a question opens with the
        numbers of the first that is `found`, as an example.
        """
        if rows:
            heading = self.both(f"curation.section.{name}")
            yield f"\n### {heading} ({len(found or rows)})\n"
            if found:
                first = found[0]
                other = first.other if isinstance(first, Pair) else 0
                told = self.both(f"curation.question.{name}", n=first.number, other=other)
                yield f"{told}\n"
            yield from rows

    def _day_question(self, story: Story) -> str:
        return f"- **{story.number}** · {_short(story.card.lead)}"

    def _pair_rows(self, week: Week) -> Iterator[str]:
        """Yield the stories that a new one may be the same as, then the pairs of new ones."""
        known = {story.number: story for story in week.known}
        leads = {story.number: story.card.lead for story in (*week.stories, *week.known)}
        asked = [pair for pair in week.pairs if pair.other not in known]
        for number, story in known.items():
            numbers = [pair.number for pair in week.pairs if pair.other == number]
            yield self._known(story, numbers)
        for pair in asked:
            first, other = (f"**{number}** {_short(leads[number])}" for number in pair)
            yield f"- {first} = {other} ?"

    def _known(self, story: Story, numbers: Sequence[int]) -> str:
        others = [f"= **{number}** ?" for number in numbers]
        facts = (f"**{story.number}**", *others, _title(story.card.lead), self._origin(story))
        return self._ticked(story, facts)

    def _batch(self, batch: Batch) -> str:
        entries = batch.entries[:MAX_BATCH]
        shown = ", ".join(map(_title, entries[:SHOWN]))
        facts = {"source": summary.plain(batch.source), "count": len(entries)}
        ids = ",".join(entry.id for entry in entries)
        told = f"**{batch.number}** · {self.both('curation.batch', **facts)} · {shown}"
        return f"- [ ] {told} {_MARK}{batch.number}- {batch.source}: {ids} -->"

    def line(self, story: Story) -> str:
        """Return the line of a story."""
        lead = story.card.lead
        file = f"[{self.both('curation.file')}](<{PULL}/files#{_anchor(story.new[0])}>)"
        facts = (
            *(f"**{story.number}**", *self._kind(story.card), _title(lead)),
            *(*self._about(story.card), self._origin(story), file),
        )
        return self._ticked(story, facts)

    def _ticked(self, story: Story, facts: Sequence[str]) -> str:
        box = "x" if story.ticked else " "
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
    title = _cut(title, MAX_TITLE)
    if len(entry.url) > MAX_ADDRESS:
        return summary.plain(title)
    return summary.link(entry, title)


def _short(entry: Entry) -> str:
    return summary.plain(_cut(entry.title or entry.url, SHORT))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


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
    ids = tuple(dict.fromkeys(told[4].split(",")))
    return TickLine(int(told[1]), told[2] == "+", box[1] in {"x", "X"}, ids, told[3] or "")

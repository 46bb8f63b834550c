"""The week's new entries -> a checklist in Markdown, one line a story, then what is asked, one line
a question -> what a person ticked.

Text from outside is inert (`summary.plain`). What the program reads back stands in HTML comments,
which no text from outside can open: a line's number, whether it was ticked at first, its entries.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import filterfalse
from operator import attrgetter
from typing import NamedTuple

from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from knowledge.storage import entry_paths
from knowledge.taxonomy import Taxonomy, Term
from publish.cards import Card
from vigie import summary
from vigie.curation.week import MAX_QUESTIONS, HeldBatch, LinePair, Story, Week

# Bytes of one comment: GitHub takes 65,536 characters.
MAX_COMMENT = 60_000
# Letters of a title, and of an address: a longer one is not linked.
MAX_TITLE, MAX_ADDRESS = 200, 1_000
MAX_THEMES = 2
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
# Entries of a batch that are shown, and letters of a title in a question.
SHOWN, SHORT = 3, 70


class TickLine(NamedTuple):
    """A line as it stands: whether the program ticked it, whether it is ticked now, its entries.

    Those of a batch are of a `source`.
    """

    number: int
    proposed: bool
    ticked: bool
    ids: tuple[str, ...]
    source: str = ""


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
        self, name: str, rows: Sequence[str], found: Sequence[Story | LinePair | HeldBatch] = ()
    ) -> Iterator[str]:
        """Yield lines under their heading, nothing where there are none; a question opens with the
        numbers of the first that is `found`, as an example.
        """
        if rows:
            heading = self.both(f"curation.section.{name}")
            yield f"\n### {heading} ({len(found or rows)})\n"
            if found:
                first = found[0]
                other = first.other if isinstance(first, LinePair) else 0
                told = self.both(f"curation.question.{name}", n=first.number, other=other)
                yield f"{told}\n"
            yield from rows

    def _day_question(self, story: Story) -> str:
        return f"- **{story.number}** · {_short(story.card.lead)}"

    def _pair_rows(self, week: Week) -> Iterator[str]:
        """Yield the stories that a new one may be the same as, then the pairs of new ones."""
        others: dict[int, list[int]] = {story.number: [] for story in week.known}
        leads = {story.number: story.card.lead for story in week.stories}
        for pair in week.pairs:
            others.setdefault(pair.other, []).append(pair.number)
        for story in week.known:
            yield self._known(story, others[story.number])
        for first, other in filter(lambda pair: pair.other in leads, week.pairs):
            yield f"- {_named(first, leads[first])} = {_named(other, leads[other])} ?"

    def _known(self, story: Story, numbers: Sequence[int]) -> str:
        others = [f"= **{number}** ?" for number in numbers]
        facts = (f"**{story.number}**", *others, _title(story.card.lead), self._origin(story))
        return self._ticked(story, facts)

    def _batch(self, batch: HeldBatch) -> str:
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


def _named(number: int, entry: Entry) -> str:
    return f"**{number}** · {_short(entry)}"


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

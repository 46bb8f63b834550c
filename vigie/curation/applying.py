"""A text with ticks and commands -> the blocks `review:` of an instance's entries."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from knowledge import taxonomy
from knowledge.errors import SheetError, StoreError
from knowledge.i18n import catalogue, locales
from knowledge.model import Entry
from knowledge.storage import atomic, entry_store, front_matter, lock, review, yaml_document
from knowledge.storage.yaml_document import YamlNode
from knowledge.taxonomy import Taxonomy
from publish import cards, curation, weeks
from vigie import summary
from vigie.curation import checklist, commands, decisions, vocabulary, wishes
from vigie.curation import week as week_lines
from vigie.curation.checklist import TickLine
from vigie.curation.decisions import Plan
from vigie.curation.vocabulary import CommandWords
from vigie.curation.week import Doubtful, Story, Week
from vigie.curation.wishes import Puzzle, Wish

# A key with this value is taken away.
AWAY = None
_KEY = "review"
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Desk:
    """An instance whose entries are decided on: its folder, its lists, its words."""

    root: Path
    taxonomy: Taxonomy
    words: CommandWords

    @classmethod
    def load(cls, root: Path) -> "Desk":
        """Read the lists of an instance. Raises ConfigError."""
        lists = taxonomy.load(root)
        return cls(root, lists, vocabulary.of(lists, locales.site_locales(root)))

    def lines(self) -> list[TickLine]:
        """Return the lines of the newest week, as the program would tick them."""
        return lines_of(self.week())

    def week(self) -> Week:
        """Return the stories first seen in the week of the newest one, and what is held."""
        entries = list(entry_store.load(self.root))
        newest = max((entry.first_seen for entry in entries), default=None)
        new, name = set[str](), ""
        if newest is not None:
            name = weeks.of(newest.date())
            new = {entry.id for entry in entries if weeks.of(entry.first_seen.date()) == name}
        lang = locales.default_locale(self.root)
        return week_of(self.root, entries, new, name, self.taxonomy, lang)


def week_of(
    root: Path,
    entries: Iterable[Entry],
    new: set[str],
    name: str,
    lists: Taxonomy,
    lang: str,
    doubtful: Iterable[Doubtful] = (),
) -> Week:
    """Return the stories of new entries, related as people decided, those rejected unticked; with
    the pairs to judge, and what is held.
    """
    grouped = cards.group_cards(curation.reviewed(entries, lists), lang)
    found = week_lines.stories(grouped, new, lists)
    return week_lines.with_questions(name, found, doubtful, entry_store.all_held(root), grouped)


def checklist_of(root: Path, new: set[str], week: str, doubtful: Iterable[Doubtful] = ()) -> str:
    """Return the checklist of new entries in the locales that coordinators read, its comments one
    below the other; "" for none.
    """
    spoken, lists = summary.locales_of(root), taxonomy.load(root)
    found = week_of(root, entry_store.load(root), new, week, lists, spoken[0], doubtful)
    return "\n".join(checklist.markdown(found, lists, list(map(catalogue.load, spoken))))


def lines_of(week: Week) -> list[TickLine]:
    """Return the stories and the batches of a week as the lines of a checklist."""
    lines = [line_of(story) for story in (*week.stories, *week.known)]
    for batch in week.batches:
        ids = tuple(entry.id for entry in batch.entries[: checklist.MAX_BATCH])
        lines.append(
            TickLine(batch.number, proposed=False, ticked=False, ids=ids, source=batch.source)
        )
    return lines


def line_of(story: Story) -> TickLine:
    """Return a story as a line of a checklist."""
    ids = tuple(entry.id for entry in story.new)
    return TickLine(story.number, story.proposed, story.ticked, ids)


def wanted(
    text: str, desk: Desk, lines: Sequence[TickLine], seen: Mapping[int, bool] | None = None
) -> list[Wish | Puzzle]:
    """Return what a text wants of lines: by the ticks in it first, then by its commands.

    `seen` are the ticks that were heard before.
    """
    ticked = wishes.of_ticks(checklist.read(text), seen)
    typed = commands.read(text, desk.words, [line.number for line in lines])
    return [*ticked, *typed]


def apply(desk: Desk, wants: Iterable[Wish | Puzzle], lines: Sequence[TickLine]) -> Plan:
    """Write what is wanted into the entries' files; what cannot be written is told.

    Raises StoreError where another program is at work in the folder.
    """
    batches = {line.number: line for line in lines if line.source}
    with lock.lock(desk.root):
        entries = _by_id(entry_store.load(desk.root))
        held = _held(desk.root, batches.values())
        plan = decisions.plan(wants, lines, held | entries, held.keys() - entries.keys())
        goes, waits = (list(_decided(batches, plan, goes=goes)) for goes in (True, False))
        # What goes among the others is written there; what waits again, before it leaves them.
        _move(desk.root, goes, plan)
        _write_all(desk.root, plan)
        for line in waits:
            entry_store.withhold(desk.root, line.source, line.ids)
    return plan


def _decided(batches: Mapping[int, TickLine], plan: Plan, *, goes: bool) -> Iterator[TickLine]:
    """Yield the batches that go among the other entries, or those that wait."""
    for number, verdict in plan.batches.items():
        if verdict == goes:
            yield batches[number]


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries}


def _held(root: Path, batches: Iterable[TickLine]) -> dict[str, Entry]:
    """Return the entries of batches that wait, by id."""
    held: dict[str, Entry] = {}
    for line in batches:
        held |= _by_id(entry_store.held(root, line.source))
    return held


def _move(root: Path, batches: Iterable[TickLine], plan: Plan) -> None:
    """Let batches among the other entries; one that holds a faulty file is told."""
    for line in batches:
        try:
            entry_store.accept(root, line.source, line.ids)
        except SheetError as error:
            plan.puzzles.append(Puzzle(error.faults[0].path, "unwritable"))


def _write_all(root: Path, plan: Plan) -> None:
    paths = entry_store.paths(root)
    for name, changes in sorted(plan.changes.items()):
        written = _write(paths[name], root, changes) if name in paths else ""
        if written:
            plan.puzzles.append(Puzzle(written, "unwritable"))


def _write(path: Path, root: Path, changes: Mapping[str, object]) -> str:
    """Change a file's block; return the file's name where it cannot be, else ""."""
    shown = path.relative_to(root).as_posix()
    try:
        atomic.refuse_links(path, root)
        atomic.write(path, edited(path.read_bytes(), changes, shown))
    except (OSError, SheetError, StoreError):
        return shown
    return ""


def edited(raw: bytes, changes: Mapping[str, object], path: str) -> bytes:
    """Return the file with keys of `review:` set, or taken away where their value is AWAY.

    Comments, other keys and their order stay; a block without a key left goes. `path` names the
    file in problems. Raises SheetError where the file cannot be read, StoreError where its block
    cannot be edited.
    """
    parts = front_matter.split(raw, path)
    if not review.is_readable(parts.review):
        raise _refused(path)
    text = raw.decode("utf-8")
    before, block, after = _around(text, parts)
    wanted = _wanted(block, changes)
    made = _block(block, changes, parts.newline)
    new = f"{before}{made}{after}"
    again = front_matter.split(new.encode(), path)
    written = dict(review.keys(again.review))
    if (again.data, again.body, written) != (parts.data, parts.body, wanted):
        raise _refused(path)
    return new.encode()


def _refused(path: str) -> StoreError:
    return StoreError(f"{path}: its review block cannot be edited; write it more simply")


def _around(text: str, parts: front_matter.Parts) -> tuple[str, str, str]:
    """Return the block of a file, with what stands before and after it."""
    start = text.index(parts.head)
    end = start + len(parts.head)
    if not parts.review:
        head = parts.head
        if not head.endswith(("\n", "\r")):
            head += parts.newline
        return text[:start] + head, "", text[end:]
    place = start + parts.head.index(parts.review)
    return text[:place], parts.review, text[place + len(parts.review) :]


def _wanted(block: str, changes: Mapping[str, object]) -> dict[str, object]:
    """Return the keys that the block must hold, as they are read back."""
    written = review.keys(_whole(_set(changes), "\n"))
    return _kept(block, changes) | dict(written)


def _block(block: str, changes: Mapping[str, object], newline: str) -> str:
    """Return the block with its keys changed."""
    places = _places(block)
    if places is None:
        return _whole(_kept(block, changes) | _set(changes), newline)
    lines = _Lines(block, places, newline)
    return lines.changed(changes)


def _kept(block: str, changes: Mapping[str, object]) -> dict[str, object]:
    """Return the keys of a block that are not changed."""
    return {key: value for key, value in review.keys(block).items() if key not in changes}


def _set(changes: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in changes.items() if value is not AWAY}


def _whole(held: Mapping[str, object], newline: str) -> str:
    if not held:
        return ""
    return yaml_document.dump({_KEY: dict(held)}).replace("\n", newline)


class _Place(NamedTuple):
    """Where a key and its value stand in a block: whole lines, and the column of the key."""

    key: str
    start: int
    end: int
    column: int


def _places(block: str) -> list[_Place] | None:
    """Return where the keys stand, None where they do not each stand on lines of their own."""
    root = yaml_document.parse(block).root if block.strip() else None
    inner = _inner(root)
    if inner is None or not _is_in_lines(inner):
        return None
    found = []
    for key, value in inner.pairs():
        start = _line_start(block, key.start)
        found.append(_Place(key.text, start, _line_end(block, _end(key, value)), key.column))
    if any(first.end > second.start for first, second in pairwise(found)):
        return None
    return found


def _is_in_lines(node: YamlNode) -> bool:
    """Return whether a node holds keys, and no braces."""
    return node.kind == "mapping" and not node.flow and bool(node.items)


def _inner(root: YamlNode | None) -> YamlNode | None:
    if root is None or root.kind != "mapping":
        return None
    return next((value for key, value in root.pairs() if key.text == _KEY), None)


def _end(key: YamlNode, value: YamlNode) -> int:
    """Return where the last letter of a key and its value ends."""
    last = max(key.end, value.end if value.kind == "text" or value.flow else 0)
    waiting = list(value.items)
    while waiting:
        node = waiting.pop()
        waiting += node.items
        if node.kind == "text" or node.flow:
            last = max(last, node.end)
    return last


def _line_start(block: str, place: int) -> int:
    return max(block.rfind("\n", 0, place), block.rfind("\r", 0, place)) + 1


def _line_end(block: str, place: int) -> int:
    """Return where the line that holds the letter before `place` ends, its break included."""
    if place and block[place - 1] in "\r\n":
        return place
    found = _BREAK.search(block, place)
    return found.end() if found else len(block)


class _Lines(NamedTuple):
    """A block whose keys stand on lines of their own."""

    block: str
    places: list[_Place]
    newline: str

    def changed(self, changes: Mapping[str, object]) -> str:
        """Return the block with keys set or taken away."""
        made, done = [], 0
        for place in self.places:
            made.append(self.block[done : place.start])
            if place.key in changes:
                made.append(self._written(place.key, changes[place.key]))
            else:
                made.append(self.block[place.start : place.end])
            done = place.end
        made = self._with_break(made)
        known = {place.key for place in self.places}
        for key, value in changes.items():
            if key not in known:
                made.append(self._written(key, value))
        text = "".join(made) + self.block[done:]
        return text if review.keys(text) or "#" in text else ""

    def _with_break(self, made: list[str]) -> list[str]:
        """Return the lines, the last ended as any other."""
        if made[-1] and not made[-1].endswith(("\n", "\r")):
            return [*made, self.newline]
        return made

    def _written(self, key: str, value: object) -> str:
        if value is AWAY:
            return ""
        indent = " " * self.places[0].column
        lines = yaml_document.dump({key: value}).splitlines()
        return "".join(f"{indent}{line}{self.newline}" for line in lines)

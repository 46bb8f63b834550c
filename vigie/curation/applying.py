"""A text with ticks and commands -> the blocks `review:` of an instance's entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import taxonomy
from knowledge.errors import SheetError, StoreError
from knowledge.i18n import catalogue, locales
from knowledge.model import Entry
from knowledge.storage import atomic, entry_store, lock, review_edit
from knowledge.taxonomy import Taxonomy
from publish import curation, weeks
from vigie import summary
from vigie.curation import checklist, commands, decisions, vocabulary, wishes
from vigie.curation.checklist import Story, TickLine
from vigie.curation.decisions import Plan
from vigie.curation.vocabulary import CommandWords
from vigie.curation.wishes import Puzzle, Wish


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
        return [line_of(story) for story in self.stories()]

    def stories(self) -> list[Story]:
        """Return the stories first seen in the week in which the newest one was."""
        entries = list(entry_store.load(self.root))
        newest = max((entry.first_seen for entry in entries), default=None)
        new = set[str]()
        if newest is not None:
            week = weeks.of(newest.date())
            new = {entry.id for entry in entries if weeks.of(entry.first_seen.date()) == week}
        return of_new(entries, new, self.taxonomy, locales.default_locale(self.root))


def of_new(entries: Iterable[Entry], new: set[str], lists: Taxonomy, lang: str) -> list[Story]:
    """Return the stories of new entries, related as people decided; those rejected unticked."""
    return checklist.stories(curation.reviewed(entries, lists), new, lists, lang)


def checklist_of(root: Path, new: set[str], week: str) -> str:
    """Return the checklist of new entries in the locales that coordinators read, its comments one
    below the other; "" for none.
    """
    spoken, lists = summary.locales_of(root), taxonomy.load(root)
    found = of_new(entry_store.load(root), new, lists, spoken[0])
    return "\n".join(checklist.markdown(found, week, lists, list(map(catalogue.load, spoken))))


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
    with lock.lock(desk.root):
        entries = {entry.id: entry for entry in entry_store.load(desk.root)}
        plan = decisions.plan(wants, lines, entries)
        paths = entry_store.paths(desk.root)
        for name, changes in sorted(plan.changes.items()):
            written = _write(paths[name], desk.root, changes)
            if written:
                plan.puzzles.append(Puzzle(written, "unwritable"))
    return plan


def _write(path: Path, root: Path, changes: Mapping[str, object]) -> str:
    """Change a file's block; return the file's name where it cannot be, else ""."""
    shown = path.relative_to(root).as_posix()
    try:
        atomic.refuse_links(path, root)
        atomic.write(path, review_edit.edited(path.read_bytes(), changes, shown))
    except (OSError, SheetError, StoreError):
        return shown
    return ""

"""The commands `vigie directory …`: what is due in the directory, and forgetting a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Annotated

import typer

from knowledge import taxonomy
from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import collection, persons
from knowledge.sheets.collection import Collection
from knowledge.sheets.kinds.organisation import KIND
from knowledge.sheets.persons import DirectoryRole
from knowledge.storage import atomic, contained
from knowledge.taxonomy import Taxonomy
from vigie import help_texts
from vigie.terminal import AsJson, CliContext, Today, as_of, print_json, say, say_all

app = typer.Typer(
    cls=help_texts.CommandGroup, no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Dated = tuple[tuple[str, Day], ...]
_WRITTEN = frozenset((".md", ".yml"))


@dataclass(frozen=True)
class Due:
    """What is to be done in the directory on a day.

    Roles by their ids, with the day that counts; topics by theirs.
    """

    today: Day
    overdue: Dated
    expiring: Dated
    expired: Dated
    vacant: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def dated(self) -> Mapping[str, Dated]:
        """Return what has a day, by its name."""
        return {"overdue": self.overdue, "expiring": self.expiring, "expired": self.expired}


@app.command(cls=help_texts.Command)
def report(context: typer.Context, today: Today = None, as_json: AsJson = False) -> None:
    """List what is overdue, expired, soon to expire or vacant, and topics without a contact."""
    common: CliContext = context.obj
    lists = taxonomy.load(common.root)
    found = due(collection.load(common.root), lists, as_of(today))
    if as_json:
        print_json(data(found))
    else:
        say_all(lines(found, lists, common.words))


@app.command(cls=help_texts.Command)
def forget(context: typer.Context, name: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Take a person out of every file of the directory, and say what git keeps."""
    common: CliContext = context.obj
    changed = list(without(common.root, name))
    if not changed:
        raise typer.BadParameter(common.tell("directory.nobody", name=name))
    names: set[str] = set()
    for path, left, gone in changed:
        atomic.write(path, left)
        shown = path.relative_to(common.root).as_posix()
        say(common.tell("directory.forgot", path=shown))
        names.update(filter(None, gone))
    for shown, line in still(common.root, names):
        say(common.tell("directory.named_still", path=shown, line=line))
    say(common.tell("directory.git"))


def due(held: Collection, lists: Taxonomy, today: Day) -> Due:
    """Return what is to be done."""
    roles = list(persons.roles((*held.sheets, *held.drafts)))
    dated: dict[str, list[tuple[str, Day]]] = {"overdue": [], "expiring": [], "expired": []}
    vacant = []
    for held_role in roles:
        for name, day in persons.to_do(held_role.role.person, today):
            dated[name].append((held_role.id, day))
        if persons.vacant(held_role.role, today):
            vacant.append(held_role.id)
    return Due(
        today,
        overdue=tuple(dated["overdue"]),
        expiring=tuple(dated["expiring"]),
        expired=tuple(dated["expired"]),
        vacant=tuple(vacant),
        topics=tuple(term.id for term in lists.themes if not _answered(term.id, roles)),
    )


def data(found: Due) -> dict[str, object]:
    """Return the report as JSON types."""
    rows: dict[str, object] = {"today": found.today.isoformat()}
    for name, dated in found.dated.items():
        rows[name] = [{"role": role, "day": day.isoformat()} for role, day in dated]
    rows["vacant"] = list(found.vacant)
    rows["topics_without_contact"] = list(found.topics)
    return rows


def lines(found: Due, lists: Taxonomy, words: Catalogue) -> Iterator[str]:
    """Yield the report as lines: a heading with its count, then what it is about."""
    parts = _parts(found, lists, words.locale)
    for name, rows in parts.items():
        if rows:
            yield f"{words.translate(f'command.directory.heads.{name}')} ({len(rows)})"
            yield from map("  {}".format, rows)
    if not any(parts.values()):
        yield words.translate("command.directory.nothing")


def without(root: Path, name: str) -> Iterator[tuple[Path, bytes, tuple[str, ...]]]:
    """Yield each file that holds a person, what it is without them, and the names that go.

    Raises SheetError.
    """
    for path in contained.files(root / "docs" / KIND.folder, root, f"*{KIND.suffix}"):
        shown = path.relative_to(root).as_posix()
        left, gone = persons.forget(path.read_bytes(), shown, _asked(name, path.stem))
        if gone:
            yield path, left, gone


def still(root: Path, names: set[str]) -> Iterator[tuple[str, int]]:
    """Yield each line under docs/ that holds one of these names yet: comments, pages, practices."""
    for path in contained.files(root / "docs", root, "**/*"):
        if path.suffix not in _WRITTEN:
            continue
        for number in _naming(path, names):
            yield path.relative_to(root).as_posix(), number


def _parts(found: Due, lists: Taxonomy, locale: str) -> Mapping[str, Sequence[str]]:
    """Return the rows of each part of the report."""
    parts: dict[str, Sequence[str]] = {}
    for name, dated in found.dated.items():
        parts[name] = [f"{role} ({day})" for role, day in dated]
    labels = {term.id: term.named(locale) for term in lists.themes}
    return {**parts, "vacant": found.vacant, "topics": [*map(labels.__getitem__, found.topics)]}


def _naming(path: Path, names: set[str]) -> Iterator[int]:
    """Yield the number of each line of a file that holds one of the names."""
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        if any(name in line for name in names):
            yield number


def _asked(name: str, organisation: str) -> persons.Asked:
    return lambda role, person: name in (person.get("id"), f"{organisation}/{role}")


def _answered(topic: str, roles: list[DirectoryRole]) -> bool:
    return any(topic in held.topics and persons.reachable(held.role) for held in roles)

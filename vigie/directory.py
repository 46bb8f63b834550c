"""The commands `vigie directory …`: what is due in the directory, and forgetting a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge import taxonomy
from knowledge.problems import Tongue
from knowledge.sheets import collection, erasure, persons
from knowledge.sheets.collection import Collection
from knowledge.sheets.kinds.organisation import KIND
from knowledge.sheets.persons import Held
from knowledge.storage import atomic
from knowledge.taxonomy import Taxonomy
from vigie.directory_words import FORGOT, GIT, HEADS, NAMED_STILL, NOBODY, NOTHING
from vigie.terminal import AsJson, Common, Today, print_json, say

app = typer.Typer(
    help="The directory: what is due there, and forgetting a person.", no_args_is_help=True
)

DATED = ("overdue", "expiring", "expired")


@dataclass(frozen=True)
class Due:
    """What is to be done in the directory on a day: roles by their ids, with the day that counts;
    topics by theirs.
    """

    today: Day
    overdue: tuple[tuple[str, Day], ...]
    expiring: tuple[tuple[str, Day], ...]
    expired: tuple[tuple[str, Day], ...]
    vacant: tuple[str, ...]
    topics: tuple[str, ...]


@app.command()
def report(context: typer.Context, today: Today = None, as_json: AsJson = False) -> None:
    """List what is overdue, expired, soon to expire or vacant, and the topics without a contact."""
    common: Common = context.obj
    lists = taxonomy.load(common.root)
    found = due(collection.load(common.root), lists, today.date() if today else Day.today())
    if as_json:
        print_json(data(found))
    else:
        for line in told(found, lists, common.tongue):
            say(line)


@app.command()
def forget(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="The person's id, or their role: organisation/role.")
    ],
) -> None:
    """Take a person out of every file of the directory, and say what git keeps."""
    common: Common = context.obj
    changed = list(without(common.root, name))
    if not changed:
        raise typer.BadParameter(NOBODY[common.tongue].format(name=name))
    for path, left, _ in changed:
        atomic.write(path, left)
        say(FORGOT[common.tongue].format(path=path.relative_to(common.root).as_posix()))
    for shown, line in still(common.root, {one for _, _, gone in changed for one in gone if one}):
        say(NAMED_STILL[common.tongue].format(path=shown, line=line))
    say(GIT[common.tongue])


def due(held: Collection, lists: Taxonomy, today: Day) -> Due:
    """Find what is to be done."""
    roles = list(persons.roles((*held.sheets, *held.drafts)))
    people = [(one, one.role.person) for one in roles if one.role.person]
    showing = [(one, person) for one, person in people if persons.shown(person, today)]
    return Due(
        today,
        overdue=tuple(
            (one.id, persons.due(person))
            for one, person in showing
            if persons.overdue(person, today)
        ),
        expiring=tuple(
            (one.id, person.expires) for one, person in showing if persons.expiring(person, today)
        ),
        expired=tuple(
            (one.id, person.expires) for one, person in people if not persons.shown(person, today)
        ),
        vacant=tuple(one.id for one in roles if persons.vacant(one.role, today)),
        topics=tuple(term.id for term in lists.themes if not _answered(term.id, roles)),
    )


def data(found: Due) -> dict[str, Any]:
    """Give the report as data."""
    dated = {name: getattr(found, name) for name in DATED}
    return {
        "today": found.today.isoformat(),
        **{
            name: [{"role": role, "day": day.isoformat()} for role, day in rows]
            for name, rows in dated.items()
        },
        "vacant": list(found.vacant),
        "topics_without_contact": list(found.topics),
    }


def told(found: Due, lists: Taxonomy, tongue: Tongue) -> Iterator[str]:
    """Write the report as lines: a heading with its count, then what it is about."""
    labels: Mapping[str, str] = {
        term.id: term.labels.get(tongue) or term.id for term in lists.themes
    }
    parts = {
        name: [f"{role} ({day})" for role, day in getattr(found, name)]
        for name in ("overdue", "expiring", "expired")
    }
    parts |= {"vacant": list(found.vacant), "topics": [labels[name] for name in found.topics]}
    for name, rows in parts.items():
        if rows:
            yield f"{HEADS[name][tongue]} ({len(rows)})"
            yield from (f"  {row}" for row in rows)
    if not any(parts.values()):
        yield NOTHING[tongue]


def without(root: Path, name: str) -> Iterator[tuple[Path, bytes, tuple[str, ...]]]:
    """Yield each file that holds a person, what it is without them, and the names that go.

    Raises SheetError.
    """
    for path in sorted((root / "docs" / KIND.folder).glob(f"*{KIND.suffix}")):
        shown = path.relative_to(root).as_posix()
        left, gone = erasure.forget(path.read_bytes(), shown, _asked(name, path.stem))
        if gone:
            yield path, left, gone


def still(root: Path, names: set[str]) -> Iterator[tuple[str, int]]:
    """Yield each line under docs/ that holds one of these names yet: comments, pages, practices."""
    for path in sorted((root / "docs").rglob("*")):
        if path.suffix in {".md", ".yml"} and path.is_file():
            for number, line in enumerate(
                path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
            ):
                if any(name in line for name in names):
                    yield path.relative_to(root).as_posix(), number


def _asked(name: str, organisation: str) -> erasure.Asked:
    return lambda role, person: name in (person.get("id"), f"{organisation}/{role}")


def _answered(topic: str, roles: list[Held]) -> bool:
    return any(topic in one.topics and persons.reachable(one.role) for one in roles)

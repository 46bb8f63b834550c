"""What `vigie.inbox` collected -> what is decided, and the answer to those who asked."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.errors import StoreError
from knowledge.i18n import catalogue
from vigie import inbox, summary
from vigie.curation import answers, applying, checklist, commands, wishes
from vigie.curation.applying import Desk
from vigie.curation.checklist import TickLine
from vigie.curation.decisions import Plan
from vigie.curation.wishes import Puzzle, Wish

# A comment takes 65,536 characters; the mark of an answer comes on top.
MAX_ANSWER = 40_000


@dataclass
class Batch:
    """What is wanted of the lines of one checklist, which may be several comments."""

    lines: list[TickLine] = field(default_factory=list)
    wants: list[Wish | Puzzle] = field(default_factory=list)


def rows(folder: Path) -> list[Mapping[str, Any]]:
    """Read what was collected. Raises StoreError."""
    path = folder / inbox.FILE
    try:
        told: list[Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    return told


def batches(found: Iterable[Mapping[str, Any]], desk: Desk) -> Iterator[Batch]:
    """Yield what is wanted of each checklist: commands speak of the one above them."""
    batch = Batch()
    for row in found:
        text = str(row["text"])
        if row["kind"] == "checklist":
            if checklist.begins(text):
                yield batch
                batch = Batch()
            lines = checklist.read(text)
            batch.lines += lines
            if row["changed"]:
                seen = {int(number): bool(on) for number, on in row["seen"]}
                batch.wants += wishes.of_ticks(lines, seen)
        else:
            numbers = [line.number for line in batch.lines]
            batch.wants += commands.read(text, desk.words, numbers)
    yield batch


def decide(found: Iterable[Mapping[str, Any]], desk: Desk) -> list[Plan]:
    """Write what is wanted, one checklist after the other; return what came of it."""
    return [
        applying.apply(desk, batch.wants, batch.lines)
        for batch in batches(found, desk)
        if batch.wants
    ]


def answer(plans: Sequence[Plan], desk: Desk) -> str:
    """Return the answer in Markdown, in the first locale that coordinators read, the others folded;
    "" where only talk was heard.
    """
    if not any(plan.answers or plan.puzzles for plan in plans):
        return ""
    first, *others = summary.locales_of(desk.root)
    lines = list(_told(plans, desk, first))
    for locale in others:
        lines += ["", *summary.folded(_told(plans, desk, locale), locale)]
    text = "\n".join(lines)
    return text if len(text) <= MAX_ANSWER else f"{text[:MAX_ANSWER].rpartition(chr(10))[0]}\n- …"


def _told(plans: Iterable[Plan], desk: Desk, locale: str) -> Iterator[str]:
    words = catalogue.load(locale)
    for plan in plans:
        if plan.answers or plan.puzzles:
            yield from answers.lines(plan, desk.taxonomy, words, summary.plain)
            yield ""

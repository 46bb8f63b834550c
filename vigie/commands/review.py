"""The commands `vigie review …`: the week's choice, from a terminal or from a file."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.errors import StoreError
from knowledge.i18n import catalogue
from knowledge.i18n.catalogue import Catalogue
from knowledge.storage import review
from knowledge.taxonomy import Taxonomy
from vigie import help_texts, repository, steps, summary
from vigie.curation import applying, checklist, commands, wishes
from vigie.curation.applying import Desk
from vigie.curation.checklist import TickLine
from vigie.curation.decisions import Answer, Plan
from vigie.curation.week import Week
from vigie.curation.wishes import Puzzle, Wish
from vigie.inbox import FILE as COMMENTS_FILE
from vigie.steps import PATCH, Step
from vigie.terminal import CliContext, say, say_all

app = typer.Typer(
    cls=help_texts.CommandGroup,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
)
# A comment is 64 kB; a file of a whole week may be ten.
MAX_BYTES = 2_000_000
_NOT_ALL = 1
ANSWER = "answer.md"
# A comment takes 65,536 characters; the mark of an answer comes on top.
MAX_ANSWER = 40_000
# Makes text that a person typed harmless where it is shown.
Inert = Callable[[str], str]


@app.command(cls=help_texts.Command)
def apply(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Decide what a checklist or commands in a file say; exit 1 where something was not understood.

    "-" is the standard input.
    """
    common: CliContext = context.obj
    text = _read(file, common)
    desk = Desk.load(common.root)
    lines = checklist.read(text) or desk.lines()
    plan = applying.apply(desk, applying.wanted(text, desk, lines), lines)
    say_all(answer_lines(plan, desk.taxonomy, _words(common)))
    raise typer.Exit(_NOT_ALL if plan.puzzles else 0)


@app.callback()
def ask(context: typer.Context) -> None:
    """Show the week's stories and ask what to do with them, line by line."""
    if context.invoked_subcommand is not None:
        return
    common: CliContext = context.obj
    desk, words = Desk.load(common.root), _words(common)
    week = desk.week()
    say_all(shown(week, desk, words))
    say(words.translate("curation.ask"))
    dialogue(input, desk, applying.lines_of(week), words)


@app.command(cls=help_texts.Command)
def inbox(
    context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="FOLDER")]
) -> None:
    """Decide what the comments collected in a folder say, check and build, and pack the change."""
    common: CliContext = context.obj
    raise typer.Exit(decided(common.root, folder, run=steps.of(common.root)))


def decided(root: Path, folder: Path, *, run: Step) -> int:
    """Write into a folder what was decided, as a patch, and the answer; return the exit code.

    Where the check or the build fails, nothing is packed and its code is returned.
    """
    desk = Desk.load(root)
    plans = plans_of(comments(folder), desk)
    for words in ("check", "build"):
        if stopped := run([words, "--leave-out-broken"]):
            return stopped
    (folder / PATCH).write_bytes(repository.folder_diff(root))
    (folder / ANSWER).write_text(answer_text(plans, desk), encoding="utf-8")
    return 0


def dialogue(
    read: Callable[[str], str], desk: Desk, lines: list[TickLine], words: Catalogue
) -> None:
    """Do what each line typed says, until an empty one, and say what was done."""
    while typed := _typed(read):
        plan: Plan = applying.apply(desk, applying.wanted(typed, desk, lines), lines)
        say_all(answer_lines(plan, desk.taxonomy, words))


def shown(week: Week, desk: Desk, words: Catalogue) -> list[str]:
    """Return the week's stories and batches as lines of a terminal."""
    kinds = {term.id: term.named(words.locale) for term in desk.taxonomy.types}
    rows = []
    for story in week.stories:
        lead = story.card.lead
        box = "x" if story.ticked else " "
        day = f"{lead.date:%d/%m/%Y}" if lead.date else words.translate("curation.undated")
        kind = kinds.get(lead.type, lead.type)
        rows.append(f"{story.number:>3} [{box}] {kind} · {lead.title} ({lead.source}, {day})")
    for batch in week.batches:
        facts = {"source": batch.source, "count": len(batch.entries)}
        rows.append(f"{batch.number:>3} [ ] {words.translate('curation.batch', **facts)}")
    return rows


def _typed(read: Callable[[str], str]) -> str:
    try:
        return read("> ").strip()
    except EOFError:
        return ""


def _words(common: CliContext) -> Catalogue:
    return catalogue.load(common.locale)


def _read(file: Path, common: CliContext) -> str:
    """Return the text of a file, or of the standard input. Raises StoreError."""
    try:
        if str(file) == "-":
            return sys.stdin.read(MAX_BYTES)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES).decode("utf-8-sig", "replace")
    except OSError as error:
        told = common.tell("review.unreadable", path=file, reason=error.strerror)
        raise StoreError(told) from error


@dataclass
class Batch:
    """What is wanted of the lines of one checklist, which may be several comments."""

    lines: list[TickLine] = field(default_factory=list)
    wants: list[Wish | Puzzle] = field(default_factory=list)


def comments(folder: Path) -> list[Mapping[str, Any]]:
    """Read what was collected. Raises StoreError."""
    path = folder / COMMENTS_FILE
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


def plans_of(found: Iterable[Mapping[str, Any]], desk: Desk) -> list[Plan]:
    """Write what is wanted, one checklist after the other; return what came of it."""
    return [
        applying.apply(desk, batch.wants, batch.lines)
        for batch in batches(found, desk)
        if batch.wants
    ]


def answer_text(plans: Sequence[Plan], desk: Desk) -> str:
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
            yield from answer_lines(plan, desk.taxonomy, words, summary.plain)
            yield ""


def answer_lines(
    plan: Plan, taxonomy: Taxonomy, words: Catalogue, inert: Inert = str
) -> Iterator[str]:
    """Yield a heading and what was done, then a heading and what was not understood."""
    done = [_done_line(answer, taxonomy, words) for answer in plan.answers]
    yield words.translate(f"curation.answer.{'done' if done else 'none'}")
    yield from map("- {}".format, dict.fromkeys(done))
    if plan.puzzles:
        yield words.translate("curation.answer.puzzled")
        for puzzle in plan.puzzles:
            yield f"- {_puzzle(puzzle, words, inert)}"


def _done_line(answer: Answer, taxonomy: Taxonomy, words: Catalogue) -> str:
    value = _value(answer.key, answer.value, taxonomy, words)
    key = f"curation.answer.{answer.key}"
    return words.translate(key, n=answer.number, value=value, other=answer.other)


def _value(key: str, value: object, taxonomy: Taxonomy, words: Catalogue) -> str:
    """Return a value as readers know it: a term by its label, a day in words."""
    if isinstance(value, Day):
        return words.day(value)
    if key not in review.TERMS:
        return ""
    labels = {term.id: term.named(words.locale) for term in taxonomy.terms(review.TERMS[key])}
    names = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(name), str(name)) for name in names)


def _puzzle(puzzle: Puzzle, words: Catalogue, inert: Inert) -> str:
    facts = {name: inert(getattr(puzzle, name)) for name in ("said", "offered", "word")}
    told = words.translate(f"curation.puzzle.{puzzle.kind}", **facts)
    if puzzle.offered and puzzle.kind != "line":
        told = words.translate("curation.puzzle.offered", said=told, offered=facts["offered"])
    if not puzzle.near:
        return told
    near = puzzle.near.replace("`", "")
    return words.translate("curation.puzzle.near", said=told, near=near)

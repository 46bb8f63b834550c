"""The commands `vigie review …`: the week's choice, from a terminal or from a file."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from knowledge.errors import StoreError
from knowledge.i18n import catalogue
from knowledge.i18n.catalogue import Catalogue
from vigie import help_texts, repository, steps
from vigie.curation import answers, applying, checklist, inbox_file
from vigie.curation.applying import Desk
from vigie.curation.checklist import Story, TickLine
from vigie.curation.decisions import Plan
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
    say_all(answers.lines(plan, desk.taxonomy, _words(common)))
    raise typer.Exit(_NOT_ALL if plan.puzzles else 0)


@app.callback()
def ask(context: typer.Context) -> None:
    """Show the week's stories and ask what to do with them, line by line."""
    if context.invoked_subcommand is not None:
        return
    common: CliContext = context.obj
    desk, words = Desk.load(common.root), _words(common)
    stories = desk.stories()
    say_all(shown(stories, desk, words))
    say(words.translate("curation.ask"))
    dialogue(input, desk, list(map(applying.line_of, stories)), words)


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
    plans = inbox_file.decide(inbox_file.rows(folder), desk)
    for words in ("check", "build"):
        if stopped := run([words, "--leave-out-broken"]):
            return stopped
    (folder / PATCH).write_bytes(repository.folder_diff(root))
    (folder / ANSWER).write_text(inbox_file.answer(plans, desk), encoding="utf-8")
    return 0


def dialogue(
    read: Callable[[str], str], desk: Desk, lines: list[TickLine], words: Catalogue
) -> None:
    """Do what each line typed says, until an empty one, and say what was done."""
    while typed := _typed(read):
        plan: Plan = applying.apply(desk, applying.wanted(typed, desk, lines), lines)
        say_all(answers.lines(plan, desk.taxonomy, words))


def shown(stories: list[Story], desk: Desk, words: Catalogue) -> list[str]:
    """Return the week's stories as lines of a terminal."""
    kinds = {term.id: term.named(words.locale) for term in desk.taxonomy.types}
    rows = []
    for story in stories:
        lead = story.card.lead
        box = "x" if story.ticked else " "
        day = f"{lead.date:%d/%m/%Y}" if lead.date else words.translate("curation.undated")
        kind = kinds.get(lead.type, lead.type)
        rows.append(f"{story.number:>3} [{box}] {kind} · {lead.title} ({lead.source}, {day})")
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

"""`vigie check`: all that is wrong in an instance, with file, line and how to mend it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from knowledge.i18n import locales
from vigie import check_report, checking, fixing
from vigie.terminal import (
    AsJson,
    CliContext,
    LangOption,
    Today,
    as_of,
    out,
    print_json,
    say,
    say_all,
    warn,
)

TEXT, GITHUB = FORMATS = ("text", "github")


def run(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", show_default=False)
    ] = None,
    lang: LangOption = "",
    as_json: AsJson = False,
    form: Annotated[str, typer.Option("--format")] = TEXT,
    fix: Annotated[bool, typer.Option("--fix")] = False,
    today: Today = None,
    leave_out_broken: Annotated[bool, typer.Option("--leave-out-broken")] = False,
) -> None:
    """Check configuration, taxonomy, entries, sheets and pages; exit 2 on a mistake."""
    common: CliContext = context.obj
    spoken = common.for_writers(lang)
    if form not in FORMATS:
        message = common.tell("check.format", found=repr(form), allowed=", ".join(FORMATS))
        raise typer.BadParameter(message, param_hint="--format")
    if fix:
        _mend(common, files or (), plain=not as_json and form == TEXT)
    found = checking.whole(common.root, common.load, as_of(today))
    if files:
        found = checking.only(found, files, common.root)
    if as_json:
        print_json(check_report.data(found, locales.site_locales(common.root)))
    elif form == GITHUB:
        say_all(check_report.annotations(found, spoken))
    else:
        check_report.show(found, out, spoken)
    stopping = found.errors - leave_out_broken * found.pages_left_out
    raise typer.Exit(2 if stopping else 0)


def _mend(common: CliContext, files: Sequence[Path], *, plain: bool) -> None:
    """Mend the files and show each change; beside what a program reads, on the standard error."""
    for change in fixing.mend(common.root, files):
        for line in change.diff():
            if plain:
                say(line)
            else:
                warn(line)

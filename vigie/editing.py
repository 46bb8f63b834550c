"""The commands of those who write sheets: `check`, `schema`, `translated`, `new`."""

from datetime import date as Day
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from knowledge import taxonomy
from knowledge.problems import Tongue
from knowledge.sheets import collection, generated
from vigie import check_report, checking, translating
from vigie.creating import new
from vigie.speech import tongues
from vigie.terminal import AsJson, Common, Today, out, print_json, say

Language = Annotated[
    str, typer.Option("--lang", help="fr, nl or en; by default the terminal's language.")
]
Format = Annotated[
    str,
    typer.Option("--format", help="text, or github: annotations beside the lines of a proposal."),
]
FORMATS = ("text", "github")


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Only these files.", show_default=False),
    ] = None,
    lang: Language = "",
    as_json: AsJson = False,
    form: Format = "text",
    today: Today = None,
) -> None:
    """Check configuration, taxonomy, entries, sheets and pages; exit 2 when something must be
    mended.
    """
    common: Common = context.obj
    spoken = tongues(lang or common.chosen)
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r}: {' or '.join(FORMATS)}", param_hint="--format")
    found = checking.whole(common.root, common.load, today.date() if today else Day.today())
    if files:
        found = checking.only(found, files, common.root)
    if as_json:
        print_json(check_report.data(found))
    elif form == "github":
        for line in check_report.annotations(found, spoken):
            say(line)
    else:
        check_report.show(found, out, spoken)
    raise typer.Exit(2 if found.errors else 0)


def schema(context: typer.Context) -> None:
    """Write what the models give: JSON Schemas, templates, the guide's tables and the issue forms."""
    common: Common = context.obj
    lists = taxonomy.load(common.root)
    for path in generated.write(common.root, lists, collection.load(common.root)):
        out.print(Text(path), soft_wrap=True)


def translated(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Translations, or a folder of them.")
    ],
    lang: Language = "",
) -> None:
    """Note in a translation which state of its original it translates, so that the site can tell
    when it is older.
    """
    common: Common = context.obj
    spoken: tuple[Tongue, ...] = tongues(lang or common.chosen)
    marked = translating.mark(common.root, files)
    translating.show(marked, out, spoken)
    raise typer.Exit(2 if marked.refused else 0)


__all__ = ["check", "new", "schema", "translated"]

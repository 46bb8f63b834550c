"""`vigie build`: the sites of all locales, in one folder."""

from pathlib import Path
from typing import Annotated

import typer

from vigie import site
from vigie.terminal import CliContext, Today, say


def run(
    context: typer.Context,
    site_folder: Annotated[Path | None, typer.Option("--site")] = None,
    demo: Annotated[bool, typer.Option("--demo")] = False,
    offline: Annotated[bool, typer.Option("--offline")] = False,
    today: Today = None,
    leave_out_broken: Annotated[bool, typer.Option("--leave-out-broken")] = False,
) -> None:
    """Build the site of each locale."""
    common: CliContext = context.obj
    common.load()
    copy = common.root / "vigie-offline.zip" if offline else None
    day = today.date() if today else None
    folder = site_folder or common.root / "site"
    built = site.build(
        common,
        common.root,
        folder,
        demo=demo,
        copy=copy,
        today=day,
        leave_out_broken=leave_out_broken,
    )
    say(str(built))
    if copy:
        say(str(copy))

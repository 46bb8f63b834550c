"""`vigie dossier`: all that is new since the meeting before, as Markdown to paste in the mail that
sends the agenda.
"""

import difflib
import os
import sys
from datetime import date as Day
from pathlib import Path
from typing import Annotated, Any

import typer

from publish.indexes import build_indexes
from publish.site_context import SiteContext
from vigie.terminal import Common, Today, say

EventId = Annotated[
    str, typer.Argument(metavar="EVENT", help="The id of a meeting: its file's name without “.md”.")
]
Output = Annotated[
    Path | None, typer.Option("--output", help="Write it to this file, not to the terminal.")
]
InLanguage = Annotated[
    str, typer.Option("--lang", help="fr or nl; by default the language of messages.")
]


def dossier(
    context: typer.Context,
    event: EventId,
    output: Output = None,
    lang: InLanguage = "",
    today: Today = None,
) -> None:
    """Write what is new since the meeting before this one, to paste in a mail."""
    common: Common = context.obj
    tongue = lang or ("nl" if common.tongue == "nl" else "fr")
    text = written(common.root, event, tongue, today.date() if today else None)
    if output:
        output.write_text(text, encoding="utf-8")
        say(str(output))
    else:
        sys.stdout.write(text)


def written(root: Path, event: str, lang: str, today: Day | None) -> str:
    """Write the dossier of a meeting.

    Raises BadParameter where there is no such language or no such meeting.
    """
    from knowledge.i18n import catalogue, locales
    from publish import (
        library as libraries,  # the publishing half, which no other command should wait for
    )
    from publish.pages import dossier_text, dossiers

    if lang not in locales.known():
        raise typer.BadParameter(
            f'"{lang}": the dossier is written in {" or ".join(locales.known())}'
        )
    library = libraries.load(root, today)
    meeting = _meeting(event, dossiers.meetings(library, lang))
    made = dossiers.of(meeting, library, build_indexes(library, lang).cards, lang)
    address = os.environ.get("VIGIE_SITE_URL") or str(
        library.settings.get("default_root_url") or ""
    )
    home = f"{address.rstrip('/')}/{lang}/" if address else ""
    return dossier_text.markdown(made, SiteContext(library, catalogue.load(lang)), home=home)


def _meeting(name: str, held: list[Any]) -> Any:
    ids = {one.id: one for one in held}
    if name in ids:
        return ids[name]
    near = difflib.get_close_matches(name, ids, n=1, cutoff=0.5)
    hint = f'did you mean "{near[0]}"?' if near else f"meetings: {', '.join(ids) or 'none'}"
    raise typer.BadParameter(
        f'"{name}" is no meeting of docs/*/events that was not called off; {hint}'
    )

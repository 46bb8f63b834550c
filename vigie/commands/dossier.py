"""`vigie dossier`: what is new since the meeting before, as Markdown to paste in a mail."""

import os
import sys
from collections.abc import Mapping
from datetime import date as Day
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from knowledge.i18n import locales
from knowledge.sheets.kinds.event import Event
from knowledge.sheets.reading import Sheet
from knowledge.storage import atomic
from publish import library as libraries
from publish import site_context
from publish.library import Library
from publish.pages import dossier_text, dossiers
from vigie import cli_locale
from vigie.terminal import CliContext, LangOption, Today, say


def run(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT")],
    output: Annotated[Path | None, typer.Option("--output")] = None,
    lang: LangOption = "",
    today: Today = None,
) -> None:
    """Write what is new since the meeting before this one, to paste in a mail."""
    common: CliContext = context.obj
    locale = lang or cli_locale.or_site(common.locale, common.root)[0]
    text = written(common, event, locale, today.date() if today else None)
    if output:
        atomic.deliver(output, text.encode())
        say(str(output))
    else:
        sys.stdout.write(text)


def written(common: CliContext, event: str, lang: str, today: Day | None) -> str:
    """Return the dossier of a meeting.

    Raises BadParameter where there is no such language or no such meeting.
    """
    if lang not in locales.known():
        allowed = ", ".join(locales.known())
        raise typer.BadParameter(common.tell("dossier.language", found=lang, allowed=allowed))
    library = libraries.load(common.root, today)
    meetings = {meeting.id: meeting for meeting in dossiers.meetings(library, lang)}
    meeting = _meeting(event, meetings, common)
    context = site_context.build(library, lang)
    made = dossiers.of(meeting, library, context.indexes.cards, lang)
    return dossier_text.markdown(made, context, home=_home(library, lang))


def _home(library: Library, lang: str) -> str:
    """Return the address of the site in a locale, "" where none is known."""
    settings = str(library.settings.get("default_root_url") or "")
    address = os.environ.get("VIGIE_SITE_URL") or settings
    if not address:
        return ""
    return f"{address.rstrip('/')}/{lang}/"


def _meeting(name: str, meetings: Mapping[str, Sheet[Event]], common: CliContext) -> Sheet[Event]:
    """Return the meeting of that id. Raises BadParameter, with the nearest, where there is none."""
    if name in meetings:
        return meetings[name]
    near = get_close_matches(name, meetings, n=1, cutoff=0.5)
    if near:
        message = common.tell("dossier.unknown_near", found=name, known=near[0])
    else:
        known = ", ".join(meetings) or "—"
        message = common.tell("dossier.unknown", found=name, known=known)
    raise typer.BadParameter(message)

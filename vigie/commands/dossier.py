"""`vigie dossier`: what is new since the meeting before, as Markdown to paste in a mail."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date as Day
from difflib import get_close_matches
from operator import attrgetter
from pathlib import Path
from typing import Annotated

import typer

from knowledge import problems
from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.i18n.typography import sentence_case
from knowledge.sheets.kinds import practice
from knowledge.sheets.kinds.event import Event
from knowledge.sheets.reading import Sheet
from knowledge.storage import atomic
from publish import cards, sanitise, site_context
from publish import library as libraries
from publish.library import Library
from publish.pages import actions, agenda, dossiers
from publish.pages.dossiers import Dossier, KindLines, StoryLine
from publish.site_context import SiteContext
from vigie import cli_locale
from vigie.terminal import CliContext, LangOption, Today, say, wipe

_MARKS = re.compile(r"([\\`*_\[\]])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


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
        wipe()
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
    return markdown(made, context, home=_home(library, lang))


def markdown(made: Dossier, context: SiteContext, *, home: str = "") -> str:
    """Write a dossier. `home` is the address of the language's home, with a slash; "" makes no
    links to it.
    """
    return "\n\n".join(_blocks(made, context, home)) + "\n"


def plain(text: str) -> str:
    """Write text from outside so that Markdown shows it and nothing more."""
    return _MARKS.sub(r"\\\1", sanitise.text(text).translate(_HTML))


def link(text: str, address: str) -> str:
    """Write a link; the text alone where the address is no address of the web."""
    found = sanitise.address(address).replace("<", "%3C").replace(">", "%3E")
    return f"[{plain(text)}](<{found}>)" if found else plain(text)


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


def _blocks(made: Dossier, context: SiteContext, home: str) -> Iterator[str]:
    translate = context.catalogue.translate
    event = agenda.shown(made.meeting, context)
    yield f"# {plain(translate('site.dossier_title', title=event.keys.title))}"
    place = f" {plain(event.keys.place)}." if event.keys.place else ""
    yield f"**{sentence_case(event.when)}**.{place}"
    if home:
        yield link(event.keys.title, f"{home}events/{made.meeting.id}/")
    yield dossiers.period(made, context.catalogue)
    yield from _watch(made, context, home)
    lines = {
        "practices": _practices(made, context.catalogue, home),
        "contacts": _contacts(made, context.locale),
        "actions": _actions(made, context, home),
    }
    for name in made.parts:
        yield f"## {translate(f'site.dossier_{name}')}"
        yield "\n".join(lines[name]) or translate(f"site.dossier_{name}_none")


def _watch(made: Dossier, context: SiteContext, home: str) -> Iterator[str]:
    for group in made.groups:
        yield f"## {plain(group.term.label(context.locale))}"
        yield "\n".join(_group(group, context, home))
    if not made.groups:
        yield f"## {context.catalogue.translate('site.dossier_watch')}"
        yield context.catalogue.translate("site.dossier_watch_none")


def _group(group: KindLines, context: SiteContext, home: str) -> Iterator[str]:
    for line in group.lines:
        yield _line(line, context)
    if group.left_out:
        months = []
        for month in group.months:
            months.append(link(context.catalogue.month(month), _below(home, f"months/{month}/")))
        more = context.catalogue.plural("site.dossier_more", group.left_out)
        yield f"- {more}{context.catalogue.translate('site.colon')}{', '.join(months)}"


def _contacts(made: Dossier, locale: str) -> Iterator[str]:
    for problem in made.contacts or ():
        yield f"- {plain(problems.what(problem, locale))}"


def _below(home: str, path: str) -> str:
    """Return the address of a page, or "" where the home has none."""
    return f"{home}{path}" if home else ""


def _line(line: StoryLine, context: SiteContext) -> str:
    entry = line.card.lead
    said = [context.library.source_name(entry.source), context.catalogue.day(cards.day(entry))]
    if entry.status == "gone":
        gone = context.catalogue.translate("site.gone")
        said.append(gone[:1].lower() + gone[1:])
    for name, day in (("in_force", line.in_force), ("changed", line.changed)):
        if day:
            told = context.catalogue.day(day)
            said.append(context.catalogue.translate(f"site.dossier_{name}", day=told))
    return f"- {link(entry.title or entry.url, entry.url)} ({plain(', '.join(said))})"


def _practices(made: Dossier, catalogue: Catalogue, home: str) -> Iterator[str]:
    for sheet, passage in made.practices:
        state = catalogue.translate(
            "site.dossier_practice",
            state=practice.STATES.label(passage.state, catalogue.locale),
            day=catalogue.day(passage.on),
        )
        address = _below(home, f"{sheet.kind.folder}/{sheet.id}/")
        yield f"- {link(sheet.keys.title, address)} ({plain(state)})"


def _actions(made: Dossier, context: SiteContext, home: str) -> Iterator[str]:
    for sheet in made.actions:
        action = actions.shown(sheet, context)
        address = _below(home, f"{sheet.kind.folder}/{sheet.id}/")
        owners = ", ".join(map(attrgetter("name"), action.owners))
        title = link(action.heading, address)
        yield f"- {title} ({plain(f'{action.state}, {owners}')})"

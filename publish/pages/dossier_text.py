"""A dossier -> Markdown to paste in the mail that sends out the agenda of a meeting."""

import re
from collections.abc import Iterator

from knowledge import problems
from knowledge.i18n.catalogue import Catalogue
from knowledge.i18n.typography import sentence_case
from knowledge.sheets.kinds import practice
from publish import cards, sanitise
from publish.pages import actions, agenda, dossiers
from publish.pages.dossiers import Dossier, Group, Line
from publish.site_context import SiteContext

_MARKS = re.compile(r"([\\`*_\[\]])")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(made: Dossier, context: SiteContext, *, home: str = "") -> str:
    """Write a dossier. `home` is the address of the language's home, with a slash; "" makes no
    links to it.
    """
    return "\n\n".join(_blocks(made, context, home)) + "\n"


def plain(text: str) -> str:
    """Write text from outside so that Markdown shows it and nothing more."""
    marked = "".join(_HTML.get(char, char) for char in sanitise.text(text))
    return _MARKS.sub(r"\\\1", marked)


def link(text: str, address: str) -> str:
    """Write a link; the text alone where the address is no address of the web."""
    found = sanitise.address(address).replace("<", "%3C").replace(">", "%3E")
    return f"[{plain(text)}](<{found}>)" if found else plain(text)


def _blocks(made: Dossier, context: SiteContext, home: str) -> Iterator[str]:
    event = agenda.shown(made.meeting, context)
    title = event.keys.title
    yield f"# {plain(context.catalogue.translate('site.dossier_title', title=title))}"
    place = [plain(event.keys.place)] if event.keys.place else []
    yield ". ".join([f"**{sentence_case(event.when)}**", *place]) + "."
    if home:
        yield link(title, f"{home}events/{made.meeting.id}/")
    yield dossiers.period(made, context.catalogue)
    for group in made.groups:
        yield f"## {plain(group.term.label(context.locale))}"
        yield "\n".join(_group(group, context, home))
    if not made.groups:
        yield f"## {context.catalogue.translate('site.dossier_watch')}"
        yield context.catalogue.translate("site.dossier_watch_none")
    lines = {
        "practices": list(_practices(made, context.catalogue, home)),
        "contacts": [
            f"- {plain(problems.what(one, context.locale))}" for one in made.contacts or ()
        ],
        "actions": list(_actions(made, context, home)),
    }
    for name in made.parts:
        yield f"## {context.catalogue.translate(f'site.dossier_{name}')}"
        yield "\n".join(lines[name]) or context.catalogue.translate(f"site.dossier_{name}_none")


def _group(group: Group, context: SiteContext, home: str) -> Iterator[str]:
    for line in group.lines:
        yield _line(line, context)
    if group.left_out:
        months = [
            link(context.catalogue.month(one), f"{home}months/{one}/" if home else "")
            for one in group.months
        ]
        more = context.catalogue.plural("site.dossier_more", group.left_out)
        yield f"- {more}{context.catalogue.translate('site.colon')}{', '.join(months)}"


def _line(line: Line, context: SiteContext) -> str:
    entry = line.card.lead
    said = [context.library.source_name(entry.source), context.catalogue.day(cards.day(entry))]
    if entry.status == "gone":
        gone = context.catalogue.translate("site.gone")
        said.append(gone[:1].lower() + gone[1:])
    if line.in_force:
        said.append(
            context.catalogue.translate(
                "site.dossier_in_force", day=context.catalogue.day(line.in_force)
            )
        )
    if line.changed:
        said.append(
            context.catalogue.translate(
                "site.dossier_changed", day=context.catalogue.day(line.changed)
            )
        )
    return f"- {link(entry.title or entry.url, entry.url)} ({plain(', '.join(said))})"


def _practices(made: Dossier, catalogue: Catalogue, home: str) -> Iterator[str]:
    for sheet, passage in made.practices:
        state = catalogue.translate(
            "site.dossier_practice",
            state=practice.STATES.label(passage.state, catalogue.locale),
            day=catalogue.day(passage.on),
        )
        address = f"{home}{sheet.kind.folder}/{sheet.id}/" if home else ""
        yield f"- {link(sheet.keys.title, address)} ({plain(state)})"


def _actions(made: Dossier, context: SiteContext, home: str) -> Iterator[str]:
    for sheet in made.actions:
        one = actions.shown(sheet, context)
        address = f"{home}{sheet.kind.folder}/{sheet.id}/" if home else ""
        owners = ", ".join(named.name for named in one.owners)
        title = link(f"{one.keys.number} {one.keys.title}", address)
        yield f"- {title} ({plain(f'{one.state}, {owners}')})"

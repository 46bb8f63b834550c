"""`vigie try`: what a source gives, and nothing written."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from knowledge import problems
from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from scrapers import gatherer
from scrapers.context import SourceResult
from scrapers.instance import RefreshOptions
from vigie import instance, reporting
from vigie.terminal import AsJson, CliContext, Replay, SourceArgument, out, print_json


def run(
    context: typer.Context,
    source: SourceArgument,
    replay: Replay = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1)] = 20,
) -> None:
    """Print what a source gives, and write nothing."""
    common: CliContext = context.obj
    loaded = common.load()
    chosen = instance.source(loaded, source, common.words)
    found, robots = gatherer.preview(
        loaded, RefreshOptions(tuple(replay or ())), chosen, limit=limit
    )
    if as_json:
        print_json(data(found, robots))
    else:
        show(found, robots, out, common.words)
    raise typer.Exit(int(found.problem is not None))


def show(
    found: SourceResult, robots: Mapping[str, str], console: Console, words: Catalogue
) -> None:
    """Print what was read as a table, then what was passed over and what failed."""
    if found.entries:
        console.print(_table(found, words))
    for host, verdict in robots.items():
        console.print(Text(f"{host}: {verdict}"), soft_wrap=True)
    if found.skipped:
        console.print(Text(reporting.skipped(found.skipped, words)), soft_wrap=True)
    for bad in found.bad:
        console.print(Text(bad), soft_wrap=True)
    for problem in filter(None, (found.problem, *found.notes)):
        reporting.print_problem(problem, console, words.locale)


def data(found: SourceResult, robots: Mapping[str, str]) -> dict[str, object]:
    """Return what was read as JSON types."""
    problem = found.problem
    return {
        "source": found.source.id,
        "rows": found.reading.rows if found.reading else 0,
        "entries": list(map(_entry, found.entries)),
        "skipped": dict(found.skipped),
        "bad": list(found.bad),
        "problem": problems.what(problem, locales.REFERENCE) if problem else None,
        "notes": [problems.what(note, locales.REFERENCE) for note in found.notes],
        "robots": dict(robots),
    }


def _table(found: SourceResult, words: Catalogue) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(words.texts("command.try.heads")):
        table.add_column(head, no_wrap=place < 3, overflow="fold")
    for entry in found.entries:
        day = str(entry.date or "–")
        table.add_row(day, entry.lang, entry.type, Text(entry.title), Text(entry.url))
    return table


def _entry(entry: Entry) -> dict[str, object]:
    reasons = []
    for reason in entry.why:
        reasons.append({"tag": reason.tag, "rule": reason.rule, "words": list(reason.words)})
    return {
        "id": entry.id,
        "title": entry.title,
        "url": entry.url,
        "lang": entry.lang,
        "type": entry.type,
        "date": str(entry.date) if entry.date else None,
        "themes": list(entry.themes),
        "summary": entry.summary,
        "documents": [document.url for document in entry.documents],
        "twins": dict(entry.twins),
        "external_id": entry.external_id,
        "why": reasons,
    }

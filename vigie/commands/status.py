"""`vigie status`: health of the sources -> a table, or data.

Last success, last new entry, whether a source is silent for too long.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from knowledge import health as healths
from knowledge import problems
from knowledge.health import Health
from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem
from knowledge.source import Source
from knowledge.storage import atomic
from scrapers.instance import Instance
from vigie import cli_locale, reporting
from vigie.handover import papers, state
from vigie.handover.state import House
from vigie.reporting import STYLES
from vigie.terminal import AsJson, CliContext, Today, as_of, out, print_json, say, say_all

MARKS = {"ok": "✓", "held": "…", "failed": "✗"}
# What a source is that no refresh has read.
NEVER, DISABLED = "never", "disabled"


def run(
    context: typer.Context,
    as_json: AsJson = False,
    html_file: Annotated[Path | None, typer.Option("--html")] = None,
    today: Today = None,
) -> None:
    """Show how each source has fared over the last refreshes, or write the state of the house."""
    common: CliContext = context.obj
    if html_file:
        house = House(common.root, common.load, as_of(today))
        locale, *_ = common.for_writers("")
        atomic.deliver(html_file, papers.html(state.paper(house, locale)))
        say(str(html_file))
        return
    loaded = common.load()
    health = healths.load(common.root)
    now = datetime.now(UTC)
    if as_json:
        print_json(data(loaded, health, now))
    else:
        out.print(table(loaded, health, common.words))
        say_all(wrongs(loaded, health, common.words, now))


def table(instance: Instance, health: Health, words: Catalogue) -> Table:
    """Return the table: a row per source, the oldest refresh first in "last refreshes"."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(words.texts("command.status.heads")):
        made.add_column(head, no_wrap=place in {0, 1}, overflow="fold")
    for source in instance.watch.sources:
        known = health.of(source.id)
        current = state_of(source, health)
        made.add_row(
            source.id,
            Text(_state(current, words), style=STYLES.get(current, "dim")),
            _day(known.last_success),
            _day(known.last_new_entry),
            words.translate("command.status.days", days=source.cadence.days),
            "".join(MARKS[run.state] for run in known.runs),
        )
    return made


def wrongs(instance: Instance, health: Health, words: Catalogue, now: datetime) -> list[str]:
    """Return what is wrong, a line per source that has something.

    Why a source is disabled is in watch_sources.yml.
    """
    lines = []
    for source in instance.watch.sources:
        if found := wrong(source, health, words, now):
            lines.append(f"{source.id}: {found}")
    return lines


def state_of(source: Source, health: Health) -> str:
    """Return ok, held or failed as the last refresh ended, "never" before any, "disabled"."""
    runs = health.of(source.id).runs
    if not source.enabled:
        return DISABLED
    if not runs:
        return NEVER
    return runs[-1].state


def wrong(source: Source, health: Health, words: Catalogue, now: datetime) -> str:
    """Return what is wrong with a source, or ""."""
    if not source.enabled:
        return ""
    runs = health.of(source.id).runs
    found = []
    if runs and runs[-1].problem:
        problem = Problem(runs[-1].problem, runs[-1].facts)
        found.append(problems.what(problem, words.locale))
    if healths.overdue(health, source, now):
        found.append(words.translate("command.status.silent", days=source.cadence.days))
    return "; ".join(found)


def data(instance: Instance, health: Health, now: datetime) -> list[dict[str, object]]:
    """Return the same as JSON types."""
    return [_row(source, health, now) for source in instance.watch.sources]


def _row(source: Source, health: Health, now: datetime) -> dict[str, object]:
    known = health.of(source.id)
    return {
        "source": source.id,
        "state": state_of(source, health),
        "last_success": health.last_success(source.id) or None,
        "last_new_entry": healths.stamp(known.last_new_entry) if known.last_new_entry else None,
        "cadence_days": source.cadence.days,
        "overdue": source.enabled and healths.overdue(health, source, now),
        "robots": known.robots,
        "runs": [_run(run) for run in known.runs],
        "wrong": wrong(source, health, cli_locale.words(locales.REFERENCE), now),
    }


def _run(run: healths.Run) -> dict[str, str]:
    return {"at": healths.stamp(run.at), "state": run.state, "problem": run.problem}


def _state(name: str, words: Catalogue) -> str:
    if name in {NEVER, DISABLED}:
        return words.translate(f"command.status.{name}")
    return reporting.state(name, words)


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "–"

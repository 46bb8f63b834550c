"""Health of the sources -> a table, or data: last success, last new entry, whether a source is
silent too long.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rich.table import Table
from rich.text import Text

from knowledge import health as healths
from knowledge import problems
from knowledge.health import Health
from knowledge.model import Problem
from knowledge.problems import Tongue
from knowledge.source import Source
from scrapers.pipeline import Instance
from vigie.reporting import STATES, STYLES

HEADS: Mapping[Tongue, tuple[str, ...]] = {
    "en": ("source", "state", "last success", "last new entry", "rhythm", "last refreshes"),
    "fr": ("source", "état", "dernière réussite", "dernière nouveauté", "rythme", "dernières fois"),
    "nl": ("bron", "staat", "laatst gelukt", "laatste nieuws", "ritme", "laatste keren"),
}
SILENT: Mapping[Tongue, str] = {
    "en": "silent for longer than {days} days",
    "fr": "silencieuse depuis plus de {days} jours",
    "nl": "al langer dan {days} dagen stil",
}
NEVER: Mapping[Tongue, str] = {"en": "never read", "fr": "jamais lue", "nl": "nooit gelezen"}
OFF: Mapping[Tongue, str] = {"en": "disabled", "fr": "désactivée", "nl": "uitgeschakeld"}
MARKS = {"ok": "✓", "held": "…", "failed": "✗"}


def table(instance: Instance, health: Health, tongue: Tongue) -> Table:
    """Make the table: a row per source, the oldest refresh first in "last refreshes"."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(HEADS[tongue]):
        made.add_column(head, no_wrap=place in {0, 1}, overflow="fold")
    for source in instance.watch.sources:
        known = health.of(source.id)
        state = state_of(source, health)
        made.add_row(
            source.id,
            Text(_state_words(state, tongue), style=STYLES.get(state, "dim")),
            _day(known.last_success),
            _day(known.last_new_entry),
            f"{source.cadence.days} d",
            "".join(MARKS[run.state] for run in known.runs),
        )
    return made


def wrongs(
    instance: Instance, health: Health, tongue: Tongue, now: datetime | None = None
) -> list[str]:
    """Say what is wrong, a line per source that has something; why one is off stands in
    watch_sources.yml.
    """
    moment = now or datetime.now(UTC)
    told = ((source.id, wrong(source, health, tongue, moment)) for source in instance.watch.sources)
    return [f"{name}: {what}" for name, what in told if what]


def state_of(source: Source, health: Health) -> str:
    """Give ok, held or failed as the last refresh ended, "never" before any, "disabled"."""
    runs = health.of(source.id).runs
    if not source.enabled:
        return "disabled"
    return runs[-1].state if runs else "never"


def wrong(source: Source, health: Health, tongue: Tongue, now: datetime) -> str:
    """Say what is wrong with a source, or ""."""
    runs = health.of(source.id).runs
    said = []
    if source.enabled and runs and runs[-1].problem:
        said.append(problems.what(Problem(runs[-1].problem, runs[-1].facts), tongue))
    if source.enabled and healths.overdue(health, source, now):
        said.append(SILENT[tongue].format(days=source.cadence.days))
    return "; ".join(said)


def data(instance: Instance, health: Health, now: datetime | None = None) -> list[dict[str, Any]]:
    """Give the same as JSON types."""
    moment = now or datetime.now(UTC)
    return [
        {
            "source": source.id,
            "state": state_of(source, health),
            "last_success": health.last_success(source.id) or None,
            "last_new_entry": _iso(health.of(source.id).last_new_entry),
            "cadence_days": source.cadence.days,
            "overdue": source.enabled and healths.overdue(health, source, moment),
            "robots": health.of(source.id).robots,
            "runs": [_run(run) for run in health.of(source.id).runs],
            "wrong": wrong(source, health, "en", moment),
        }
        for source in instance.watch.sources
    ]


def _run(run: healths.Run) -> dict[str, str]:
    return {"at": healths.stamp(run.at), "state": run.state, "problem": run.problem}


def _state_words(state: str, tongue: Tongue) -> str:
    return {"never": NEVER[tongue], "disabled": OFF[tongue]}.get(state) or STATES[state][tongue]


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "–"


def _iso(moment: datetime | None) -> str | None:
    return healths.stamp(moment) if moment else None

"""`vigie refresh`: gather from the sources and write what is new, changed or gone."""

from collections.abc import Callable
from datetime import date as Day
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from knowledge import health
from knowledge.i18n import locales
from knowledge.sheets import collection
from knowledge.storage import atomic, entry_paths
from publish import weeks
from scrapers import pipeline
from scrapers.context import SourceResult
from scrapers.instance import Instance, RefreshOptions
from scrapers.pipeline import Outcome
from vigie import checking, instance, reminders, reporting, repository, summary
from vigie.curation import applying, checklist
from vigie.summary import Beside
from vigie.terminal import AsJson, CliContext, Replay, out, print_json, warn


def run(
    context: typer.Context,
    replay: Replay = None,
    record: Annotated[Path | None, typer.Option("--record")] = None,
    only: Annotated[list[str] | None, typer.Option()] = None,
    as_json: AsJson = False,
    summary_file: Annotated[Path | None, typer.Option("--summary")] = None,
    checklist_file: Annotated[Path | None, typer.Option("--checklist")] = None,
) -> None:
    """Read the sources and write what is new, changed or gone into docs/watch."""
    common: CliContext = context.obj
    loaded = common.load()
    instance.require(loaded, only or [], common.words)
    wanted = RefreshOptions(tuple(replay or ()), record, tuple(only or ()))
    outcome = pipeline.refresh(loaded, wanted, tell=_progress(common))
    checklist_text = None
    if checklist_file:
        checklist_text = _checklist(outcome, common.root)
        atomic.deliver(checklist_file, checklist_text.encode())
    if summary_file:
        beside = _beside(outcome, loaded, checklist_text)
        text = summary.markdown(outcome, loaded.taxonomy, common.root, beside)
        quiet = summary.quiet(common.root, outcome.moment)
        atomic.deliver(summary_file, (quiet + text).encode())
    if as_json:
        print_json(reporting.data(outcome))
    else:
        reporting.show(outcome, out, common.words, locales.site_locales(common.root))
    raise typer.Exit(reporting.exit_code(outcome))


def _beside(outcome: Outcome, loaded: Instance, checklist_text: str | None) -> Beside:
    """Return what the summary tells beside the outcome."""
    root, today = loaded.root, Day.today()
    known, held = health.load(root), collection.load(root, loaded.taxonomy)
    lines: dict[str, int] | None = None
    if checklist_text is not None:
        new = set(chain.from_iterable(report.new for report in outcome.reports))
        lines = {}
        for row in checklist.read(checklist_text):
            lines |= dict.fromkeys(new.intersection(row.ids), row.number)
    return Beside(
        checking.to_mend(held, loaded.taxonomy, root, today),
        outcome.returned.union(map(entry_paths.id_of, repository.deleted_names(root))),
        {report.source: known.failed_weeks(report.source) for report in outcome.reports},
        [*reminders.links(root), *reminders.on(held, today)],
        lines,
    )


def _checklist(outcome: Outcome, root: Path) -> str:
    """Return the checklist of what is new; "" for nothing."""
    new = set(chain.from_iterable(report.new for report in outcome.reports))
    # A refresh on Monday morning brings the week that has just ended.
    week = weeks.of((outcome.moment - timedelta(days=1)).date())
    doubtful = (*outcome.suggestions, *outcome.doubtful)
    return applying.checklist_of(root, new, week, doubtful)


def _progress(common: CliContext) -> Callable[[SourceResult, float], None]:
    """Return what prints a line on the standard error for each source that was read."""

    def tell(found: SourceResult, seconds: float) -> None:
        """Print how a source fared and how long it took."""
        name = "failed" if found.problem else "ok"
        state = reporting.state(name, common.words)
        warn(f"{found.source.id}: {state} ({seconds:.1f} s)", style="dim")

    return tell

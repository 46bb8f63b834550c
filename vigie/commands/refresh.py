"""`vigie refresh`: gather from the sources and write what is new, changed or gone."""

from collections.abc import Callable
from datetime import date as Day
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from knowledge.i18n import locales
from knowledge.storage import atomic, entry_paths
from publish import weeks
from scrapers import pipeline
from scrapers.context import SourceResult
from scrapers.instance import RefreshOptions
from scrapers.pipeline import Outcome
from vigie import checking, instance, reporting, repository, summary
from vigie.curation import applying
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
    if summary_file:
        told = checking.to_mend(common.root, loaded.taxonomy, Day.today())
        deleted = set(map(entry_paths.id_of, repository.deleted_names(common.root)))
        deleted |= outcome.returned
        text = summary.markdown(outcome, loaded.taxonomy, common.root, told, deleted=deleted)
        quiet = summary.quiet(common.root, outcome.moment)
        atomic.deliver(summary_file, (quiet + text).encode())
    if checklist_file:
        atomic.deliver(checklist_file, _checklist(outcome, common.root).encode())
    if as_json:
        print_json(reporting.data(outcome))
    else:
        reporting.show(outcome, out, common.words, locales.site_locales(common.root))
    raise typer.Exit(reporting.exit_code(outcome))


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

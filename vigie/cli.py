"""The command `vigie`: arguments in, exit code out.

0 all well, 1 something failed, 2 mend the configuration.
"""

import io
import os
import sys
from collections.abc import Callable
from datetime import date as Day
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from knowledge import health as healths
from knowledge.errors import ConfigError, SheetError, VigieError
from knowledge.problems import Tongue
from knowledge.storage import entry_store, lock
from scrapers import pipeline
from scrapers.context import SourceResult
from scrapers.pipeline import RefreshOptions
from vigie import demo as demonstration
from vigie import (
    directory,
    dossiers,
    editing,
    health_table,
    instance,
    reporting,
    serving,
    starting,
    summary,
    trial,
)
from vigie import weekly as weeks
from vigie.terminal import (
    AsJson,
    Common,
    Port,
    Record,
    Replay,
    SourceId,
    Today,
    err,
    out,
    print_json,
    say,
)

app = typer.Typer(
    name="vigie",
    help="A documentary watch and a bilingual knowledge base, built as a static site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(directory.app, name="directory")
# As a shell names the end by Ctrl-C: 128 and the number of SIGINT.
INTERRUPTED = 130


@app.callback()
def main_options(
    context: typer.Context,
    root: Annotated[Path, typer.Option(help="The folder of the instance.")] = Path(),
    lang: Annotated[
        str, typer.Option(help="fr, nl or en; by default the terminal's language.")
    ] = "",
) -> None:
    """Read the options that stand before the command."""
    context.obj = Common(root.resolve(), instance.tongue(lang), lang)


@app.command()
def refresh(
    context: typer.Context,
    replay: Replay = None,
    record: Record = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Only this source; may be repeated.")
    ] = None,
    as_json: AsJson = False,
    summary_file: Annotated[
        Path | None,
        typer.Option("--summary", help="Write the summary for a pull request to this file."),
    ] = None,
) -> None:
    """Read the sources and write what is new, changed or gone into docs/watch."""
    common: Common = context.obj
    loaded = common.load()
    trial.known(loaded, only or [])
    run = RefreshOptions(tuple(replay or ()), record, tuple(only or ()))
    outcome = pipeline.refresh(loaded, run, tell=_tell(common.tongue))
    if summary_file:
        trial.write(summary_file, summary.markdown(outcome, loaded.taxonomy))
    if as_json:
        print_json(reporting.data(outcome))
    else:
        reporting.show(outcome, out, common.tongue)
    raise typer.Exit(reporting.exit_code(outcome))


@app.command("try")
def try_source(
    context: typer.Context,
    source: SourceId,
    replay: Replay = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, help="So many entries' own pages are read.")] = 20,
) -> None:
    """Print what a source gives, and write nothing."""
    common: Common = context.obj
    loaded = common.load()
    found, robots = pipeline.preview(
        loaded, RefreshOptions(tuple(replay or ())), trial.source(loaded, source), limit=limit
    )
    if as_json:
        print_json(trial.data(found, robots))
    else:
        trial.show(found, robots, out, common.tongue)
    raise typer.Exit(int(found.problem is not None))


@app.command()
def probe(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="A page of the site.")],
    replay: Replay = None,
) -> None:
    """Say what a site offers (feeds, sitemap, WordPress, robots.txt) and print the YAML to paste."""
    common: Common = context.obj
    out.print(
        Text(trial.probe(common.load(), url, RefreshOptions(tuple(replay or ())))), soft_wrap=True
    )


@app.command()
def record(context: typer.Context, source: SourceId, replay: Replay = None) -> None:
    """Save a source's pages as a test example in tests/examples/."""
    common: Common = context.obj
    loaded = common.load()
    for path in trial.record(
        loaded, trial.source(loaded, source), RefreshOptions(tuple(replay or ()))
    ):
        out.print(Text(str(path)), soft_wrap=True)


@app.command()
def accept(context: typer.Context, source: SourceId) -> None:
    """Publish the entries of a source that are held, and take what it gives from now on for normal."""
    common: Common = context.obj
    loaded = common.load()
    trial.known(loaded, [source])
    with lock.lock(common.root):
        accepted = entry_store.accept(common.root, source)
        healths.save(common.root, healths.load(common.root).accept(source))
    out.print(Text(f"{source}: {len(accepted)} entries accepted"), soft_wrap=True)


@app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Show how each source has fared over the last refreshes."""
    common: Common = context.obj
    loaded = common.load()
    health = healths.load(common.root)
    if as_json:
        print_json(health_table.data(loaded, health))
    else:
        out.print(health_table.table(loaded, health, common.tongue))
        for line in health_table.wrongs(loaded, health, common.tongue):
            out.print(Text(line), soft_wrap=True)


app.command("check")(editing.check)
app.command("new")(editing.new)
app.command("translated")(editing.translated)
app.command("schema")(editing.schema)


@app.command()
def build(
    context: typer.Context,
    site: Annotated[
        Path | None, typer.Option(help="Where to put the site; site/ in the instance by default.")
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Say on every page that the data are not real.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Write vigie-offline.zip too: it needs no server.")
    ] = False,
    today: Today = None,
) -> None:
    """Build the French and the Dutch site."""
    common: Common = context.obj
    common.load()
    copy = common.root / "vigie-offline.zip" if offline else None
    day = today.date() if today else None
    built = _build(common.root, site or common.root / "site", demo=demo, copy=copy, today=day)
    out.print(Text(str(built)), soft_wrap=True)
    if copy:
        out.print(Text(str(copy)), soft_wrap=True)


@app.command()
def search(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="What to look for.", show_default=False)
    ],
    lang: Annotated[str, typer.Option(help="Only what is in this language.")] = "",
    kind: Annotated[
        str, typer.Option(help="Only entries of this kind, or page: written pages.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="So many at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find entries and written pages in the folder itself, the best first."""
    from publish.search import tree  # the indexing library: no other command should wait for it
    from vigie import finding

    common: Common = context.obj
    hits = tree.search(common.root, " ".join(words), lang=lang, kind=kind, limit=limit)
    if as_json:
        print_json([hit.data() for hit in hits])
    else:
        finding.show(hits, out, common.tongue)


@app.command()
def serve(context: typer.Context, port: Port = 8000) -> None:
    """Build both sites and serve them on this machine."""
    common: Common = context.obj
    common.load()
    serving.serve(_build(common.root, common.root / "site", demo=False), port, say)


@app.command()
def demo(context: typer.Context, port: Port = 8000) -> None:
    """Show two recorded weeks as a site on this machine (VIGIE_SERVE=0: stop after the build)."""
    common: Common = context.obj
    weeks_found = demonstration.recordings(common.root)
    scratch = demonstration.prepare(common.root)
    for week in weeks_found:
        say(f"Replaying {week.name}")
        reporting.show(
            pipeline.refresh(instance.load(scratch), RefreshOptions(replay=(week,))),
            out,
            common.tongue,
        )
        demonstration.annotate(common.root, scratch)
    site = _build(scratch, scratch / "site", demo=True)
    if os.environ.get("VIGIE_SERVE") == "0":
        out.print(Text(str(site)), soft_wrap=True)
    else:
        serving.serve(site, port, say)


@app.command()
def weekly(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where to put the patch and the summary.")],
) -> None:
    """Gather, check and build as the Monday job does, and pack the change for a pull request."""
    common: Common = context.obj
    program = [sys.executable, "-m", "vigie", "--root", str(common.root)]
    raise typer.Exit(
        weeks.weekly(common.root, folder, run=lambda words: weeks.quoted([*program, *words]))
    )


app.command("init")(starting.init)
app.command("dossier")(dossiers.dossier)


def main() -> None:
    """Run the command; a mistake that a person can mend ends in a sentence, anything else keeps its
    traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter is told all the rest.
            stream.reconfigure(errors="replace")
    try:
        app()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            err.print(
                Text(
                    "Interrupted. Nothing was lost; a refresh that was cut short is completed by the next one."
                )
            )
            sys.stdout.flush()
            # The threads that wait for a slow site are not waited for; they write nothing.
            os._exit(INTERRUPTED)
        raise
    except (ConfigError, SheetError) as error:
        err.print(Text(str(error)), soft_wrap=True)
        sys.exit(2)
    except VigieError as error:
        err.print(Text(str(error)), soft_wrap=True)
        sys.exit(1)


def _build(
    root: Path, site: Path, *, demo: bool, copy: Path | None = None, today: Day | None = None
) -> Path:
    from hooks import build as building  # MkDocs: half a second that no other command should take

    say("Building the site")
    built = building.build(root, site, demo=demo, copy=copy, today=today)
    for notice in built.notices:
        err.print(Text(notice), soft_wrap=True)
    return built.folder


def _tell(tongue: Tongue) -> Callable[[SourceResult, float], None]:
    def tell(found: SourceResult, seconds: float) -> None:
        state = reporting.STATES["failed" if found.problem else "ok"][tongue]
        err.print(
            Text(f"{found.source.id}: {state} ({seconds:.1f} s)", style="dim"), soft_wrap=True
        )

    return tell


__all__ = ["app", "main"]

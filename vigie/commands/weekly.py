"""`vigie weekly`: the Monday job.

Gather, hold what came against the rules, build the sites, pack the change for `propose`. It runs
without any right to write; what it hands on is data: a patch, a summary, a recording.
"""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from knowledge import health
from knowledge.storage import atomic
from vigie import repository, steps
from vigie.repository import FOLDER
from vigie.steps import PATCH, Step
from vigie.terminal import CliContext

HEALTH = f"{FOLDER}/_health.yml"
SUMMARY, RECORDING = "summary.md", "week.warc.gz"
CHECKLIST = "checklist.md"
_SOME_SOURCE_FAILED = 1


def run(context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="FOLDER")]) -> None:
    """Gather, check and build as the Monday job does, and pack the change for a pull request."""
    common: CliContext = context.obj
    raise typer.Exit(weekly(common.root, folder, run=steps.of(common.root, common.chosen)))


def weekly(root: Path, out: Path, *, run: Step) -> int:
    """Gather into `root`, check, build; write PATCH, SUMMARY, CHECKLIST and RECORDING
    into `out`.

    Return 0 when all is well; 1 when some source failed, while the others are packed all the same;
    otherwise the code of the step that stopped the week, and PATCH stays empty.
    """
    atomic.write(out / PATCH, b"")
    written = {"--summary": SUMMARY, "--checklist": CHECKLIST, "--record": RECORDING}
    options = chain.from_iterable((name, str(out / file)) for name, file in written.items())
    gathered = run(["refresh", *options])
    if gathered > _SOME_SOURCE_FAILED:
        return gathered
    # What is wrong with a page that people wrote is in the summary, and keeps nothing else back.
    for step in ("check", "build"):
        if stopped := run([step, "--leave-out-broken"]):
            return max(stopped, 2)
    atomic.write(out / PATCH, worth_proposing(root))
    return gathered


def worth_proposing(root: Path) -> bytes:
    """Return the patch of `docs/watch` where an entry or a source's state changed, else nothing.

    The health file notes every run; a run that brought nothing is no news unless a source began or
    ceased to fail.
    """
    if repository.changed_paths(root) <= {HEALTH} and _states_before(root) == _states(root):
        return b""
    return repository.folder_diff(root)


def _states(root: Path) -> Mapping[str, str]:
    """Return how each source that was ever read fared at its last run."""
    states = {}
    for name, known in health.load(root).sources.items():
        if known.runs:
            states[name] = known.runs[-1].state
    return states


def _states_before(root: Path) -> Mapping[str, str]:
    """Return the same as the last commit has it."""
    with TemporaryDirectory() as folder:
        text = repository.committed(root, HEALTH)
        if text is not None:
            file = Path(folder, HEALTH)
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8", errors="surrogateescape")
        return _states(Path(folder))

"""`vigie weekly`: the Monday job.

Gather, hold what came against the rules, build the sites, pack the change for `propose`. It runs
without any right to write; what it hands on is data: a patch, a summary, a recording.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from knowledge import health, problems
from knowledge.errors import ConfigError
from knowledge.health import SourceHealth
from knowledge.i18n import catalogue
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem
from knowledge.storage import atomic
from scrapers import page_links
from vigie import repository, steps, summary
from vigie.repository import FOLDER
from vigie.steps import PATCH, SOURCES, Step
from vigie.terminal import CliContext, Replay, say

HEALTH = f"{FOLDER}/_health.yml"
LINKS = f"{FOLDER}/{page_links.FILE}"
SUMMARY, RECORDING = "summary.md", "week.warc.gz"
CHECKLIST = "checklist.md"
_SOME_SOURCE_FAILED = 1
# A source that failed once may be well the week after.
TWICE = 2


def run(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    replay: Replay = None,
) -> None:
    """Gather, check and build as the Monday job does, and pack the change for a pull request."""
    common: CliContext = context.obj
    require_git(common)
    # The steps run in the instance; these paths were given where the person stands.
    step = steps.of(common.root, common.chosen)
    recordings = list(map(Path.absolute, replay or ()))
    code = weekly(common.root, folder.absolute(), run=step, replay=recordings)
    if replay and code <= _SOME_SOURCE_FAILED:
        say(common.tell("weekly.rehearsed", folder=folder))
    raise typer.Exit(code)


def require_git(common: CliContext) -> None:
    """Raise ConfigError, before anything is read, where no change could be told from what is
    there.
    """
    if not repository.is_repository(common.root):
        raise ConfigError([common.tell("weekly.no_git", root=common.root)])


def weekly(root: Path, out: Path, *, run: Step, replay: Sequence[Path] = ()) -> int:
    """Gather into `root`, check, build; write PATCH, SUMMARY, CHECKLIST, RECORDING and
    SOURCES into `out`. `replay` are recordings to answer from in place of the network.

    Return 0 when all is well; 1 when some source failed, while the others are packed all the same;
    otherwise the code of the step that stopped the week, and PATCH stays empty.
    """
    atomic.write(out / PATCH, b"")
    # What an earlier week left in the same folder is not taken for this one's.
    for name in (SUMMARY, CHECKLIST, SOURCES):
        (out / name).unlink(missing_ok=True)
    written = {"--summary": SUMMARY, "--checklist": CHECKLIST, "--record": RECORDING}
    options = [(name, str(out / file)) for name, file in written.items()]
    options += [("--replay", str(path)) for path in replay]
    if not replay:
        # Before the summary, which tells of the links; whatever becomes of them stops no week.
        run(["links", "--monthly"])
    gathered = run(["refresh", *chain.from_iterable(options)])
    if gathered > _SOME_SOURCE_FAILED:
        return gathered
    atomic.write(out / SOURCES, sources_that_fail(root))
    # What is wrong with a page that people wrote is in the summary, and keeps nothing else back.
    for step in ("check", "build"):
        if stopped := run([step, "--leave-out-broken"]):
            return max(stopped, 2)
    atomic.write(out / PATCH, worth_proposing(root))
    return gathered


def sources_that_fail(root: Path) -> bytes:
    """Return, as JSON, the sources that failed at this refresh and at the one before, and what an
    issue about each is to say.
    """
    known = health.load(root).sources
    last = max(chain.from_iterable(map(_moments, known.values())), default=None)
    spoken = summary.locales_of(root)
    failing = []
    for name, source in known.items():
        count = len(source.failures)
        if count >= TWICE and source.runs[-1].at == last:
            failing.append(_issue(name, source, count, spoken))
    return json.dumps({"failing": failing}, ensure_ascii=False, indent=1).encode()


def _moments(source: SourceHealth) -> Iterator[datetime]:
    return map(attrgetter("at"), source.runs)


def _issue(name: str, source: SourceHealth, count: int, spoken: Sequence[str]) -> Mapping[str, str]:
    """Return an issue about a source, in the locales that coordinators read."""
    titles, lines = list[str](), list[str]()
    for locale in spoken:
        words = catalogue.load(locale, "summary")
        titles.append(words.translate("summary.source_fails", source=name))
        text = _told_of(source, name, count, words)
        lines += [text] if len(spoken) == 1 else summary.folded([text], locale)
    return {"id": name, "title": " / ".join(titles), "text": "\n".join(lines)}


def _told_of(source: SourceHealth, name: str, count: int, words: Catalogue) -> str:
    """Return what a person needs to know of a source that fails, in Markdown."""
    run = source.runs[-1]
    problem = Problem(run.problem, run.facts)
    day = f"{source.last_success:%d/%m/%Y}" if source.last_success else "–"
    facts = {
        "source": summary.plain(name),
        "count": count,
        "day": day,
        "what": summary.plain(problems.what(problem, words.locale)),
        "fix": summary.plain(problems.fix(problem, words.locale)),
    }
    return words.translate("summary.source_issue", **facts)


def worth_proposing(root: Path) -> bytes:
    """Return the patch of `docs/watch` where an entry or a source's state changed, else nothing.

    The health file notes every run; a run that brought nothing is no news unless a source began or
    ceased to fail.
    """
    if repository.changed_paths(root) <= {HEALTH, LINKS} and _states_before(root) == _states(root):
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

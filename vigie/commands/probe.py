"""`vigie probe`: what a site offers, and the YAML to paste."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from knowledge import config
from knowledge.errors import ProblemError, ReadError
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem
from knowledge.source import Watch
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.probe import site
from scrapers.probe.offers import ProbeResult, Shown
from scrapers.readers.sandbox import Sandbox
from vigie.terminal import CliContext, Replay, say

# Of the processor, for some twenty pages; the pauses between them count by the clock alone.
SECONDS = 60.0
Replayed = tuple[Path, ...]
Failed = tuple[type[ProblemError], Problem]


def run(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL")],
    replay: Replay = None,
) -> None:
    """Print what a site offers (feeds, sitemap, WordPress, robots.txt) and the YAML to paste."""
    common: CliContext = context.obj
    watch = common.load().watch
    if not replay:
        watch = config.reachable(common.root, watch)
    found = apart(url, watch, tuple(replay or ()))
    say(report(found, common.words))


def apart(
    url: str, watch: Watch, replay: Replayed = (), *, seconds: float = SECONDS
) -> ProbeResult:
    """Return what a site offers, asked and read in a child process with the limits of readers.

    Raises ReadError where a page meets one of them, and FetchError as `probe` does.
    """
    with Sandbox(seconds=seconds, workers=1) as sandbox:
        try:
            found = sandbox.run(asked, url, watch, replay)
        except ReadError as error:
            facts = {**error.problem.facts, "url": url}
            raise ReadError(error.problem.code, **facts) from None
    if isinstance(found, tuple):
        failed, problem = found
        raise failed(problem.code, **problem.facts)
    return found


def asked(url: str, watch: Watch, replay: Replayed) -> ProbeResult | Failed:
    """Return what a site offers, or why it could not be asked: such an error does not pickle."""
    try:
        with Fetcher(watch, FetchState(), replay=replay) as fetcher:
            return site.probe(url, fetcher.get)
    except ProblemError as error:
        return type(error), error.problem


def report(findings: ProbeResult, words: Catalogue) -> str:
    """Return what a site offers, the best first, and the YAML to paste."""
    lines = [f"{findings.name}: {findings.url}", f"robots.txt: {findings.robots}", ""]
    if findings.by_script:
        lines += [words.translate("command.probe.by_script"), ""]
    lines += (
        _offered(findings, words) if findings.offers else [words.translate("command.probe.nothing")]
    )
    if findings.missed:
        lines.append(words.translate("command.probe.missed"))
    for address, reason in findings.missed:
        lines.append(f"  {address}: {reason}")
    return "\n".join(lines)


def _offered(findings: ProbeResult, words: Catalogue) -> Iterator[str]:
    """Yield what is offered, the YAML to paste, its first entries and what is in doubt."""
    if not findings.offers:
        yield words.translate("command.probe.nothing")
        return
    yield words.translate("command.probe.offers")
    for offer in findings.offers:
        yield f"  {offer.kind:<10} {offer.entries:>5}  {offer.url}"
    yield from ("", words.translate("command.probe.paste"), "", findings.to_yaml())
    yield from _entries(findings.shown(), words)
    for doubt in findings.doubts():
        yield words.plural(f"command.probe.doubts.{doubt.name}", doubt.rows, n=doubt.rows)
    yield ""


def _entries(shown: Sequence[Shown], words: Catalogue) -> Iterator[str]:
    if shown:
        yield words.translate("command.probe.first")
    for entry in shown:
        day = entry.day or words.translate("command.probe.no_day")
        yield f"  {day}  {entry.title}"
        yield f"    {entry.url}"

"""`vigie probe`: what a site offers, and the YAML to paste."""

from typing import Annotated

import typer

from knowledge.i18n.catalogue import Catalogue
from scrapers import probe
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.offers import ProbeResult
from vigie.terminal import CliContext, Replay, say


def run(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL")],
    replay: Replay = None,
) -> None:
    """Print what a site offers (feeds, sitemap, WordPress, robots.txt) and the YAML to paste."""
    common: CliContext = context.obj
    with Fetcher(common.load().watch, FetchState(), replay=tuple(replay or ())) as fetcher:
        say(report(probe.probe(url, fetcher.get), common.words))


def report(findings: ProbeResult, words: Catalogue) -> str:
    """Return what a site offers, the best first, and the YAML to paste."""
    lines = [f"{findings.name}: {findings.url}", f"robots.txt: {findings.robots}", ""]
    if findings.by_script:
        lines += [words.translate("command.probe.by_script"), ""]
    lines.append(words.translate("command.probe.offers"))
    for offer in findings.offers:
        lines.append(f"  {offer.kind:<10} {offer.entries:>5}  {offer.url}")
    lines += ["", words.translate("command.probe.paste"), "", findings.to_yaml()]
    if findings.missed:
        lines.append(words.translate("command.probe.missed"))
    for address, reason in findings.missed:
        lines.append(f"  {address}: {reason}")
    return "\n".join(lines)

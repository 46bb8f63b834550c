"""`vigie links`: which links of what people wrote lead nowhere."""

from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import Annotated

import typer

from knowledge import config, problems
from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import collection, official_texts
from scrapers import page_links
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.page_links import BrokenLink
from vigie.terminal import CliContext, say, say_all


def run(
    context: typer.Context, monthly: Annotated[bool, typer.Option("--monthly")] = False
) -> None:
    """Ask for each link of the pages and sheets, and list those that lead nowhere."""
    common: CliContext = context.obj
    state, today = page_links.load(common.root), Day.today()
    if not monthly or state.is_due(today):
        urls = page_links.written(common.root)
        watch = config.reachable(common.root, common.load().watch)
        with Fetcher(watch, FetchState()) as fetcher:
            seen = page_links.check(urls, fetcher.get)
        if page_links.is_cut_off(urls, seen):
            say(common.tell("links.cut_off"))
            return
        page_links.save(common.root, page_links.after(state, seen, today))
    found = page_links.still_broken(common.root)
    say_all(line(link, common.words) for link in found)
    if not found:
        say(common.tell("links.none"))
    say_all(to_open(common.root, today, common.words))


def to_open(root: Path, today: Day, words: Catalogue) -> Iterator[str]:
    """Yield the official texts whose address a person should open again."""
    for problem in official_texts.warnings(collection.load(root), today):
        yield problems.what(problem, words.locale)


def line(link: BrokenLink, words: Catalogue) -> str:
    """Return what is said of a link."""
    files = ", ".join(link.files)
    facts = {"url": link.url, "seen": link.seen, "since": link.since, "files": files}
    return words.translate("command.links.broken", **facts)

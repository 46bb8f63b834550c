"""`vigie record`: the pages of a source, saved as a test example."""

from pathlib import Path

import typer

from knowledge.model import Snapshot
from scrapers import examples
from scrapers.gatherer import preview
from scrapers.instance import RefreshOptions
from vigie import instance
from vigie.terminal import CliContext, Replay, SourceArgument, say_all

EXAMPLES = Path("tests") / "examples"
ENTRIES_RECORDED = 2


def run(context: typer.Context, source: SourceArgument, replay: Replay = None) -> None:
    """Save a source's pages as a test example in tests/examples/."""
    common: CliContext = context.obj
    loaded = common.load()
    chosen = instance.source(loaded, source, common.words)
    saved: list[examples.SavedPage] = []

    def keep(page: Snapshot, entry: bool) -> None:
        """Keep a page; `entry`: it is an entry's own, and no list."""
        saved.append(examples.SavedPage(page, entry))

    wanted = RefreshOptions(tuple(replay or ()))
    preview(loaded, wanted, chosen, limit=ENTRIES_RECORDED, keep=keep)
    # The lists first.
    saved.sort(key=lambda page: page.entry)
    say_all(examples.save(loaded.root / EXAMPLES / chosen.id, saved))

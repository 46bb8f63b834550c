"""How fast the watch reads: against plain feedparser, from a recording of 100 sources, and of
1,000.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import feedparser

from knowledge import config, taxonomy
from knowledge.model import Entry, Snapshot
from knowledge.source import Watch
from knowledge.storage import entry_store
from knowledge.taxonomy import Taxonomy
from scrapers import row_identity
from scrapers.classify import rules
from scrapers.clean import normalise
from scrapers.readers.sandbox import Sandbox
from tests.bench import feeds, measure
from tests.bench.measure import Cost

FEW, MANY = 100, 1_000
MAX_RATIO = 3.0
MAX_SECONDS, MAX_MB = 20.0, 300.0
MAX_GROWTH = 1.3

Row = tuple[str, ...]
HEAD: Row = ("what", "wall", "CPU", "memory", "measured", "limit")


@dataclass(frozen=True)
class Bare:
    """The CPU seconds of plain feedparser, and of everything from the same bytes to files; how many
    entries.
    """

    parser: float
    ours: float
    entries: int


def rows(say: Callable[[str], None], scratch: Path, *, full: bool) -> list[Row]:
    """Measure and give the table's rows; `say` hears what is being done.

    `full` runs each refresh three times.
    """
    say(f"{FEW} feeds: feedparser alone, then from bytes to files")
    bare = against_feedparser(scratch / "bare")
    say(f"  CPU {bare.parser:.1f} s and {bare.ours:.1f} s; refresh of {FEW} sources")
    few = refreshes(scratch / "few", FEW)
    say(f"  {', '.join(f'{cost.seconds:.1f} s' for cost in few)}; refresh of {MANY:,} sources")
    many = refreshes(scratch / "many", MANY, times=3 if full else 1)
    names = ("first", "again", "again, state lost")
    each = bare.entries
    return [
        (
            "feedparser.parse, entries/s of CPU",
            "",
            f"{bare.parser:.1f} s",
            "",
            f"{each / bare.parser:,.0f}",
            "",
        ),
        (
            "read, normalised, classified, stored",
            "",
            f"{bare.ours:.1f} s",
            "",
            f"{each / bare.ours:,.0f}",
            "",
        ),
        ("CPU, ours / feedparser", "", "", "", f"{bare.ours / bare.parser:.2f}", f"{MAX_RATIO:g}"),
        *(
            _row(f"refresh, {FEW} sources, {name}", cost, FEW)
            for name, cost in zip(names, few, strict=True)
        ),
        *(
            _row(f"refresh, {MANY:,} sources, {name}", cost, MANY)
            for name, cost in zip(names, many, strict=False)
        ),
        (
            f"wall per source, {MANY:,} / {FEW} sources",
            *("", "", ""),
            f"{many[0].seconds / MANY / (few[0].seconds / FEW):.2f}",
            f"{MAX_GROWTH:g}",
        ),
    ]


def against_feedparser(folder: Path) -> Bare:
    """Parse the same feeds with feedparser as its guide shows, then take them all the way to files,
    in CPU seconds.
    """
    feeds.instance(folder, FEW)
    watch, terms = config.load(folder), taxonomy.load(folder)
    web = [
        Snapshot(
            feeds.url(at), 200, {"content-type": "application/rss+xml"}, feeds.feed(at), feeds.NOW
        )
        for at in range(FEW)
    ]
    parser = measure.cpu_seconds(lambda: [feedparser.parse(io.BytesIO(page.body)) for page in web])
    with Sandbox() as box:
        box.read(web[0], watch.sources[0], 1)  # the children are there before the clock runs
        stored: list[Entry] = []
        ours = measure.cpu_seconds(lambda: stored.extend(_stored(web, watch, terms, box, folder)))
    return Bare(parser, ours, len(stored))


def refreshes(folder: Path, sources: int, *, times: int = 3) -> list[Cost]:
    """Refresh from a recording: at first, again, and again without the state file.

    Each must leave the same tree.
    """
    recording = feeds.instance(folder, sources)
    costs, trees = [], set()
    for turn in range(times):
        if turn == 2:
            (folder / ".vigie" / "state.json").unlink()
        words = ("-m", "vigie", "--root", str(folder), "refresh", "--replay", str(recording))
        costs.append(measure.command(measure.python(*words)))
        trees.add(
            tuple(
                (path.name, path.stat().st_mtime_ns)
                for path in sorted(folder.glob("docs/watch/*/*.md"))
            )
        )
    count = len(trees.pop())
    if trees or count != sources * feeds.ENTRIES_EACH:
        raise RuntimeError(
            f"{sources} sources: {count} entries, and files touched that should not "
            f"be: {bool(trees)}"
        )
    shutil.rmtree(folder)
    return costs


def _stored(
    web: list[Snapshot], watch: Watch, terms: Taxonomy, box: Sandbox, folder: Path
) -> list[Entry]:
    found = []
    for page, source in zip(web, watch.sources, strict=True):
        raws, _ = box.read(page, source, 1)
        for raw in row_identity.identify(raws, source, lambda _: ()).raws:
            entry = normalise.entry(raw, source, seen=page.time)
            found.append(rules.classify(entry, raw, source, terms))
    return entry_store.write_all(found, folder)


def _row(name: str, cost: Cost, sources: int) -> Row:
    limits = f"{MAX_SECONDS:g} s, {MAX_MB:g} MB" if sources == FEW else ""
    per_second = sources * feeds.ENTRIES_EACH / cost.seconds
    return (
        name,
        f"{cost.seconds:.1f} s",
        f"{cost.cpu_seconds:.1f} s",
        f"{cost.memory_mb:.0f} MB",
        f"{per_second:,.0f} entries/s",
        limits,
    )


if __name__ == "__main__":  # one part by itself, while working on it
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as scratch:
        sys.stdout.write(f"{against_feedparser(Path(scratch) / 'bare')}\n")

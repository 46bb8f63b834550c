"""`vigie record`: a source's pages <-> tests/examples/<source id>/.

Each body is a file; pages.yml says how each address answered.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import typer
import yaml

from knowledge.errors import told_of_disk
from knowledge.model import Snapshot
from knowledge.storage import atomic
from scrapers.gatherer import preview
from scrapers.instance import RefreshOptions
from vigie import instance
from vigie.terminal import CliContext, Replay, SourceArgument, say_all

EXAMPLES = Path("tests") / "examples"
ENTRIES_RECORDED = 2
INDEX = "pages.yml"
# What a reader may look at; the others (cookies, dates of serving) would only be noise in a diff.
KEPT = ("content-type", "x-wp-totalpages", "x-test-data")
ENDINGS = {
    "html": ".html",
    "json": ".json",
    "xml": ".xml",
    "rss": ".xml",
    "atom": ".xml",
    "plain": ".txt",
}


class SavedPage(NamedTuple):
    """One saved page; `entry`: it is an entry's own page and not one of the list."""

    snapshot: Snapshot
    entry: bool


def run(context: typer.Context, source: SourceArgument, replay: Replay = None) -> None:
    """Save a source's pages as a test example in tests/examples/."""
    common: CliContext = context.obj
    loaded = common.load()
    chosen = instance.source(loaded, source, common.words)
    saved: list[SavedPage] = []

    def keep(page: Snapshot, entry: bool) -> None:
        """Keep a page; `entry`: it is an entry's own, and no list."""
        saved.append(SavedPage(page, entry))

    wanted = RefreshOptions(tuple(replay or ()))
    preview(loaded, wanted, chosen, limit=ENTRIES_RECORDED, keep=keep)
    # The lists first.
    saved.sort(key=lambda page: page.entry)
    say_all(save(loaded.root / EXAMPLES / chosen.id, saved))


def save(folder: Path, pages: Iterable[SavedPage]) -> list[Path]:
    """Write the pages in the folder, in place of those saved before.

    Returns the files written, the index last. Raises DiskError.
    """
    rows, written = [], []
    for number, (snapshot, entry) in enumerate(pages, start=1):
        kind = "entry" if entry else "list"
        path = folder / f"{number:02}-{kind}{_ending(snapshot)}"
        atomic.write(path, snapshot.body)
        written.append(path)
        rows.append(_row(snapshot, path.name, entry=entry))
    for stale in set(folder.glob("[0-9][0-9]-*")) - set(written):
        with told_of_disk(stale):
            stale.unlink()
    index = folder / INDEX
    told = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=120)
    atomic.write(index, told.encode())
    return [*written, index]


def load(folder: Path) -> list[SavedPage]:
    """Read the saved pages in the order in which they were asked for; none without an example."""
    index = folder / INDEX
    if not index.exists():
        return []
    return [_saved(row, folder) for row in yaml.safe_load(index.read_text(encoding="utf-8"))]


def _row(snapshot: Snapshot, name: str, *, entry: bool) -> dict[str, object]:
    return {
        "file": name,
        "url": snapshot.url,
        "asked": snapshot.asked,
        "entry": entry,
        "status": snapshot.status,
        "time": snapshot.time.isoformat(),
        "headers": {key: snapshot.headers[key] for key in KEPT if key in snapshot.headers},
    }


def _saved(row: dict[str, object], folder: Path) -> SavedPage:
    snapshot = Snapshot(
        url=str(row["url"]),
        status=int(str(row["status"])),
        headers=dict(row["headers"]) if isinstance(row["headers"], dict) else {},
        body=(folder / str(row["file"])).read_bytes(),
        time=datetime.fromisoformat(str(row["time"])),
        asked=str(row["asked"]),
    )
    return SavedPage(snapshot, bool(row["entry"]))


def _ending(snapshot: Snapshot) -> str:
    stated = snapshot.headers.get("content-type", "")
    for word, ending in ENDINGS.items():
        if word in stated:
            return ending
    found = re.search(r"\.\w{2,4}$", urlsplit(snapshot.url).path)
    return found[0] if found else ".bin"

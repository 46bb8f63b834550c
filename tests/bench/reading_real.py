"""How many days are read right on real saved pages, which a person puts in a folder.

BENCH_PAGES names the folder. Its files `*.json` say what is right, as those of htmldate's
evaluation do: {address: {"file": name, "date": "2026-11-19" or null}}; the pages lie anywhere in
the folder. None of them belongs to the repository.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import Source
from scrapers.clean import languages, normalise
from scrapers.clean.dates import Dates
from scrapers.readers import html_page, page_dates, page_head
from tests.bench import measure

FOLDER = "BENCH_PAGES"
# Later than the youngest page: a date of the future is none.
NOW = datetime(2026, 11, 27, tzinfo=UTC)
LEAST_RIGHT, MOST_WRONG = 0.8, 0.025
NO_DATES = Dates(None, None)

Row = tuple[str, ...]
HEAD: Row = ("real pages", "number", "share", "limit")
# Beyond that a wrong day is no matter of time zones.
NEIGHBOURS = timedelta(days=1)
WRONG = (
    "wrong: the day before or after",
    "wrong: the day of the last change is expected",
    "wrong: no day is expected",
    "wrong: another day",
)


class SavedPage(NamedTuple):
    """A saved page: its address, its file, and the day that is right, "" where it has none."""

    address: str
    path: Path
    day: str


def rows(say: Callable[[str], None], _scratch: Path, *, full: bool) -> list[Row]:
    """Read every page of the folder; `full` names those that are wrong or missing too."""
    folder = os.environ.get(FOLDER, "")
    if not folder:
        say(f"no real pages: put some in a folder and name it in {FOLDER}")
        return []
    pages = list(saved_pages(Path(folder)))
    say(f"reading {len(pages)} real pages")
    counts: Counter[str] = Counter()

    def read_all() -> None:
        for page in pages:
            found = days_of(page)
            verdict = judge(found, page.day)
            counts[verdict] += 1
            if full and verdict != "right":
                day = found.published or "none"
                say(f"  {verdict}: {page.path.name}: {day}, not {page.day or 'none'}")

    seconds = measure.cpu_seconds(read_all)
    return table(counts, seconds)


def table(counts: Counter[str], seconds: float) -> list[Row]:
    """Return the rows of the table."""
    total = max(1, counts.total())
    numbers = {
        "right": counts["right"],
        "missing": counts["missing"],
        "wrong": sum(map(counts.__getitem__, WRONG)),
    }
    limits = {"right": f"{LEAST_RIGHT:.1%} at least", "wrong": f"{MOST_WRONG:.1%} at most"}
    numbers |= {name: counts[name] for name in WRONG}
    found = [
        (name, str(number), f"{number / total:.1%}", limits.get(name, ""))
        for name, number in numbers.items()
    ]
    return [*found, ("CPU for a page", f"{seconds / total * 1000:.0f} ms", "", "")]


def saved_pages(folder: Path) -> Iterator[SavedPage]:
    """Yield the pages that the files of right days name, those that are there."""
    files = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()}
    for listed in sorted(folder.rglob("*.json")):
        for address, said in _stated(listed):
            if path := files.get(said["file"]):
                day = said.get("date")
                yield SavedPage(address, path, day if isinstance(day, str) else "")


def days_of(page: SavedPage) -> Dates:
    """Return the days that are read on a page, as for an entry of a list that states none.

    Only what bears on the dates is read: a thousand whole pages take too long.
    """
    address = quote(page.address, safe=":/?&=#%~,;+@!$()*")
    source = Source(id="real", name="Real", url="https://real.example/", reader="sitemap")
    snapshot = Snapshot(
        address, 200, {"content-type": "text/html"}, page.path.read_bytes(), NOW, address
    )
    try:
        page = html_page.parse(snapshot)
    except ReadError:
        return NO_DATES
    found = page_dates.find(page, zone=source.timezone)
    title, lang = page_head.title(page), page_head.language(page)
    raw = RawEntry(
        url=address, title=title, lang=lang, published=found.published, updated=found.updated
    )
    return _printed(raw, source)


def judge(found: Dates, right: str) -> str:
    """Return "right", "missing", or in what way the day of publication is wrong."""
    if _written(found.published) == right:
        return "right"
    if found.published is None:
        return "missing"
    before_or_after, changed, none, other = WRONG
    if not right:
        return none
    if _written(found.updated) == right:
        return changed
    is_near = abs(found.published - date.fromisoformat(right)) <= NEIGHBOURS
    return before_or_after if is_near else other


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _printed(raw: RawEntry, source: Source) -> Dates:
    spoken = languages.of((raw.title,), raw.lang, raw.url, source)
    return normalise.printed_dates(raw, spoken, source, NOW)


def _stated(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return
    if isinstance(held, dict):
        for address, said in held.items():
            if isinstance(said, dict) and isinstance(said.get("file"), str):
                yield address, said

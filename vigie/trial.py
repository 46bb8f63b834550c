"""Look at one source without writing an entry: `try`, `probe`, `record`."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from knowledge import problems
from knowledge.errors import ConfigError, StoreError
from knowledge.model import Entry, Snapshot
from knowledge.problems import Tongue
from knowledge.source import Source
from scrapers import examples
from scrapers import probe as probing
from scrapers.gather import Gathered
from scrapers.http.fetch import Fetcher
from scrapers.http.state import State
from scrapers.pipeline import Instance, Run, look
from vigie import reporting

EXAMPLES = Path("tests") / "examples"
ENTRIES_RECORDED = 2
HEADS = {
    "en": ("date", "lang", "type", "title", "address"),
    "fr": ("date", "langue", "type", "titre", "adresse"),
    "nl": ("datum", "taal", "type", "titel", "adres"),
}


def known(instance: Instance, ids: Iterable[str]) -> None:
    """Raise ConfigError, with the nearest right id, when one names no source."""
    allowed = [one.id for one in instance.watch.sources]
    faults = []
    for wrong in (one for one in ids if one not in allowed):
        near = get_close_matches(wrong, allowed, n=1)
        guess = f'; did you mean "{near[0]}"?' if near else f"; there are: {', '.join(allowed)}"
        faults.append(f'watch_sources.yml has no source "{wrong}"{guess}')
    if faults:
        raise ConfigError(faults)


def source(instance: Instance, name: str) -> Source:
    """Give the source of that id, enabled or not. Raises ConfigError."""
    known(instance, [name])
    return next(one for one in instance.watch.sources if one.id == name)


def show(found: Gathered, robots: dict[str, str], console: Console, tongue: Tongue) -> None:
    """Print what was read as a table, then what was passed over and what failed."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(HEADS[tongue]):
        table.add_column(head, no_wrap=place < 3, overflow="fold")
    for entry in _entries(found):
        table.add_row(
            str(entry.date or "–"), entry.lang, entry.type, Text(entry.title), Text(entry.url)
        )
    if found.found:
        console.print(table)
    for host, verdict in robots.items():
        console.print(Text(f"{host}: {verdict}"), soft_wrap=True)
    left = [
        f"{count} {reporting.SKIPPED[reason][tongue]}" for reason, count in found.skipped.items()
    ]
    if left:
        console.print(Text(", ".join(left)), soft_wrap=True)
    for bad in found.bad:
        console.print(Text(bad), soft_wrap=True)
    for problem in [*([found.problem] if found.problem else []), *found.notes]:
        reporting.told("", problem, console, tongue)


def data(found: Gathered, robots: dict[str, str]) -> dict[str, Any]:
    """Give what was read as JSON types."""
    return {
        "source": found.source.id,
        "rows": found.listed.rows if found.listed else 0,
        "entries": [_shown(entry) for entry in _entries(found)],
        "skipped": dict(found.skipped),
        "bad": list(found.bad),
        "problem": problems.what(found.problem, "en") if found.problem else None,
        "robots": robots,
    }


def probe(instance: Instance, url: str, run: Run) -> str:
    """Say what a site offers, and the YAML to paste."""
    with Fetcher(instance.watch, State(), replay=run.replay) as fetcher:
        return _offered(probing.probe(url, fetcher.get))


def record(instance: Instance, chosen: Source, run: Run) -> list[Path]:
    """Save the pages that reading a source asks for: its list, and the first entries' own pages."""
    lists: list[Snapshot] = []
    pages: list[Snapshot] = []

    def keep(page: Snapshot, entry: bool) -> None:
        (pages if entry else lists).append(page)

    look(instance, run, chosen, limit=ENTRIES_RECORDED, keep=keep)
    saved = [examples.Saved(page, False) for page in lists] + [
        examples.Saved(page, True) for page in pages
    ]
    return examples.save(instance.root / EXAMPLES / chosen.id, saved)


def write(path: Path, text: str) -> None:
    """Write a report where the person asked for it. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error


def _offered(findings: probing.Findings) -> str:
    offers = [f"  {offer.kind:<10} {offer.entries:>5}  {offer.url}" for offer in findings.offers]
    missed = [f"  {address}: {why}" for address, why in findings.missed]
    lines = [
        f"{findings.name}: {findings.url}",
        f"robots.txt: {findings.robots}",
        "",
        "It offers, the best first:",
    ]
    lines += [
        *offers,
        "",
        "To paste under `sources:` in watch_sources.yml:",
        "",
        probing.to_yaml(findings),
    ]
    return "\n".join([*lines, *(["Tried in vain:", *missed] if missed else [])])


def _entries(found: Gathered) -> list[Entry]:
    return [entry for entry, _, _ in found.found]


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "url": entry.url,
        "lang": entry.lang,
        "type": entry.type,
        "date": str(entry.date) if entry.date else None,
        "themes": list(entry.themes),
        "summary": entry.summary,
        "documents": [document.url for document in entry.documents],
        "twins": dict(entry.twins),
        "external_id": entry.external_id,
        "why": [{"tag": why.tag, "rule": why.rule, "words": list(why.words)} for why in entry.why],
    }

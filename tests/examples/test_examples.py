"""Saved page -> expected entries: one test for all sources.

`pytest --update-examples` rewrites what is expected.
"""

from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from knowledge import config
from knowledge.model import RawEntry
from knowledge.source import Source
from scrapers import readers
from scrapers.readers import detail, left_out
from vigie.commands import record

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
EXPECTED = "expected.yml"
SOURCES = {source.id: source for source in config.load(ROOT).sources if source.enabled}
# Nobody has seen these pages yet: `vigie record ID` on the first live run, then take the id out of
# here.
UNSEEN = {"bosa", "page-fod-welzijn"}


def read(saved: record.SavedPage, source: Source) -> list[RawEntry]:
    if saved.entry:
        found = detail.read(saved.snapshot, source)
        return [found] if found else []
    reader = readers.find(source.reader)
    wanted = getattr(reader, "wanted", lambda raw, source: True)
    rows = left_out.kept(reader.read(saved.snapshot, source))
    return [raw for raw in rows if wanted(raw, source)]


def plain(raw: RawEntry) -> dict[str, object]:
    """Give a raw entry as a mapping of what it says, its text as paragraphs."""
    said: dict[str, object] = {key: value for key, value in asdict(raw).items() if value}
    if raw.text:
        said["text"] = raw.text.splitlines()
    return yaml.safe_load(yaml.safe_dump(said | _lists(said)))


def _lists(said: dict[str, object]) -> dict[str, object]:
    return {
        key: [_one(part) for part in value]
        for key, value in said.items()
        if isinstance(value, tuple)
    }


def _one(part: object) -> object:
    if isinstance(part, tuple):
        return list(part)
    return {key: value for key, value in part.items() if value} if isinstance(part, dict) else part


@pytest.mark.parametrize("name", sorted(set(SOURCES) - UNSEEN))
def test_a_saved_page_still_gives_the_entries_that_were_read_over(
    name: str, request: pytest.FixtureRequest
) -> None:
    pages = record.load(HERE / name)

    found = {
        str(saved.snapshot.url): [plain(raw) for raw in read(saved, SOURCES[name])]
        for saved in pages
    }

    path = HERE / name / EXPECTED
    if request.config.getoption("--update-examples"):
        path.write_text(
            yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8"
        )
    assert pages, f"no example: vigie record {name}"
    assert found == yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(UNSEEN))
def test_a_source_that_was_seen_since_is_no_longer_called_unseen(name: str) -> None:
    assert name in SOURCES
    assert not record.load(HERE / name)


def test_every_example_belongs_to_a_source() -> None:
    folders = {path.name for path in HERE.iterdir() if (path / record.INDEX).exists()}

    assert folders <= set(SOURCES)

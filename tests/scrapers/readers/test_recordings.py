"""The two recorded weeks: each source gives exactly the entries that a person expects of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge import config
from knowledge.model import Entry, RawEntry, Snapshot
from knowledge.source import Source
from scrapers import readers
from scrapers.clean import canonical_url, normalise
from scrapers.readers import attachments, detail, left_out
from tests.scrapers.readers import web

SOURCES = {source.id: source for source in config.load(Path(__file__).parents[3]).sources}
JUDGED = sorted(
    {item["source"] for item in web.manifest("2026-w46")["items"] if item["expect"] == "listed"}
)


def listed(source: Source, pages: dict[str, Snapshot]) -> list[RawEntry]:
    """Read a list to its end, as `harvest` does."""
    reader = readers.find(source.reader)
    queue = [reader.start(source) if hasattr(reader, "start") else source.url]
    raws: list[RawEntry] = []
    for page in range(1, 100):
        if not queue:
            break
        snapshot = pages[queue.pop(0)]
        raws += left_out.kept(reader.read(snapshot, source))
        queue += reader.follow(snapshot, source, page) if hasattr(reader, "follow") else []
    wanted = getattr(reader, "wanted", lambda raw, source: True)
    return [raw for raw in raws if wanted(raw, source)]


def whole(raw: RawEntry, source: Source, pages: dict[str, Snapshot]) -> RawEntry | None:
    """Add what the entry's own page says; None when it is no entry."""
    if not source.wants_detail or attachments.is_document(raw.url):
        return raw
    page = pages[raw.url]
    if page.status in {301, 308}:
        page = pages[page.headers["location"]]
    found = detail.read(page, source)
    return detail.combine(raw, found) if found else None


def gathered(name: str, week: str) -> dict[str, Entry]:
    source, pages = SOURCES[name], web.week(week)
    raws = [whole(raw, source, pages) for raw in listed(source, pages)]
    assert not [raw for raw in raws if raw and raw.problem]
    entries = [
        normalise.entry(raw, source, seen=web.manifest(week)["taken"]) for raw in raws if raw
    ]
    return {canonical_url.key(entry.url): entry for entry in entries}


def expected(name: str, week: str, *kinds: str) -> dict[str, dict[str, Any]]:
    items = web.manifest(week)["items"]
    return {
        canonical_url.key(item["url"]): item
        for item in items
        if item["source"] == name and item["expect"] in kinds
    }


@pytest.mark.parametrize("week", web.WEEKS)
@pytest.mark.parametrize("name", JUDGED)
def test_a_source_gives_the_entries_of_its_manifest_and_no_other(name: str, week: str) -> None:
    found = gathered(name, week)

    assert set(expected(name, week, "listed")) <= set(found)
    assert set(found) <= set(expected(name, week, "listed", "optional"))


@pytest.mark.parametrize("week", web.WEEKS)
@pytest.mark.parametrize("name", JUDGED)
def test_every_entry_has_its_title_its_day_or_none_and_its_language(name: str, week: str) -> None:
    found = gathered(name, week)

    said = {
        key: (entry.title, entry.date and str(entry.date), entry.lang)
        for key, entry in found.items()
    }

    wanted = expected(name, week, "listed", "optional")
    assert said == {
        key: (wanted[key]["title"], wanted[key]["date"], wanted[key]["language"]) for key in said
    }


@pytest.mark.parametrize("week", web.WEEKS)
def test_the_pages_that_stand_in_no_list_are_read_rightly_too(week: str) -> None:
    pages = web.week(week)
    source = SOURCES["bosa"].model_copy(update={"url": "https://example.org/"})
    linked = [item for item in web.manifest(week)["items"] if item["expect"] == "linked"]

    for item in linked:
        raw = detail.read(pages[item["url"]], source)
        entry = normalise.entry(raw, source, seen=pages[item["url"]].time)

        day = date.fromisoformat(item["date"]) if item["date"] else None
        assert (entry.title, entry.date, entry.lang) == (item["title"], day, item["language"])


@pytest.mark.parametrize(
    "name", [name for name in sorted(SOURCES) if name.startswith("page-") and "fod-w" not in name]
)
def test_a_watched_page_changes_by_what_a_reader_sees_and_by_nothing_else(name: str) -> None:
    source = SOURCES[name]
    texts = [
        next(iter(readers.find("page").read(web.week(week)[source.url], source))).text
        for week in web.WEEKS
    ]
    row = next(row for row in web.manifest("2026-w47")["watched"] if row["source"] == name)

    added = [line for line in texts[1].splitlines() if line not in texts[0].splitlines()]

    assert texts[0]
    assert added == ([row["added"]] if row["added"] else [])
    assert (texts[0] == texts[1]) == (row["since_last_week"] != "changed")


def test_the_bytes_of_the_bemat_page_do_change() -> None:
    first, second = (web.week(week)[SOURCES["page-beswic-bemat"].url].body for week in web.WEEKS)

    assert first != second


@pytest.mark.parametrize("week", web.WEEKS)
def test_twins_that_the_pages_link_are_found(week: str) -> None:
    items = [
        item
        for item in web.manifest(week)["items"]
        if item.get("twin_linked") and item["source"] in SOURCES
    ]

    for item in items:
        raw = detail.read(web.week(week)[item["url"]], SOURCES[item["source"]])

        assert item["twin"] in [address for _, address in raw.twins]


@pytest.mark.parametrize("week", web.WEEKS)
def test_a_page_that_relays_another_names_it_as_its_source(week: str) -> None:
    items = [
        item
        for item in web.manifest(week)["items"]
        if item.get("duplicate_of") and item["expect"] == "listed"
    ]

    for item in items:
        page = web.week(week)[item["url"]]
        raw = detail.read(replace(page, url=item["url"]), SOURCES[item["source"]])

        assert item["duplicate_of"] in raw.sources
    assert items


def test_wordpress_read_through_its_feed_gives_the_same_newest_entries() -> None:
    source = SOURCES["fabrique-spinoza"]
    feed = readers.find("wordpress").fallback(source)
    pages = web.week("2026-w47")

    api, newest = listed(source, pages), listed(feed, pages)

    assert [raw.url for raw in newest] == [raw.url for raw in api][:10]
    assert [raw.external_id for raw in newest] == [raw.external_id for raw in api][:10]

"""The made-up web and archive are what the benchmark takes them for."""

import json
from datetime import date

import pytest

from knowledge import config, taxonomy
from knowledge.model import Snapshot
from knowledge.storage import entry_store
from scrapers.clean.dates import Dates
from scrapers.http.warc import Recording
from scrapers.readers import feed
from tests.bench import __main__ as bench
from tests.bench import entries, feeds, plain, reading_real, site


def test_an_instance_and_its_recording_hold_so_many_feeds(tmp_path):
    recording = feeds.instance(tmp_path / "few", 3)

    web = Recording([recording])
    watch = config.load(tmp_path / "few")
    assert [source.url for source in watch.sources] == [feeds.url(at) for at in range(3)]
    assert all(web.holds(source.url) for source in watch.sources)
    assert web.moment == feeds.NOW
    web.close()


def test_a_feed_has_fifty_entries_with_all_that_a_reader_looks_for(tmp_path):
    feeds.instance(tmp_path / "few", 3)
    watch = config.load(tmp_path / "few")

    for at, source in enumerate(watch.sources):
        raws = list(feed.read(Snapshot(source.url, 200, {}, feeds.feed(at), feeds.NOW), source))
        assert len({raw.url for raw in raws}) == feeds.ENTRIES_EACH
        assert all(
            raw.title and raw.published and raw.summary and raw.external_id and raw.themes
            for raw in raws
        )


def test_the_same_number_gives_the_same_feed_and_another_one_another():
    assert feeds.feed(4) == feeds.feed(4)
    assert feeds.feed(4) != feeds.feed(6)


def test_an_archive_is_half_french_half_dutch_and_of_the_last_months(tmp_path):
    root = entries.instance(tmp_path / "ours", 600)

    shelf = entry_store.load(root)
    assert sorted(entry.lang for entry in shelf) == ["fr"] * 300 + ["nl"] * 300
    assert {f"{entry.date:%Y-%m}" for entry in shelf if entry.date} == {
        "2026-09",
        "2026-10",
        "2026-11",
    }
    assert any(entry.twins for entry in shelf)
    assert any(entry.themes for entry in shelf)


def test_a_week_later_an_archive_has_grown_and_is_otherwise_the_same(tmp_path):
    root = entries.instance(tmp_path / "ours", 40)
    before = {entry.id: entry for entry in entry_store.load(root)}

    entries.add(root, range(40, 50), 40)

    after = {entry.id: entry for entry in entry_store.load(root)}
    assert len(after) == 50
    assert before.items() <= after.items()


def test_plain_mkdocs_is_given_a_page_for_each_entry(tmp_path):
    root = entries.instance(tmp_path / "ours", 10)

    settings = plain.instance(root, tmp_path / "plain")

    assert len(list((settings.parent / "docs" / "entries").glob("*.md"))) == 10


def test_entries_are_tagged_by_the_rules_of_the_repository(tmp_path):
    root = entries.instance(tmp_path / "ours", 10)

    known = taxonomy.load(root).ids("types")
    assert {entry.type for entry in entry_store.load(root)} <= known


def test_a_table_is_written_in_markdown_and_its_rows_are_as_wide_as_its_head():
    assert bench.table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert len(site.HEAD) == 10


def test_real_pages_are_judged_by_the_days_that_are_said_to_be_right(tmp_path, monkeypatch):
    dated = "<h1>Un titre</h1><p>Publié le 18 novembre 2026</p>"
    pages = {"a.html": dated, "b.html": dated, "c.html": "<h1>Un titre</h1><p>Sans jour.</p>"}
    for name, body in pages.items():
        (tmp_path / name).write_text(f"<html lang='fr'><body><main>{body}", encoding="utf-8")
    right = {"a.html": "2026-11-18", "b.html": "2026-11-19", "c.html": "2026-11-20"}
    said = {f"https://x.example/{name}": {"file": name, "date": day} for name, day in right.items()}
    (tmp_path / "days.json").write_text(json.dumps(said), encoding="utf-8")
    monkeypatch.setenv("BENCH_PAGES", str(tmp_path))

    rows = reading_real.rows(lambda _line: None, tmp_path, full=False)

    assert [row[:2] for row in rows[:3]] == [("right", "1"), ("missing", "1"), ("wrong", "1")]
    assert ("wrong: the day before or after", "1") in [row[:2] for row in rows]


@pytest.mark.parametrize(
    ("found", "updated", "right", "verdict"),
    [
        ("2026-03-04", None, "2026-03-04", "right"),
        (None, "2026-03-04", "2026-03-04", "missing"),
        (None, None, "", "right"),
        ("2026-03-04", None, "", "wrong: no day is expected"),
        ("2026-03-04", "2026-03-05", "2026-03-05", "wrong: the day of the last change is expected"),
        ("2026-03-04", None, "2026-03-05", "wrong: the day before or after"),
        ("2026-03-04", None, "2025-03-04", "wrong: another day"),
    ],
)
def test_a_wrong_day_is_told_apart_by_what_it_is_in_place_of(found, updated, right, verdict):
    days = [date.fromisoformat(day) if day else None for day in (found, updated)]

    assert reading_real.judge(Dates(*days), right) == verdict


def test_without_a_folder_of_real_pages_nothing_is_measured(tmp_path, monkeypatch):
    monkeypatch.delenv("BENCH_PAGES", raising=False)
    told = []

    assert reading_real.rows(told.append, tmp_path, full=False) == []
    assert "BENCH_PAGES" in told[0]

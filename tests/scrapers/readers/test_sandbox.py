"""What strangers sent is read in a child process that may be killed."""

import os
import signal
import time
from contextlib import suppress
from datetime import UTC, datetime

import psutil
import pytest

from knowledge.errors import ReadError
from knowledge.model import Snapshot
from knowledge.source import FeedOptions, Source
from scrapers.readers import sandbox
from scrapers.readers.sandbox import BYTES, Sandbox

SOURCE = Source(id="feed", name="Feed", url="https://feed.example/rss", options=FeedOptions())
RSS = '<rss version="2.0"><channel><title>T</title>{}</channel></rss>'
ITEM = "<item><title>One</title><link>https://feed.example/1</link></item>"


def snapshot(body: str) -> Snapshot:
    return Snapshot(
        SOURCE.url,
        200,
        {"content-type": "application/rss+xml"},
        body.encode(),
        datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def shared():
    with Sandbox(seconds=3, workers=1) as opened:
        yield opened


@pytest.fixture
def box(shared, monkeypatch):
    # The processor's seconds alone end a task here: on a busy machine the clock runs much faster than they do.
    monkeypatch.setattr(sandbox, "CLOCK_SHARE", 60)
    monkeypatch.setattr(sandbox, "WAITING", 60)
    return shared


def test_a_feed_is_read_as_it_would_be_here(box):
    found, more = box.read(snapshot(RSS.format(ITEM)), SOURCE, 1)

    assert [raw.title for raw in found] == ["One"]
    assert more == []


def test_a_readers_refusal_comes_back_with_its_facts(box):
    with pytest.raises(ReadError) as refused:
        box.read(snapshot("<html><title>Maintenance</title></html>"), SOURCE, 1)

    assert refused.value.problem.code == "not_a_feed"
    assert "Maintenance" in refused.value.problem.facts["seen"]


def test_what_would_take_minutes_is_given_up_and_the_next_page_read(box):
    with pytest.raises(ReadError) as refused:
        box.run(sum, range(10**12))

    assert refused.value.problem.code == "too_hard"
    assert len(box.read(snapshot(RSS.format(ITEM)), SOURCE, 1)[0]) == 1


def test_what_waits_for_ever_is_given_up():
    with Sandbox(seconds=0.5, workers=1) as opened, pytest.raises(ReadError) as refused:
        opened.run(time.sleep, 600)

    assert refused.value.problem.code == "too_hard"


def test_a_child_that_worked_for_long_is_not_ended_in_its_next_task(box):
    for _ in range(4):
        assert box.run(sum, range(40_000_000))


def test_what_would_fill_the_memory_is_given_up_and_the_next_page_read(box):
    with pytest.raises(ReadError) as refused:
        box.run(bytearray, 2 * BYTES)

    assert refused.value.problem.code == "too_hard"
    assert len(box.read(snapshot(RSS.format(ITEM)), SOURCE, 1)[0]) == 1


def test_each_page_is_kept_for_who_asked_before_it_is_read():
    kept = []

    with Sandbox(workers=1, keep=lambda page, entry: kept.append((page.url, entry))) as opened:
        opened.read(snapshot(RSS.format(ITEM)), SOURCE, 1)

    assert kept == [(SOURCE.url, False)]


def test_children_that_cannot_start_are_told_of_and_not_waited_for(monkeypatch):
    monkeypatch.setattr(sandbox, "_limit_memory", _refuse)
    started = time.monotonic()

    with Sandbox(workers=1) as opened, pytest.raises(ReadError) as refused:
        opened.read(snapshot(RSS.format(ITEM)), SOURCE, 1)

    assert refused.value.problem.code == "no_child"
    assert time.monotonic() - started < 30


def test_idle_children_that_were_killed_are_replaced():
    with Sandbox(workers=1) as opened:
        child = opened.run(os.getpid)
        os.kill(child, signal.SIGKILL)
        with suppress(psutil.NoSuchProcess):
            while psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.02)

        assert [raw.title for raw in opened.read(snapshot(RSS.format(ITEM)), SOURCE, 1)[0]] == [
            "One"
        ]


def test_a_reader_that_breaks_is_told_of_and_the_next_page_read(box):
    with pytest.raises(ReadError) as refused:
        box.run(int, "no number")

    assert refused.value.problem.code == "reader_broke"
    assert "ValueError" in refused.value.problem.facts["seen"]
    assert len(box.read(snapshot(RSS.format(ITEM)), SOURCE, 1)[0]) == 1


def _refuse() -> None:
    raise OSError("no")

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from knowledge import health as healths
from knowledge.errors import StoreError
from knowledge.health import Health, SourceHealth
from knowledge.model import Entry, Problem, Report
from knowledge.source import Source

MONDAY = datetime(2026, 11, 15, 18, tzinfo=UTC)
WEEK = timedelta(weeks=1)
GOOD = Report(
    "anact",
    "ok",
    read=40,
    first_page=10,
    complete=True,
    new=("0a1b2c3d4e",),
    robots="allowed",
    seconds=12.3,
)
UNCHANGED = Report("anact", "unchanged", robots="allowed")
BROKEN = Report(
    "anact",
    "failed",
    problem=Problem("unreachable", {"url": "https://a.be", "reason": "timeout: x\n# 😀"}),
)
SOURCE = Source(id="anact", name="ANACT", url="https://anact.fr", cadence=timedelta(days=30))


def after(*reports, start=MONDAY):
    health = Health()
    for week, report in enumerate(reports):
        health = healths.record(health, [report], start + week * WEEK)
    return health


def entry(source, seen):
    return Entry("0a1b2c3d4e", "x", "https://a.be", source, "fr", "news", None, seen)


def test_a_good_reading_is_remembered_with_what_it_counted():
    assert after(GOOD).of("anact") == SourceHealth(
        baseline_at=MONDAY,
        last_success=MONDAY,
        last_new_entry=MONDAY,
        read=40,
        first_page=10,
        complete=True,
        robots="allowed",
        runs=(healths.Run(MONDAY, "ok", new=GOOD.new),),
    )


def test_what_was_saved_comes_back_and_the_same_again_touches_nothing(tmp_path):
    health = after(GOOD, BROKEN, UNCHANGED)

    assert healths.save(tmp_path, health)
    assert not healths.save(tmp_path, health)
    assert healths.load(tmp_path) == health


def test_no_file_is_no_memory(tmp_path):
    health = healths.load(tmp_path)

    assert health == Health()
    assert not health.settled("anact")
    assert health.last_success("anact") == ""
    assert not health.halved("anact", 0)
    assert not healths.overdue(health, SOURCE, MONDAY)


def test_the_same_moment_twice_gives_the_same_bytes(tmp_path):
    once = after(GOOD)
    healths.save(tmp_path, once)

    twice = healths.record(
        once, [replace(UNCHANGED, seconds=0.1)], MONDAY, [entry("anact", MONDAY)]
    )

    assert not healths.save(tmp_path, twice)


def test_neither_the_order_of_the_reports_nor_of_the_facts_nor_how_long_it_took_changes_the_bytes(
    tmp_path,
):
    other = replace(BROKEN, source="inrs")
    turned = replace(
        other, problem=Problem("unreachable", dict(reversed(other.problem.facts.items())))
    )
    healths.save(tmp_path, healths.record(Health(), [GOOD, other], MONDAY))

    again = healths.record(Health(), [turned, replace(GOOD, seconds=99)], MONDAY)

    assert not healths.save(tmp_path, again)


def test_a_source_that_is_absent_from_a_recording_is_passed_over():
    health = healths.record(after(GOOD), [replace(BROKEN, state="absent")], MONDAY + WEEK)

    assert health == after(GOOD)


def test_a_failure_keeps_what_the_last_good_reading_counted():
    known = after(GOOD, replace(BROKEN, read=3)).of("anact")

    assert (known.read, known.last_success, known.last_new_entry) == (40, MONDAY, MONDAY)
    assert known.runs[-1] == healths.Run(
        MONDAY + WEEK, "failed", "unreachable", BROKEN.problem.facts
    )


def test_an_unchanged_page_is_a_success_that_counts_what_it_counted():
    known = after(GOOD, UNCHANGED).of("anact")

    assert (known.read, known.complete, known.last_success) == (40, True, MONDAY + WEEK)
    assert [run.state for run in known.runs] == ["ok", "ok"]


def test_a_held_flood_is_a_good_reading():
    health = after(replace(GOOD, state="held", new=(), held=("0a1b2c3d4e",)))

    assert health.last_success("anact") == "2026-11-15T18:00:00+00:00"
    assert health.of("anact").runs[0].state == "held"
    assert health.of("anact").last_new_entry is None


def test_only_the_last_eight_refreshes_are_kept_oldest_first():
    runs = after(*[GOOD] * 11).of("anact").runs

    assert [run.at for run in runs] == [MONDAY + week * WEEK for week in range(3, 11)]


def test_an_entry_that_is_new_again_was_deleted_whatever_git_knows(tmp_path):
    health = after(GOOD, UNCHANGED)
    healths.save(tmp_path, health)

    health = healths.load(tmp_path)

    assert health.returned(replace(GOOD, new=("9999999999", "0a1b2c3d4e"))) == {"0a1b2c3d4e"}
    assert health.returned(replace(GOOD, source="inrs")) == frozenset()
    again = healths.record(health, [replace(GOOD, new=())], MONDAY)
    assert again.of("anact").runs[0].new == GOOD.new


@pytest.mark.parametrize(
    ("reports", "weeks"),
    [((GOOD,), 0), ((BROKEN, GOOD), 0), ((GOOD, BROKEN), 1), ((BROKEN, GOOD, BROKEN, BROKEN), 2)],
)
def test_the_weeks_in_a_row_in_which_a_source_failed_are_counted(reports, weeks):
    health = after(*reports)

    assert health.failed_weeks("anact") == weeks
    twice = healths.record(health, reports[-1:], MONDAY + (len(reports) - 1) * WEEK - WEEK / 20)
    assert twice.failed_weeks("anact") == weeks


def test_an_older_recording_turns_no_clock_back():
    health = healths.record(after(GOOD, GOOD), [GOOD], MONDAY - WEEK)

    assert health.last_success("anact") == healths.stamp(MONDAY + WEEK)
    assert [run.at for run in health.of("anact").runs] == [MONDAY - WEEK, MONDAY, MONDAY + WEEK]


def test_a_first_reading_done_in_several_runs_is_settled_by_the_last_of_them():
    part = replace(GOOD, pending=20)

    assert not after(part).settled("anact")
    assert after(part, GOOD).settled("anact")
    assert after(part, GOOD, part).settled("anact")
    assert not after(BROKEN).settled("anact")


def test_the_newest_entry_on_disk_is_the_last_new_one():
    entries = [
        entry("anact", MONDAY - WEEK),
        entry("anact", MONDAY - 2 * WEEK),
        entry("inrs", MONDAY),
    ]

    health = healths.record(Health(), [replace(GOOD, new=())], MONDAY, entries)

    assert health.of("anact").last_new_entry == MONDAY - WEEK


@pytest.mark.parametrize(("rows", "before"), [(20, 0), (19, 40), (0, 40), (80, 0)])
def test_under_half_is_judged_by_the_last_whole_reading(rows, before):
    part = replace(GOOD, read=10, complete=False)

    assert after(GOOD).halved("anact", rows) == before
    assert after(GOOD, part).halved("anact", rows) == before


def test_a_list_that_was_never_read_to_its_end_is_not_compared():
    assert not after(replace(GOOD, complete=False)).halved("anact", 1)


def test_one_row_of_three_is_under_half_and_of_two_is_not():
    assert after(replace(GOOD, read=3)).halved("anact", 1) == 3
    assert not after(replace(GOOD, read=2)).halved("anact", 1)


def test_under_half_stays_under_half_until_a_person_accepts_it():
    halved = replace(BROKEN, read=10, problem=Problem("halved", {}))
    health = after(GOOD, halved, halved)

    assert health.halved("anact", 10) == 40
    assert not health.accept("anact").halved("anact", 10)
    assert health.accept("anact").last_success("anact") == health.last_success("anact")


def test_a_source_is_overdue_when_nothing_new_came_for_longer_than_its_cadence():
    health = after(GOOD)

    assert not healths.overdue(health, SOURCE, MONDAY + timedelta(days=30))
    assert healths.overdue(health, SOURCE, MONDAY + timedelta(days=31))


def test_a_source_that_never_brought_anything_is_overdue_from_its_first_reading():
    health = after(replace(GOOD, new=()), replace(GOOD, new=()))

    assert healths.overdue(health, SOURCE, MONDAY + timedelta(days=31))
    assert not healths.overdue(after(BROKEN), SOURCE, MONDAY + timedelta(days=999))


def test_a_long_fact_is_cut():
    told = replace(BROKEN, problem=Problem("unreachable", {"reason": "x" * 10_000}))

    assert len(after(told).of("anact").runs[0].facts["reason"]) == healths.FACT_LENGTH


def test_a_moment_is_written_in_utc_to_the_second():
    assert (
        healths.stamp(datetime.fromisoformat("2026-11-15T19:00:00.9+01:00"))
        == "2026-11-15T18:00:00+00:00"
    )
    with pytest.raises(ValueError, match="no time zone"):
        healths.stamp(datetime(2026, 11, 15))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<<<<<<< HEAD\nsources: {}\n=======\n", r"_health\.yml:\d: is not valid YAML"),
        ("sources: {anact: {red: 4}}\n", "sources.anact.red: "),
        ("sources: {anact: {read: many}}\n", "sources.anact.read: "),
        ("- a\n", "should be a valid dictionary"),
        ("others: {}\n", "others"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_how_to_mend_it(tmp_path, text, told):
    (tmp_path / "docs/watch").mkdir(parents=True)
    (tmp_path / "docs/watch/_health.yml").write_text(text)

    with pytest.raises(StoreError, match=told) as caught:
        healths.load(tmp_path)
    assert "Take the file back from Git, or delete it" in str(caught.value)


@pytest.mark.parametrize("text", ["", "# nothing\n", "sources:\n", "sources: {}\n"])
def test_an_empty_file_is_no_memory(tmp_path, text):
    (tmp_path / "docs/watch").mkdir(parents=True)
    (tmp_path / "docs/watch/_health.yml").write_text(text)

    assert healths.load(tmp_path) == Health()

"""Times are those of the entries: no clock is read and no date invented."""

from datetime import UTC, date, datetime, timedelta, timezone

from knowledge.model import Change
from publish.exports import timestamps

SEEN = datetime(2026, 11, 22, 18, tzinfo=UTC)


def test_an_undated_entry_was_published_at_no_moment(entry):
    assert timestamps.published(entry(date=None)) is None


def test_a_day_stands_as_midnight_utc_and_stays_the_same_day(entry):
    assert (
        timestamps.rfc3339(timestamps.published(entry(date=date(2026, 3, 1))))
        == "2026-03-01T00:00:00Z"
    )


def test_a_correction_seen_later_changes_an_entry_and_a_new_theme_does_not(entry):
    corrected = entry(history=(Change(SEEN + timedelta(days=7), "title", "Avant"),))
    retagged = entry(history=(Change(SEEN + timedelta(days=7), "themes", "health"),))

    assert timestamps.changed(corrected) == SEEN + timedelta(days=7)
    assert timestamps.changed(retagged) == timestamps.changed(entry()) == SEEN


def test_moments_are_written_in_utc_to_the_second():
    moment = datetime(2026, 11, 22, 19, 0, 5, 999, tzinfo=timezone(timedelta(hours=1)))

    assert timestamps.rfc3339(moment) == "2026-11-22T18:00:05Z"
    assert timestamps.rfc822(moment) == "Sun, 22 Nov 2026 18:00:05 GMT"


def test_the_newest_of_nothing_is_unknown(entry):
    assert timestamps.newest([]) is None
    assert (
        timestamps.newest([entry(id="a"), entry(id="b", first_seen=SEEN - timedelta(days=1))])
        == SEEN
    )

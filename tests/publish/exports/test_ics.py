"""iCalendar as RFC 5545 has it: folded, escaped, and the same bytes for the same rows."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.exports import ics
from publish.exports.ics import Happening

from .conftest import ANYTHING, HOSTILE

STAMP = datetime(2026, 11, 22, 18, tzinfo=UTC)
ROW = Happening(
    "in-force-0123456789@watch.example",
    date(2027, 1, 1),
    "Une loi entre en vigueur",
    STAMP,
    lang="fr",
)


def properties(raw):
    """Unfold a calendar into (name, parameters, value), holding it to the line rules on the way."""
    text = raw.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    return [re.fullmatch(r"([A-Z-]+)((?:;[^:]+)?):(.*)", line).groups() for line in lines]


def unescape(value):
    """Read a text value back (RFC 5545, 3.3.11)."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_a_day_of_entry_into_force_is_a_whole_day():
    found = {name: value for name, _, value in properties(ics.calendar([ROW]))}

    assert (found["DTSTART"], found["DTEND"], found["DTSTAMP"]) == (
        "20270101",
        "20270102",
        "20261122T180000Z",
    )
    assert (found["UID"], found["TRANSP"]) == (ROW.uid, "TRANSPARENT")
    assert ("SUMMARY", ";LANGUAGE=fr", "Une loi entre en vigueur") in properties(
        ics.calendar([ROW])
    )


def test_a_calendar_has_what_every_program_asks_for():
    found = properties(ics.calendar([ROW], name="Entrées en vigueur", lang="fr"))

    assert found[0] == ("BEGIN", "", "VCALENDAR")
    assert found[-1] == ("END", "", "VCALENDAR")
    assert {"VERSION", "PRODID", "NAME", "X-WR-CALNAME"} <= {name for name, _, _ in found}
    assert ("VERSION", "", "2.0") in found


def test_no_row_makes_an_empty_calendar():
    assert [name for name, _, _ in properties(ics.calendar([]))].count("BEGIN") == 1


@given(summary=ANYTHING, description=ANYTHING, uid=ANYTHING, category=ANYTHING)
def test_any_text_stays_in_its_property(summary, description, uid, category):
    row = Happening(
        uid or "x",
        date(2027, 1, 1),
        summary,
        STAMP,
        description,
        f"https://a.example/{summary}",
        categories=(category,),
    )

    found = properties(ics.calendar([row]))

    names = [name for name, _, _ in found]
    assert names.count("BEGIN") == names.count("END") == 2
    assert "ATTENDEE" not in names
    (told,) = [unescape(value) for name, _, value in found if name == "SUMMARY"]
    assert told == ics.sanitise.text(summary)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_folding_parts_no_character_and_loses_none(line):
    folded = ics.fold(line)

    assert folded.replace("\r\n ", "") == line
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))


def test_a_hostile_row_ends_no_event():
    found = properties(
        ics.calendar(
            [
                Happening(
                    "a", date(2027, 1, 1), HOSTILE, STAMP, HOSTILE, "javascript:alert(1)", 'fr;X="'
                )
            ]
        )
    )

    assert [name for name, _, _ in found].count("END") == 2
    assert "URL" not in [name for name, _, _ in found]
    assert all(not parameters for name, parameters, _ in found if name == "SUMMARY")


def test_rows_stand_in_the_order_of_their_days_whatever_order_they_come_in():
    later = Happening("b", date(2027, 7, 1), "Plus tard", STAMP)

    assert ics.calendar([later, ROW]) == ics.calendar([ROW, later])
    assert ics.calendar([later, ROW]).index(b"20270101") < ics.calendar([later, ROW]).index(
        b"20270701"
    )


def test_a_stamp_is_written_in_utc():
    row = Happening("a", date(2027, 1, 1), "x", STAMP.astimezone(timezone(timedelta(hours=1))))

    assert b"DTSTAMP:20261122T180000Z" in ics.calendar([row])


def test_the_last_day_there_is_does_not_overflow():
    assert b"DTSTART;VALUE=DATE:99991231" in ics.calendar([Happening("a", date.max, "x", STAMP)])


@pytest.mark.parametrize(
    "rows",
    [[ROW, ROW], [Happening("a", date(2027, 1, 1), "x", datetime(2026, 1, 1))]],
)
def test_what_a_calendar_program_would_mistake_is_refused(rows):
    with pytest.raises(ValueError, match=r"uid|zone"):
        ics.calendar(rows)


TIMED = Happening("t", datetime(2026, 12, 8, 8, 30, tzinfo=UTC), "Réunion", STAMP)


def test_a_moment_is_written_in_the_hours_of_brussels_with_its_zone():
    found = properties(ics.calendar([replace(TIMED, end=datetime(2026, 12, 8, 11, tzinfo=UTC))]))

    assert ("DTSTART", ";TZID=Europe/Brussels", "20261208T093000") in found
    assert ("DTEND", ";TZID=Europe/Brussels", "20261208T120000") in found
    assert ("TZID", "", "Europe/Brussels") in found
    assert ("TRANSP", "", "OPAQUE") in found


def test_a_calendar_of_whole_days_needs_no_zone():
    assert b"VTIMEZONE" not in ics.calendar([ROW])


def test_a_moment_stands_among_the_whole_days_in_its_place():
    found = properties(
        ics.calendar([ROW, TIMED, replace(ROW, uid="before", day=date(2026, 12, 8))])
    )

    assert [value for name, _, value in found if name == "UID"] == ["before", "t", ROW.uid]


def test_a_place_and_a_status_are_told():
    found = properties(
        ics.calendar([replace(ROW, place="Salle 1; rue", status="CANCELLED", end=date(2027, 1, 3))])
    )

    assert ("LOCATION", ";LANGUAGE=fr", "Salle 1\\; rue") in found
    assert ("STATUS", "", "CANCELLED") in found
    assert ("DTEND", ";VALUE=DATE", "20270104") in found


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        ics.calendar([replace(TIMED, day=datetime(2026, 12, 8, 9, 30))])

"""The calendars of events, read back by a library that others use (RFC 5545)."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from knowledge.i18n import catalogue
from knowledge.sheets.values import ZONE
from publish.pages import calendars
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

from .conftest import read

FRENCH, DUTCH = catalogue.load("fr"), catalogue.load("nl")
SITE = SiteMetadata(root_url="https://watch.example/", names={"fr": "Veille", "nl": "Watch"})


def made(library, words=FRENCH, site=SITE):
    """Give the calendars by path."""
    return calendars.files(SiteContext(library, words, metadata=site))


def events(raw):
    """Read a calendar's events by their uid."""
    return {str(one["UID"]): one for one in Calendar.from_ical(raw).walk("VEVENT")}


def the_one(library, words=FRENCH, site=SITE):
    """Read the only event there is."""
    (event,) = events(made(library, words, site)["events/all.ics"]).values()
    return event


def test_there_is_a_calendar_of_each_type_that_has_events_and_one_of_all(holding):
    library = holding(
        read("event", "a", start="2026-12-08"),
        read("event", "b", start="2026-12-09", type="seminar"),
    )

    found = {path: sorted(events(raw)) for path, raw in made(library).items()}

    assert set(found) == {f"events/{name}.ics" for name in ("all", "meeting", "seminar")}
    assert found["events/all.ics"] == ["event-a@vigie", "event-b@vigie"]
    assert found["events/seminar.ics"] == ["event-b@vigie"]


def test_the_hours_are_those_of_brussels_in_winter_and_in_summer(holding):
    library = holding(
        read("event", "winter", start="2026-12-08T09:30", end="2026-12-08T12:00"),
        read("event", "summer", start="2026-07-08T09:30"),
    )

    raw = made(library)["events/all.ics"]
    found = events(raw)

    (zone,) = Calendar.from_ical(raw).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Brussels"
    assert found["event-winter@vigie"].decoded("DTSTART") == datetime(
        2026, 12, 8, 9, 30, tzinfo=ZONE
    )
    assert found["event-winter@vigie"].decoded("DTEND").utcoffset() == timedelta(hours=1)
    assert found["event-summer@vigie"].decoded("DTSTART").utcoffset() == timedelta(hours=2)
    assert found["event-summer@vigie"]["DTSTART"].params["TZID"] == "Europe/Brussels"


@pytest.mark.parametrize(
    "moment", ["2026-03-29T01:59", "2026-03-29T03:00", "2026-10-25T01:59", "2026-10-25T03:01"]
)
def test_the_zone_that_is_written_turns_when_the_clocks_of_brussels_do(holding, moment):
    raw = made(holding(read("event", "a", start=moment)))["events/all.ics"]
    (zone,) = Calendar.from_ical(raw).walk("VTIMEZONE")

    naive = datetime.fromisoformat(moment)

    assert zone.to_tz().utcoffset(naive) == naive.replace(tzinfo=ZONE).utcoffset()


def test_whole_days_end_on_the_day_after_the_last(holding):
    event = the_one(
        holding(read("event", "a", start="2026-12-08", end="2026-12-09", type="training"))
    )

    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2026, 12, 8),
        date(2026, 12, 10),
    )
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_calendar_tells_what_a_page_tells(holding):
    sheet = read(
        "event",
        "a",
        start="2026-12-08T09:30",
        status="planned",
        place="Salle 1, rue d’Exemple; étage 2",
        link="https://a.example/inscription?a=1&b=2",
        organiser="institution-a",
    )

    event = the_one(holding(sheet))

    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (
        "Réunion",
        "Salle 1, rue d’Exemple; étage 2",
    )
    assert str(event["URL"]) == "https://watch.example/fr/events/a/"
    assert "https://a.example/inscription?a=1&b=2" in str(event["DESCRIPTION"])
    assert "institution-a" in str(event["DESCRIPTION"])
    assert (str(event["STATUS"]), event["CATEGORIES"].cats) == ("CONFIRMED", ["réunion du réseau"])
    assert (event["TRANSP"], event.decoded("DTSTAMP").date()) == ("OPAQUE", date(2026, 11, 25))


def test_what_is_called_off_says_so_in_both_ways(holding):
    event = the_one(holding(read("event", "a", start="2026-12-08T09:30", status="cancelled")))

    assert (str(event["STATUS"]), event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert str(event["SUMMARY"]) == "Annulé\u00a0: Réunion"


def test_an_event_is_the_same_one_in_both_languages_and_in_each_calendar(holding):
    library = holding(
        read("event", "a", start="2026-12-08"), read("event", "a", lang="nl", start="2026-12-08")
    )

    uids = {
        uid
        for words in (FRENCH, DUTCH)
        for raw in made(library, words).values()
        for uid in events(raw)
    }

    assert uids == {"event-a@vigie"}


def test_a_calendar_comes_through_a_round_trip_whole(holding):
    long = "Une très longue salle, « à l’étage » ; " * 4
    sheets = [
        read("event", "a", start="2026-12-08T09:30", end="2026-12-08T12:00", place=f'"{long}"'),
        read(
            "event", "b", start="2026-12-10", end="2026-12-11", type="seminar", status="cancelled"
        ),
    ]
    raw = made(holding(*sheets))["events/all.ics"]

    again = Calendar.from_ical(Calendar.from_ical(raw).to_ical())

    assert again == Calendar.from_ical(raw)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert str(again.walk("VEVENT")[0]["LOCATION"]) == long.strip()


def test_the_same_day_gives_the_same_bytes(holding):
    sheets = [read("event", name, start="2026-12-08") for name in ("b", "a")]

    assert made(holding(*sheets)) == made(holding(*reversed(sheets)))


def test_the_demonstration_says_in_each_title_that_it_is_one(holding):
    event = the_one(holding(read("event", "a", start="2026-12-08")), site=SiteMetadata(demo=True))

    assert str(event["SUMMARY"]).startswith("[Démonstration] ")

"""An event's own day: stated, printed, or rather none."""

from datetime import date

import pytest

from knowledge.model import RawEntry
from scrapers.classify import event_days
from tests.scrapers.classify.entries import RAW, URL, entry

OCTOBER = date(2026, 10, 1)
DAYS = [
    ("Le jeudi 12 novembre 2026 à Bruxelles", OCTOBER, "2026-11-12"),
    ("Jeudi 12 novembre, de 9 h à 12 h", OCTOBER, "2026-11-12"),
    ("Du 23 au 27 novembre", OCTOBER, "2026-11-23"),
    ("Les 24 et 25 novembre 2026", OCTOBER, "2026-11-24"),
    ("Du 28 février au 2 mars 2027", date(2026, 12, 1), "2027-02-28"),
    ("Du 1er au 3 décembre", OCTOBER, "2026-12-01"),
    ("Le 15 janvier prochain", date(2026, 12, 1), "2027-01-15"),
    ("Op donderdag 26 oktober 2023 organiseert het Focal Point een dag", None, "2023-10-26"),
    ("Van 22 tot en met 26 oktober 2026", OCTOBER, "2026-10-22"),
    ("Het congres kwam op 12 en 13 november 2019 samen", None, "2019-11-12"),
    ("10.12.2026 om 14 uur", OCTOBER, "2026-12-10"),
    ("On 19-21 November 2026 in Bilbao", OCTOBER, "2026-11-19"),
    ("November 19-21, 2026", OCTOBER, "2026-11-19"),
]
OTHERS = [
    ("Inscription avant le 5 novembre. Le colloque a lieu le 12 novembre.", "2026-11-12"),
    ("Inscrivez-vous jusqu’au 5 novembre 2026 ; rendez-vous le 12 novembre", "2026-11-12"),
    ("Publié le 2 octobre 2026. Le 12 novembre à Namur.", "2026-11-12"),
    ("1er octobre 2026. Rendez-vous le 12 novembre 2026.", "2026-11-12"),
    ("Schrijf je in vóór 3 december 2026. Afspraak op 10 december 2026.", "2026-12-10"),
    ("Inschrijven kan tot 3 december 2026, de dag is op 8 december 2026.", "2026-12-08"),
    ("Register by 3 March 2027; we meet on 10 March 2027", "2027-03-10"),
    ("L’arrêté royal du 12 mai 2027 au programme", None),
    ("Le lundi 12 novembre", None),
    ("Le 31 novembre 2026", None),
    ("En novembre 2026", None),
    ("La journée, créée le 28 avril 2003", None),
]


def dated(summary="", *, published=OCTOBER, title="Un colloque", event="", text=""):
    told = entry(title=title, type="event", date=published)
    raw = RawEntry(url=URL, summary=summary, text=text, event=event)
    return event_days.with_day(told, raw)


def found(summary="", **facts):
    return dated(summary, **facts).event_date


@pytest.mark.parametrize(("text", "published", "day"), DAYS)
def test_the_day_is_read_as_it_is_printed(text, published, day):
    assert str(found(text, published=published)) == day


@pytest.mark.parametrize(("text", "day"), OTHERS)
def test_another_day_is_not_taken_for_the_events(text, day):
    assert found(text) == (day and date.fromisoformat(day))


def test_what_a_page_states_for_machines_wins_over_its_title_and_that_over_its_text():
    title, text = "Colloque du 3 décembre 2026", "Le 4 décembre 2026"

    assert found(title=title, text=text, event="2026-12-02T09:00:00+01:00") == date(2026, 12, 2)
    assert found(title=title, text=text) == date(2026, 12, 3)
    assert found(text=text) == date(2026, 12, 4)


def test_a_day_without_a_year_is_not_guessed_where_nothing_says_when_it_was_written():
    assert found("Le jeudi 12 novembre", published=None) is None


def test_only_an_event_has_a_day_of_its_own():
    study = entry(title="Une étude du 3 décembre 2026", type="study", date=OCTOBER)

    assert event_days.with_day(study, RAW) is study


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Du 23 au 27 novembre", "2026-11-23", "2026-11-27"),
        ("23-27 november 2026", "2026-11-23", "2026-11-27"),
        ("Les 24, 25 et 26 novembre 2026", "2026-11-24", "2026-11-26"),
        ("Du 28 février au 2 mars 2027", "2027-02-28", "2027-03-02"),
        ("Van 30 december tot 2 januari 2027", "2026-12-30", "2027-01-02"),
        ("Van 3 t/m 5 maart 2027", "2027-03-03", "2027-03-05"),
        ("03/03/2027 - 05/03/2027", "2027-03-03", "2027-03-05"),
        ("Du 3 mars à 9h au 5 mars 2027", "2027-03-03", "2027-03-05"),
        ("March 3-5, 2027", "2027-03-03", "2027-03-05"),
        ("Du 1er octobre au 2 octobre 2026", "2026-10-01", "2026-10-02"),
        ("Le 3 mars 2027, de 9 h à 17 h", "2027-03-03", "None"),
        ("Le 3 mars 2027. Le 5 mars 2027, une visite.", "2027-03-03", "None"),
        ("Le 3 mars 2027 - 10 décembre 2027", "2027-03-03", "None"),
    ],
)
def test_an_event_of_several_days_keeps_its_last_one(text, first, last):
    event = dated(text)

    assert (str(event.event_date), str(event.event_end)) == (first, last)


def test_a_stated_end_is_the_last_day():
    stated = dated(event="2026-12-02T09:00:00+01:00 / 2026-12-04T17:00:00+01:00")
    hours = dated(event="2026-12-02T09:00 / 2026-12-02T12:00")

    assert stated.event_end == date(2026, 12, 4)
    assert hours.event_end is None

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


def found(summary="", *, published=OCTOBER, title="Un colloque", event="", text=""):
    told = entry(title=title, type="event", date=published)
    raw = RawEntry(url=URL, summary=summary, text=text, event=event)
    return event_days.with_day(told, raw).event_date


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

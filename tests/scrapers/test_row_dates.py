"""The rows of one source together -> their dates, and a word on those that could not be read."""

from dataclasses import replace
from datetime import UTC, date, datetime

from knowledge.model import RawEntry
from scrapers import row_dates
from scrapers.clean import normalise
from scrapers.row_dates import DatedRow
from tests.scrapers.readers.pages import source

SEEN = datetime(2026, 11, 22, 18, tzinfo=UTC)


def rows(*texts, **more):
    watched = source(**more)
    found = []
    for number, text in enumerate(texts):
        raw = RawEntry(f"https://site.example/{number}", f"Titre {number}", published=text)
        found.append(DatedRow(raw, normalise.entry(raw, watched, seen=SEEN)))
    return found, watched


def settle(found, watched, known=lambda _entry: None):
    return row_dates.settle(found, [row.raw for row in found], watched, SEEN, known)


def test_the_rows_that_allow_one_reading_decide_for_the_others():
    settled = settle(*rows("12/22/2025", "12/10/2025", lang="en"))

    assert [entry.date for entry in settled.entries] == [date(2025, 12, 22), date(2025, 12, 10)]
    assert settled.notes == ()


def test_an_order_that_nothing_shows_gives_no_day_and_is_told():
    settled = settle(*rows("04/05/2026", "06/07/2026", lang="en"))

    assert [entry.date for entry in settled.entries] == [None, None]
    assert [(note.code, note.facts["count"]) for note in settled.notes] == [("dates_open", "2")]


def test_an_order_that_is_stated_holds():
    settled = settle(*rows("04/05/2026", lang="en", date_order="month-first"))

    assert settled.entries[0].date == date(2026, 4, 5)


def test_a_text_that_is_no_date_is_counted_and_shown():
    settled = settle(*rows("hier", "19/11/2026", "", "bientôt"))

    assert [(note.code, note.facts["count"], note.facts["seen"]) for note in settled.notes] == [
        ("dates_unread", "2", "hier; bientôt"),
        ("rows_dayless", "1", "Titre 2"),
    ]


def test_a_new_row_without_a_day_is_named_where_others_have_one():
    found, watched = rows("19/11/2026", "", "")
    known = {found[2].entry.id: found[2].entry}

    settled = settle(found, watched, lambda entry: known.get(entry.id))
    none_has_one = settle(*rows("", ""))

    assert [(note.code, note.facts["seen"]) for note in settled.notes] == [
        ("rows_dayless", "Titre 1")
    ]
    assert none_has_one.notes == ()


def test_a_source_that_follows_the_clock_keeps_its_first_dates_and_is_told():
    found, watched = rows("22/11/2026", "22/11/2026", "22/11/2026")
    former = {row.entry.id: replace(row.entry, date=date(2026, 11, 15)) for row in found[:2]}

    settled = settle(found, watched, lambda entry: former.get(entry.id))

    assert [entry.date for entry in settled.entries] == [
        date(2026, 11, 15),
        date(2026, 11, 15),
        date(2026, 11, 22),
    ]
    assert [note.code for note in settled.notes] == ["dates_follow_clock"]


def test_one_entry_of_today_among_others_follows_no_clock():
    found, watched = rows("22/11/2026", "15/11/2026")
    former = {row.entry.id: replace(row.entry, date=date(2026, 11, 15)) for row in found}

    settled = settle(found, watched, lambda entry: former.get(entry.id))

    assert settled.notes == ()

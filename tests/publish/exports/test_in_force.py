"""The calendar of entries into force holds a person's days, and no others."""

import pytest

from knowledge.i18n import catalogue
from publish.exports import in_force
from publish.indexes import build_indexes
from publish.site_context import SiteContext

from .test_ics import properties, unescape

REVIEW = "in_force: 2027-01-01\naudience: [hr]\nobligation: true\nnote: Une phrase, avec ; et une virgule.\n"


def events(library, facts, lang="fr"):
    """Read the calendar of a library back, an event as its values by their names."""
    raw = in_force.calendar(
        SiteContext(
            library, catalogue.load(lang), indexes=build_indexes(library, lang), metadata=facts
        )
    )
    found = []
    for name, _, value in properties(raw):
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found:
            found[-1][name] = unescape(value)
    return found


def test_a_text_falls_on_its_day_with_what_it_asks(entry, library_of, facts):
    (event,) = events(library_of(entry(review=REVIEW), entry(id="b")), facts)

    assert event["DTSTART"] == "20270101"
    assert "Une loi nouvelle" in event["SUMMARY"]
    assert "Une phrase, avec ; et une virgule. Obligation." in event["DESCRIPTION"]


def test_a_text_is_one_event_in_both_languages(entry, library_of, facts):
    french = entry(
        id="f", url="https://m.example/fr", twins={"nl": "https://m.example/nl"}, review=REVIEW
    )
    library = library_of(french, entry(id="n", url="https://m.example/nl", lang="nl"))

    (one,), (other,) = events(library, facts), events(library, facts, "nl")

    assert one["UID"] == other["UID"] == "in-force-f@vigie"


@pytest.mark.parametrize("summary", ["entre en vigueur le 1er janvier 2027", ""])
def test_without_a_persons_word_the_calendar_is_empty(entry, library_of, facts, summary):
    assert events(library_of(entry(summary=summary)), facts) == []

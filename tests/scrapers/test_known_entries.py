"""Which of the known entries was found again, where several lie at one address."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.model import Entry
from scrapers.clean import entry_id
from scrapers.known_entries import KnownEntries

LETTER = "https://x.be/derniere"
OCTOBER = Entry(
    id=entry_id.of(LETTER),
    title="Lettre d’octobre : le bruit au travail",
    url=LETTER,
    source="x",
    lang="fr",
    type="news",
    date=date(2026, 10, 12),
    first_seen=datetime(2026, 10, 15, tzinfo=UTC),
)
NOVEMBER = replace(
    OCTOBER,
    id="november00",
    title="Lettre de novembre : le froid au travail",
    date=date(2026, 11, 16),
)


def found(known, **changes):
    return KnownEntries([known]).find(replace(known, id="found", **changes))


def test_a_letter_at_the_address_of_the_last_one_is_new():
    assert found(OCTOBER, title=NOVEMBER.title, date=NOVEMBER.date) is None


def test_a_guid_and_a_day_that_are_new_make_a_new_entry_under_the_same_title():
    known = replace(OCTOBER, external_id="guid:x.be:10")

    assert found(known, external_id="guid:x.be:11", date=date(2026, 11, 16)) is None
    assert found(known, external_id="guid:x.be:11") == known
    assert found(known, external_id="guid:new.x.be:10", date=date(2026, 10, 20)) == known


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Lettre d'octobre: le bruit au travail !"},
        {"title": "Tout autre chose"},
        {"title": "Tout autre chose", "date": None},
        {"title": "Tout autre chose", "date": date(2026, 10, 13)},
        {"title": "Tout autre chose", "date": date(2026, 9, 1)},
        {"date": date(2026, 11, 16)},
        {"title": "Lettre d’octobre : le bruit au travall", "date": date(2026, 11, 16)},
    ],
)
def test_a_title_or_a_day_alone_is_a_correction(changes):
    assert found(OCTOBER, **changes) == OCTOBER


def test_the_same_address_in_another_source_is_the_same_story():
    changes = {"title": "Tout autre chose", "date": date(2026, 11, 16)}

    assert found(OCTOBER, source="y", **changes) == OCTOBER


def test_among_letters_at_one_address_each_is_found_by_its_title_and_day():
    known = KnownEntries([OCTOBER, NOVEMBER])

    assert known.find(replace(OCTOBER, id="found")) == OCTOBER
    assert known.find(replace(NOVEMBER, id="found")) == NOVEMBER
    assert known.find(replace(NOVEMBER, id="found", title="Autre titre")) == NOVEMBER
    assert known.find(replace(NOVEMBER, title="Décembre", date=date(2026, 12, 14))) is None


def test_rows_that_share_an_address_are_the_same_on_the_very_day_only():
    known = KnownEntries([OCTOBER])
    next_day = replace(OCTOBER, id="found", date=date(2026, 10, 13))

    assert known.same(next_day) == OCTOBER
    assert known.same(next_day, shares_address=True) is None


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("https://x.be/actu", "https://x.be/actu?pk_id=4"),
        ("https://x.be/detail-actualite", "https://x.be/detail-actualite?id=345"),
        ("https://x.be/journal", "https://x.be/journal#guide"),
        ("https://x.be/app/", "https://x.be/app/#/actualites/1"),
        ("https://x.be/actu.do;jsessionid=3F9A?num=41", "https://x.be/actu.do?num=41"),
        ("https://x.be/(S(lit3py55t21z5v55vlm25s55))/a", "https://x.be/a"),
    ],
)
def test_an_entry_at_an_address_of_former_rules_is_found_under_its_title(former, now):
    known = replace(OCTOBER, url=former)

    assert found(known, url=now) == known
    assert found(known, url=now, title="Tout autre chose") is None
    assert found(known, url=now, date=date(2026, 11, 16)) is None


def test_two_addresses_that_both_tell_are_two_entries():
    known = replace(OCTOBER, url="https://x.be/detail-actualite?id=345", date=None)

    assert found(known, url="https://x.be/detail-actualite?id=346") is None
    assert KnownEntries([known]).told_by("x.be/detail-actualite") == {"id"}


def test_a_taken_id_gives_way_to_one_of_title_and_day():
    known = KnownEntries([OCTOBER])
    new = replace(NOVEMBER, id=OCTOBER.id, external_id="guid:x.be:11")

    named = known.with_free_id(new)

    assert named.id == entry_id.of_row(LETTER, NOVEMBER.title, NOVEMBER.date)
    assert named.external_id == "guid:x.be:11"
    known.add(named)
    assert known.with_free_id(new).id not in {OCTOBER.id, named.id}

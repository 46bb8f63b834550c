"""The rows of one list -> each with what tells it from the others."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.model import RawEntry
from scrapers import row_identity
from scrapers.clean import normalise
from tests.scrapers.readers.pages import source

LIST = source("feed", "https://site.example/feed.xml")
ROW = RawEntry("/lettre", title="Le bruit au travail", published="2026-11-09")


def identified(*rows, told_by=(), of=LIST):
    return row_identity.identify(rows, of, lambda _: told_by)


def addresses(*rows, told_by=()):
    found = identified(*rows, told_by=told_by).raws
    return [normalise.address_of(raw, LIST).removeprefix("https://site.example") for raw in found]


def titled(title, url="/lettre", **more):
    return replace(ROW, title=title, url=url, **more)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/detail-d-une-actualite?id=345", "/detail-d-une-actualite?id=346"),
        ("/actualites-du-reseau?type=a", "/actualites-du-reseau?type=b"),
        ("/actualites-du-reseau?page=1", "/actualites-du-reseau?page=2"),
        ("/fr/actu?language=fr", "/fr/actu?language=nl"),
    ],
)
def test_a_key_whose_value_differs_from_row_to_row_is_kept(first, second):
    assert addresses(replace(ROW, url=first), replace(ROW, url=second)) == [first, second]


def test_a_key_that_tells_no_rows_apart_stays_noise():
    found = addresses(
        titled("A", "/nouveau-code-du-bien-etre?id=46075&language=fr"),
        titled("B", "/campagne-sur-les-risques-psychosociaux?id=39963&language=fr"),
    )

    assert found == ["/nouveau-code-du-bien-etre", "/campagne-sur-les-risques-psychosociaux"]


def test_a_fragment_counts_where_what_it_leads_to_is_another_thing():
    assert addresses(titled("A", "/journal#guide"), titled("B", "/journal#formation")) == [
        "/journal#guide",
        "/journal#formation",
    ]
    assert addresses(titled("A", "/journal#more"), titled("A", "/journal#comments")) == ["/journal"]


def test_a_tracking_key_counts_only_where_nothing_else_tells_rows_apart():
    assert addresses(titled("A", "/l?mc_cid=a&utm_source=x"), titled("B", "/l?mc_cid=b")) == [
        "/l?mc_cid=a",
        "/l?mc_cid=b",
    ]
    assert addresses(
        titled("A", "/liste-des-avis?page=1&mc_cid=a"),
        titled("B", "/liste-des-avis?page=2&mc_cid=b"),
    ) == ["/liste-des-avis?page=1", "/liste-des-avis?page=2"]
    assert addresses(titled("A", "/l?mc_cid=a"), titled("A", "/l?mc_cid=b")) == ["/l"]


def test_what_told_known_entries_apart_is_kept_of_a_single_row():
    row = titled("A", "/detail-d-une-actualite?id=345&type=x")

    assert addresses(row) == ["/detail-d-une-actualite"]
    assert addresses(row, told_by=("id", "#")) == ["/detail-d-une-actualite?id=345"]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Le froid au travail"},
        {"published": "2026-11-16"},
        {"external_id": "g-2"},
    ],
)
def test_rows_at_one_address_are_apart_by_guid_title_or_day(other):
    first = replace(ROW, external_id="g-1" if "external_id" in other else "")

    found = identified(first, replace(first, **other))

    assert [raw.shares_address for raw in found.raws] == [True, True]
    assert found.repeated == 0


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"title": "LE BRUIT  au travail"},
        {"title": "Le bruit au…"},
        {"published": ""},
        {"published": "Mon, 09 Nov 2026 08:00:00 +0100"},
        {"title": "", "summary": "Le bruit au travail"},
        {"url": "http://www.site.example/lettre/"},
        {"url": "/lettre?utm_source=rss"},
        {"url": "/lettre;jsessionid=3F9A"},
    ],
)
def test_rows_that_nothing_tells_apart_are_one_and_counted(other):
    found = identified(ROW, replace(ROW, **other))

    assert (len(found.raws), found.repeated) == (1, 1)
    assert not found.raws[0].shares_address


def test_of_two_that_are_the_same_the_one_that_says_more_stays():
    bare = replace(ROW, published="", external_id="")

    assert identified(bare, ROW).raws == (ROW,)
    assert identified(ROW, bare).raws == (ROW,)


def test_the_rows_stay_in_their_order():
    rows = [titled("A", "/1"), titled("B"), titled("C", "/2"), titled("D")]

    assert [raw.title for raw in identified(*rows).raws] == ["A", "B", "C", "D"]


def test_a_guid_that_rows_share_identifies_none_of_them():
    found = identified(
        titled("A", "/a", external_id="same"),
        titled("B", "/b", external_id="same"),
        titled("C", "/c", external_id="<b>x</b>"),
        titled("D", "/c", external_id="x"),
        titled("E", "/e", external_id="own"),
        titled("E", "/e?utm_source=rss", external_id="own"),
    )

    assert [raw.external_id for raw in found.raws] == ["", "", "", "", "own"]
    assert found.repeated == 1


def test_messages_without_a_title_are_told_apart_by_their_text():
    rows = [replace(ROW, title="", summary=f"<p>Message {n}</p>") for n in "abc"]

    assert len(identified(*rows).raws) == 3


def test_the_address_is_all_that_a_sitemap_states():
    of = source("sitemap", "https://site.example/sitemap.xml")

    found = identified(RawEntry("/a", published="2026-11-09"), RawEntry("/a/"), of=of)

    assert (len(found.raws), found.repeated) == (1, 1)


def test_entries_that_share_an_address_have_ids_whatever_their_order():
    def ids(*rows):
        seen = datetime(2026, 11, 15, tzinfo=UTC)
        found = identified(*rows).raws
        return {normalise.entry(raw, LIST, seen=seen).id for raw in found}

    rows = [ROW, titled("Le froid au travail"), titled("Le guid", external_id="g-3")]

    assert len(ids(*rows)) == 3
    assert ids(*rows) == ids(*reversed(rows))


def test_a_guid_that_is_an_address_counts_where_rows_share_theirs():
    rows = [
        replace(ROW, external_id="https://site.example/lettre#1"),
        replace(ROW, external_id="https://site.example/lettre#2"),
    ]

    first, second = identified(*rows).raws

    assert first.shares_address
    assert second.shares_address


def test_a_list_of_thousands_of_rows_at_one_address_is_read_in_time():
    rows = [titled(f"Message {n}") for n in range(3_000)]

    assert len(identified(*rows).raws) == 3_000

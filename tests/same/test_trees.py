"""Each file is compared by the rule for its kind, and equal trees have no difference."""

import gzip
import json

import pytest

from tests.same import trees
from tests.same.differences import Kind
from tests.same.made import CALENDAR, FILES, PAGE, RECORD, packed, zipped


def test_equal_trees_have_no_difference(differences):
    assert differences({}) == []


@pytest.mark.parametrize(
    "name",
    [
        "docs/watch/one/entry.md",
        "site/api/v1/entries.json",
        "site/fr/feeds/all.atom",
        "site/robots.txt",
    ],
)
def test_data_is_compared_byte_for_byte(differences, monkeypatch, name):
    monkeypatch.setitem(FILES, name, FILES.get(name, b"User-agent: *"))

    [found] = differences({name: FILES[name] + b" "})

    assert (found.path, found.kind) == (name, Kind.DATA)


def test_a_difference_is_shown_from_where_it_begins(differences):
    [found] = differences({"site/api/v1/entries.json": b'{"a": 2}'})

    assert (found.before, found.after) == ('{"a": 1}', '{"a": 2}')


def test_a_file_removed_or_added_is_a_difference(differences):
    found = differences({"site/fr/feeds/all.atom": None, "site/fr/new.csv": b""})

    told = [(difference.path, difference.kind, difference.what) for difference in found]
    assert told == [
        ("site/fr/feeds/all.atom", Kind.FILE, "removed"),
        ("site/fr/new.csv", Kind.FILE, "added"),
    ]


def test_a_calendar_is_compared_by_its_components(differences):
    later = CALENDAR.replace("20261201", "20261202").encode()

    [found] = differences({"site/fr/events/all.ics": later})

    assert (found.kind, found.what) == (Kind.CALENDAR, "VCALENDAR > VEVENT[1@x] DTSTART")
    assert (found.before, found.after) == (";VALUE=DATE:20261201", ";VALUE=DATE:20261202")


def test_a_calendar_is_the_same_whatever_its_order_and_folding(differences):
    moved = CALENDAR.replace("UID:1@x\r\n", "").replace("END:VEVENT", "UID:1@x\r\nEND:VEVENT")
    folded = moved.replace("Réunion du", "Réunion\r\n  du").encode()

    assert differences({"site/fr/events/all.ics": folded}) == []


def test_a_calendar_that_cannot_be_parsed_is_compared_by_its_bytes(differences):
    [found] = differences({"site/fr/events/all.ics": b"nothing"})

    assert found.kind == Kind.DATA


def test_an_archive_is_compared_by_its_members(differences):
    changed = PAGE.replace("Deux mots.", "Deux maux.").encode()
    members = {"kit/page.html": changed, "kit/more.txt": b""}

    found = differences({"site/fr/kit.zip": zipped(members)})

    assert [(difference.path, difference.kind) for difference in found] == [
        ("site/fr/kit.zip!kit/READ.txt", Kind.FILE),
        ("site/fr/kit.zip!kit/more.txt", Kind.FILE),
        ("site/fr/kit.zip!kit/page.html", Kind.TEXT),
    ]


def test_what_is_compressed_is_the_same_however_it_was(differences):
    again = zipped({"kit/READ.txt": b"read", "kit/page.html": PAGE.encode()}, level=1)
    sitemap = gzip.compress(b"<urlset/>", 1)

    assert differences({"site/fr/kit.zip": again, "site/fr/sitemap.xml.gz": sitemap}) == []


def test_what_is_compressed_is_opened(differences):
    [found] = differences({"site/fr/sitemap.xml.gz": gzip.compress(b"<urlset />")})

    assert (found.path, found.kind) == ("site/fr/sitemap.xml.gz", Kind.DATA)
    assert found.after == "<urlset />"


def test_a_changed_asset_is_named_and_set_apart(differences):
    [found] = differences(
        {
            "site/fr/assets/main.57a0d79d.min.css": None,
            "site/fr/assets/main.11111111.min.css": b"b{}",
        }
    )

    assert (found.path, found.kind) == ("site/fr/assets/main.11111111.min.css", Kind.ASSET)


def test_a_search_result_that_changed_is_a_difference(differences):
    [found] = differences({"site/search-index/shown/0.pack": packed([RECORD | {"title": "Vigie"}])})

    assert (found.path, found.kind) == ("site/search-index", Kind.SEARCH)
    assert found.what == "record /fr/watch/"


def test_a_filter_of_the_search_that_changed_is_a_difference(differences):
    [found] = differences({"site/search-index/facets.pack": packed({"kind": ["news"]})})

    assert (found.path, found.kind) == ("site/search-index/facets.pack", Kind.SEARCH)


def test_the_index_of_the_search_is_set_apart(differences):
    found = differences(
        {
            "site/search-index/index/0.pack": None,
            "site/search-index/index/1.pack": b"other",
        }
    )

    assert {difference.kind for difference in found} == {Kind.ASSET}


def test_the_search_of_an_offline_copy_is_opened_too(differences):
    def script(title, index):
        data = {"shown": [RECORD | {"title": title}], "index": index}
        return f"window.vigieSearch.offline = {json.dumps(data)};\n".encode()

    before, after = script("Veille", 1), script("Vigie", 2)

    found = list(trees.in_file("vigie-offline/offline/search.js", before, after))

    assert [difference.kind for difference in found] == [Kind.SEARCH, Kind.ASSET]

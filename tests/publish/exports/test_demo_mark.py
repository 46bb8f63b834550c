"""Each kind of file says in its own way that the data of a demonstration are not real."""

import csv
import io
import json

import pytest

from publish.exports import demo_mark
from publish.site_metadata import SiteMetadata

DEMO = SiteMetadata(languages={"fr": "Français"}, demo=True)
SAID = "composées pour les essais"
RIS = "TY  - ELEC\r\nTI  - A\r\nER  - \r\n"
BIBTEX = "@online{vigie-a,\n  title = {{A}},\n}\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def marked(path, text, lang="fr"):
    return demo_mark.marked({path: text.encode()}, DEMO, lang)[path].decode()


@pytest.mark.parametrize(
    ("path", "text", "places"),
    [
        ("a.ris", RIS * 2, 2),
        ("a.bib", f"{BIBTEX}\n{BIBTEX}", 2),
        ("a.vcf", CARD * 2, 2),
        ("a.ics", CALENDAR, 1),
        ("a.svg", "<svg/>", 1),
        ("a.opml", "<?xml version='1.0'?>\n<opml/>", 1),
        ("a.txt", "A", 1),
    ],
)
def test_it_is_said_in_each_record_and_said_once(path, text, places):
    said = marked(path, text)

    assert said.replace("\r\n ", "").count(SAID) == places
    assert marked(path, said) == said


def test_a_table_says_it_on_every_row_and_data_by_a_key():
    head, *rows = csv.reader(io.StringIO(marked("a.csv", '\ufeffid,title\r\n1,"b,\nc"\r\n2,d\r\n')))

    assert head == ["\ufeffid", "title", "demonstration"]
    assert [row[:2] for row in rows] == [["1", "b,\nc"], ["2", "d"]]
    assert all(SAID in row[2] for row in rows)
    assert json.loads(marked("a.json", '{\n"a": [{"b": 1}]}')) == {
        "demonstration": True,
        "a": [{"b": 1}],
    }


def test_a_table_for_people_goes_on_being_parted_at_semicolons():
    said = marked("a.csv", '\ufeffnom;sujets\r\nA;"a; b, c"\r\n')
    head, row = csv.reader(io.StringIO(said), delimiter=";")

    assert head == ["\ufeffnom", "sujets", "demonstration"]
    assert row[:2] == ["A", "a; b, c"]


def test_a_kind_of_file_that_is_not_known_stops_a_demonstration_alone():
    files = {"a.parquet": b"PAR1"}

    with pytest.raises(KeyError):
        demo_mark.marked(files, DEMO)
    assert demo_mark.marked(files, SiteMetadata()) == files


def test_what_a_real_site_exports_is_not_touched():
    files = {"a.csv": b"id\r\n", "robots.txt": b"User-agent: *\n"}

    assert demo_mark.marked(files, SiteMetadata()) == files
    assert demo_mark.marked({"robots.txt": b"a"}, DEMO) == {"robots.txt": b"a"}

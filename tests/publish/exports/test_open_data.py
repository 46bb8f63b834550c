"""Open data: complete, described, safe to open in a spreadsheet."""

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from knowledge.model import EntryDocument
from knowledge.source import Rights
from publish.exports import data_schema, open_data, publish
from publish.site_metadata import SiteMetadata

from .conftest import ANYTHING, HOSTILE, ROOT

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "open-data.md"
FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")


def data(library, facts):
    """Give the files by name under api/v1/."""
    files = dict(open_data.files(library, facts))
    files |= publish.described(files, library, facts)
    return {path.removeprefix("api/v1/"): raw for path, raw in files.items()}


def rows(raw):
    """Read the table as a program does."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_the_schema_is_one_and_every_json_file_of_entries_keeps_it(entry, library_of, facts):
    full = entry(
        id="a",
        updated=date(2026, 11, 21),
        twins={"nl": "https://ministry.example/nl/a"},
        same_as=("https://agency.example/a",),
        documents=(
            EntryDocument("https://ministry.example/a.pdf", "Le rapport", 477),
            EntryDocument("https://a.example/b"),
        ),
        external_id="2026991302",
        body="Une note.",
    )
    files = data(
        library_of(full, entry(id="b", date=None, summary="", url="javascript:x", themes=())), facts
    )
    schema = json.loads(files["entries.schema.json"])

    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema, format_checker=FormatChecker())
    for name in ("entries.json", "entries/2026.json"):
        assert [fault.message for fault in valid.iter_errors(json.loads(files[name]))] == []
    assert not valid.is_valid({"entries": [{"id": 3}], "year": 2026, "count": 1})


def test_every_key_is_described_in_the_schema_in_the_order_in_which_it_is_written(
    entry, library_of, facts
):
    assert list(open_data.record(entry(), library_of())) == list(data_schema.FIELDS)


def test_every_key_and_file_is_described_in_the_guide(entry, library_of, facts):
    guide = GUIDE.read_text(encoding="utf-8")

    documented = set(re.findall(r"^\| `([\w./<>-]+)` \|", guide, re.MULTILINE))
    names = {re.sub(r"\d{4}", "<year>", name) for name in data(library_of(entry()), facts)}
    assert names | set(data_schema.FIELDS) <= documented


def test_the_index_leads_to_every_year(entry, library_of, facts):
    files = data(
        library_of(entry(id="a"), entry(id="b", date=date(2024, 1, 1)), entry(id="c", date=None)),
        facts,
    )

    index = json.loads(files["entries.json"])
    assert [(one["year"], one["count"]) for one in index["years"]] == [(2026, 2), (2024, 1)]
    assert index["count"] == 3
    for one in index["years"]:
        page = json.loads(files[one["url"].removeprefix(f"{ROOT}api/v1/")])
        assert (page["year"], page["count"], len(page["entries"])) == (
            one["year"],
            one["count"],
            one["count"],
        )


def test_what_is_not_known_is_null_and_never_made_up(entry, library_of, facts):
    one = open_data.record(entry(date=None, summary=""), library_of())

    assert (one["date"], one["date_updated"], one["excerpt"], one["external_id"]) == (
        None,
        None,
        None,
        None,
    )
    assert one["first_seen"] == one["last_changed"] == "2026-11-22T18:00:00Z"


def test_the_terms_of_its_source_travel_with_each_entry_and_limit_its_excerpt(
    entry, library_of, facts
):
    library = library_of(entry(summary="Dix mots et puis encore vingt autres."))
    rights = Rights(regime="licence-ouverte-2.0", attribution="L’éditeur", excerpt_max_chars=12)
    library.sources["ministry"] = library.sources["ministry"].model_copy(update={"rights": rights})

    files = data(library, facts)
    (one,) = json.loads(files["entries/2026.json"])["entries"]
    (row,) = rows(files["entries.csv"])
    for told in (one, row):
        assert (told["regime"], told["attribution"], told["excerpt"]) == (
            "licence-ouverte-2.0",
            "L’éditeur",
            "Dix mots et…",
        )
    assert json.loads(files["sources.json"])["sources"][0]["excerpt_max_chars"] == 12


def test_the_table_reads_back_with_every_entry_and_column(entry, library_of, facts):
    files = data(
        library_of(
            entry(id="a", title='Un « titre », "cité"'),
            entry(id="b", themes=("telework", "health")),
        ),
        facts,
    )

    read = rows(files["entries.csv"])
    assert files["entries.csv"].startswith(b"\xef\xbb\xbf")
    assert [row["title"] for row in read] == ["Une loi nouvelle", 'Un « titre », "cité"']
    assert read[0]["themes"] == "telework|health"
    described = json.loads(files["datapackage.json"])["resources"][0]["schema"]["fields"]
    assert list(read[0]) == [field["name"] for field in described]


@pytest.mark.parametrize(
    "opening",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        ' "=1',
        "\u00a0=1",
        "a;=1+1",
        'a; "=1+1',
    ],
)
def test_no_cell_opens_a_formula_in_a_spreadsheet(entry, library_of, facts, opening):
    (row,) = rows(
        data(library_of(entry(title=opening, summary=opening, source=opening)), facts)[
            "entries.csv"
        ]
    )

    for part in ";".join(row.values()).split(";"):
        assert not FORMULA.match(part.lstrip(' "\u00a0'))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=80,
)
@given(title=ANYTHING, url=ANYTHING)
def test_any_text_leaves_the_table_a_table(entry, library_of, facts, title, url):
    raw = data(
        library_of(entry(title=title, url=f"https://a.example/{url}"), entry(id="b")), facts
    )["entries.csv"]

    read = rows(raw)
    assert [len(row) for row in read] == [len(open_data.COLUMNS)] * 2
    assert raw.count(b"\r\n") == 3
    for row in read:
        for part in ";".join(row.values()).split(";"):
            assert not FORMULA.match(part.lstrip(' "\u00a0\u202f\u3000'))


def test_hostile_text_is_only_text(entry, library_of, facts):
    files = data(
        library_of(entry(title=HOSTILE, url="javascript:alert(1)", twins={"nl": "data:x"})), facts
    )

    (one,) = json.loads(files["entries/2026.json"])["entries"]
    assert one["url"] is None
    assert one["versions"] == {}
    assert "\x00" not in one["title"]


def test_the_package_tells_size_and_hash_of_each_file(entry, library_of, facts):
    files = data(library_of(entry()), facts)
    package = json.loads(files["datapackage.json"])

    assert {one["path"] for one in package["resources"]} == set(files) - {
        "datapackage.json",
        "catalog.jsonld",
        "entries.schema.json",
    }
    for one in package["resources"]:
        assert one["bytes"] == len(files[one["path"]])
        assert one["hash"] == f"sha256:{hashlib.sha256(files[one['path']]).hexdigest()}"
        assert re.fullmatch(r"[a-z0-9._-]+", one["name"])
    assert package["licenses"] == [
        {"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://licence.example/zero/"}
    ]


def test_without_a_stated_licence_none_is_claimed(entry, library_of, facts):
    files = data(library_of(entry()), replace(facts, licence=facts.licence.__class__()))

    assert "licenses" not in json.loads(files["datapackage.json"])
    assert json.loads(files["entries.json"])["licence"] is None
    assert b"dct:license" not in files["catalog.jsonld"]


def test_the_catalogue_has_what_dcat_ap_demands(entry, library_of, facts):
    graph = json.loads(data(library_of(entry()), facts)["catalog.jsonld"])["@graph"]
    nodes = {node["@id"]: node for node in graph}
    (catalogue,), (dataset,) = (
        [node for node in graph if node["@type"] == f"dcat:{kind}"]
        for kind in ("Catalog", "Dataset")
    )

    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= set(catalogue)
    assert {
        "dct:title",
        "dct:description",
        "dcat:contactPoint",
        "dcat:distribution",
        "dcat:theme",
    } <= set(dataset)
    assert nodes[catalogue["dct:publisher"]["@id"]]["foaf:name"] == "Le réseau"
    assert {text["@language"] for text in dataset["dct:title"]} == {"fr", "nl"}
    for link in dataset["dcat:distribution"]:
        assert nodes[link["@id"]]["dcat:accessURL"]["@id"].startswith(ROOT)
        assert nodes[link["@id"]]["dct:license"] == {"@id": "https://licence.example/zero/"}


def test_a_site_that_does_not_know_its_address_has_data_and_no_catalogue(entry, library_of):
    files = data(library_of(entry()), SiteMetadata(languages={"fr": "Français"}))

    assert "catalog.jsonld" not in files
    assert json.loads(files["entries.json"])["years"][0]["url"] == "/api/v1/entries/2026.json"


def test_a_demonstration_says_that_its_data_are_not_real(entry, library_of, facts):
    assert (
        json.loads(data(library_of(entry()), replace(facts, demo=True))["entries.json"])[
            "demonstration"
        ]
        is True
    )
    assert "demonstration" not in json.loads(data(library_of(entry()), facts)["entries.json"])


def test_the_order_of_the_entries_given_changes_nothing(entry, library_of, facts):
    a, b, c = entry(id="a"), entry(id="b", date=None), entry(id="c", date=date(2025, 1, 1))

    assert data(library_of(a, b, c), facts) == data(library_of(c, b, a), facts)


def test_an_instance_without_entries_has_an_empty_table(library_of, facts):
    files = data(library_of(), facts)

    assert rows(files["entries.csv"]) == []
    assert (
        json.loads(files["entries.json"])["updated"],
        json.loads(files["entries.json"])["years"],
    ) == (None, [])

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import frontmatter
import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from knowledge import schemas
from knowledge.model import Change, Entry, EntryDocument, Why
from knowledge.storage import entry_text

ROOT = Path(__file__).parents[2]
SCHEMA = schemas.watch_sources()
SEEN = datetime(2026, 11, 15, 18, tzinfo=UTC)
FULL = Entry(
    id="0a1b2c3d4e",
    title="L’enquête",
    url="https://a.be/x",
    source="spf",
    lang="fr",
    type="news",
    date=date(2026, 11, 10),
    first_seen=SEEN,
    updated=date(2026, 11, 12),
    status="moved",
    themes=("workload",),
    summary="Une enquête.",
    documents=(
        EntryDocument("https://a.be/x.pdf", "Rapport", 12),
        EntryDocument("https://a.be/y.pdf"),
    ),
    aliases=("https://a.be/old",),
    same_as=("https://b.be/x",),
    twins={"nl": "https://a.be/nl"},
    external_id="2026991001",
    why=(Why("themes/workload", "title", ("charge",)), Why("type/news", "source")),
    history=(Change(SEEN, "title", "Avant"), Change(SEEN, "text", ("a",), ("b",))),
)
SOURCE = {"id": "a", "name": "A", "url": "https://a.be"}


def plain(value):
    """Give the value as JSON has it: a day or a time is a text."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def faults(schema, data):
    return [
        one.message
        for one in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(
            plain(data)
        )
    ]


def watch(**more):
    return {"contact": "a@b.be", "sources": [{**SOURCE, **more}]}


@pytest.mark.parametrize("name", schemas.schemas())
def test_the_committed_schema_is_what_the_models_give(name):
    assert (ROOT / "schemas" / name).read_bytes() == schemas.to_json(schemas.schemas()[name])


@pytest.mark.parametrize("name", schemas.schemas())
def test_each_schema_is_a_schema(name):
    Draft202012Validator.check_schema(json.loads((ROOT / "schemas" / name).read_text()))


@pytest.mark.parametrize("name", ["watch_sources", "taxonomy"])
def test_the_shipped_file_is_valid_and_tells_editors_its_schema(name):
    file = ROOT / f"{name}.yml"

    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--schemafile",
            ROOT / f"schemas/{name}.schema.json",
            file,
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout
    assert (
        f"# yaml-language-server: $schema=schemas/{name}.schema.json"
        in file.read_text().splitlines()[:3]
    )


def test_the_schemas_are_written_where_they_are_asked_for(tmp_path):
    made = subprocess.run(
        [sys.executable, "-m", "knowledge.schemas", tmp_path],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert sorted(made.stdout.split()) == sorted(str(tmp_path / name) for name in schemas.schemas())
    assert schemas.write(tmp_path) == []


def test_an_entry_as_written_is_valid():
    metadata = frontmatter.loads(entry_text.to_markdown(FULL).decode()).metadata

    assert (
        faults(schemas.schemas()["entry.schema.json"], {**metadata, "review": {"type": "law"}})
        == []
    )


def test_an_entry_without_its_date_key_is_not():
    metadata = frontmatter.loads(entry_text.to_markdown(FULL).decode()).metadata
    del metadata["date"]

    assert faults(schemas.schemas()["entry.schema.json"], metadata) == [
        "'date' is a required property"
    ]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"options": None},
        {"options": {"categories": ["x"]}},
        {"reader": "listing", "options": {"row": "li"}},
        {"reader": "page"},
        {"reader": "city_gazette", "options": {"any": "thing"}},
        {"scope": "European"},
        {"cadence": "2 weeks"},
        {"enabled": False, "reason": "unknown"},
        {"detail": False},
        {"detail": {"title": "h1"}},
    ],
)
def test_what_the_program_takes_the_schema_takes(more):
    assert faults(SCHEMA, watch(**more)) == []


@pytest.mark.parametrize(
    "more",
    [
        {"options": {"row": "li"}},
        {"reader": "listing"},
        {"reader": "listing", "options": {"categories": ["x"], "row": "li"}},
        {"reader": "page", "options": {"row": "li"}},
        {"reeder": "page"},
        {"cadence": "often"},
        {"url": "ftp://a.be"},
        {"id": "A b"},
        {"enabled": False},
        {"rights": {"regime": "mine"}},
        {"detail": {"titel": "h1"}},
    ],
)
def test_what_the_program_refuses_the_schema_refuses(more):
    assert faults(SCHEMA, watch(**more))


def test_a_key_is_explained_where_the_model_explains_it():
    source = SCHEMA["$defs"]["Source"]["properties"]

    assert source["cadence"]["description"] == "its longest normal silence."
    assert source["cadence"]["default"] == "60 days"


def test_the_default_in_the_schema_is_one_that_the_file_may_hold():
    shown = yaml.safe_dump(SCHEMA["$defs"]["Defaults"]["properties"])

    assert "P60D" not in shown

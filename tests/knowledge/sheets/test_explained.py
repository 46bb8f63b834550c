"""What is made from the models: equal to the committed files, valid, and a sheet once it is filled
in.
"""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from knowledge.i18n import locales
from knowledge.sheets import collection, cross_checks, explained, labels, reading, schema_fields
from knowledge.sheets.registry import KINDS
from knowledge.storage import front_matter
from vigie.commands import schema
from vigie.commands import schema as schema_command

ROOT = Path(__file__).parents[3]
HELD = collection.load(ROOT)
LANGUAGES = HELD.languages
EACH = [(kind, lang) for kind in KINDS.values() for lang in locales.known()]
# What the rules between keys find: examples stand each for itself.
RULES = {
    code
    for path in (ROOT / "knowledge/locales/en/problems").glob("sheets-*.yml")
    for code in yaml.safe_load(path.read_text(encoding="utf-8"))
    if path.stem not in {"sheets-fields", "sheets-files"}
}
NAMES = [f"{kind.id}-{lang}" for kind, lang in EACH]


def filled(kind, lang, lists, *, whole=False) -> str:
    """Fill a template in: each section says what its help asks, and `whole` uses each optional key
    with its example.
    """
    text = explained.template(kind, lang, lists)
    optional = {
        key.name for key in schema_fields.head(kind.model) if not key.required and key.example(lang)
    }
    if whole:
        text = re.sub(rf"^# ((?:{'|'.join(optional) or '-'}):)", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"<!-- (.*?) -->", r"\1", text)


def read(text, kind, lang):
    if kind.suffix == ".md":
        return reading.markdown(text.encode(), "docs/x/a.md", kind, lang)
    return reading.mapping(text.encode(), "docs/directory/a.yml", kind)


def schema_of(kind, lists):
    return schema.of_kind(
        kind, cross_checks.known(HELD, lists), schema_fields.labels(lists, LANGUAGES), LANGUAGES
    )


def plain(value):
    return json.loads(json.dumps(value, default=str))


def test_the_committed_files_are_those_that_the_models_give(lists):
    made = schema_command.files(lists, HELD)

    stale = [
        path
        for path, body in made.items()
        if not (ROOT / path).exists() or (ROOT / path).read_bytes() != body
    ]

    assert stale == [], "run: vigie schema"


def test_no_template_is_left_of_a_kind_that_is_no_more(lists):
    made = schema_command.files(lists, HELD)

    assert {
        path.relative_to(ROOT).as_posix() for path in (ROOT / schema_command.TEMPLATES).iterdir()
    } <= set(made)


def test_writing_twice_changes_nothing(lists, tmp_path):
    first = schema_command.write(tmp_path, lists, HELD)

    assert set(first) == set(schema_command.files(lists, HELD))
    assert schema_command.write(tmp_path, lists, HELD) == []


@pytest.mark.parametrize(("kind", "lang"), EACH, ids=NAMES)
def test_a_template_with_its_examples_is_a_sheet(kind, lang, lists):
    found = read(filled(kind, lang, lists), kind, lang)

    assert [(one.code, one.facts) for one in found.problems] == []


@pytest.mark.parametrize(("kind", "lang"), EACH, ids=NAMES)
def test_each_example_of_a_template_is_a_right_value(kind, lang, lists):
    found = read(filled(kind, lang, lists, whole=True), kind, lang)

    # Examples stand each for itself: an event to come has no number of participants yet.
    assert [(one.code, one.facts) for one in found.problems if one.code not in RULES] == []


@pytest.mark.parametrize(("kind", "lang"), EACH, ids=NAMES)
def test_an_untouched_template_is_no_sheet_where_it_must_have_sections(kind, lang, lists):
    found = read(explained.template(kind, lang, lists), kind, lang)

    required = [key for key in schema_fields.keys(kind.model) if key.field.section and key.required]
    assert len([one for one in found.problems if one.code == "section_missing"]) == len(required)


@pytest.mark.parametrize(("kind", "lang"), EACH, ids=NAMES)
def test_a_template_with_its_examples_fits_the_schema(kind, lang, lists):
    text = filled(kind, lang, lists, whole=True)
    head = front_matter.split(text.encode(), "a.md").head if kind.suffix == ".md" else text
    # A directory that is still empty, or of another instance, limits no example.
    loose = schema.of_kind(
        kind,
        {
            name: ids
            for name, ids in cross_checks.known(HELD, lists).items()
            if name not in schema_fields.LIVING
        },
        schema_fields.labels(lists, LANGUAGES),
        LANGUAGES,
    )

    # YAML 1.1 takes the key "on" for true.
    data = yaml.safe_load(re.sub(r"\bon:", '"on":', head))

    assert [one.message for one in Draft202012Validator(loose).iter_errors(plain(data))] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_schema_is_one_and_holds_no_section_and_no_unknown_key(kind, lists):
    made = schema_of(kind, lists)

    Draft202012Validator.check_schema(made)
    assert set(made["properties"]) == set(kind.model.model_fields) - set(kind.sections)
    assert made["additionalProperties"] is False
    assert schema.TERMS not in json.dumps(made)
    for name, one in made["properties"].items():
        told = [labels.label(kind.model, name, lang) for lang in LANGUAGES]
        assert one["title"] == " / ".join(dict.fromkeys(told))


def test_a_schema_refuses_what_the_program_refuses(lists):
    check = Draft202012Validator(schema_of(KINDS["practice"], lists))
    good = {
        "title": "a",
        "description": "b",
        "organisation": "actiris",
        "life": [{"state": "idea", "on": "2026-01-12"}],
        "fields": ["health"],
        "steps": ["framing"],
        "substance": "comfort",
    }

    assert check.is_valid(good)
    assert not check.is_valid({**good, "fields": ["helth"]})
    assert not check.is_valid({**good, "tittle": "a"})
    assert not check.is_valid({**good, "life": [{"state": "begun", "on": "2026-01-12"}]})
    assert not check.is_valid({**good, "context": "below, please"})


@pytest.mark.parametrize(("kind", "lang"), EACH, ids=NAMES)
def test_a_sheet_finds_its_schema_from_where_it_stands(kind, lang, lists):
    folder = f"docs/{lang}/{kind.folder}" if kind.suffix == ".md" else f"docs/{kind.folder}"
    line = explained.template(kind, lang, lists).splitlines()[1 if kind.suffix == ".md" else 0]

    target = (ROOT / folder / line.partition("$schema=")[2]).resolve()

    assert target == ROOT.resolve() / "schemas" / f"{kind.id}.schema.json"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_has_a_row_for_each_key_of_each_kind(lang, lists):
    page = (ROOT / schema_command.GUIDE / f"sheets.{lang}.md").read_text(encoding="utf-8")

    for kind in KINDS.values():
        part = page.partition(f"(`{kind.id}`)")[2].partition("\n## ")[0]
        rows = re.findall(r"^\| `([a-z_.]+)` \|", part, re.MULTILINE)
        assert [row for row in rows if "." not in row] == [
            key.name for key in schema_fields.head(kind.model)
        ]
        assert all(f"| {heading} |" in part for heading in kind.headings(lang).values())

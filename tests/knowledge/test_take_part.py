"""take_part.yml: what it holds, and what is told of a mistake in it."""

from pathlib import Path

import pytest

from knowledge import schemas, take_part, taxonomy
from knowledge.errors import ConfigError
from knowledge.take_part import TakePart, said

REPOSITORY = Path(__file__).parents[2]
TERMS = taxonomy.load(REPOSITORY)
HELD = take_part.load(REPOSITORY, TERMS)
BOTH = "{fr: Le texte, nl: De tekst}"


def item(name: str = "useful", **keys: str) -> str:
    """Write an item that differs from a right one as told."""
    usual = {"id": name, "field": "health", "text": BOTH, **keys}
    return "    - {" + ", ".join(f"{key}: {value}" for key, value in usual.items()) + "}\n"


def barometer(*items: str) -> str:
    """Write a file that holds these items."""
    return f"barometer:\n  version: 1\n  rests_on: {BOTH}\n  items:\n" + "".join(items)


@pytest.fixture
def read(tmp_path):
    """Return what reads the text of a take_part.yml, in a site in French and Dutch."""
    for name in ("mkdocs.yml", "mkdocs.nl.yml"):
        (tmp_path / name).write_text("site_name: Veille\n", encoding="utf-8")

    def load(text):
        (tmp_path / "take_part.yml").write_text(text, encoding="utf-8")
        return take_part.load(tmp_path, TERMS)

    return load


def test_an_instance_without_the_file_asks_nothing(tmp_path):
    assert take_part.load(tmp_path, TERMS) == TakePart()


def test_what_the_file_says_is_read(read):
    held = read(barometer(item(), item("hours", dimension="time")))

    assert [found.dimension for found in held.barometer.items] == ["", "time"]
    assert said(held.barometer.items[0].text, "nl") == "De tekst"
    assert said(held.barometer.items[0].text, "en") == "Le texte"


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (barometer(item(field="healht")), 5, 'did you mean "health"'),
        (barometer(item(dimension="pay")), 5, "taxonomy.yml under `dimensions`"),
        (barometer(item(), item()), 6, 'the id "useful" stands twice (first on line 5)'),
        (barometer(item(text="{fr: Le texte}")), 5, "absent: nl"),
        (barometer(item(text="{fr: Le texte, nl: ' '}")), 5, "a label is needed"),
        (barometer(item(txet=BOTH)), 5, 'did you mean "text"'),
        (barometer(item("Useful One")), 5, "Useful One"),
        ("barometer: {version: 0, rests_on: {fr: a, nl: b}, items: []}\n", 1, "version"),
        (
            f"where_are_we:\n  questions:\n    - {{id: a, step: framin, text: {BOTH}, todo: {BOTH}}}\n",
            3,
            'did you mean "framing"',
        ),
    ],
)
def test_a_mistake_is_told_on_its_line_with_what_is_right(read, text, line, found):
    with pytest.raises(ConfigError) as caught:
        read(text)

    first = caught.value.problems[0]
    assert (first.line, found in first.facts["found"]) == (line, True)


def test_each_field_of_this_network_is_asked_as_much_and_each_dimension_twice():
    fields = [found.field for found in HELD.barometer.items]
    dimensions = [found.dimension for found in HELD.barometer.items]

    assert [fields.count(name) for name in TERMS.fields] == [4] * 6
    assert sorted(dimensions) == sorted([*TERMS.ids("dimensions")] * 2)


def test_the_questions_follow_the_steps_and_leave_three_things_to_do_in_any_case():
    asked = HELD.where_are_we
    steps = [term.id for term in TERMS.steps]

    order = [steps.index(question.step) for question in asked.questions]
    more = {step.step: len(step.todo) for step in asked.steps}

    assert order == sorted(order)
    assert [more[step] >= 2 for step in steps] == [True] * 4
    # All is done: nothing but the last step's own is left.
    assert more[steps[-1]] >= 3


def test_the_schema_explains_each_key():
    schema = schemas.schemas()["take_part.schema.json"]

    explained = schema["$defs"]["Barometer"]["properties"]
    assert all(key.get("description") for key in explained.values())

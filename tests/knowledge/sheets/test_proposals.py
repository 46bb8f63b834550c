"""Forms are made from the models: each key that a person can know is asked, by a shape that takes it."""

import pytest

from knowledge.i18n import locales
from knowledge.sheets import form_fields
from knowledge.sheets.proposals import PROPOSALS
from knowledge.sheets.registry import KINDS
from knowledge.sheets.schema_fields import keys

SHAPES = {
    "practice": {
        "title": "line",
        "description": "line",
        "organisation": "choice",
        "life": "parts",
        "fields": "choices",
        "context": "long",
    },
    "event": {"start": "when", "link": "url", "indicators": "part", "programme": "long"},
    "kit-file": {"kit": "choice", "file": "file", "alternative": "text", "version": "line"},
    "contact": {"title": "words", "mailbox": "email", "phone": "tel", "person": "part"},
    "note": {"obligation": "flag", "in_force": "day", "body": "long"},
    "source": {"languages": "choices", "url": "url"},
}


def fields_of(name, locale="fr"):
    found = form_fields.fields(PROPOSALS[name].keys, locale, lambda _: {"options": []})
    return {field["name"]: field for field in found}


@pytest.mark.parametrize("name", SHAPES)
def test_each_key_is_asked_by_the_element_that_takes_it(name):
    fields = fields_of(name)

    assert {key: fields[key]["shape"] for key in SHAPES[name]} == SHAPES[name]


@pytest.mark.parametrize("locale", locales.known())
@pytest.mark.parametrize("name", PROPOSALS)
def test_each_field_has_a_name_and_says_what_it_is_for(name, locale):
    for field in fields_of(name, locale).values():
        assert field["label"]
        assert field["help"]


@pytest.mark.parametrize("name", [name for name in PROPOSALS if name in KINDS])
def test_a_form_of_a_sheet_asks_for_every_key_that_a_person_fills_in(name):
    assert {key.name for key in keys(KINDS[name].model)} <= set(fields_of(name))


def test_what_the_schema_says_of_a_value_is_known_to_the_form():
    event, source = fields_of("event"), fields_of("source")

    assert event["title"]["maxLength"] == 120
    assert (event["indicators"]["inner"][1]["minimum"], event["documents"]["maxItems"]) == (0, 50)
    assert source["url"]["expected"].startswith("une adresse")
    assert event["start"]["required"]
    assert not event["end"]["required"]


def test_an_id_is_never_asked():
    contact = fields_of("contact")

    assert "id" not in contact
    shapes = {field["name"]: field["shape"] for field in contact["person"]["inner"]}
    assert shapes["id"] == shapes["review_every"] == "carried"
    assert shapes["name"] == "line"

"""The words of the models: found along their bases, the same keys in each locale."""

import pytest

from knowledge.i18n import catalogue, locales
from knowledge.sheets import labels, reading
from knowledge.sheets.field_info import Choices, SheetModel, of
from knowledge.sheets.kinds import communication_kit, practice
from knowledge.sheets.proposals import PROPOSALS
from knowledge.sheets.registry import KINDS
from knowledge.sheets.schema_fields import FreeText
from tests.knowledge.sheets.test_registry import models

# What the generated files say beside the words of the models.
OTHERS = ("expected", "key_table", "template", "form")


def keys(locale):
    return set(catalogue.load(locale, labels.DOMAIN).messages)


def test_what_several_models_share_is_told_once():
    model = communication_kit.CommunicationKit

    assert labels.label(model, "title", "en") == "Title"
    assert labels.label(model, "licence", "nl") == "Licentie"
    assert "sheets.communication_kit.title.label" not in keys("en")


def test_a_sheet_with_a_mistake_has_the_words_of_its_kind():
    model = reading.lenient(practice.Practice)

    assert labels.label(model, "life", "fr") == "Parcours"


def test_a_locale_that_vigie_does_not_speak_gets_the_reference():
    assert labels.label(practice.Practice, "life", "de") == "History"


def test_a_field_without_words_is_named():
    class Unnamed(SheetModel):
        """A model whose author forgot the words."""

        colour: str = ""

    with pytest.raises(KeyError, match="no label"):
        labels.label(Unnamed, "colour", "fr")


def test_each_locale_has_the_same_keys():
    assert all(keys(locale) == keys(locales.REFERENCE) for locale in locales.known())


def test_no_word_is_for_a_field_a_choice_or_a_kind_that_does_not_exist():
    found: set[type[SheetModel]] = set()
    for kind in KINDS.values():
        models(kind.model, found)
    for proposal in PROPOSALS.values():
        models(proposal.model, found)
    fields, choices = set(), set()
    for model in (*found, FreeText):
        for base in model.__mro__:
            if issubclass(base, SheetModel):
                fields |= {labels.key_of(base, name) for name in base.model_fields}
        for info in model.model_fields.values():
            choices |= of_choices(of(info).choices)

    known = fields | choices | {f"sheets.kinds.{name}" for name in KINDS}

    for key in keys(locales.REFERENCE):
        assert key.rpartition(".")[0] in known or key in choices or key.split(".")[1] in OTHERS, key


def of_choices(choices: Choices | None) -> set[str]:
    return {f"sheets.choices.{choices.name}.{name}" for name in choices} if choices else set()

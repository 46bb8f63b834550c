"""Every kind says all of itself, in every locale."""

import pytest

from knowledge import problems
from knowledge.i18n import catalogue, locales
from knowledge.sheets import error_messages, labels
from knowledge.sheets.field_info import SheetModel, of
from knowledge.sheets.registry import KINDS


def models(model, seen):
    """List a model and all those within it."""
    if model in seen:
        return
    seen.add(model)
    for info in model.model_fields.values():
        for one in _within(info.annotation):
            models(one, seen)


def _within(annotation):
    if isinstance(annotation, type) and issubclass(annotation, SheetModel):
        return [annotation]
    return [one for inner in getattr(annotation, "__args__", ()) for one in _within(inner)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_field_has_a_label_and_a_help_in_every_locale(kind):
    found: set[type[SheetModel]] = set()
    models(kind.model, found)

    for model in found:
        for name, info in model.model_fields.items():
            for locale in locales.known():
                assert labels.label(model, name, locale), (model, name)
                assert labels.help_text(model, name, locale)[-1] in ".?!)", (model, name)
                for choice in of(info).choices or ():
                    assert of(info).choices.label(choice, locale), (model, name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_labels_of_a_kind_differ_and_its_shared_keys_exist(kind):
    for locale in locales.known():
        headings = list(kind.headings(locale).values())
        assert len(headings) == len(set(headings))
        assert kind.label(locale)
        assert kind.plural(locale)
    assert set(kind.shared) <= set(kind.model.model_fields)


def test_what_is_a_warning_is_told():
    assert all(problems.knows(code) for code in error_messages.WARNINGS)


def test_english_messages_keep_their_spaces():
    assert "\u00a0" not in str(catalogue.load("en").messages)

"""Every kind says all of itself, in both languages, and no message of any is unfinished."""

import pytest

from knowledge.sheets.field_info import LANGUAGES, Model, of, pick
from knowledge.sheets.field_texts import FIELDS
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
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [one for inner in getattr(annotation, "__args__", ()) for one in _within(inner)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_field_has_a_label_and_a_help_in_both_languages(kind):
    found: set[type[Model]] = set()
    models(kind.model, found)

    for model in found:
        for name, info in model.model_fields.items():
            said = of(info)
            for lang in LANGUAGES:
                assert pick(said.label, lang), (model, name)
                assert pick(said.help, lang)[-1] in ".?!)", (model, name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_labels_of_a_kind_differ_and_its_shared_keys_exist(kind):
    for lang in LANGUAGES:
        labels = [pick(said.label, lang) for said in kind.sections.values()]
        assert len(labels) == len(set(labels))
    assert set(kind.shared) <= set(kind.model.model_fields)


def test_english_messages_keep_their_spaces():
    assert "\u00a0" not in "".join(FIELDS["field_value"]["en"])

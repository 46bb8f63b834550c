"""Month names -> their numbers."""

from knowledge.i18n import month_names


def test_a_name_is_found_without_its_accents_capitals_or_point():
    found = month_names.numbers(("fr", "nl", "de"))

    assert (found["aout"], found["fevr"], found["mrt"], found["marz"]) == (8, 2, 3, 3)


def test_whole_names_alone_may_be_asked_for():
    found = month_names.numbers(("fr", "nl"), ("wide",))

    assert set(found.values()) == set(range(1, 13))
    assert "janv" not in found

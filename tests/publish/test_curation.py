"""What people decided under `review:` holds as soon as it is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import taxonomy
from knowledge.model import Why
from publish import cards, curation

LISTS = taxonomy.load(Path(__file__).parents[2])


def said(entry, line):
    return replace(entry, review=f"review:\n  {line}\n")


def test_a_rejected_entry_is_not_there_and_nobody_names_it(entry):
    out = said(entry(id="out", aliases=("https://a.example/old",)), "keep: false")
    twin = entry(id="twin", twins={"nl": out.url, "en": "https://a.example/en"})
    relay = entry(id="relay", same_as=("https://a.example/old", twin.url))

    kept = curation.decided((out, twin, relay), LISTS)

    assert [found.id for found in kept] == ["twin", "relay"]
    assert kept[0].twins == {"en": "https://a.example/en"}
    assert kept[1].same_as == (twin.url,)


def test_it_is_there_again_once_that_is_undone(entry):
    first = entry(id="out")

    assert curation.decided((said(first, "keep: false"),), LISTS) == ()
    assert curation.decided((first,), LISTS) == (first,)


@pytest.mark.parametrize("line", ["keep: perhaps", "keep: [false]", "kept: false"])
def test_a_wrong_word_rejects_nothing(entry, line):
    assert len(curation.decided((said(entry(), line),), LISTS)) == 1


@pytest.mark.parametrize("line", ["keep: true", "highlight: true", "themes: [telework]"])
def test_what_was_set_aside_is_brought_in(entry, line):
    aside = entry(aside="off-topic", themes=(), why=(Why("aside/off-topic", "words", ("TVA",)),))

    (kept,) = curation.decided((said(aside, line),), LISTS)

    assert kept.aside == ""
    assert curation.decided((replace(kept, review=""),), LISTS)[0].aside in {"", "off-topic"}


def test_type_and_themes_hold_without_a_refresh_and_unknown_words_do_not(entry):
    (kept,) = curation.decided(
        (said(entry(type="news"), "type: law\n  themes: [telework, nothing]"),), LISTS
    )

    assert (kept.type, kept.themes) == ("law", ("telework",))


def test_one_story_is_one_card_and_two_are_two(entry):
    first, second = entry(id="a", source="one"), entry(id="b", source="two")
    french, dutch = entry(id="c"), entry(id="d", lang="nl")
    tied = (
        said(first, f"same_as: {second.url}"),
        second,
        said(dutch, f"twin: {french.url}"),
        french,
    )

    assert len(cards.group_cards(curation.decided(tied, LISTS), "fr")) == 2

    parted = (
        said(replace(first, same_as=(second.url,)), "same_as: none"),
        replace(second, same_as=(first.url,)),
        said(replace(french, twins={"nl": dutch.url}), "twin: none"),
        replace(dutch, twins={"fr": french.url}),
    )
    assert len(cards.group_cards(curation.decided(parted, LISTS), "fr")) == 4


def test_two_that_were_told_apart_are_two_and_stay_related_to_others(entry):
    first, second = entry(id="a", source="one"), entry(id="b", source="two", aliases=("https://b",))
    third = entry(id="c", source="three", same_as=(first.url,))
    related = (
        replace(first, same_as=("https://b", third.url)),
        said(replace(second, same_as=(first.url,)), f"apart: {first.url}"),
        third,
    )

    one, other, _ = curation.decided(related, LISTS)

    assert (one.same_as, other.same_as) == ((third.url,), ())


def test_what_nobody_reviewed_is_the_very_same(entry):
    whole = (entry(id="a"), entry(id="b", twins={"nl": "https://a.example/nl"}))

    assert all(a is b for a, b in zip(curation.decided(whole, LISTS), whole, strict=True))

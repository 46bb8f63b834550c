"""One story is one card, whatever its languages and sources."""

from datetime import UTC, date, datetime

from publish import cards


def pair(entry):
    """Make the French and the Dutch version of one text, a month apart."""
    french = entry(id="f", url="https://m.example/fr/a", twins={"nl": "https://m.example/nl/a"})
    dutch = entry(
        id="n",
        url="https://m.example/nl/a",
        lang="nl",
        date=date(2026, 12, 1),
        twins={"fr": "https://m.example/fr/a"},
    )
    return french, dutch


def test_two_languages_of_one_text_are_one_card_with_the_readers_own_in_front(entry):
    french, dutch = pair(entry)

    (for_french,) = cards.group_cards([french, dutch], "fr")
    (for_dutch,) = cards.group_cards([french, dutch], "nl")

    assert (for_french.lead, for_french.versions) == (french, (("nl", dutch.url, dutch),))
    assert (for_dutch.lead, for_dutch.versions) == (dutch, (("fr", french.url, french),))


def test_a_twin_that_is_not_stored_is_still_offered(entry):
    alone = entry(id="f", twins={"nl": "https://m.example/nl/a"})

    (card,) = cards.group_cards([alone], "fr")

    assert card.versions == (("nl", "https://m.example/nl/a", None),)


def test_the_same_story_elsewhere_stands_behind_the_official_source(entry):
    official = entry(id="o", url="https://m.example/o")
    relay = entry(
        id="a",
        url="https://a.example/r",
        source="agency",
        date=date(2026, 11, 1),
        same_as=(official.url,),
    )

    (card,) = cards.group_cards([relay, official], "fr", official={"ministry"})

    assert (card.lead, card.also) == (official, (relay,))


def test_a_former_address_ties_too(entry):
    moved = entry(id="m", url="https://m.example/new", aliases=("https://m.example/old",))
    relay = entry(
        id="r", url="https://a.example/r", source="agency", same_as=("https://m.example/old",)
    )

    assert len(cards.group_cards([moved, relay], "fr")) == 1


def test_an_entry_that_is_gone_gives_way_to_one_that_stands(entry):
    gone = entry(id="g", url="https://m.example/g", status="gone")
    relay = entry(id="r", url="https://a.example/r", source="agency", same_as=(gone.url,))

    (card,) = cards.group_cards([gone, relay], "fr", official={"ministry"})

    assert card.lead == relay


def test_a_chain_of_ties_is_one_card_in_any_order(entry):
    chain = [
        entry(id=str(n), url=f"https://m.example/{n}", same_as=(f"https://m.example/{n + 1}",))
        for n in range(5)
    ]

    assert len(cards.group_cards(chain, "fr")) == len(cards.group_cards(chain[::-1], "fr")) == 1


def test_every_entry_is_on_one_card_only(entry):
    french, dutch = pair(entry)
    others = [entry(id=f"x{n}") for n in range(3)]

    dealt = cards.group_cards([french, *others, dutch], "nl")

    assert sorted(member.id for card in dealt for member in card.members) == [
        "f",
        "n",
        "x0",
        "x1",
        "x2",
    ]


def test_an_undated_entry_stands_in_the_month_it_was_seen_after_the_dated_ones(entry):
    undated = entry(id="u", date=None, first_seen=datetime(2026, 11, 30, tzinfo=UTC))
    dated, older = entry(id="d", date=date(2026, 11, 2)), entry(id="o", date=date(2026, 10, 31))

    dealt = cards.group_cards([undated, older, dated], "fr")

    assert cards.month(undated) == "2026-11"
    assert [card.lead.id for card in dealt] == ["d", "u", "o"]


def test_the_order_does_not_hang_on_the_order_of_the_files(entry):
    several = [entry(id=f"{n}") for n in range(6)]

    assert cards.group_cards(several, "fr") == cards.group_cards(several[::-1], "fr")

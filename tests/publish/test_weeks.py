"""Which week an entry stands in, which weeks have a page, and what a bulletin tells first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.health import Health, SourceHealth
from publish import cards, weeks
from publish.library import Library, NamedTerm

SETTLED = datetime(2026, 11, 1, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def settled(library, moment=SETTLED):
    """Give the library a memory of the first reading of its sources."""
    object.__setattr__(library, "health", Health({"ministry": SourceHealth(baseline_at=moment)}))
    return library


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 16), "2026-W47"),
        (date(2026, 11, 22), "2026-W47"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_week_begins_on_monday_and_belongs_to_the_year_of_its_thursday(day, week):
    assert weeks.of(day) == week
    assert weeks.monday(week) <= day < weeks.monday(week) + timedelta(days=7)


@pytest.mark.parametrize(
    "week",
    ["2026-W54", "2025-W53", "2026-W00", "2026-47", "x", "9999-W52", "２０２６-W47"],
)
def test_what_is_no_week_is_refused(week):
    with pytest.raises(ValueError, match=r"week|W"):
        weeks.monday(week)


def test_a_card_stands_in_the_weeks_of_all_its_versions_newest_first(entry):
    french = entry(id="f", url="https://m.example/fr", twins={"nl": "https://m.example/nl"})
    dutch = entry(id="n", url="https://m.example/nl", lang="nl", date=date(2026, 12, 1))

    found = weeks.by_week(cards.group_cards([french, dutch], "fr"), Library())

    assert list(found) == ["2026-W49", "2026-W47"]


@pytest.mark.parametrize(
    ("seen", "day", "is_backlog"),
    [
        (SETTLED, None, True),
        (SETTLED, date(2026, 9, 1), True),
        (SETTLED, date(2026, 9, 3), False),
        (SETTLED, date(2026, 11, 1), False),
        (SETTLED + timedelta(days=7), None, False),
        (SETTLED + timedelta(days=7), date(2020, 1, 1), False),
    ],
)
def test_the_backlog_of_a_source_is_in_no_week(entry, seen, day, is_backlog):
    library = settled(Library())
    found = entry(source="ministry", first_seen=seen, date=day)

    assert weeks.is_backlog(found, library) is is_backlog
    (card,) = cards.group_cards([found], "fr")
    assert bool(weeks.by_week([card], library)) is not is_backlog
    assert weeks.news_seen(card, library) == ("" if is_backlog else seen.isoformat())


def test_the_first_reading_of_a_large_source_lasts_until_it_is_done(entry):
    library = settled(Library(), moment=None)

    assert weeks.is_backlog(entry(source="ministry", date=None), library)
    assert not weeks.is_backlog(entry(source="another", date=None), library)


def test_half_a_year_of_weeks_has_pages_and_so_has_any_that_a_person_introduced():
    all_weeks = [weeks.of(TODAY - timedelta(days=7 * n)) for n in range(60)] + ["2027-W05"]

    kept = weeks.kept(all_weeks, ["2020-W10", "2026-W47", "2026-W60"], TODAY)

    assert len(kept) == weeks.KEPT + 1
    assert (kept[0], kept[-1]) == ("2026-W47", "2020-W10")


@pytest.mark.parametrize(
    ("today", "opens_with"),
    [
        (date(2026, 11, 23), "2026-W47"),
        (date(2026, 11, 24), "2026-W47"),
        (date(2026, 11, 16), "2026-W46"),
        (date(2026, 12, 25), "2026-W47"),
        (date(2020, 1, 1), ""),
        (date.min, ""),
    ],
)
def test_a_refresh_on_monday_opens_with_the_week_that_has_ended(today, opens_with):
    assert weeks.current(
        ["2026-W47", "2026-W46", "2026-W50"] if today < date(2026, 12, 1) else ["2026-W47"], today
    ) == (opens_with)


def test_what_came_out_earlier_and_was_only_seen_now_is_told_apart(entry, library_of):
    seen = datetime(2026, 11, 18, tzinfo=UTC)
    late = entry(id="l", date=date(2026, 9, 1), first_seen=seen)
    last_week = entry(id="p", date=date(2026, 11, 12), first_seen=seen)
    undated = entry(id="u", date=None, first_seen=seen)
    past = entry(id="o", date=date(2026, 9, 1), first_seen=SETTLED)
    library = settled(library_of(late, last_week, undated, past))

    found = weeks.late(cards.group_cards(library.entries, "fr"), "2026-W47", library)

    assert [card.lead.id for card in found] == ["l"]


def test_the_first_reading_of_a_source_brings_its_past_and_no_news(entry, library_of):
    seen = datetime(2026, 11, 18, tzinfo=UTC)
    library = settled(library_of(entry(date=date(2026, 9, 1), first_seen=seen)), moment=seen)

    assert weeks.late(cards.group_cards(library.entries, "fr"), "2026-W47", library) == []


def test_a_bulletin_tells_the_kinds_in_the_order_of_the_instance(entry, library_of):
    kinds = ("tool", "odd", "news", "law")
    library = library_of(*(entry(id=kind, type=kind) for kind in kinds))
    found = cards.group_cards(library.entries, "fr")

    groups = weeks.grouped(found, library, ["law", ["tool", "news"]], "fr")

    assert [(term.id, sorted(card.lead.type for card in some)) for term, some in groups] == [
        ("law", ["law"]),
        ("tool", ["news", "tool"]),
        ("odd", ["odd"]),
    ]
    assert [term.id for term, _ in weeks.grouped(found, library, (), "fr")] == [
        "law",
        "news",
        "tool",
        "odd",
    ]


def test_what_has_a_theme_and_the_readers_language_comes_first(entry, library_of):
    library = library_of(
        entry(id="a", themes=(), date=date(2026, 11, 22)),
        entry(id="b", lang="nl", date=date(2026, 11, 21)),
        entry(id="c", date=date(2026, 11, 16)),
    )

    ((_, found),) = weeks.grouped(cards.group_cards(library.entries, "fr"), library, (), "fr")

    assert [card.lead.id for card in found] == ["c", "b", "a"]


def test_what_a_person_picked_out_stands_first_and_once(entry, library_of):
    library = library_of(
        entry(id="law"), entry(id="pick", type="news", review="review:\n  highlight: true\n")
    )

    groups = weeks.grouped(cards.group_cards(library.entries, "fr"), library, (), "fr")

    assert [(term.label("fr"), [card.lead.id for card in found]) for term, found in groups] == [
        ("Notre sélection", ["pick"]),
        ("Législation", ["law"]),
    ]


@pytest.mark.parametrize(
    ("day", "is_backlog"), [(None, True), (date(2024, 5, 2), True), (date(2026, 11, 14), False)]
)
def test_before_the_first_refresh_what_is_old_or_undated_is_no_weeks_news(entry, day, is_backlog):
    found = entry(source="ministry", first_seen=datetime(2026, 11, 15, tzinfo=UTC), date=day)

    assert weeks.is_backlog(found, Library()) is is_backlog


@pytest.mark.parametrize(
    ("sizes", "most", "given"),
    [
        ((4, 1, 3), 18, [4, 1, 3]),
        ((9, 9, 1), 7, [3, 3, 1]),
        ((2, 5, 1), 6, [2, 3, 1]),
        ((3, 3, 3), 2, [1, 1, 1]),
        ((), 5, []),
    ],
)
def test_where_there_is_room_for_few_each_kind_has_some(entry, sizes, most, given):
    card = cards.Card(entry())
    groups = [(NamedTerm(str(n), {}), [card] * size) for n, size in enumerate(sizes)]

    assert weeks.shares(groups, most) == given


def test_what_a_person_picked_out_stands_whole_up_to_five(entry):
    card = cards.Card(entry())
    groups = [(NamedTerm(weeks.HIGHLIGHTS, {}), [card] * 6), (NamedTerm("law", {}), [card] * 4)]

    assert weeks.shares(groups, 3) == [5, 1]

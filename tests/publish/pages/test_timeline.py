"""The drawing of the radar says what its table says, within its frame."""

from datetime import date, timedelta

import pytest

from publish import cards, law
from publish.pages import timeline

TODAY = date(2026, 11, 22)


def drawn(*entries, today=TODAY):
    """Draw the texts of entries."""
    return timeline.draw(law.texts(cards.group_cards(entries, "fr"), today, "fr"), today, "fr")


def test_a_texts_days_stand_in_their_order_from_left_to_right(entry):
    drawing = drawn(entry(summary="5 NOVEMBRE 2026. - Arrêté royal", review="in_force: 2027-01-01"))

    (lane,) = drawing.lanes
    assert [mark.shape for mark in lane.marks] == ["act", "published", "in-force"]
    assert [mark.x for mark in lane.marks] == sorted(mark.x for mark in lane.marks)
    assert lane.marks[1].x < drawing.today < lane.marks[2].x


def test_everything_stands_within_the_frame(entry):
    entries = [
        entry(
            id=f"{n:03}",
            date=TODAY - timedelta(days=n * 9),
            review=f"in_force: {TODAY + timedelta(days=n * 40)}",
        )
        for n in range(30)
    ]

    drawing = drawn(*entries)

    places = [mark.x for lane in drawing.lanes for mark in lane.marks] + [
        x for x, _ in drawing.months
    ]
    assert all(timeline.MARGIN <= x <= timeline.WIDTH - timeline.MARGIN for x in places)
    assert all(lane.y < drawing.height for lane in drawing.lanes)
    assert len(drawing.lanes) == timeline.LANES
    assert len(drawing.months) <= timeline.MONTHS_BACK + timeline.MONTHS_MOST


def test_texts_that_enter_into_force_are_kept_before_others(entry):
    dated = entry(id="d", review="in_force: 2027-03-01")
    others = [entry(id=f"{n:03}") for n in range(timeline.LANES + 5)]

    assert "d" in {lane.text.card.lead.id for lane in drawn(dated, *others).lanes}


@pytest.mark.parametrize("facts", [{"date": date(2020, 1, 1)}, {"themes": ()}, {"type": "news"}])
def test_what_is_far_or_concerns_nobody_is_not_drawn(entry, facts):
    assert drawn(entry(**facts)) is None


def test_a_long_title_is_cut_at_a_word(entry):
    (lane,) = drawn(entry(title="mot " * 60)).lanes

    assert len(lane.title) <= 98
    assert lane.title.endswith("mot…")

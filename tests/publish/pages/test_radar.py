"""What stands on the radar, and what waits for a person to read it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from knowledge.health import Health, SourceHealth
from knowledge.i18n import catalogue
from knowledge.model import Change
from publish import cards, law
from publish.indexes import build_indexes
from publish.pages import radar, render
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

LAST = datetime(2026, 11, 22, 18, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} </title></svg>"
TODAY = date(2026, 11, 22)


def page(library, lang="fr"):
    """Make the page of a library that was read on 22 November 2026."""
    read = replace(library, health=Health({"ministry": SourceHealth(last_success=LAST)}))
    spec = radar.page(SiteContext(read, catalogue.load(lang), indexes=build_indexes(read, lang)))
    facts = {
        **spec.data,
        "title": spec.title,
        "root": "../",
        "site": SiteMetadata("https://a.example/"),
    }
    return spec, BeautifulSoup(
        render.render(spec.template, SiteContext(read, catalogue.load(lang)), **facts),
        "html.parser",
    )


def test_a_text_without_a_day_says_so_and_waits_for_a_person(entry, library_of):
    _, soup = page(library_of(entry()))

    assert "non connue" in soup.select_one(".vg-table tbody tr").get_text()
    assert "0123456789" in soup.select_one(".vg-waiting").get_text()


def test_a_text_with_its_day_waits_for_nobody(entry, library_of):
    spec, soup = page(library_of(entry(review="in_force: 2027-01-01")))

    assert spec.data["waiting"] == []
    assert "Chaque texte" in soup.get_text()
    assert soup.select_one(".vg-table time[datetime='2027-01-01']")


def test_what_is_old_waits_no_more(entry, library_of):
    assert page(library_of(entry(date=date(2024, 1, 1))))[0].data["waiting"] == []


def test_this_quarter_is_told_apart_from_what_comes_after(entry, library_of):
    days = {"a": "2026-10-01", "b": "2026-12-31", "c": "2027-01-01", "d": "2026-09-30"}
    spec, soup = page(
        library_of(*(entry(id=key, review=f"in_force: {day}") for key, day in days.items()))
    )

    assert [one.card.lead.id for one in spec.data["quarter"]] == ["a", "b"]
    assert [one.card.lead.id for one in spec.data["next"]] == ["c"]
    assert len(soup.select(".vg-force")) == 3


def test_the_drawing_has_a_title_and_says_what_its_shapes_mean(entry, library_of):
    _, soup = page(library_of(entry(review="in_force: 2027-01-01")))

    drawing = soup.find("svg", role="img")
    named = drawing["aria-labelledby"].split()
    assert [soup.find(id=name).name for name in named] == ["title", "desc"]
    assert drawing.select(".vg-line__force")


def test_a_changed_text_is_shown_word_by_word(entry, library_of):
    change = Change(LAST, "text", ("une fois par an, au plus",), ("deux fois par an, au plus",))
    spec, soup = page(library_of(entry(type="page-change", history=(change,))))

    assert (soup.find("del").get_text(), soup.find("ins").get_text()) == ("une", "deux")
    assert len(spec.data["changed_now"]) == 1


def test_hostile_text_stays_text(entry, library_of):
    change = Change(LAST, "text", (HOSTILE,), (HOSTILE + " et plus",))
    noted = f"in_force: 2027-01-01\naudience: ['{HOSTILE.replace(chr(39), chr(39) * 2)}']\nnote: >-\n  {HOSTILE}\n"
    _, soup = page(
        library_of(
            entry(
                id="a",
                title=HOSTILE,
                review=noted,
                url="javascript:alert(1)",
                lang='fr" onclick="x',
            ),
            entry(id="b", title=HOSTILE, themes=()),
            entry(id="c", type="page-change", title=HOSTILE, history=(change,)),
        )
    )

    assert not soup.find_all(["script", "img"])
    assert not [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]
    assert not [a for a in soup.find_all("a") if a["href"].startswith("javascript")]
    assert "49" not in soup.get_text()


def test_an_empty_instance_has_a_radar(library_of):
    library = library_of()

    spec = radar.page(
        SiteContext(library, catalogue.load("fr"), indexes=build_indexes(library, "fr"))
    )

    assert (spec.data["table"], spec.data["drawing"]) == ([], None)


def drawn(*entries, today=TODAY):
    """Draw the texts of entries."""
    return radar.draw(law.texts(cards.group_cards(entries, "fr"), today, "fr"), today, "fr")


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
    assert all(radar.MARGIN <= x <= radar.WIDTH - radar.MARGIN for x in places)
    assert all(lane.y < drawing.height for lane in drawing.lanes)
    assert len(drawing.lanes) == radar.LANES
    assert len(drawing.months) <= radar.MONTHS_BACK + radar.MONTHS_MOST


def test_texts_that_enter_into_force_are_kept_before_others(entry):
    dated = entry(id="d", review="in_force: 2027-03-01")
    others = [entry(id=f"{n:03}") for n in range(radar.LANES + 5)]

    assert "d" in {lane.text.card.lead.id for lane in drawn(dated, *others).lanes}


@pytest.mark.parametrize("facts", [{"date": date(2020, 1, 1)}, {"themes": ()}, {"type": "news"}])
def test_what_is_far_or_concerns_nobody_is_not_drawn(entry, facts):
    assert drawn(entry(**facts)) is None


def test_a_long_title_is_cut_at_a_word(entry):
    (lane,) = drawn(entry(title="mot " * 60)).lanes

    assert len(lane.title) <= 98
    assert lane.title.endswith("mot…")

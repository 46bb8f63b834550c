"""What stands on the radar, and what waits for a person to read it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bs4 import BeautifulSoup

from knowledge.health import Health, SourceHealth
from knowledge.i18n import catalogue
from knowledge.model import Change
from publish.indexes import build_indexes
from publish.pages import radar, render
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

LAST = datetime(2026, 11, 22, 18, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} </title></svg>"


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

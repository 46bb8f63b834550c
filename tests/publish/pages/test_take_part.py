"""The pages where readers take part, as they stand in the site before any script runs."""

import re
from dataclasses import replace
from math import hypot
from pathlib import Path

import lxml.html
import pytest

from knowledge import take_part as asked
from knowledge import taxonomy
from knowledge.take_part import TakePart
from publish import site_context
from publish.pages import charts, render, take_part

REPOSITORY = Path(__file__).parents[3]
HELD = asked.load(REPOSITORY, taxonomy.load(REPOSITORY))


@pytest.fixture
def pages(library):
    """Return what gives the pages by path, of what an instance asks, as elements of a page."""

    def made(held=HELD, locale="fr"):
        lists = {**library.lists, "indicators": {}}
        context = site_context.build(replace(library, take_part=held, lists=lists), locale)
        found = {}
        for page in take_part.pages(context):
            facts = {**page.data, "title": page.title, "root": "../../", "site": context.metadata}
            html = render.render(page.template, context, **facts)
            found[page.path] = lxml.html.fromstring(f"<main>{html}</main>")
        return found

    return made


def test_an_instance_that_asks_nothing_has_none_of_the_pages(pages):
    assert pages(TakePart()) == {}


def test_only_what_is_asked_is_offered(pages):
    found = pages(TakePart(where_are_we=HELD.where_are_we))

    assert list(found) == ["take-part/index.md", "take-part/where.md"]
    links = found["take-part/index.md"].xpath(".//a/@href")
    assert links == ["../../take-part/where/", "../../questions/", "../../propose/"]


def test_each_sentence_has_five_answers_and_one_that_does_not_count(pages):
    page = pages()["take-part/barometer.md"]

    for number, ask in enumerate(page.xpath(".//fieldset"), 1):
        values = ask.xpath(".//input[@type='radio']/@value")
        assert (values, set(ask.xpath(".//input/@name"))) == (list("123450"), {f"i{number}"})
    assert number == 24


@pytest.mark.parametrize("locale", ["fr", "nl"])
def test_the_drawing_the_table_and_what_follows_are_about_the_same_fields(pages, locale):
    page = pages(locale=locale)["take-part/barometer.md"]

    fields = page.xpath(".//*[@data-vg-results='field']//@data-vg-row")
    assert fields == page.xpath(".//*[@data-vg-web='field']//@data-vg-spoke")
    assert fields == page.xpath(".//@data-vg-weak")
    assert len(page.xpath(".//*[@data-vg-web='dimension']//@data-vg-spoke")) == 12
    assert set(page.xpath(".//@data-vg-field")) == set(fields)


def test_nothing_of_the_result_shows_before_a_script_counts(pages):
    page = pages()["take-part/barometer.md"]

    assert page.xpath(".//*[@data-vg-outcome]/@hidden") == [""]
    assert page.xpath(".//*[@data-vg-scriptless]/@hidden") == []
    assert page.xpath(".//button[not(ancestor-or-self::*[@hidden])]") == []


def test_no_script_or_style_stands_in_a_page(pages):
    for page in pages().values():
        assert page.xpath(".//script | .//style | .//@style | .//@onclick") == []


def test_each_question_leads_to_its_step_which_names_what_it_asks_for(pages):
    page = pages()["take-part/where.md"]

    for ask in page.xpath(".//fieldset"):
        name, step = ask.get("data-vg-question"), ask.get("data-vg-of")
        assert ask.xpath(".//a/@href") == [f"#s-{step}"]
        assert page.xpath(f".//section[@data-vg-step='{step}']//li[@data-vg-todo='{name}']")


def test_hostile_words_of_an_instance_stay_words(pages):
    hostile = "</script><img src=x onerror=alert(1)>"
    barometer = HELD.barometer.model_copy(update={"rests_on": {"fr": hostile, "nl": hostile}})

    page = pages(TakePart(barometer=barometer))["take-part/barometer.md"]

    assert page.xpath(".//img") == []
    assert hostile in page.text_content()


@pytest.mark.parametrize("many", [3, 6, 12])
def test_the_spokes_of_a_web_reach_as_far_and_its_names_stay_within(many):
    drawn = charts.web([(str(number), "Arbeidsomstandigheden") for number in range(many)])

    assert all(abs(hypot(spoke.x, spoke.y) - 1) < 0.001 for spoke in drawn.spokes)
    for spoke in drawn.spokes:
        x, y = spoke.label_at
        assert 0 < y < drawn.height
        assert 0 < x < drawn.width
    assert [len(re.findall(",", ring)) for ring in drawn.rings] == [many] * charts.RINGS


def test_bars_are_as_long_as_their_numbers():
    assert [bar.length for bar in charts.bars([("a", 4), ("b", 2), ("c", 0)])] == [320, 160, 0]
    assert [bar.length for bar in charts.bars([("a", 1)], 4)] == [80]
    assert charts.bars([("a", 0)]) == charts.bars([]) == ()


def test_a_label_is_broken_between_its_words_alone():
    drawn = charts.web([("a", "Arbeidsomstandigheden"), ("b", "Rémunération et avantages")])

    assert [spoke.label for spoke in drawn.spokes] == [
        ("Arbeidsomstandigheden",),
        ("Rémunération et", "avantages"),
    ]

"""The list of questions and ideas, what stands around the text of each, and their feed."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup

from knowledge.sheets.kinds.question import KIND, STATES, QuestionPassage, ReaderQuestion
from knowledge.sheets.reading import Sheet
from publish import site_metadata
from publish.exports import feeds
from publish.pages import questions, render, sheet_pages
from publish.site_context import SiteContext


def question(name, *states, lang="fr", on=1, **keys):
    """Make a question that went through some states, a day each."""
    life = tuple(
        QuestionPassage(state=state, on=date(2026, 11, day)) for day, state in enumerate(states, on)
    )
    told = {"title": name, "description": f"{name} <b> ?", "life": life, **keys}
    return Sheet(KIND, name, lang, f"docs/{lang}/questions/{name}.md", ReaderQuestion(**told))


@pytest.fixture
def context(house, indexed):
    """Give what the pages of a library are made with."""

    def made(*sheets, lang="fr"):
        indexes, words = indexed(house(*sheets), lang)
        facts = site_metadata.of({"root_url": "https://v.example/"}, lang, "Veille")
        return SiteContext(house(*sheets), words, indexes=indexes, metadata=facts)

    return made


def listed(context):
    """Return the page of the list."""
    (page,) = questions.pages(context)
    facts = {"title": page.title, "root": "../", "body": "", "site": context.metadata}
    html = render.render(page.template, context, **{**page.data, **facts})
    return BeautifulSoup(html, "lxml")


def shown(sheet, context):
    """Return the page of a question."""
    html = sheet_pages.page(sheet, "<p>Un texte.</p>", context, root="../../")
    return BeautifulSoup(html, "lxml")


def test_every_state_has_a_place_in_the_order():
    assert set(questions.ORDER) == set(STATES)


def test_what_waits_comes_first_and_the_newest_of_each_state(context):
    found = listed(
        context(
            question("a", "asked", "answered", answered_by="x", answer="Oui."),
            question("b", "asked"),
            question("c", "idea"),
            question("d", "asked", "answered", on=10),
        )
    )

    assert [h["id"] for h in found.select("h2[id^=state-]")] == [
        *("state-asked", "state-idea", "state-answered"),
    ]
    links = [a["href"] for a in found.select(".vg-row__title")]
    assert links == [f"../questions/{name}/" for name in "bcda"]
    assert found.select_one('a[href="../feeds/questions.atom"]')


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_an_empty_list_says_how_to_ask_and_offers_no_feed(context, lang):
    found = listed(context(lang=lang))

    assert not found.select(".vg-row")
    assert [a["href"] for a in found.select(".vg-invite a")] == [
        *("../propose/question/", "../propose/idea/"),
    ]
    assert not found.select("a[href*=feeds]")


def test_a_page_says_who_asks_what_it_is_about_and_how_to_answer(context, organisation):
    asked = question("a", "asked", asked_by="une <i>", fields=("health",), themes=("telework",))

    found = shown(asked, context(asked, organisation("actiris")))

    facts = found.select_one(".vg-practice-facts")
    assert "une <i>" in facts.text
    assert [a["href"] for a in facts.select("a")] == [
        *("../../themes/telework/", "../../themes/health/"),
    ]
    answer = found.select_one('a[href="../../propose/question/?sheet=questions/a"]')
    assert answer


def test_an_answer_says_whose_it_is_and_asks_for_no_other(context, organisation):
    closed = question("a", "asked", "answered", answered_by="actiris", answer="Oui.")

    found = shown(closed, context(closed, organisation("actiris")))

    assert found.select_one('dl a[href="../../directory/actiris/"]').text == "actiris (fr)"
    assert not found.select('a[href*="?sheet="]')
    assert "None" not in found.text


def test_what_is_new_and_what_was_answered_is_in_the_feed_the_latest_first(context):
    told = context(
        question("a", "asked", "answered", on=5),
        question("b", "asked"),
        question("c", "idea", on=9),
    )

    made = dict(feeds.files(told))

    assert {f"feeds/questions.{kind}" for kind in feeds.FORMATS} <= set(made)
    items = json.loads(made["feeds/questions.json"])["items"]
    assert [item["title"] for item in items] == ["c (idée)", "a (répondue)", "b (posée)"]
    assert items[1]["url"] == "https://v.example/fr/questions/a/"
    assert items[1]["date_published"][:10] == "2026-11-05"
    assert items[1]["date_modified"][:10] == "2026-11-06"
    assert b"<updated>2026-11-09T" in made["feeds/questions.atom"]

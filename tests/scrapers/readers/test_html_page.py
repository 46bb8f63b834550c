"""A page, parsed once, and what every finder reads from it."""

import pytest

from knowledge.errors import ReadError
from scrapers.readers import body, html_page
from tests.scrapers.readers.pages import snapshot

URL = "https://site.example/fr/news/un-titre"


def page(markup, head=""):
    return html_page.parse(snapshot(f"<html><head>{head}</head><body>{markup}</body></html>", URL))


@pytest.mark.parametrize(
    "markup",
    [
        "<article>Autre</article><main id='text'>Texte</main>",
        "<article>Autre</article><div role='main' id='text'>Texte</div>",
        "<div class='content'>Autre</div><article id='text'>Texte</article>",
        "<div>Autre</div><div class='content' id='text'>Texte</div>",
    ],
)
def test_the_main_part_is_the_one_that_is_named_most_clearly(markup):
    assert page(markup).main["id"] == "text"


def test_a_page_without_a_main_part_is_its_body():
    assert page("<p>Texte</p>").main.name == "body"


def test_what_the_finders_share_is_worked_out_once():
    read = page("<main><p>Texte</p><a href='autre'>Autre</a></main>")

    assert read.lines is read.lines
    assert read.links is read.links
    assert [target for _, target in read.links] == ["https://site.example/fr/news/autre"]


def test_the_first_metadata_with_a_content_wins():
    read = page("", '<meta name="A" content=" "><meta name="a" content="1"><meta property="b">')

    assert (read.stated("c", "a"), read.stated("b")) == ("1", "")


def test_a_stripped_page_has_a_main_part_of_its_own():
    whole = page("<aside class='sidebar'><article>Autre</article></aside><p>Texte</p>")
    before = whole.main.name

    own = body.strip(whole)

    assert before == "article"
    assert own.lines == ["Texte"]


def test_a_nesting_that_no_page_has_is_refused():
    with pytest.raises(ReadError) as caught:
        page("<div>" * 400)

    assert caught.value.problem.code == "too_dense"

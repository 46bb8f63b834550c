"""Rare elements of RSS and Atom -> the items all the same."""

import pytest

from scrapers.readers import feed
from tests.scrapers.readers.pages import source, xml

RSS = (
    '<rss version="2.0"><channel><title>T</title><link>https://site.example/</link>{}'
    "</channel></rss>"
)


def only(body):
    return next(iter(feed.read(xml(body), source())))


FORM = (
    "<textInput><title>Search</title><description>Find it</description><name>q</name>"
    "<link>https://site.example/search</link></textInput>"
)
ITEM = "<title>A</title><link>https://site.example/a</link><description>Own words</description>"


@pytest.mark.parametrize("items", [f"<item>{FORM}{ITEM}</item>", f"<item>{ITEM}{FORM}</item>"])
@pytest.mark.parametrize("channel", ["", FORM])
def test_a_form_in_an_item_or_a_channel_costs_neither_feed_nor_words(items, channel):
    other = "<item><title>B</title><link>https://site.example/b</link></item>"

    read = list(feed.read(xml(RSS.format(channel + items + other)), source()))

    assert [(raw.title, raw.url) for raw in read] == [
        ("A", "https://site.example/a"),
        ("B", "https://site.example/b"),
    ]
    assert read[0].summary == "Own words"


@pytest.mark.parametrize(
    "element",
    [
        '<cc:license xmlns:cc="http://web.resource.org/cc/" />',
        '<gml:pos xmlns:gml="http://www.opengis.net/gml">here</gml:pos>',
        '<media:rating xmlns:media="http://search.yahoo.com/mrss/">adult</media:rating>',
        '<psc:chapter xmlns:psc="http://podlove.org/simple-chapters" start="x"/>',
    ],
)
def test_an_element_that_feedparser_breaks_on_is_passed_over(element):
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://site.example/">'
        f'<title>T</title></channel>{element}<item rdf:about="https://site.example/a">'
        "<title>A</title><link>https://site.example/a</link></item></rdf:RDF>"
    )

    assert only(body).title == "A"


def test_what_is_said_of_a_picture_stands_in_only_where_the_item_says_nothing():
    media = (
        '<media:content xmlns:media="http://search.yahoo.com/mrss/"><media:description>'
        "A crowd</media:description></media:content>"
    )
    bare = "<title>A</title><link>https://site.example/a</link>"

    assert only(RSS.format(f"<item>{media}{ITEM}</item>")).summary == "Own words"
    assert only(RSS.format(f"<item>{media}{bare}</item>")).summary == "A crowd"


def test_the_link_that_names_a_language_is_not_the_items_own():
    twin = (
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="alternate" hreflang="nl" '
        'href="https://site.example/nl/a"/>'
    )

    raw = only(RSS.format(f"<item>{twin}{ITEM}</item>"))

    assert raw.url == "https://site.example/a"
    assert raw.twins == (("nl", "https://site.example/nl/a"),)

"""The REST API of WordPress -> raw entries."""

import json

import pytest

from knowledge.errors import ReadError
from knowledge.model import RawDocument
from knowledge.source import FeedOptions
from scrapers.readers import wordpress
from tests.scrapers.readers.pages import snapshot, source

SITE = "https://site.example/"
POST = {
    "link": "https://site.example/actus/a",
    "date": "2026-11-05T00:30:00",
    "date_gmt": "2026-11-04T23:30:00",
    "modified": "2026-11-06T10:00:00",
    "title": {"rendered": "L&rsquo;un &#038; l&rsquo;autre"},
    "guid": {"rendered": "https://site.example/?p=9"},
    "excerpt": {"rendered": "<p>Un extrait [&hellip;]</p>"},
    "content": {"rendered": '<p><a href="/r.pdf">Le recueil</a> (PDF, 2,7 Mo)</p>'},
    "_embedded": {"wp:term": [[{"name": "Études"}], [{"name": "joie"}, {}], None]},
}


def answer(body, **more):
    return snapshot(
        json.dumps(body),
        SITE + "wp-json/wp/v2/posts?per_page=20&page=1",
        kind="application/json",
        **more,
    )


def refusal(page):
    with pytest.raises(ReadError) as caught:
        list(wordpress.read(page, source("wordpress", SITE)))
    return caught.value.problem.code


def test_a_post_is_dated_by_the_sites_own_clock():
    (raw,) = wordpress.read(answer([POST]), source("wordpress", SITE))

    assert (raw.url, raw.published, raw.updated) == (
        POST["link"],
        "2026-11-05T00:30:00",
        "2026-11-06T10:00:00",
    )
    assert (raw.title, raw.external_id) == (
        "L&rsquo;un &#038; l&rsquo;autre",
        "https://site.example/?p=9",
    )
    assert raw.summary == "<p>Un extrait [&hellip;]</p>"
    assert raw.themes == ("Études", "joie")
    assert raw.documents == (RawDocument("https://site.example/r.pdf", "Le recueil", "2,7 Mo"),)


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://site.example/", "https://site.example/wp-json/wp/v2/posts?per_page=20&page=1"),
        (
            "https://site.example/blog",
            "https://site.example/blog/wp-json/wp/v2/posts?per_page=20&page=1",
        ),
        (
            "https://site.example/wp-json/wp/v2/posts?categories=3",
            "https://site.example/wp-json/wp/v2/posts?categories=3&per_page=20&page=1",
        ),
        (
            "https://site.example/?rest_route=/wp/v2/posts",
            "https://site.example/?rest_route=/wp/v2/posts&per_page=20&page=1",
        ),
    ],
)
def test_the_api_is_found_from_the_site_or_from_its_own_address(url, first):
    assert wordpress.start(source("wordpress", url)).replace("%2F", "/") == first


def test_pages_are_followed_up_to_the_stated_total():
    page = answer([POST], headers={"x-wp-totalpages": "2"})

    assert wordpress.follow(page, source("wordpress", SITE), 1) == [
        SITE + "wp-json/wp/v2/posts?per_page=20&page=2"
    ]
    assert wordpress.follow(page, source("wordpress", SITE), 2) == []
    assert wordpress.follow(page, source("wordpress", SITE, options={"max_pages": 1}), 1) == []


def test_a_site_that_hides_the_total_is_followed_while_its_pages_are_full():
    full = source("wordpress", SITE, options={"per_page": 1})

    assert wordpress.follow(answer([POST]), full, 1)
    assert not wordpress.follow(answer([]), full, 1)


def test_a_page_beyond_the_last_is_the_end():
    beyond = answer({"code": "rest_post_invalid_page_number", "message": "…"}, status=400)

    assert list(wordpress.read(beyond, source("wordpress", SITE))) == []


@pytest.mark.parametrize(
    "page",
    [
        answer({"code": "rest_forbidden"}, status=403),
        answer([POST], status=500),
        answer({"posts": []}),
        answer([1]),
        answer("x"),
        snapshot("<html><title>Accueil</title></html>", SITE),
        snapshot("[" * 100_000, SITE),
        snapshot(b"", SITE),
    ],
)
def test_an_answer_that_is_no_list_of_posts_is_refused(page):
    assert refusal(page) == "shape_wordpress"


@pytest.mark.parametrize(
    "post", [{}, {"title": None, "link": 3}, {"title": {"rendered": " "}, "link": SITE}]
)
def test_an_odd_post_is_named_and_not_skipped(post):
    (raw,) = wordpress.read(answer([post]), source("wordpress", SITE))

    assert raw.problem in {"no_title", "no_address"}


def test_a_closed_api_falls_back_to_the_feed():
    feed = wordpress.fallback(
        source("wordpress", "https://site.example/blog/wp-json/wp/v2/posts?x=1")
    )
    named = wordpress.fallback(
        source("wordpress", SITE, options={"feed": "https://site.example/rss"})
    )

    assert (feed.reader, feed.url, feed.options) == (
        "feed",
        "https://site.example/blog/feed/",
        FeedOptions(),
    )
    assert named.url == "https://site.example/rss"

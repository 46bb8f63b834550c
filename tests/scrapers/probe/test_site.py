"""What a site offers, asked of a web that is a dictionary."""

import pytest
import yaml

from knowledge.errors import FetchError
from knowledge.source import Source
from scrapers.probe import site
from tests.scrapers.readers.pages import snapshot

AT = "https://www.site.example/fr/news"
RSS = (
    '<rss version="2.0"><channel><title>Le flux</title>'
    "<item><title>A</title><link>https://site.example/a</link></item></channel></rss>"
)
ROWS = "".join(
    f'<article class="teaser"><h2><a href="/fr/news/{n}">N{n}</a></h2><time '
    'datetime="2026-11-10"></time></article>'
    for n in "abc"
)


def web(pages):
    asked = []

    def get(url):
        asked.append(url)
        if url not in pages:
            raise FetchError("unreachable", url=url, reason="nothing there")
        return pages[url]

    return get, asked


def page(body="", head="", url=AT, lang="fr"):
    return snapshot(
        f'<html lang="{lang}"><head>{head}</head><body><main><h1>Accueil</h1>{body}</main>'
        "</body></html>",
        url,
    )


def xml(body, url):
    return snapshot(body, url, kind="application/xml")


def findings(pages, url=AT):
    get, _ = web(pages)
    return site.probe(url, get)


def test_a_feed_that_the_page_announces_is_the_best_way():
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    head = link.format("/n.rss") + link.format("/comments/feed")
    at = "https://www.site.example/n.rss"

    found = findings({AT: page(ROWS, head), at: xml(RSS, at)})

    assert [(offer.kind, offer.entries) for offer in found.offers] == [
        ("feed", 1),
        ("listing", 3),
    ]
    assert yaml.safe_load(found.to_yaml()) == [{"id": "site", "name": "Le flux", "url": at}]


def test_an_announced_feed_comes_before_a_linked_one_though_a_usual_address_repeats_it():
    head = '<link rel="alternate" type="application/rss+xml" href="/n.rss">'
    announced, linked, usual = (
        f"https://www.site.example/{path}" for path in ("n.rss", "other/rss", "feed/")
    )
    pages = {
        AT: page('<a href="/other/rss">RSS</a>', head),
        announced: xml(RSS, announced),
        linked: xml(RSS.replace("Le flux", "Un autre"), linked),
        usual: xml(RSS, usual),
    }

    feeds = [offer.url for offer in findings(pages).offers if offer.kind == "feed"]

    assert feeds == [announced, linked]


def test_a_feed_at_a_usual_place_is_found_without_being_announced():
    at = "https://www.site.example/fr/rss.xml"

    assert findings({AT: page(), at: xml(RSS, at)}).offers[0].url == at


def test_one_feed_at_two_addresses_is_offered_once():
    pages = {
        at: xml(RSS, at)
        for at in ("https://www.site.example/rss.xml", "https://www.site.example/feed/")
    }

    assert [offer.kind for offer in findings({AT: page()} | pages).offers] == ["feed", "page"]


def test_a_list_page_is_told_with_its_selectors():
    found = findings({AT: page(ROWS, lang="nl")})

    (row,) = yaml.safe_load(found.to_yaml())
    assert row == {
        "id": "site",
        "name": "www.site.example",
        "url": AT,
        "lang": "nl",
        "reader": "listing",
        "options": {"row": "article.teaser", "date": "time"},
    }


def test_a_wordpress_is_asked_for_its_posts():
    api = "https://www.site.example/wp-json/wp/v2/posts?per_page=20&page=1"
    post = '[{"link": "https://www.site.example/a", "title": {"rendered": "A"}}]'

    found = findings(
        {
            AT: page(head='<link rel="https://api.w.org/" href="/wp-json/">'),
            api: snapshot(post, api, kind="application/json"),
        }
    )

    assert (found.offers[0].kind, found.offers[0].url) == ("wordpress", "https://www.site.example/")


def test_robots_names_the_sitemap_and_what_it_forbids():
    robots, at = "https://www.site.example/robots.txt", "https://www.site.example/map.xml"
    rules = snapshot(f"User-agent: *\nDisallow: /fr/\nSitemap: {at}\n", robots, kind="text/plain")
    urls = xml("<urlset><url><loc>https://www.site.example/a</loc></url></urlset>", at)

    found = findings({AT: page(), robots: rules, at: urls})

    assert found.robots == "disallowed by robots.txt"
    assert (found.offers[0].kind, found.offers[0].url) == ("sitemap", at)


def test_what_was_tried_in_vain_is_told_with_its_reason():
    broken = {
        "https://www.site.example/feed/": page(url="https://www.site.example/feed/"),
        "https://www.site.example/rss": snapshot("", "https://www.site.example/rss", status=404),
    }

    missed = dict(findings({AT: page()} | broken).missed)

    assert "is no feed" in missed["https://www.site.example/feed/"]
    assert missed["https://www.site.example/rss"] == "404"
    assert "nothing there" in missed["https://www.site.example/rss.xml"]


def test_a_site_that_offers_nothing_can_still_be_watched_as_a_page():
    (row,) = yaml.safe_load(findings({AT: page()}).to_yaml())

    assert (row["reader"], row["type"]) == ("page", "page-change")


@pytest.mark.parametrize("pages", [{AT: page(ROWS)}, {AT: page()}])
def test_what_is_printed_is_a_source_that_the_configuration_takes(pages):
    (row,) = yaml.safe_load(findings(pages).to_yaml())

    assert Source.model_validate(row).url == row["url"]


def test_a_page_of_hostile_links_is_asked_a_few_times_only():
    links = "".join(
        f'<a href="/feed/{number}">x</a><a href="http://[bad">y</a>' for number in range(500)
    )
    get, asked = web({AT: page(links)})

    site.probe(AT, get)

    assert len(asked) < 25


def test_a_site_that_cannot_be_reached_is_told_as_the_fetcher_tells_it():
    with pytest.raises(FetchError, match="nothing there"):
        findings({})


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", "text/plain"])
def test_a_feed_is_offered_as_a_feed_whatever_its_type_says(kind):
    found = findings({AT: snapshot(RSS, AT, kind=kind)})

    assert [(offer.kind, offer.url) for offer in found.offers] == [("feed", AT)]
    assert [entry.url for entry in found.shown()] == ["https://site.example/a"]


def test_a_sitemap_is_offered_as_a_sitemap():
    urls = snapshot("<urlset><url><loc>https://www.site.example/a</loc></url></urlset>", AT)

    assert [offer.kind for offer in findings({AT: urls}).offers] == ["sitemap"]


@pytest.mark.parametrize(
    "kind",
    ["application/rss+xml", "text/xml", "application/xml", "application/rdf+xml", "text/rss+xml"],
)
def test_every_type_under_which_a_feed_is_announced_counts(kind):
    at = "https://www.site.example/n"
    head = f'<link rel="alternate" type="{kind}" href="/n">'

    assert findings({AT: page(head=head), at: xml(RSS, at)}).offers[0].url == at


@pytest.mark.parametrize(
    ("kind", "href"),
    [("text/xml+oembed", "/oembed?url=x"), ("application/json", "/wp-json/wp/v2/pages/2")],
)
def test_a_link_for_embedding_or_of_an_api_is_no_feed(kind, href):
    get, asked = web({AT: page(head=f'<link rel="alternate" type="{kind}" href="{href}">')})

    site.probe(AT, get)

    assert not any(href in address for address in asked)


def test_a_page_of_many_links_is_never_offered_as_one_that_changes():
    scattered = "".join(
        f"<{tag}><a href='/x{n}'>x</a></{tag}>" for n, tag in enumerate(["b", "i"] * 15)
    )

    assert "page" not in {offer.kind for offer in findings({AT: page(scattered)}).offers}


def test_dates_of_two_readings_and_rows_without_a_day_are_told():
    rows = "".join(
        f'<li><a href="/n{n}">Title number {n}</a> <span>0{n}/04/2026</span></li>'
        for n in range(1, 6)
    )
    rows += '<li><a href="/n9">The last of them</a> <span>soon</span></li>'

    found = findings({AT: page(f"<ul>{rows}</ul>", lang="en")})

    assert {doubt.name for doubt in found.doubts()} == {"dayless", "open"}

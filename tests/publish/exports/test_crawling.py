"""What programs that walk the site read first."""

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import protego

from knowledge.i18n import catalogue
from publish.exports import crawling
from publish.exports.crawling import SitemapPage
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

from .conftest import HOSTILE, ROOT

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
MOMENT = datetime(2026, 11, 22, 18, tzinfo=UTC)


def test_a_sitemap_names_each_page_its_change_and_its_languages(facts):
    places = [SitemapPage("months/2026-11/", ("fr", "nl"), MOMENT), SitemapPage("about/", ())]

    month, about = ET.fromstring(crawling.sitemap(places, "fr", facts)).findall(f"{SITEMAP}url")

    assert month.findtext(f"{SITEMAP}loc") == f"{ROOT}fr/months/2026-11/"
    assert month.findtext(f"{SITEMAP}lastmod") == "2026-11-22T18:00:00Z"
    links = [
        (link.get("rel"), link.get("hreflang"), link.get("href"))
        for link in month.findall(f"{XHTML}link")
    ]
    assert links == [("alternate", lang, f"{ROOT}{lang}/months/2026-11/") for lang in ("fr", "nl")]
    assert about.find(f"{SITEMAP}lastmod") is None
    assert about.findall(f"{XHTML}link") == []


def test_the_sites_sitemap_leads_to_each_languages(facts):
    root = ET.fromstring(crawling.sitemap_index(facts, MOMENT))

    assert [tag.text for tag in root.iter(f"{SITEMAP}loc")] == [
        f"{ROOT}fr/sitemap.xml",
        f"{ROOT}nl/sitemap.xml",
    ]
    assert {tag.text for tag in root.iter(f"{SITEMAP}lastmod")} == {"2026-11-22T18:00:00Z"}


def test_robots_may_go_everywhere_and_are_told_of_the_sitemap(facts):
    rules = protego.Protego.parse(crawling.robots(facts).decode())

    assert rules.can_fetch(f"{ROOT}fr/months/2026-11/", "anybot")
    assert list(rules.sitemaps) == [f"{ROOT}sitemap.xml"]


def test_a_demonstration_invites_no_robot(facts):
    rules = protego.Protego.parse(crawling.robots(replace(facts, demo=True)).decode())

    assert not list(rules.sitemaps)


def test_a_site_that_does_not_know_its_address_names_no_sitemap():
    assert b"Sitemap" not in crawling.robots(SiteMetadata())


def test_a_browser_can_search_the_site(facts):
    root = ET.fromstring(
        crawling.opensearch(
            SiteContext(Library(), catalogue.load("fr"), metadata=facts), page="search/"
        )
    )

    assert root.find(f"{SEARCH}Url").get("template") == f"{ROOT}fr/search/?q={{searchTerms}}"
    assert root.findtext(f"{SEARCH}ShortName") == "Veille"


def test_the_texts_of_the_search_description_keep_to_their_lengths(facts):
    long = replace(facts, names={"fr": HOSTILE * 9}, descriptions={"fr": "mot " * 900})

    root = ET.fromstring(
        crawling.opensearch(SiteContext(Library(), catalogue.load("fr"), metadata=long), page="")
    )

    for tag, most in (("ShortName", 16), ("LongName", 48), ("Description", 1024)):
        assert 0 < len(root.findtext(f"{SEARCH}{tag}")) <= most

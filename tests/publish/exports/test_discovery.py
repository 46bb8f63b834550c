"""What a page's head offers to programs."""

import pytest

from knowledge.i18n import catalogue
from publish.exports import discovery
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

from .conftest import ROOT


def links(path, facts, lang="fr"):
    """Give a page's links as (rel, address under the site)."""
    found = discovery.links(
        path, "Télétravail", SiteContext(Library(), catalogue.load(lang), metadata=facts)
    )
    return [(link.rel, link.href.removeprefix(ROOT)) for link in found]


def test_a_themes_page_offers_its_own_feeds_first(facts):
    assert links("themes/telework.md", facts) == [
        ("alternate", "fr/feeds/theme/telework.atom"),
        ("alternate", "fr/feeds/theme/telework.json"),
        ("alternate", "fr/feeds/theme/telework.rss"),
        ("alternate", "fr/feeds/all.atom"),
        ("alternate", "fr/feeds/all.json"),
        ("alternate", "fr/feeds/all.rss"),
        ("alternate", "references/theme/telework.ris"),
        ("alternate", "references/theme/telework.bib"),
        ("search", "fr/opensearch.xml"),
    ]


def test_a_month_has_references_and_no_feed_of_its_own(facts):
    assert ("alternate", "references/month/2026-11.ris") in links("months/2026-11.md", facts)
    assert not [href for _, href in links("months/2026-11.md", facts) if "feeds/month" in href]


@pytest.mark.parametrize("path", ["index.md", "themes/index.md", "law.md", "entries/0123456789.md"])
def test_any_other_page_offers_the_feeds_of_everything(facts, path):
    assert [href for _, href in links(path, facts, "nl")] == [
        *(f"nl/feeds/all.{kind}" for kind in ("atom", "json", "rss")),
        "nl/opensearch.xml",
    ]


def test_the_subscribe_page_leads_to_the_lists_and_the_catalogue(facts):
    assert links("subscribe.md", facts)[-2:] == [
        ("alternate", "fr/feeds/feeds.opml"),
        ("describedby", "api/v1/catalog.jsonld"),
    ]


def test_a_site_that_does_not_know_its_address_offers_nothing():
    assert links("index.md", SiteMetadata()) == []

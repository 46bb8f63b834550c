"""The editors' list of what is not translated, and of translations that lag behind."""

from dataclasses import replace

from bs4 import BeautifulSoup

from knowledge.sheets.collection import Collection
from knowledge.sheets.page_index import WrittenPage
from publish.pages import render, site_pages
from publish.site_context import SiteContext

PAGES = (
    WrittenPage("about.md", "fr", "À propos", "aaa"),
    WrittenPage("about.md", "nl", "Over deze site", "bbb", "fr", "old"),
    WrittenPage("guide/index.md", "nl", "De aanpak", "ccc"),
)


def page(library, indexed, lang="fr"):
    indexes, words = indexed(library, lang)
    (spec,) = site_pages.untranslated(SiteContext(library, words, indexes=indexes))
    return BeautifulSoup(
        render.render(
            spec.template, SiteContext(library, words), title=spec.title, root="../", **spec.data
        ),
        "lxml",
    )


def test_each_page_that_lacks_or_lags_is_named_with_its_file(house, indexed):
    found = page(replace(house(), pages=PAGES), indexed)

    links = [
        (a["href"], a["lang"], a.find_next("code").get_text()) for a in found.select(".vg-links a")
    ]
    assert links == [
        ("../../nl/guide/", "nl", "docs/nl/guide/index.md"),
        ("../../nl/about/", "nl", "docs/nl/about.md"),
    ]
    assert "original en français" in found.get_text()


def test_a_site_of_one_language_has_no_such_page(house, indexed):
    library = replace(house(), sheets=Collection(languages=("fr",)))

    assert list(site_pages.untranslated(SiteContext(library, indexed(library)[1]))) == []

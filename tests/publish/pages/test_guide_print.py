"""The guide as one document."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from knowledge.i18n import catalogue
from knowledge.sheets import reading
from knowledge.sheets.collection import Collection
from knowledge.sheets.registry import KINDS
from publish.pages import guide_print, site_pages
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

NAV = [
    {"Accueil": "index.md"},
    {"Le guide": ["guide/index.md", {"Agir": ["guide/b.md", {"Autre titre": "guide/a.md"}]}]},
]
PAGES = {
    "a": "## Qui { #who }\n\n[Ici](#who), [là](b.md), [une partie](b.md#who), [une loi](../law.md#texts).",
    "b": "## Qui { #who }\n\nUne note[^1].\n\n### Détail\n\n![Une image](i.png)\n\n[^1]: La note.\n",
    "index": "[Un site](https://a.example/), [une adresse](mailto:a@b.example), [tout](../index.md).",
    "left": "Une page que le menu ne dit pas.",
}


def sheet(name, body):
    path, kind = f"docs/fr/guide/{name}.md", KINDS["guide"]
    head = f'---\ntitle: Page {name}\ndescription: Une page.\nversion: "1.0"\n---\n'
    return reading.markdown(f"{head}{body}".encode(), path, kind, "fr").sheet


@pytest.fixture
def context(library):
    sheets = tuple(sheet(name, body) for name, body in PAGES.items())
    held = replace(library, sheets=Collection(sheets, languages=("fr", "nl")))
    return SiteContext(held, catalogue.load("fr"), metadata=SiteMetadata(names={"fr": "Vigie"}))


@pytest.fixture
def document(context):
    spec = next(guide_print.pages(context, NAV))
    return BeautifulSoup(site_pages.fill(spec, "", context, root="../../"), "html.parser")


def test_the_chapters_are_in_the_order_of_the_menu_numbered_and_the_rest_comes_last(document):
    headings = [heading.get_text() for heading in document.find_all(["h2", "h3"])]

    assert headings == [
        "Sommaire",
        "1 Le guide",
        "1.1 Page index",
        "2 Agir",
        "2.1 Page b",
        "2.2 Page a",
        "3 La démarche",
        "3.1 Page left",
    ]


def test_the_contents_name_each_part_and_chapter_and_lead_to_them(document):
    listed = document.select(".vg-print__toc a")
    anchors = {heading["id"]: heading.get_text() for heading in document.select("h2[id], h3[id]")}

    assert {link["href"][1:]: link.get_text() for link in listed} == {
        anchor: title for anchor, title in anchors.items() if anchor != "contents"
    }


def test_two_chapters_may_have_the_same_anchors(document):
    counted = Counter(element["id"] for element in document.find_all(id=True))
    inside = [link["href"][1:] for link in document.select('a[href^="#"]')]

    assert [anchor for anchor, count in counted.items() if count > 1] == []
    assert set(inside) <= set(counted)
    assert "chapter-a--who" in inside
    assert "chapter-b--fn:1" in inside


def test_links_lead_to_what_stands_beside_and_else_to_the_site(document):
    leads = {link.get_text(): link["href"] for link in document.select("article a")}

    assert leads["Ici"] == "#chapter-a--who"
    assert leads["là"] == "#chapter-b"
    assert leads["une partie"] == "#chapter-b--who"
    assert leads["une loi"] == "../../law/#texts"
    assert leads["tout"] == "../../"
    assert leads["Un site"] == "https://a.example/"
    assert [link.get_text() for link in document.select(".vg-away")] == ["Un site"]
    assert document.img["src"] == "../../guide/i.png"


def test_headings_go_down_by_one_at_a_time_and_those_of_a_chapter_have_its_number(document):
    levels = [int(heading.name[1]) for heading in document.find_all(["h1", "h2", "h3", "h4", "h5"])]

    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [heading.get_text() for heading in document.find_all("h4")] == ["2.1.1 Qui", "2.2.1 Qui"]


def test_a_link_to_a_page_that_is_left_out_is_its_words(context):
    without = replace(context.library, sheets=Collection((sheet("a", PAGES["a"]),)))
    without.__dict__["gone"] = frozenset({"docs/fr/guide/b.md"})

    body = guide_print.parts(replace(context, library=without), NAV)[0].chapters[0].body

    assert "là" in body
    assert "guide/b" not in body


def test_without_a_guide_there_is_no_document(context):
    bare = replace(context, library=replace(context.library, sheets=Collection()))

    assert list(guide_print.pages(bare, NAV)) == []


def test_its_words_are_not_searched_twice(context):
    spec = next(guide_print.pages(context, NAV))

    assert site_pages.front_matter(spec)["search"] == {"exclude": True}

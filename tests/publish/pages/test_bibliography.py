"""The bibliography: what a page cites is there, and leaves for library programs."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from markupsafe import Markup

from knowledge.sheets import reading
from knowledge.sheets.kinds.reference import KIND
from knowledge.sheets.registry import KINDS
from publish import site_context
from publish.library import Library
from publish.pages import bibliography, page_outline, render, search_page, site_pages

BOOK = (
    'titles: {fr: "A & B : un livre"}\ntype: book\nyear: 2016\npublisher: Presses\n'
    'authors: ["Bourdu, Émilie", "Péretié, M.", "Richer, M."]\nlanguages: [fr]\n'
    "address: https://book.example/1\nserves: {fr: Bon à tout., nl: Goed voor alles.}\n"
    "unverified: {fr: Le prénom.}\nthemes: [qvt]\n"
)
LAW = (
    "titles: {fr: Loi du 4 août, nl: Wet van 4 augustus}\ntype: law\nyear: 1996\n"
    "languages: [fr, nl]\nserves: {fr: Les devoirs.}\nlast_checked: 2026-11-02\n"
    "address: {fr: https://law.example/fr, nl: https://law.example/nl}\n"
)
STEP = "Voir [Bourdu et autres, 2016](../bibliography/index.md#bourdu-2016).\n"
GUIDE = f'---\ntitle: Le réseau\ndescription: Une page.\nversion: "1.0"\n---\n{STEP}'


def sheet(name: str, text: str):
    found = reading.mapping(text.encode(), f"docs/bibliography/{name}.yml", KIND)
    assert found.problems == ()
    return found.sheet


def context(lang: str = "fr"):
    held = (sheet("bourdu-2016", BOOK), sheet("act-1996", LAW))
    path = "docs/fr/guide/plan.md"
    citing = reading.markdown(GUIDE.encode(), path, KINDS["guide"], "fr").sheet
    library = Library()
    sheets = replace(library.sheets, sheets=(*held, citing), languages=("fr", "nl"))
    return site_context.build(replace(library, sheets=sheets), lang)


def test_a_reference_is_found_under_what_a_page_calls_it_and_says_who_cites_it():
    (page,) = bibliography.pages(context())

    html = render.render(page.template, context(), **page.data, title="", body="", root="../")

    assert {"bourdu-2016", "act-1996", "t-book"} <= page_outline.anchors(page)
    assert 'id="bourdu-2016"' in html
    assert "Bourdu, Émilie · Péretié, M. · Richer, M." in html
    assert '<a href="../guide/plan/">Le réseau</a>' in html
    assert "A &amp; B" in html
    assert ("bourdu-2016", "Bourdu et autres, 2016") in [row[:2] for row in page.data["places"]]


def test_each_reference_is_found_by_itself():
    found = list(search_page.generated(bibliography.pages(context("nl")), "nl"))

    assert [section.anchor for section in found] == ["", "bourdu-2016", "act-1996"]
    assert "Goed voor alles" in found[1].text


def test_an_instance_without_references_has_no_page_and_no_file():
    empty = site_context.build(Library(), "fr")

    assert list(bibliography.pages(empty)) == []
    assert bibliography.files(empty) == {}
    assert site_pages.law("<p>x</p>", empty, root="") == "<p>x</p>"


def test_the_official_texts_stand_below_the_page_of_the_law_with_both_addresses_and_their_day():
    html = site_pages.law("<p>x</p>", context(), root="../")

    assert html.startswith("<p>x</p>")
    assert 'href="https://law.example/fr"' in html
    assert 'href="https://law.example/nl"' in html
    assert "2\u00a0novembre\u00a02026" in html
    assert "bourdu" not in html


def test_a_reference_leaves_as_ris_and_bibtex_and_coins():
    made = bibliography.files(context("nl"))
    ris, bibtex = made[bibliography.RIS].decode(), made[bibliography.BIBTEX].decode()

    assert "TY  - BOOK\r\nID  - bourdu-2016\r\nAU  - Bourdu, Émilie\r\nAU  - Péretié, M." in ris
    assert "PY  - 2016" in ris
    assert "author = {Bourdu, Émilie and Péretié, M. and Richer, M.}" in bibtex
    assert "@book{vigie-bourdu-2016," in bibtex
    assert "title = {{Wet van 4 augustus}}" in bibtex
    assert "urldate = {2026-11-02}" in bibtex

    coins = bibliography.shown(context().library.sheets.sheets[0], context()).coins
    query = Markup(coins.split('title="')[1].split('"')[0]).unescape()
    assert parse_qs(query)["rft.creator"] == ["Bourdu, Émilie", "Péretié, M.", "Richer, M."]
    assert parse_qs(query)["rft.date"] == ["2016"]


@pytest.mark.parametrize(
    ("authors", "short"),
    [
        ('["Deci, E.", "Ryan, R."]', "Deci & Ryan, 2016"),
        ("DGAFP", "DGAFP, 2016"),
        ("[]", "A & B : un livre"),
    ],
)
def test_a_reference_is_called_by_its_authors_or_else_by_its_title(authors, short):
    lines = [line for line in BOOK.splitlines() if not line.startswith("authors")]
    held = sheet("x-2016", "\n".join([*lines, f"authors: {authors}\n"]))

    assert bibliography.shown(held, context()).short == short

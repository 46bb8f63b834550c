"""Pages differ in what readers meet, and apart from it in what styles and scripts meet."""

import pytest

from tests.same import trees
from tests.same.differences import APART, Kind
from tests.same.made import PAGE


@pytest.fixture
def in_page(differences):
    """Return the kinds that are found once a part of the page has been replaced."""

    def kinds(old, new):
        assert old in PAGE
        found = differences({"site/fr/watch/index.html": PAGE.replace(old, new).encode()})
        assert {difference.path for difference in found} <= {"site/fr/watch/index.html"}
        return {difference.kind for difference in found}

    return kinds


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Deux mots.", "Deux maux.", Kind.TEXT),
        ("La <em>", "La<em>", Kind.TEXT),
        ("Deux mots.", "Deux\u00a0mots.", Kind.TEXT),
        ("a\n  b", "a\n b", Kind.TEXT),
        ("<title>Veille", "<title>Vigie", Kind.TEXT),
        ("Une tour", "Un phare", Kind.TEXT),
        ('<a href="../">', '<a href="./">', Kind.LINKS),
        ('id="top"', 'id="head"', Kind.IDS),
        ('aria-label="Menu"', 'aria-label="Carte"', Kind.ATTRIBUTES),
        ('lang="fr"', 'lang="nl"', Kind.ATTRIBUTES),
        ('content="Ce qui', 'content="Ce que', Kind.ATTRIBUTES),
        ("Rien à montrer", "Rien à dire", Kind.ATTRIBUTES),
        ("<p>Deux mots.</p>", "<ul><li>Deux mots.</ul>", Kind.ELEMENTS),
        ('"WebPage"', '"WebSite"', Kind.LINKED_DATA),
        ('class="wide"', 'class="narrow"', Kind.STYLE),
        ("M1 1", "M1 2", Kind.STYLE),
        ("here = 1", "here = 2", Kind.SCRIPT),
        ('data-part="list"', 'data-part="lists"', Kind.SCRIPT),
    ],
)
def test_a_page_differs_in(in_page, old, new, kind):
    assert kind in in_page(old, new)
    assert not (kind in APART and in_page(old, new) - APART)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>Deux mots.</p>", "\n<p>\n  Deux\n  mots.\n</p>\n"),
        ('class="wide" aria-label="Menu"', 'aria-label="Menu" class="wide"'),
        ("La <em>", "La\n<em>"),
        ('"@type": "WebPage", "name": "Veille"', '"name":"Veille","@type":"WebPage"'),
        ("main.57a0d79d.min", "main.11111111.min"),
        ("paraît", "para&icirc;t"),
    ],
)
def test_a_page_is_the_same_however_it_is_written(in_page, old, new):
    assert in_page(old, new) == set()


def test_links_are_compared_in_their_order(differences):
    two = '<a href="1"></a><a href="2"></a>', '<a href="2"></a><a href="1"></a>'

    found = trees.in_file("page.html", *(side.encode() for side in two))

    assert {difference.kind for difference in found} == {Kind.LINKS}

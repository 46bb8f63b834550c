"""What the guide draws, and the same in words."""

from dataclasses import replace
from functools import partial
from xml.etree import ElementTree

import pytest

from knowledge.i18n import catalogue
from knowledge.sheets import reading
from knowledge.sheets.registry import KINDS
from publish.pages import drawings, sheet_pages
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

ACTORS = ("le management", "les ressources humaines", "la prévention")


def page_of(name, body="Texte.", **keys):
    """Read a page of the guide."""
    front = {"title": "Titre", "description": "Une page.", "version": '"1.0"', **keys}
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    path, kind = f"docs/fr/guide/{name}.md", KINDS["guide"]
    found = reading.markdown(f"---\n{head}---\n{body}".encode(), path, kind, "fr")
    assert found.problems == ()
    return found.sheet


@pytest.fixture(params=["fr", "nl"])
def context(request, library):
    return SiteContext(library, catalogue.load(request.param), metadata=SiteMetadata())


@pytest.fixture
def sheet():
    return partial(page_of, "roles")


@pytest.fixture(params=["loop", "fields", "actors"])
def drawn(request, sheet, context):
    return drawings.of(sheet(drawing=request.param, actors=str(list(ACTORS))), context)


def boxes(drawing):
    for card in drawing.cards:
        left, top = card.x - card.width / 2, card.y - card.height / 2
        yield left, top, left + card.width, top + card.height


def test_no_card_leaves_the_drawing_or_lies_on_another(drawn):
    found = list(boxes(drawn))

    for left, top, right, bottom in found:
        assert left >= 0
        assert top >= 0
        assert right <= drawn.width
        assert bottom <= drawn.height
    for number, (left, top, right, bottom) in enumerate(found):
        for other in found[number + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart


def test_the_words_of_every_card_fit_into_it_and_stand_in_the_list_too(drawn):
    listed = " ".join(" ".join(said) for _, said in drawn.words)

    for card in drawn.cards:
        assert len(card.lines) <= 4
        assert " ".join(card.lines).lstrip("0123456789 ") in " ".join(listed.split())
        rows = [y for y, _ in card.rows]
        assert card.y - card.height / 2 < min(rows) <= max(rows) < card.y + card.height / 2


def test_the_loop_has_an_arrow_from_each_step_to_the_next_and_back(sheet, context):
    drawn = drawings.of(sheet(drawing="loop"), context)

    assert len(drawn.paths) == len(drawn.cards) == len(context.library.steps)


def test_a_page_shows_its_drawing_named_and_told_in_words(sheet, context):
    page = sheet_pages.page(
        sheet(drawing="actors", actors=str(list(ACTORS))), "<p>Texte</p>", context, root="../../"
    )
    svg = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])

    names = svg.get("aria-labelledby").split()
    assert [part.get("id") for part in list(svg)[:2]] == names
    assert svg.get("role") == "img"
    assert all(f"<li>{actor}</li>" in page for actor in ACTORS)
    labels = [" ".join(line.text for line in label) for label in svg.iter("text")]
    assert set(ACTORS) <= set(labels)


def test_a_page_that_asks_for_none_or_lacks_what_it_shows_has_no_drawing(sheet, context):
    bare = replace(context, library=replace(context.library, steps={}, fields=()))

    assert drawings.of(sheet(), context) is None
    assert drawings.of(sheet(drawing="actors"), context) is None
    assert drawings.of(sheet(drawing="loop"), bare) is None
    assert drawings.of(sheet(drawing="fields"), bare) is None

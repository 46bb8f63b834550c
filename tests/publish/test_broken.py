"""Pages with a mistake are left out: the sheets, the links to them, their places in the menu."""

from datetime import date

import pytest

from knowledge.errors import SheetError
from publish import broken, library
from tests.vigie.sheets import begin, practice, put

SHEET = "docs/fr/practices/reunion.md"
TODAY = date(2026, 11, 25)


@pytest.fixture
def instance(tmp_path):
    return begin(tmp_path)


def test_one_broken_sheet_is_left_out_and_the_others_are_shown(instance):
    put(instance, SHEET, practice().replace("steps:", "nonsense:"))
    put(instance, "docs/fr/practices/autre.md", practice())

    found = library.load(instance, TODAY, leave_out_broken=True)

    assert [sheet.id for sheet in found.sheets.sheets] == ["autre", "institution-a"]
    assert found.gone == {SHEET}


def test_a_page_that_cannot_be_read_is_left_out_too(instance):
    put(instance, "docs/fr/page.md", '---\ntitle: "x\n---\n')

    assert library.load(instance, TODAY, leave_out_broken=True).gone == {"docs/fr/page.md"}


@pytest.mark.parametrize(("path", "head"), [("docs/fr/page.md", ""), (SHEET, practice())])
def test_a_text_that_no_reader_gets_through_is_left_out(instance, path, head):
    put(instance, path, f"{head}\n{'[' * 100}\n")

    found = library.load(instance, TODAY, leave_out_broken=True)

    assert found.gone == {path}
    assert found.left_out[0].code == "text_tangled"


def test_without_the_wish_one_broken_sheet_stops_the_site(instance):
    put(instance, SHEET, practice().replace("steps:", "nonsense:"))

    with pytest.raises(SheetError):
        library.load(instance, TODAY)


@pytest.mark.parametrize(
    "address",
    ["reunion.md", "../practices/reunion.md", "reunion.md#contexte", "reunion.md 'Titre'"],
)
def test_a_link_to_a_page_that_is_left_out_becomes_its_words(address):
    text = f"Voir [la réunion]({address}) et [le reste](autre.md)."

    made = broken.unlinked(text, "docs/fr/practices/liste.md", {SHEET})

    assert made == "Voir la réunion et [le reste](autre.md)."


def test_other_links_stay():
    text = "[a](https://example.org/reunion.md) ![b](reunion.md) [c](autre.md)"

    assert broken.unlinked(text, "docs/fr/practices/liste.md", {SHEET}) == text


def test_the_menu_loses_the_page_and_a_group_that_held_it_alone():
    nav = [
        "index.md",
        {"Une": "practices/reunion.md"},
        {"Groupe": [{"Une": "practices/reunion.md"}]},
    ]

    assert broken.menu(nav, "docs/fr", {SHEET}) == ["index.md"]

"""Which pages nobody writes, and what stands on them."""

from datetime import date

import pytest

from knowledge.i18n import catalogue
from publish.indexes import build_indexes, linkable
from publish.pages import watch_pages
from publish.site_context import SiteContext


def made(library, lang="fr"):
    """Give the generated pages of a library by path."""
    return {
        spec.path: spec
        for spec in watch_pages.generate(
            SiteContext(library, catalogue.load(lang), indexes=build_indexes(library, lang))
        )
    }


def test_an_empty_instance_has_its_indexes_and_its_sources(library_of):
    assert set(made(library_of())) == {
        "watch/index.md",
        "months/index.md",
        "kinds/index.md",
        "themes/index.md",
        "regions/index.md",
        "sources/index.md",
        "sources/ministry.md",
        "sources/agency.md",
    }


def test_an_entry_gives_a_page_to_its_month_kind_theme_and_source_and_none_to_itself(
    entry, library_of
):
    found = set(made(library_of(entry()))) - set(made(library_of()))

    assert found == {
        "months/2026-11.md",
        "kinds/law.md",
        "themes/telework.md",
        "regions/federal.md",
    }


def test_the_number_of_pages_does_not_grow_with_the_entries_of_a_month(entry, library_of):
    many = library_of(*(entry(id=f"{n:03}") for n in range(300)))

    assert len(made(many)) == len(made(library_of(entry())))


def test_a_persons_note_makes_a_page_that_keeps_their_words(entry, library_of):
    spec = made(library_of(entry(body="\n**Pour nous :** rien ne change.\n")))[
        "entries/0123456789.md"
    ]

    assert spec.body == "\n**Pour nous :** rien ne change.\n"
    assert spec.crumbs[-1] == ("Novembre 2026", "months/2026-11.md")


def test_a_body_of_blank_lines_is_no_note(entry, library_of):
    assert "entries/0123456789.md" not in made(library_of(entry(body="\n \n")))


def test_the_law_comes_first(entry, library_of):
    library = library_of(
        entry(id="t", type="tool"), entry(id="n", type="news"), entry(id="l", type="law")
    )

    month = made(library)["months/2026-11.md"]

    assert [term.id for term, _ in month.data["groups"]] == ["law", "news", "tool"]


def test_a_kind_that_the_taxonomy_lacks_is_shown_last_under_its_own_name(entry, library_of):
    month = made(library_of(entry(id="a", type="abc"), entry(id="b")))["months/2026-11.md"]

    assert [term.label("fr") for term, _ in month.data["groups"]] == ["Législation", "abc"]


@pytest.mark.parametrize("name", ["../../etc", "a/b", "A", "", ".hidden", "x" * 80, "a\n"])
def test_an_id_that_is_no_plain_word_makes_no_path(entry, library_of, name):
    found = made(library_of(entry(type=name or "law", themes=(name,), source=name)))

    assert not [path for path in found if name and name in path]
    assert not linkable(name)


def test_a_card_stands_in_the_months_of_all_its_versions(entry, library_of):
    french = entry(id="f", url="https://m.example/fr", twins={"nl": "https://m.example/nl"})
    dutch = entry(id="n", url="https://m.example/nl", lang="nl", date=date(2026, 12, 1))

    assert {"months/2026-11.md", "months/2026-12.md"} <= set(made(library_of(french, dutch)))


def test_a_long_list_is_cut_and_leads_on_to_the_months(entry, library_of):
    entries = [
        entry(id=f"{n:03}", date=date(2026, 1 + n % 10, 1)) for n in range(watch_pages.LATEST + 30)
    ]

    listing = made(library_of(*entries))["kinds/law.md"].data

    assert len(listing["found"]) == watch_pages.LATEST
    assert sum(listing["months"].values()) == listing["total"] == watch_pages.LATEST + 30


def test_titles_are_in_the_readers_language(entry, library_of):
    french, dutch = made(library_of(entry()), "fr"), made(library_of(entry()), "nl")

    assert (french["months/2026-11.md"].title, dutch["months/2026-11.md"].title) == (
        "Novembre 2026",
        "November 2026",
    )
    assert (french["kinds/law.md"].title, dutch["kinds/law.md"].title) == (
        "Législation",
        "Wetgeving",
    )


def test_both_languages_have_the_same_generated_pages(entry, library_of):
    library = library_of(
        entry(id="f"), entry(id="n", lang="nl", body="Een nota."), entry(id="e", lang="en")
    )

    assert set(made(library, "fr")) == set(made(library, "nl"))


def test_only_months_and_notes_are_searched(entry, library_of):
    searched = {
        path for path, spec in made(library_of(entry(body="Une note."))).items() if spec.searchable
    }

    assert searched == {"months/2026-11.md", "entries/0123456789.md"}


def test_the_day_that_the_site_counts_from_is_found_once_for_all_entries(entry, library_of):
    library = library_of(entry())

    assert library.data_date is library.data_date
